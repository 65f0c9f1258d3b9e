#: program dataclasses
from dataclasses import dataclass, field, replace, asdict, astuple, fields, FrozenInstanceError, KW_ONLY, InitVar, is_dataclass
@dataclass(order=True)
class P:
    x: int
    y: int = 0
    tags: list = field(default_factory=list, compare=False)
    def norm(self): return self.x + self.y
p = P(1, tags=["a"])
print(p, p == P(1, 0), p < P(2), replace(p, y=5), asdict(p), astuple(p), [f.name for f in fields(p)], p.norm(), is_dataclass(P))
@dataclass
class C(P):
    z: float = 1.5
    scale: InitVar[int] = 2
    def __post_init__(self, scale): self.z *= scale
print(C(1, 2), C(1, z=2, scale=3))
@dataclass(frozen=True)
class F:
    a: int
    _: KW_ONLY
    b: str = "b"
f = F(1)
try: f.a = 2
except FrozenInstanceError as e: print(e)
print({f: 1}[F(1)], hash(f) == hash(F(1)), f)
@dataclass(slots=True, repr=False)
class S:
    v: int
print(S(1).v)
try: F()
except TypeError as e: print(e)
try:
    @dataclass
    class Bad:
        a: list = []
except ValueError as e: print(e)
#: program enums
from enum import Enum, IntEnum, Flag, IntFlag, auto, unique
class Color(Enum):
    RED = 1
    GREEN = 2
    CRIMSON = 1
    @property
    def pretty(self): return self.name.title()
    @classmethod
    def default(cls): return cls.GREEN
print(Color.RED, repr(Color.RED), Color(2), Color["RED"], Color.CRIMSON is Color.RED, [c.name for c in Color], len(Color), Color.RED.pretty, Color.default(), Color.RED == 1, isinstance(Color.RED, Color), {Color.RED: "r"}[Color(1)], Color.RED in Color, list(Color.__members__))
try: Color(9)
except ValueError as e: print(e)
try: Color["X"]
except KeyError as e: print(e)
class N(IntEnum):
    A = auto()
    B = auto()
print(N.A + 1, N.B > N.A, N(2), N.A == 1, sorted([N.B, N.A]), [10, 20, 30][N.B], f"{N.A}", int(N.B), {1: "x"}[N.A])
class Fl(Flag):
    R = auto()
    W = auto()
    X = auto()
    RW = R | W
print(Fl.R | Fl.X, Fl.RW, Fl.R in Fl.RW, bool(Fl.R & Fl.W), ~Fl.R, Fl.RW.value, Fl(3))
class Str(str, Enum):
    ADAM = "adam"
    SGD = "sgd"
print(Str.ADAM == "adam", Str("sgd"), Str.ADAM.value, Str.ADAM.upper())
class Planet(Enum):
    EARTH = (1, 2.0)
    MARS = (3, 4.0)
    def __init__(self, m, r): self.m, self.r = m, r
print(Planet.MARS.m, Planet((1, 2.0)).name)
E2 = Enum("E2", "A B C")
print(list(E2), E2.B.value)
#: program namedtuples and typed dict
from collections import namedtuple
from typing import NamedTuple, TypedDict, Optional
P = namedtuple("P", "x y", defaults=[5])
p = P(1)
a, b = p
print(p, p.x, p[1], p._replace(x=9), p._asdict(), P._fields, a, b, p == (1, 5), P._make([3, 4]), len(p), hash(p) == hash((1, 5)))
class Cfg(NamedTuple):
    lr: float
    n: int = 3
    def total(self): return self.lr * self.n
c = Cfg(0.5)
print(c, c.total(), Cfg(lr=1, n=2), c._field_defaults)
try: c.lr = 1
except AttributeError as e: print("AttributeError")
try: P()
except TypeError as e: print(e)
class D(TypedDict, total=False):
    a: int
    b: str
d: D = {"a": 1}
print(d, D(a=1, b="x"), isinstance(d, dict))
#: program functools
import functools
from functools import partial, wraps, lru_cache, reduce, cached_property, total_ordering, singledispatch, cache, partialmethod, cmp_to_key
calls = []
@lru_cache(maxsize=None)
def sq(x):
    calls.append(x)
    return x * x
print(sq(2), sq(2), sq(3), calls, sq.cache_info().hits)
def deco(f):
    @wraps(f)
    def w(*a, **k):
        "wrapper"
        return f(*a, **k)
    return w
@deco
def g(a, b=2):
    "g doc"
    return a + b
print(g.__name__, g.__doc__, g(1), g.__wrapped__(1, 1))
p = partial(g, 1, b=5)
print(p(), p(b=1), p.args, p.keywords, p.func is g, reduce(lambda a, b: a * b, [1, 2, 3, 4]), reduce(lambda a, b: a + b, [], 10))
class A:
    @cached_property
    def v(self):
        print("computing")
        return 42
    def m(self, x, y): return (x, y)
    pm = partialmethod(m, 1)
a = A()
print(a.v, a.v, a.pm(2))
@total_ordering
class V:
    def __init__(self, n): self.n = n
    def __eq__(self, o): return self.n == o.n
    def __lt__(self, o): return self.n < o.n
print(V(1) <= V(2), V(3) > V(2), V(1) >= V(1), max(V(1), V(5)).n)
@singledispatch
def show(x): return f"object {x}"
@show.register
def _(x: int): return f"int {x}"
@show.register(list)
def _(x): return f"list {len(x)}"
print(show("s"), show(3), show([1, 2]), show(True))
print(sorted([3, 1, 2], key=cmp_to_key(lambda a, b: b - a)))
#: program itertools
from itertools import *
print(list(chain([1], [2, 3])), list(chain.from_iterable([[1], [2]])), list(islice(count(5, 2), 3)), list(zip_longest([1, 2], "a", fillvalue="-")), list(product("ab", [1, 2])), list(permutations([1, 2, 3], 2))[:3], list(combinations("abc", 2)), list(combinations_with_replacement("ab", 2)), list(accumulate([1, 2, 3])), list(accumulate([1, 2, 3], lambda a, b: a * b)), [(k, list(g)) for k, g in groupby("aabbc")], list(repeat(1, 3)), list(islice(cycle("ab"), 5)), list(takewhile(lambda x: x < 3, [1, 2, 3, 1])), list(dropwhile(lambda x: x < 3, [1, 2, 3, 1])), list(filterfalse(lambda x: x % 2, range(5))), list(starmap(pow, [(2, 3), (3, 2)])), list(compress("abc", [1, 0, 1])), list(pairwise([1, 2, 3])), list(islice("abcdef", 1, 5, 2)))
a, b = tee([1, 2, 3])
print(list(a), next(b))
#: program collections
from collections import Counter, defaultdict, OrderedDict, deque, ChainMap
c = Counter("banana")
c.update("an")
print(c["a"], c["z"], c.most_common(2), sum(c.values()), c + Counter(a=1), c - Counter(a=2), sorted(c.elements())[:3], Counter([1, 1, 2]), dict(c))
d = defaultdict(list)
d["a"].append(1); d["b"]
print(d, dict(d), "z" in d, d.default_factory is list)
dd = defaultdict(lambda: defaultdict(int))
dd["x"]["y"] += 1
print({k: dict(v) for k, v in dd.items()})
o = OrderedDict([("a", 1), ("b", 2)])
o.move_to_end("a")
print(list(o), o.popitem(last=False), o)
q = deque([1, 2, 3], maxlen=3)
q.append(4); q.appendleft(0); q.rotate(1)
print(q, q[0], len(q), list(q), q.pop(), q.popleft(), q)
m = ChainMap({"a": 1}, {"a": 2, "b": 3})
print(m["a"], m["b"], dict(m) == {"a": 1, "b": 3})
#: program containers methods
l = [3, 1, 2]
l.sort(); l.insert(1, 9); l.extend((7, 8)); l.remove(9)
print(l, l.pop(0), l.index(7), l.count(2), l[::-1], l[-2:], sorted(l, reverse=True), l.copy() is l, [1, 2] * 2, [0] + l)
l[1:3] = ["a", "b", "c"]; del l[::2]; l[len(l):] = [5]
print(l)
x = list(range(10)); x[::2] = [0] * 5; del x[-3:]; x[2:2] = [99]
print(x, x[100:], x[-100:2], x[5:1:-1])
try: x[::2] = [1]
except ValueError as e: print(e)
d = {"b": 1, "a": 2}
d["c"] = d.pop("b"); d.setdefault("z", []).append(1)
print(d, list(d), d.get("q"), d.get("q", 0), d.popitem(), d | {"n": 1}, {**d, "a": 0}, sorted(d.items()), dict(zip("ab", [1, 2])), dict([("k", 1)], m=2), {v: k for k, v in d.items()}, dict.fromkeys([1, 2], 0), max(d, key=d.get), list(reversed(d)), "a" in d, len(d), d == {"c": 1, "a": 2})
k = d.keys()
print(k & {"a"}, sorted(k | {"x"}), list(d.values()), ("a", 2) in d.items(), k == {"a", "c"})
s = {1, 2, 3}
s.add(4); s.discard(9); s.remove(1)
print(s, s & {2}, sorted(s | {9}), s - {2}, sorted(s ^ {2, 7}), s <= {2, 3, 4, 5}, s.isdisjoint({1}), sorted(frozenset([1]) | {2}), len(s), sorted(s), {2} < s, s.issuperset([2]), s == {4, 3, 2}, s.copy(), {*s, 5})
t = (1, 2, 3)
print(t + (4,), t * 2, t[1:], t.index(2), t.count(1), 2 in t, tuple("ab"), (1,) < (2,), min(t), sum(t), hash(t) == hash((1, 2, 3)), t[::-1], *t)
r = range(10, 0, -3)
print(list(r), r[1], r[-1], len(r), 7 in r, r.index(4), r[1:], list(reversed(r)), r == range(10, 0, -3), r.start, range(0), bool(range(0)), sum(range(5)), 3.0 in range(5))
print(sorted([("b", 2), ("a", 2), ("c", 1)], key=lambda p: p[1]), sorted("bca"), sorted({3: 1, 1: 2}), list(zip([1, 2], "ab", (True, False))), list(map(lambda a, b: a + b, [1, 2], [3, 4])), list(enumerate("ab", 1)), [*range(3), *"ab"], list(filter(str.isdigit, "a1b2")), min("b", "a"), max([1, 5, 3], default=0), max([], default=7), sum([[1], [2]], []), any([]), all([]), divmod(7, 3), slice(1, 5, 2).indices(4))
#: program argparse
import argparse
p = argparse.ArgumentParser(description="d")
p.add_argument("--lr", type=float, default=0.1)
p.add_argument("-n", "--num", type=int, default=3, dest="count")
p.add_argument("--flag", action="store_true")
p.add_argument("--names", nargs="+", default=["a"])
p.add_argument("--mode", choices=["x", "y"], default="x")
p.add_argument("pos", nargs="?", default="p")
print(p.parse_args([]))
a = p.parse_args(["--lr", "1e-3", "-n5", "--flag", "--names", "q", "r", "--mode=y"])
print(a.lr, a.count, a.flag, a.names, a.mode, a.pos, sorted(vars(a)))
ns, rest = p.parse_known_args(["--zzz", "1", "--flag"])
print(ns.flag, rest)
#: program protocols and typing
from typing import Protocol, Generic, TypeVar, Any, Callable, Union, List, Dict, Optional, cast, runtime_checkable, ClassVar
T = TypeVar("T")
class Box(Generic[T]):
    def __init__(self, v: T) -> None: self.v = v
    def get(self) -> T: return self.v
class IntBox(Box[int]): pass
print(Box[int](3).get(), IntBox(4).get(), cast(int, "x"))
@runtime_checkable
class Closable(Protocol):
    def close(self) -> None: ...
class F:
    def close(self): pass
print(isinstance(F(), Closable), isinstance(3, Closable))
def f(x: Optional[List[int]] = None, *a: Any, cb: Callable[[int], str] = str) -> Union[int, str]: return cb(1)
print(f())
#: program copy and operator
import copy, operator
class N:
    def __init__(self, v): self.v, self.kids = v, []
a = N(1); a.kids.append(N(2)); a.me = a
b = copy.copy(a); c = copy.deepcopy(a)
b.kids.append(N(3)); c.kids[0].v = 99
print(len(a.kids), a.kids[0].v, c.me is c, b.me is a, copy.deepcopy([1, [2], {"k": (3, [4])}]))
class K:
    def __copy__(self): return "copied"
    def __deepcopy__(self, memo): return "deep"
print(copy.copy(K()), copy.deepcopy([K()]))
print(operator.add(1, 2), operator.itemgetter(1)([5, 6]), operator.attrgetter("v")(a), sorted([(1, "b"), (0, "z")], key=operator.itemgetter(1)), operator.mul(3, 4), operator.methodcaller("upper")("a"), operator.contains([1], 1))
#: program inspect getattr_static
from inspect import getattr_static
class Meta(type):
    def of_meta(cls):
        return 1
class A(metaclass=Meta):
    x = 1
    def m(self):
        return "m"
    @property
    def p(self):
        return 1 / 0
    @staticmethod
    def s():
        return "s"
    def __getattr__(self, name):
        return 1 / 0
class B(A):
    pass
b = B()
b.y, b.x = 2, 3
b.__dict__["p"] = 4
print(getattr_static(b, "y"), getattr_static(b, "x"), getattr_static(B, "x"))
print(type(getattr_static(b, "p")).__name__, getattr_static(B, "m") is A.m, getattr_static(b, "m") is A.m)
print(type(getattr_static(B, "s")).__name__, getattr_static(B, "of_meta") is Meta.of_meta)
print(getattr_static(b, "z", None), getattr_static(B, "z", "none"))
try:
    getattr_static(b, "z")
except AttributeError:
    print("no z")
#: program parts of type hints
import types
import typing
from typing import Annotated, Any, Callable, Dict, List, Literal, Optional, Tuple, Union, get_args, get_origin
print(get_origin(List[int]) is list, get_origin(Dict[str, int]) is dict, get_origin(Tuple[int, ...]) is tuple)
print(get_origin(Optional[int]) is Union, get_origin(Union[int, str]) is typing.Union, get_origin(Literal["a"]) is Literal)
print(get_origin(Annotated[int, 1]) is Annotated, get_origin(int | None) is types.UnionType)
print(get_origin(int), get_origin(3), get_origin(Any), get_origin(Union), get_args(int), get_args("x"))
print(get_args(List[int]), get_args(Dict[str, int]), get_args(Tuple[int, ...]), get_args(Literal["a", None]))
print(get_args(Optional[int]), get_args(Union[int, str, int]), get_args(int | None | str), get_args(Union[Optional[int], str]))
print(Union is typing.Union, List is Dict, typing.Any is Any)
from collections.abc import Callable as C
print(get_origin(Callable[[int], str]) is C)
