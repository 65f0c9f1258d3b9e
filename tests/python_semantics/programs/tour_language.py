#: program gen send throw close
def g():
    try:
        while True:
            try:
                x = yield
                print("got", x)
            except ValueError as e:
                print("VE", e)
                yield "handled"
    finally:
        print("closed")
it = g(); next(it); it.send(1); print(it.throw(ValueError("bad"))); next(it); it.send(2); it.close()
try: it.send(3)
except StopIteration as e: print("stop", e.value)
#: program gen return value
def inner():
    yield 1
    yield 2
    return "done"
def outer():
    r = yield from inner()
    print("inner gave", r)
    yield 3
print(list(outer()))
g = inner()
while True:
    try: print(next(g))
    except StopIteration as e:
        print("value", e.value); break
#: program gen pipeline
def nat():
    n = 0
    while True:
        yield n
        n += 1
def take(n, it):
    for _, x in zip(range(n), it): yield x
def evens(it): return (x for x in it if x % 2 == 0)
print(list(take(5, evens(nat()))), sum(take(10, nat())), max(take(4, (x*x for x in nat()))))
#: program gen recursion tree
class Node:
    def __init__(self, v, l=None, r=None): self.v, self.l, self.r = v, l, r
    def __iter__(self):
        if self.l: yield from self.l
        yield self.v
        if self.r: yield from self.r
t = Node(4, Node(2, Node(1), Node(3)), Node(6, Node(5)))
print(list(t), [*t][::-1], 3 in t, sorted(t, key=lambda x: -x))
#: program generator expression scope
x = 10
g = (x * i for i in range(3))
x = 20
print(list(g))
fs = [lambda i=i: i for i in range(3)]
hs = [lambda: i for i in range(3)]
print([f() for f in fs], [h() for h in hs])
print([(a, b) for a in range(3) for b in range(a)], {a: b for a, b in zip("abc", range(3))}, {x % 3 for x in range(10)})
#: program contextlib contextmanager
from contextlib import contextmanager, suppress, ExitStack, nullcontext, closing, redirect_stdout
import io
@contextmanager
def tag(name):
    print("<%s>" % name)
    try: yield name.upper()
    except KeyError as e: print("swallow", e)
    finally: print("</%s>" % name)
with tag("a") as a, tag("b") as b: print(a, b)
with tag("k"): raise KeyError("x")
try:
    with tag("v"): raise ValueError("y")
except ValueError as e: print("out", e)
with suppress(ZeroDivisionError): 1 / 0
with ExitStack() as s:
    s.callback(print, "cb1"); s.enter_context(tag("z")); s.callback(print, "cb2")
    print("body")
with nullcontext(5) as n: print(n)
buf = io.StringIO()
with redirect_stdout(buf): print("hidden")
print(repr(buf.getvalue()))
#: program context manager class
class CM:
    def __init__(self, n, sup=False): self.n, self.sup = n, sup
    def __enter__(self): print("enter", self.n); return self
    def __exit__(self, t, v, tb):
        print("exit", self.n, t.__name__ if t else None, v)
        return self.sup
with CM(1), CM(2, True) as c:
    print(c.n); raise RuntimeError("boom")
print("after")
def f():
    with CM(3): return "ret"
print(f())
for i in range(3):
    with CM(i):
        if i == 1: break
#: program descriptors
class Typed:
    def __set_name__(self, owner, name): self.name = "_" + name; print("set_name", owner.__name__, name)
    def __init__(self, t): self.t = t
    def __get__(self, obj, cls=None):
        if obj is None: return self
        return getattr(obj, self.name, None)
    def __set__(self, obj, v):
        if not isinstance(v, self.t): raise TypeError(f"{self.name[1:]} must be {self.t.__name__}")
        setattr(obj, self.name, v)
    def __delete__(self, obj): print("del"); delattr(obj, self.name)
class P:
    x = Typed(int); s = Typed(str)
p = P(); p.x = 3; print(p.x, p.s, P.x is P.__dict__["x"])
try: p.s = 4
except TypeError as e: print(e)
del p.x; print(p.x, vars(p))
class NonData:
    def __get__(self, o, c): return "nd"
class Q: a = NonData()
q = Q(); print(q.a); q.a = 5; print(q.a, q.__dict__)
#: program property
class T:
    def __init__(self): self._c = 0
    @property
    def c(self): "doc c"; return self._c
    @c.setter
    def c(self, v):
        if v < -273: raise ValueError("cold")
        self._c = v
    @c.deleter
    def c(self): self._c = None
    @property
    def f(self): return self.c * 9 / 5 + 32
t = T(); t.c = 100; print(t.c, t.f, T.c.__doc__)
try: t.c = -300
except ValueError as e: print(e)
try: t.f = 3
except AttributeError as e: print(type(e).__name__)
del t.c; print(t.c)
#: program dataclass basics
from dataclasses import dataclass, field, asdict, astuple, replace, fields, is_dataclass, FrozenInstanceError, KW_ONLY, InitVar
@dataclass(order=True)
class P:
    x: int
    y: int = 0
    tags: list = field(default_factory=list, compare=False)
    _h: int = field(default=7, repr=False)
a, b = P(1, 2), P(1, 3)
print(a, a < b, a == P(1, 2, ["z"]), asdict(a), astuple(b), replace(a, x=9), [f.name for f in fields(P)], is_dataclass(a))
@dataclass(frozen=True)
class F:
    v: int
    w: str = "w"
f = F(1)
try: f.v = 2
except FrozenInstanceError as e: print("frozen", e)
print(hash(f) == hash(F(1)), {f: 1}[F(1)], f)
@dataclass
class K:
    a: int
    _: KW_ONLY
    b: int = 2
    c: InitVar[int] = 5
    def __post_init__(self, c): self.d = self.a + self.b + c
print(K(1, b=4), K(1).d, K(1, b=2, c=0).d)
try: K(1, 2)
except TypeError as e: print("TE")
#: program dataclass inheritance
from dataclasses import dataclass, field
@dataclass
class A:
    x: int = 1
    l: list = field(default_factory=lambda: [1])
@dataclass
class B(A):
    y: int = 2
    x: int = 10
    def __post_init__(self): self.z = self.x + self.y
print(B(), B(3), B(y=5).z, A() == B(), B() == B(), A.__match_args__, B.__match_args__)
a, b = A(), A(); a.l.append(2); print(a.l, b.l, repr(a))
@dataclass(eq=False, repr=False)
class E: v: int = 1
print(E() == E(), E().v)
try:
    @dataclass
    class Bad: x: list = []
except ValueError as e: print("VE")
#: program enum
from enum import Enum, IntEnum, Flag, auto, unique, StrEnum
class C(Enum):
    RED = 1
    GREEN = 2
    ALIAS = 1
    def hex(self): return f"#{self.value}"
    @classmethod
    def default(cls): return cls.GREEN
print(C.RED, repr(C.RED), C(2), C["RED"], C.ALIAS is C.RED, list(C), C.RED.name, C.RED.value, C.RED.hex(), C.default(), len(C), C.RED in C, C.RED == 1)
class I(IntEnum): A = 1; B = auto(); D = 10
print(I.B + 1, I.D > I.A, sorted([I.D, I.A]), I(2), f"{I.A}", [10, 20][I.A])
class P(Flag): R = auto(); W = auto(); X = auto(); RW = R | W
print(P.R | P.X, P.RW, P.R in P.RW, bool(P.R & P.W), (P.RW & ~P.W), P.X.value, P(3))
class S(StrEnum): ONE = auto(); TWO = "zwei"
print(S.ONE, S.TWO.upper(), S("zwei"), S.ONE == "one")
try: C(9)
except ValueError as e: print(e)
try: C["X"]
except KeyError as e: print("KE", e)
print({C.RED: 1}[C.RED], C.__members__.keys() == {"RED", "GREEN", "ALIAS"}, isinstance(C.RED, C))
#: program match statement
from dataclasses import dataclass
@dataclass
class Pt: x: int; y: int
def f(v):
    match v:
        case 0 | 1: return "small"
        case int(n) if n > 100: return f"big {n}"
        case str() as s: return "str " + s
        case []: return "empty"
        case [x]: return f"one {x}"
        case [1, *rest]: return f"one then {rest}"
        case (a, b): return f"two {a} {b}"
        case {"k": v, **rest}: return f"map {v} {rest}"
        case Pt(0, y): return f"on y {y}"
        case Pt(x=x, y=y) if x == y: return f"diag {x}"
        case Pt(): return "pt"
        case None: return "none"
        case float(): return "float"
        case _: return "other"
for v in [0, 1, 200, 50, "hi", [], [5], [1, 2, 3], (3, 4), {"k": 1, "z": 2}, Pt(0, 4), Pt(2, 2), Pt(1, 2), None, 1.5, {1}, True, b"x", range(2)]: print(v, f(v))
#: program match nested
def ev(e):
    match e:
        case ("+", l, r): return ev(l) + ev(r)
        case ("*", l, r): return ev(l) * ev(r)
        case ("neg", x): return -ev(x)
        case int() | float(): return e
        case {"op": "pow", "args": [b, n]}: return ev(b) ** ev(n)
        case _: raise ValueError(f"bad {e!r}")
print(ev(("+", 1, ("*", 2, ("neg", 3)))), ev({"op": "pow", "args": [2, ("+", 1, 2)]}))
try: ev("x")
except ValueError as e: print(e)
class K:
    A = 1
match 1:
    case K.A: print("dotted")
match [1, [2, [3]]]:
    case [a, [b, [c]]]: print(a, b, c)
match {"x": [1, {"y": 2}]}:
    case {"x": [_, {"y": z}]}: print(z)
#: program exceptions chain
def f():
    try: 1 / 0
    except ZeroDivisionError as e: raise ValueError("v") from e
try: f()
except ValueError as e: print(repr(e), repr(e.__cause__), e.__suppress_context__, repr(e.__context__))
try:
    try: {}["k"]
    except KeyError: raise TypeError("t")
except TypeError as e: print(repr(e.__context__), e.__cause__)
try:
    try: [][0]
    except IndexError: raise RuntimeError("r") from None
except RuntimeError as e: print(e.__cause__, e.__suppress_context__)
def g():
    try: return "try"
    finally: print("fin")
def h():
    for i in range(3):
        try:
            if i == 1: continue
            if i == 2: break
            print("b", i)
        except Exception: pass
        else: print("else", i)
        finally: print("f", i)
    return i
print(g(), h())
def k():
    try: raise ValueError
    except: return 1
    finally: return 2
print(k())
#: program exception groups
try:
    raise ExceptionGroup("eg", [ValueError("a"), TypeError("b"), ExceptionGroup("in", [KeyError("c")])])
except* ValueError as g: print("V", [str(e) for e in g.exceptions])
except* (TypeError, KeyError) as g: print("TK", len(g.exceptions), g.message)
e = ValueError("x"); e.add_note("n1"); e.add_note("n2"); print(e.__notes__)
g = ExceptionGroup("m", [ValueError(1), OSError(2)])
print(g.subgroup(ValueError), g.split(OSError), g.exceptions, repr(g))
try:
    try: raise ExceptionGroup("z", [ValueError(1), IndexError(2)])
    except* ValueError: print("handled")
except ExceptionGroup as r: print("rest", r.exceptions)
#: program custom exceptions
class E(Exception):
    def __init__(self, code, msg="m"): super().__init__(code, msg); self.code = code
    def __str__(self): return f"[{self.code}] {self.args[1]}"
class F(E): pass
try: raise F(3)
except E as e: print(e, repr(e), e.args, e.code, isinstance(e, E))
try: raise F(4, "q")
except (KeyError, E) as e: print(type(e).__name__, str(e))
print(issubclass(F, Exception), F.__mro__[1].__name__, str(KeyError("k")), str(ValueError()), str(ValueError(1, 2)), repr(OSError(2, "no")))
try: raise StopIteration(5)
except StopIteration as e: print(e.value)
try: assert 1 == 2, "msg"
except AssertionError as e: print(e, e.args)
try: int("x1")
except ValueError as e: print(e)
try: [1, 2].index(5)
except ValueError as e: print("ve")
try: {}.popitem()
except KeyError as e: print(e)
try: None.foo
except AttributeError as e: print(e)
try: undefined
except NameError as e: print(e)
try: (1, 2)[5]
except IndexError as e: print(e)
try: "a" + 1
except TypeError as e: print(e)
try: len(5)
except TypeError as e: print(e)
try: float("abc")
except ValueError as e: print(e)
#: program closures
def counter(start=0):
    n = start
    def inc(by=1):
        nonlocal n
        n += by
        return n
    def get(): return n
    inc.get = get
    return inc
c = counter(5); c(); c(3); d = counter(); d()
print(c.get(), d.get(), c.__name__)
def mem(f):
    cache = {}
    def w(*a):
        if a not in cache: cache[a] = f(*a); print("miss", a)
        return cache[a]
    w.cache = cache
    return w
@mem
def fib(n): return n if n < 2 else fib(n - 1) + fib(n - 2)
print(fib(5), fib(5), len(fib.cache))
x = "global"
def outer():
    x = "outer"
    class A:
        x = "class"
        def m(self): return x
        y = x
        z = [x for _ in range(1)]
    return A().m(), A.y, A.z
print(outer())
#: program decorators
import functools
def repeat(n):
    def deco(f):
        @functools.wraps(f)
        def w(*a, **k): return [f(*a, **k) for _ in range(n)]
        return w
    return deco
@repeat(3)
def hi(name, punct="!"):
    "Says hi."
    return "hi " + name + punct
print(hi("bob"), hi("a", punct="?"), hi.__name__, hi.__doc__, hi.__wrapped__("z"))
class Count:
    def __init__(self, f): functools.update_wrapper(self, f); self.f, self.n = f, 0
    def __call__(self, *a): self.n += 1; return self.f(*a)
    def __get__(self, o, c): return functools.partial(self, o)
@Count
def add(a, b): return a + b
add(1, 2); print(add(3, 4), add.n, add.__name__)
class Z:
    @Count
    def m(self, x): return x * 2
z = Z(); z.m(1); print(z.m(4), Z.__dict__["m"].n)
registry = {}
def register(name=None):
    if callable(name): registry[name.__name__] = name; return name
    return lambda f: registry.setdefault(name, f)
@register
def p(): return 1
@register("q")
def r(): return 2
print(sorted(registry), registry["q"]())
#: program metaclass
class M(type):
    reg = []
    def __new__(m, name, bases, ns, **kw):
        ns["tag"] = kw.get("tag", name.lower())
        cls = super().__new__(m, name, bases, ns)
        m.reg.append(name)
        return cls
    def __init__(cls, name, bases, ns, **kw): super().__init__(name, bases, ns)
    def __call__(cls, *a, **k):
        o = super().__call__(*a, **k); o.made = True; return o
    def __len__(cls): return 42
    def __contains__(cls, x): return x == "in"
    def __getitem__(cls, k): return f"{cls.__name__}[{k}]"
    @property
    def prop(cls): return cls.tag + "!"
class A(metaclass=M): pass
class B(A, tag="bee"):
    def __init__(self, v): self.v = v
print(A.tag, B.tag, M.reg, B(3).v, B(3).made, len(A), "in" in A, A["k"], B.prop, type(A).__name__, isinstance(A, M))
class Single(type):
    _i = {}
    def __call__(cls, *a):
        if cls not in cls._i: cls._i[cls] = super().__call__(*a)
        return cls._i[cls]
class S(metaclass=Single):
    def __init__(self, x=0): self.x = x
print(S(1) is S(2), S().x)
#: program init_subclass class_getitem
class Base:
    plugins = {}
    def __init_subclass__(cls, /, key=None, **kw): super().__init_subclass__(**kw); Base.plugins[key or cls.__name__] = cls
    def __class_getitem__(cls, item): return (cls.__name__, item)
class X(Base): pass
class Y(Base, key="why"): pass
print(sorted(Base.plugins), Base[int, 3] == ("Base", (int, 3)), X["a"])
T = type("Dyn", (Base,), {"v": 1, "f": lambda self: self.v + 1}, key="dyn")
print(T().f(), T.__name__, Base.plugins["dyn"] is T)
#: program mro super
class A:
    def f(self): return ["A"]
class B(A):
    def f(self): return ["B"] + super().f()
class C(A):
    def f(self): return ["C"] + super().f()
class D(B, C):
    def f(self): return ["D"] + super().f()
print(D().f(), [c.__name__ for c in D.__mro__], super(B, D()).f(), D.__bases__)
class P:
    def __init__(self, **k): self.k = k; print("P", k)
class Q(P):
    def __init__(self, q=1, **k): super().__init__(**k); self.q = q
class R(P):
    def __init__(self, r=2, **k): super().__init__(**k); self.r = r
class S(Q, R): pass
s = S(q=5, z=9); print(s.q, s.r, s.k)
try:
    class Bad(A, B): pass
except TypeError as e: print("TE")
#: program operator overloading
class V:
    def __init__(self, *c): self.c = tuple(c)
    def __add__(self, o): return V(*(a + b for a, b in zip(self.c, o.c))) if isinstance(o, V) else NotImplemented
    def __mul__(self, k): return V(*(a * k for a in self.c))
    __rmul__ = __mul__
    def __matmul__(self, o): return sum(a * b for a, b in zip(self.c, o.c))
    def __neg__(self): return self * -1
    def __eq__(self, o): return isinstance(o, V) and self.c == o.c
    def __hash__(self): return hash(self.c)
    def __len__(self): return len(self.c)
    def __getitem__(self, i): return self.c[i]
    def __bool__(self): return any(self.c)
    def __abs__(self): return (self @ self) ** 0.5
    def __iadd__(self, o): self.c = (self + o).c; return self
    def __repr__(self): return f"V{self.c}"
    def __lt__(self, o): return abs(self) < abs(o)
    def __contains__(self, x): return x in self.c
    def __round__(self, n=0): return V(*(round(a, n) for a in self.c))
    def __call__(self, x): return sum(a * x ** i for i, a in enumerate(self.c))
    def __rsub__(self, k): return V(*(k - a for a in self.c))
    def __divmod__(self, k): return (V(*(a // k for a in self.c)), V(*(a % k for a in self.c)))
    def __index__(self): return len(self.c)
a, b = V(3, 4), V(1, 2)
print(a + b, 2 * a, a * 2, a @ b, -a, a == V(3, 4), a != b, abs(a), len(a), a[0], a[-1:], bool(V(0, 0)), sorted([a, b]), 3 in a, round(V(1.26, 2.0), 1), a(2), 10 - a, divmod(a, 2), list(a), max(a), {a: 1}[V(3, 4)], [10, 20, 30][a])
a += b; print(a, a > b)
try: a + 1
except TypeError as e: print(e)
x, y = b; print(x, y)
#: program getattr chains
class Proxy:
    def __init__(self, path=()): object.__setattr__(self, "path", path)
    def __getattr__(self, n):
        if n.startswith("__"): raise AttributeError(n)
        return Proxy(self.path + (n,))
    def __setattr__(self, n, v): print("set", self.path, n, v)
    def __delattr__(self, n): print("del", n)
    def __call__(self, *a, **k): return ".".join(self.path) + str(a) + str(k)
    def __getitem__(self, i): return Proxy(self.path + (f"[{i}]",))
p = Proxy()
print(p.a.b.c(1, k=2), p.x[3].y()); p.z.w = 5; del p.q
class D:
    def __getattribute__(self, n):
        if n == "secret": return 42
        return super().__getattribute__(n)
    v = 1
    def __dir__(self): return ["b", "a"]
print(D().secret, D().v, hasattr(D(), "nope"), getattr(D(), "nope", "dflt"))
class Lazy:
    def __getattr__(self, n):
        print("computing", n); v = n * 2; setattr(self, n, v); return v
l = Lazy(); print(l.ab, l.ab, vars(l))
