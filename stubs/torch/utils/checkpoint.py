"""Checkpointing runs the function as it is."""

from contextlib import nullcontext

from _pytea import forget_history


def checkpoint(
    function, *args, use_reentrant=None, context_fn=None, determinism_check="default",
    debug=False, early_stop=True, preserve_rng_state=True, **kwargs,
):  # fmt: skip
    return forget_history(function(*args, **kwargs))


def checkpoint_sequential(functions, segments, input, use_reentrant=None, **kwargs):
    modules = functions if isinstance(functions, (list, tuple)) else functions.children()
    for module in modules:
        input = module(input)
    return forget_history(input)


class CheckpointError(RuntimeError):
    pass


def set_checkpoint_debug_enabled(enabled):
    return nullcontext()


def set_checkpoint_early_stop(enable):
    return nullcontext()


def noop_context_fn():
    return nullcontext(), nullcontext()


def create_selective_checkpoint_contexts(policy_fn_or_list, allow_cache_entry_mutation=False):
    return nullcontext(), nullcontext()


class CheckpointPolicy:
    MUST_SAVE = 0
    PREFER_SAVE = 1
    MUST_RECOMPUTE = 2
    PREFER_RECOMPUTE = 3
