"""Every bound of the machine, in steps: reaching one is reported, never silent."""

from __future__ import annotations

from collections.abc import Iterable

#: Layers of the heap before they are flattened into one.
HEAP_LAYERS = 32
#: Layers of the heap, or spans of such layers, that are looked through together.
HEAP_SPAN = 8
#: Instructions of one entry, over all paths.
STEPS = 20_000_000
#: States of one entry that may live at the same time.
LIVE_STATES = 96
#: Frames of one path; a deeper recursion ends the path as RecursionError does.
CALL_DEPTH = 900
#: Rounds of a loop that are always run one by one.
ROUNDS_MIN = 3
#: Instructions that a loop may spend on rounds run one by one.
LOOP_STEPS = 150_000
#: The same for a loop over the items of a list or dict, each of which may be something else, and
#: for one that counts up to a small number.
ITEM_STEPS = 3_000_000
FEW_ROUNDS = 8
#: As many, where they make the layers of a model.
LAYERS = 128
#: Rounds that make layers in which paths may fork, if they meet again.
LAYER_ROUNDS = 16
#: Rounds over a short list of items in which paths may fork, as those of a pipeline whose steps are drawn.
STEP_ROUNDS = 16
#: Rounds over a list of steps of which some loop themselves, until the rest is summarized.
PIPELINE_ROUNDS = 16
#: Rounds in which paths fork before a loop is summarized: each may double what is to be told apart.
FORKED_ROUNDS = 4
#: Instructions of a few rounds that go on one by one although paths fork, if they meet again.
FORKED_STEPS = 30_000
#: Parts of a size that differs between paths before it counts as any number of its range.
SIZE_PARTS = 48
#: Calls of operators whose results are kept, to be used for equal calls.
EVALUATIONS = 20_000
#: What one tensor operation counts in instructions.
OPERATION_STEPS = 10
#: Rounds of a loop over what has no known number of items, or whose condition is not decided.
UNDECIDED_ROUNDS = 2
#: Pairs of rounds of a loop that are compared until one is found behind which it is left.
COMPARED_ROUNDS = 4
#: Operands whose origin a report can follow.
ORIGIN_DEPTH = 24
#: Items of a list or range that a builtin function looks at one by one.
MATERIALIZED_ITEMS = 20_000
#: Items of a list that was repeated a number of times; a longer one is a summary.
REPEATED_ITEMS = 100_000
#: Digits of an integer power that is computed.
POWER_BITS = 4_096
#: Findings of one entry.
FINDINGS = 10_000
#: Tests in the condition of a path; when two paths merge, what exceeds it is forgotten.
GUARD_NODES = 80
#: Tests that tell apart what a value is on the paths that were merged; beyond that it is unknown.
VALUE_NODES = 1_000
#: Tests in a requirement, over sizes that differ between paths; a larger one is left unchecked.
REQUIREMENT_NODES = 300
#: Tests in a requirement up to which it is assumed where it depends on inputs: each later question
#: is asked under all that was assumed. A function that nobody calls is judged by what it assumed.
FACT_NODES = 60
#: Forks of one entry; after that only one side of a branch is followed.
FORKS = 3_000
#: Forks at one instruction on what it works on; then its result is unknown while paths are many.
SITE_FORKS = 24
#: Paths that count as many.
MANY_STATES = 12
#: Running calls of one function that were given unknown values; a further one is not followed.
UNKNOWN_RECURSION = 3
#: Running calls of one function that each hang on one more undecided condition; then a path ends.
UNDECIDED_RECURSION = 12
#: Chances that one number may hang on before it counts as any number of its range.
CHANCE_SYMBOLS = 6
#: Objects that are looked at when what a call was given is exposed to code that is not followed.
EXPOSED_OBJECTS = 400
#: Paths that may live at one time inside one call of a library.
LIBRARY_STATES = 24
#: Forks inside calls of a library from one place; then the call is left with an unknown result.
LIBRARY_FORKS = 400
#: Failures of our own in one entry, each of which leaves an unknown value.
FAILURES = 20
#: Instructions of loading one file without an entry, and of all runs that find its signatures.
LIBRARY_STEPS = 1_200_000
#: The same for the functions of one file one by one.
FUNCTION_STEPS = 400_000
#: Parts of conditions that the solver may evaluate for what one of these instructions costs.
WORK_PER_STEP = 1
#: Hypotheses about the numbers of dims of one function that are tried.
HYPOTHESES = 60

_USUAL = {name: value for name, value in globals().items() if name.isupper()}


def use_budgets(chosen: Iterable[tuple[str, int]]) -> None:
    """Makes these bounds hold, by their names in the configuration, and the usual ones otherwise."""
    globals().update(_USUAL)
    globals().update({name.upper().replace("-", "_"): bound for name, bound in chosen})
