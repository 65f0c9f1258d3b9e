#: program literals, or, guards
def f(x):
    match x:
        case 0: return "zero"
        case 1 | 2: return "one-two"
        case "a" | "b": return "text"
        case None: return "none"
        case True: return "true"
        case 1.5: return "float"
        case -3: return "neg"
        case b"x": return "bytes"
        case int() if x > 100: return "big"
        case int(n) if n > 50: return f"mid {n}"
        case str(): return "str"
        case _: return "other"
for v in (0, 1, 2, "a", None, True, False, 1.5, -3, b"x", 200, 60, 7, "zz", [1], 0.0): print(repr(v), f(v))
#: program sequences
def f(x):
    match x:
        case []: return "empty"
        case [a]: return ("one", a)
        case [1, *rest]: return ("starts 1", rest)
        case [a, b]: return ("two", a, b)
        case (a, *mid, b) if len(mid) > 2: return ("long", a, mid, b)
        case [a, [b, c], *_]: return ("nested", a, b, c)
        case [_, _, _]: return "three"
        case _: return "no"
for v in ([], [5], [1, 2, 3], (3, 4), (9, 1, 2, 3, 4), [7, [8, 9], 1], [2, 3, 4], "ab", {1, 2}, range(2), iter([1]), b"ab"): print(f(v))
#: program mappings
def f(d):
    match d:
        case {"type": "circle", "r": r}: return ("circle", r)
        case {"type": "rect", "w": w, "h": h, **rest}: return ("rect", w, h, rest)
        case {"k": [a, {"z": z}]}: return ("deep", a, z)
        case {}: return "some dict"
    return "not dict"
for v in ({"type": "circle", "r": 2}, {"type": "rect", "w": 1, "h": 2, "c": 3}, {"k": [1, {"z": 9}]}, {}, {"a": 1}, [1]): print(f(v))
#: program classes
class P:
    __match_args__ = ("x", "y")
    def __init__(self, x, y): self.x, self.y = x, y
class Q(P): pass
class N:
    def __init__(self): self.v = 5
def f(o):
    match o:
        case Q(0, 0): return "Q origin"
        case P(0, y=yy): return ("x0", yy)
        case P(x, y) if x == y: return ("diag", x)
        case P(x=1): return "x1"
        case N(v=5 as w): return ("N", w)
        case int(i): return ("int", i)
        case str(s) | bytes(s): return ("text", s)
        case list([a, *_]): return ("list", a)
        case tuple((a, b)): return ("pair", a, b)
        case dict(): return "dict"
        case float(): return "float"
        case P(): return "P"
    return None
for o in (Q(0, 0), P(0, 3), P(4, 4), P(1, 9), N(), 7, "s", b"b", [1, 2], (3, 4), {}, 1.5, P(8, 9), None): print(f(o))
try:
    match P(1, 2):
        case P(1, 2, 3): pass
except TypeError as e: print(e)
try:
    match N():
        case N(5): pass
except TypeError as e: print(e)
#: program captures and constants
import enum
class C(enum.Enum):
    RED = 1
    BLUE = 2
class K: LIMIT = 10
def f(x):
    match x:
        case C.RED: return "red"
        case C.BLUE as c: return ("blue", c.name)
        case K.LIMIT: return "limit"
        case (("a" | "b") as first, other): return (first, other)
        case [C.RED, *others]: return others
        case {"c": C.BLUE}: return "in dict"
        case whatever: return ("captured", whatever)
for v in (C.RED, C.BLUE, 10, ("a", 1), ("z", 1), [C.RED, 2], {"c": C.BLUE}, 3): print(f(v))
match 5:
    case x: pass
print(x)
match (1, 2):
    case (a, 3): pass
    case (a, b): print(a, b)
match {"a": 1}:
    case {"a": int() as n}: print(n)
#: program dataclass patterns and nested match
from dataclasses import dataclass
@dataclass
class Num: v: int
@dataclass
class Add:
    l: object
    r: object
@dataclass
class Mul:
    l: object
    r: object
def ev(e):
    match e:
        case Num(v): return v
        case Add(Num(0), x) | Add(x, Num(0)): return ev(x)
        case Add(l, r): return ev(l) + ev(r)
        case Mul(l=Num(v=0)): return 0
        case Mul(l, r): return ev(l) * ev(r)
print(ev(Add(Num(1), Mul(Num(2), Num(3)))), ev(Add(Num(0), Num(5))), ev(Mul(Num(0), None)))
match [1, [2, 3]]:
    case [x, [y, *z]]:
        match z:
            case [3]: print("deep", x, y)
match "cmd go north".split():
    case ["cmd", "go", ("north" | "south") as d]: print(d)
    case ["cmd", *args]: print(args)
#: program evaluation of subject once
def s():
    print("subject")
    return 3
match s():
    case 1: print(1)
    case 2: print(2)
    case n if (print("guard") or n == 3): print("three")
for x in (1, 2, 3):
    match x:
        case 2: continue
    print(x)
def f(x):
    match x:
        case [1, 2] | [3, 4]: return "pairs"
        case (5 | 6), (7 | 8): return "combo"
        case [[a, b], [c, d]] if a == d: return "matrix"
        case _: return "none"
print(f([1, 2]), f((3, 4)), f([5, 8]), f([[1, 2], [3, 1]]), f([[1, 2], [3, 4]]))
