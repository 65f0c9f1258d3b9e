"""How much work a question may cost.  All are counts of steps, never seconds, so answers do not depend on the machine."""

#: z3 resource units for one question; one that exhausts it takes 0.05 s, with many products a second.
Z3_RLIMIT = 120_000
#: The same where it may use Gröbner bases, which decide soon or not at all.
Z3_GROEBNER_RLIMIT = 20_000
#: A condition that z3 could not decide so often, each time with other facts, is not asked about again.
VAIN_QUESTIONS = 8
#: After so many questions in vain, each of the following ones may cost this share only.
PATIENCE = 40
IMPATIENT_SHARE = 4
#: z3 questions asked to make one witness small.
WITNESS_STEPS = 24
#: Rounds of bound propagation after one new fact.
PROPAGATION_ROUNDS = 3
#: Assignments tried to show that a condition can be true, and can be false.
SAMPLES = 120
#: Values tried one symbol at a time after that.
DESCENT_STEPS = 80
#: Nodes of a condition up to which that is tried: with other tests in them, their order changes.
DESCENT_NODES = 24
#: Candidate values of one symbol in a sample.
SAMPLE_VALUES = 12
#: Assignments found before that are tried first.
RECENT_SAMPLES = 6
#: Nodes of a fact's diagram up to which implied tests are looked for below its top.
BACKBONE_NODES = 200
#: Facts known to one cached state of knowledge; older states are dropped beyond this many.
CACHED_STATES = 512
