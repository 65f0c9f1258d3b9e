import copy
import logging
import random
import time


#: random keeps structure
random.seed(1)
l = [1, 1, 1]
random.shuffle(l)
print(l, random.choice([7]), random.choice("a"), len(random.sample(range(100), 5)), len(random.choices([1, 2], k=7)), sorted(random.sample([3, 3], 2)))
print(0 <= random.randint(0, 5) <= 5, random.randint(3, 3), random.randrange(1), random.randrange(5, 6), random.uniform(2, 2), isinstance(random.Random(3), random.Random), type(random.sample((1, 2), 1)).__name__)

#: random errors
for bad in (lambda: random.choice([]), lambda: random.randint(3, 2), lambda: random.sample([1], 2), lambda: random.randrange(0)):
    try:
        bad()
    except (IndexError, ValueError) as e:
        print(type(e).__name__, str(e)[:20])

#: copies
a = {"l": [1, [2]], "t": (1, [3])}
b, c = copy.copy(a), copy.deepcopy(a)
a["l"][1].append(9)
print(b["l"] is a["l"], c["l"], c, b == a, c["t"] == a["t"])
class N:
    def __init__(self):
        self.kids = []
n = N()
n.kids.append(n)
d = copy.deepcopy(n)
print(d is not n, d.kids[0] is d, copy.copy(n).kids is n.kids)
class H:
    def __deepcopy__(self, memo):
        return "deep"
    def __copy__(self):
        return "shallow"
print(copy.copy(H()), copy.deepcopy([H()]))

#: time passes over
print(time.sleep(0), callable(time.time), callable(time.perf_counter))

#: loggers
log = logging.getLogger("pytea.a.b")
up = logging.getLogger("pytea.a")
print(log.name, logging.getLogger("pytea.a.b") is log, log.level, log.info("x"), log.warning("%d", 3), log.exception, logging.getLogger().name) if False else print(log.name, logging.getLogger("pytea.a.b") is log, log.level, logging.getLogger().name)
up.setLevel(logging.DEBUG)
print(log.getEffectiveLevel(), log.isEnabledFor(logging.INFO), up.level, logging.INFO, logging.getLevelName(20), logging.getLevelName("DEBUG"), up.getChild("z").name)
up.setLevel("ERROR")
print(log.isEnabledFor(logging.INFO), log.getEffectiveLevel(), log.propagate)
try:
    up.setLevel("BOGUS")
except ValueError as e:
    print(e)

#: handlers
log = logging.getLogger("pytea.h")
h = logging.StreamHandler()
h.setLevel(logging.INFO)
h.setFormatter(logging.Formatter("%(message)s"))
log.addHandler(h)
log.addHandler(h)
print(len(log.handlers), h.level, log.hasHandlers())
log.removeHandler(h)
print(log.handlers, isinstance(log, logging.Logger), isinstance(h, logging.Handler), logging.NullHandler().level)
class L(logging.Logger):
    def extra(self):
        return self.name + "!"
logging.setLoggerClass(L)
print(logging.getLogger("pytea.own").extra())
logging.setLoggerClass(logging.Logger)
