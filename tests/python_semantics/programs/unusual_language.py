#: program exception groups
# exception groups
def f():
    raise ExceptionGroup("g", [ValueError("a"), TypeError("b"), ExceptionGroup("n", [ValueError("c"), KeyError("k")])])
try:
    f()
except* ValueError as eg:
    print("V", [str(e) for e in eg.exceptions], eg.message)
except* (TypeError, KeyError) as eg:
    print("T", eg.exceptions, len(eg.exceptions))
try:
    try:
        raise ValueError("plain")
    except* ValueError as eg:
        print(type(eg).__name__, eg.exceptions)
        raise
except ExceptionGroup as e:
    print("outer", e)
g = ExceptionGroup("x", [ValueError(1), TypeError(2)])
m, r = g.split(ValueError)
print(m, r, g.subgroup(TypeError), g.subgroup(lambda e: isinstance(e, OSError)))
try:
    try:
        raise ExceptionGroup("y", [OSError("o"), ValueError("v")])
    except* OSError:
        print("os")
except ExceptionGroup as e:
    print("rest", e.exceptions, e.message)
try:
    print("no raise")
except* ValueError:
    print("never")
else:
    print("else")
finally:
    print("fin")
#: program context managers in chains
from contextlib import contextmanager, ExitStack, suppress, closing, nullcontext, redirect_stdout, ContextDecorator, AbstractContextManager
import io
@contextmanager
def cm(n, swallow=False):
    print("enter", n)
    try:
        yield n
    except ValueError as e:
        print("err", n, e)
        if not swallow: raise
    finally:
        print("leave", n)
with cm(1) as a, cm(2) as b:
    print(a + b)
try:
    with cm(3), cm(4, True), cm(5):
        raise ValueError("z")
    print("survived")
except ValueError:
    print("not here")
with ExitStack() as st:
    xs = [st.enter_context(cm(i)) for i in "ab"]
    st.callback(print, "cb", 1, sep="-")
    st.push(lambda t, v, tb: print("push", t) or False)
    print(xs)
with suppress(KeyError, ZeroDivisionError): {}["x"]
with closing(io.StringIO("q")) as f: print(f.read())
print(f.closed)
with nullcontext(7) as n: print(n)
buf = io.StringIO()
with redirect_stdout(buf): print("hidden")
print(repr(buf.getvalue()))
class D(ContextDecorator):
    def __enter__(self): print("in"); return self
    def __exit__(self, *e): print("out", e[0] and e[0].__name__); return True
@D()
def foo(): raise TypeError("t")
print(foo())
with (cm(8) as x, cm(9) as y,): print(x, y)
st = ExitStack(); st.enter_context(cm("p")); t = st.pop_all(); st.close(); print("popped"); t.close()
@cm("dec")
def bar(): return "bar"
print(bar())
#: program generators that are closed
def gen():
    try:
        x = yield 1
        print("got", x)
        yield 2
    except GeneratorExit:
        print("exit")
        raise
    finally:
        print("finally")
g = gen(); print(next(g), g.send("hi")); g.close()
def inner():
    try:
        r = yield "a"
        return r * 2
    except ValueError as e:
        yield "caught " + str(e)
        return "done"
def outer():
    res = yield from inner()
    print("res", res)
    yield "end"
o = outer(); print(next(o), o.throw(ValueError("boom")), next(o))
o = outer(); next(o); print(o.send(21))
def loop():
    for i in range(3):
        try:
            yield i
        finally:
            print("clean", i)
for i in loop(): print(i)
print("after")
def ret():
    return 5
    yield
try:
    next(ret())
except StopIteration as e:
    print("value", e.value)
def nested():
    try:
        try:
            yield 1
        finally:
            print("f1")
            yield 2
    finally:
        print("f2")
n = nested(); next(n)
try: print(n.throw(KeyError("k")))
except KeyError: print("key")
try: next(n)
except KeyError as e: print("key later", e)
def bad():
    raise StopIteration("x")
    yield
try: list(bad())
except RuntimeError as e: print(e, type(e.__cause__).__name__)
g = (i * i for i in range(4)); print(sum(g), list(g))
#: program metaclasses and descriptors
class Meta(type):
    def __call__(cls, *a, **k):
        print("call", cls.__name__, a, k)
        if not hasattr(cls, "_inst"): cls._inst = super().__call__(*a, **k)
        return cls._inst
    def __new__(m, name, bases, ns, tag=None):
        ns["tag"] = tag
        return super().__new__(m, name, bases, ns)
    def __init__(cls, name, bases, ns, tag=None): super().__init__(name, bases, ns); cls.reg = name.lower()
    def __iter__(cls): return iter(["x", "y"])
    def __len__(cls): return 42
    def __contains__(cls, k): return k == "z"
    def __getitem__(cls, k): return f"{cls.__name__}[{k}]"
    def __getattr__(cls, n): return f"meta {n}" if n != "_inst" else (_ for _ in ()).throw(AttributeError(n))
    def __repr__(cls): return f"<M {cls.__name__}>"
    @classmethod
    def __prepare__(m, name, bases, **kw): print("prepare", name, kw); return {"pre": 1}
    @property
    def prop(cls): return cls.__name__ + "!"
class A(metaclass=Meta, tag="t"):
    def __init__(self, v=0): self.v = v
print(A(1) is A(2), A.reg, A.tag, A.pre, list(A), len(A), "z" in A, A["q"], A.nope, A, A.prop)
try: A(1).prop
except AttributeError as e: print(e)
class Desc:
    def __set_name__(s, o, n): s.n = "_" + n; print("set_name", n)
    def __get__(s, i, o=None): return s if i is None else getattr(i, s.n, "default")
    def __set__(s, i, v):
        if v < 0: raise ValueError(f"{s.n} < 0")
        setattr(i, s.n, v)
    def __delete__(s, i): print("del"); delattr(i, s.n)
class NonData:
    def __get__(s, i, o): return "nd"
class B:
    x = Desc(); y = NonData()
b = B(); print(b.x); b.x = 3; print(b.x, b.__dict__); del b.x; print(b.x, type(B.x).__name__)
b.y = "own"; print(b.y, B.y)
try: b.x = -1
except ValueError as e: print(e)
b.__dict__["x"] = 99; print(b.x)
class S:
    __slots__ = ("a", "__dict__")
    def __getattribute__(self, n): return "!" + n if n.startswith("q") else object.__getattribute__(self, n)
s = S(); s.a = 1; s.zz = 2; print(s.a, s.zz, s.qq)
class P:
    __slots__ = ("a",)
try: P().b = 1
except AttributeError as e: print(e)
class Base:
    subs = []
    def __init_subclass__(cls, /, key=None, **kw): super().__init_subclass__(**kw); Base.subs.append((cls.__name__, key))
class C1(Base, key=1): pass
class C2(C1): pass
print(Base.subs, [c.__name__ for c in C2.__mro__])
#: program special methods
class A:
    def __init__(self): self.log = []
    def __enter__(self): self.log.append("in"); return self
    def __exit__(self, *a): self.log.append(a[0].__name__ if a[0] else None); return False
    def __getitem__(self, k): return k
    def __setitem__(self, k, v): self.log.append((k, v))
    def __delitem__(self, k): self.log.append(("del", k))
    def __contains__(self, k): return k == 1
    def __len__(self): return 0
    def __iadd__(self, o): self.log.append(o); return self
    def __rsub__(self, o): return ("rsub", o)
    def __call__(self, *a, **k): return a, k
    def __bool__(self): return False
    def __index__(self): return 2
    def __eq__(self, o): return True
    def __hash__(self): return 7
    def __missing__(self, k): return "miss"
a = A(); print(a[1:2], a[..., None, ::2], a["x", 1]); a[0] = 1; del a[5]; a += "z"; print(a.log, 3 - a, 1 in a, 2 in a, bool(a), len(a), [10, 20, 30][a], a == 5, a != 5, {a: 1}[A()], a(1, k=2), hex(a), range(5)[a], "abc"[a:])
try:
    with a: 1 / 0
except ZeroDivisionError: print(a.log[-1])
class D(dict):
    def __missing__(self, k): self[k] = k * 2; return self[k]
d = D(a=1); print(d["a"], d["zz"], d.get("q"), d, "zz" in d, D.fromkeys("ab", 1), type(d.copy()).__name__)
class L(list):
    def append(self, x): super().append(x * 2)
    def __getitem__(self, i): r = super().__getitem__(i); return L(r) if isinstance(i, slice) else r
l = L([1, 2]); l.append(3); print(l, type(l[:1]).__name__, l + [1], sum(l), type(l + [1]).__name__, isinstance(l, list), l == [1, 2, 6])
class I(int):
    def __new__(cls, v): return super().__new__(cls, v + 1)
    def __add__(self, o): return I(int(self) + o)
    def __repr__(self): return f"I({int(self)})"
print(I(3), I(3) + 1, I(3) * 2, type(I(3) * 2).__name__, I(1) == 2, sorted([I(3), I(1)]), f"{I(3)}", f"{I(5):03d}", str(I(2)))
class S(str):
    def __new__(cls, v, tag=None): o = super().__new__(cls, v); o.tag = tag; return o
s = S("ab", tag=1); print(s.upper(), s.tag, s + "c", type(s + "c").__name__, {s: 1}["ab"], s[0], len(s), s.replace("a", "b"))
class Tp(tuple):
    def __new__(cls, *a): return super().__new__(cls, a)
    @property
    def first(self): return self[0]
print(Tp(1, 2), Tp(1, 2).first, Tp(1) + (2,), len(Tp()), hash(Tp(1)) == hash((1,)))
class E(Exception):
    def __init__(self, code, msg="dflt"): super().__init__(code, msg); self.code = code
    def __str__(self): return f"[{self.code}] {self.args[1]}"
try: raise E(3) from KeyError("k")
except E as e: print(e, repr(e), e.args, repr(e.__cause__), e.__suppress_context__)
try:
    try: {}["a"]
    except KeyError as k: raise ValueError("v")
except ValueError as e: print(repr(e.__context__), e.__cause__); e.add_note("n1"); print(e.__notes__)
def f():
    try: return "try"
    finally: print("fin")
def g():
    for i in range(3):
        try:
            if i == 1: continue
            if i == 2: break
            print("body", i)
        finally: print("f", i)
    else: print("else")
    return "end"
def h():
    try: raise ValueError
    except ValueError: return 1
    finally: return 2
print(f(), g(), h())
try:
    try: raise ValueError("a")
    finally: print("cleanup")
except (KeyError, ValueError) as e: print("outer", e)
try: e
except NameError as n: print(n)
try: assert 1 == 2, "msg"
except AssertionError as x: print(x)
try: raise TypeError
except Exception as x: print(repr(x), str(x) == "", x.args)
import sys, traceback
try: 1 / 0
except ZeroDivisionError: t, v, tb = sys.exc_info(); print(t.__name__, v, tb is not None)
#: program scopes and patterns
x = 10
def outer():
    x = 1
    def inner():
        nonlocal x; x += 1; return x
    def glob():
        global x; x += 5; return x
    class K:
        y = x
        x = 99
        def m(self): return x
    return inner(), glob(), K.y, K.x, K().m(), x
print(outer(), x)
fs = [lambda: i for i in range(3)]; print([f() for f in fs], [(lambda i=i: i)() for i in range(3)])
def d(a, l=[], *, k={}): l.append(a); k[a] = 1; return l, k
print(d(1), d(2), d.__defaults__, d.__kwdefaults__)
def v(a, b=2, *c, d, e=5, **f): return a, b, c, d, e, f
print(v(1, d=4), v(1, 2, 3, 4, d=0, z=1), v(*[1, 2], **{"d": 3}), v(*"ab", *"cd", d=1, **{"q": 2}, **{"r": 3}))
for bad in (lambda: v(), lambda: v(1), lambda: v(1, d=2, a=3), lambda: d(), lambda: d(1, 2, 3), lambda: outer(5), lambda: v(1, **{"d": 1}, **{"d": 2}), lambda: (lambda a, /: a)(a=1), lambda: (lambda *, a: a)(1)):
    try: bad()
    except TypeError as e: print(e)
def ub():
    print(zz); zz = 1
try: ub()
except UnboundLocalError as e: print(e)
print([y := 5, y ** 2], (z := 3) + z, [w for w in range(5) if (s := w * 2) > 4], s)
if (n := len("abc")) > 2: print(n)
print({(a, b): a * b for a in range(2) for b in range(2) if a != b or a}, {c % 3 for c in range(9)}, [[j for j in range(i)] for i in range(3)], list(x for x in [1, 2]), [*range(2), *"ab"], {**{"a": 1}, "b": 2}, (*[1], 2))
def deco(n):
    def w(f):
        def g(*a): return [f(*a)] * n
        g.__name__ = f.__name__; return g
    return w
@deco(2)
@deco(3)
def hi(q): "doc"; return q
print(hi("z"), hi.__name__, hi.__doc__)
def fib(n, memo={}): 
    if n in memo: return memo[n]
    memo[n] = n if n < 2 else fib(n - 1) + fib(n - 2); return memo[n]
print(fib(50), len(fib.__defaults__[0]))
match [1, [2, 3, 4], {"k": "v", "o": 1}]:
    case [int(a), [b, *rest], {"k": str() as kk, **o}] if a < 2: print(a, b, rest, kk, o)
def m(v):
    match v:
        case 0 | 1: return "small"
        case int() | float() if v < 0: return "neg"
        case bool(): return "b"
        case str(s) if s.startswith("x"): return "x" + s
        case "a" | "b" as q: return q
        case []: return "empty"
        case [x]: return f"one {x}"
        case [x, y, *_]: return f"many {x} {y}"
        case {"type": "A", "v": v2}: return v2
        case {}: return "dict"
        case None: return "none"
        case complex(real=r, imag=i): return r, i
        case _: return "other"
print([m(v) for v in (0, 1, -5, -2.5, True, "xy", "b", [], (7,), [1, 2, 3], {"type": "A", "v": 9}, {"q": 1}, None, 2j, b"z", 5, "zzz")])
i = 0
while True:
    i += 1
    if i % 2: continue
    if i > 6: break
else: print("no")
print(i); a = b = c = 0; a, b = b + 1, a; print(a, b); del a
try: a
except NameError as e: print(e)
print(1 < 2 < 3 > 2, not 1 == 2, 1 and 0 or 3, None or [] or "x", 1 if [] else 2, 5 // -2, -5 % 3, 2 ** 3 ** 2, -2 ** 2, ~-1, 1 | 2 ^ 3 & 4, "a" "b" * 2, 3 is 3, [] is [], not [] and 1, 0x_ff, 1e3, 0b11, 1_0.5, 3j * 3j, ... is Ellipsis, __name__, type(lambda: 0).__name__, print.__name__)
#: program containers and what they refuse
d = {"a": 1, "b": 2}
l = [1, 2, 3, 4]
for k in list(d): d.pop(k)
print(d)
d = dict.fromkeys("ab", 0); d |= {"c": 1}; print(d | {"a": 9}, {**d, "z": 1}, d.setdefault("q", []), d.pop("nope", "dflt"), list(d.items())[0], dict(zip("xy", [1, 2])), {k: v for k, v in d.items() if v == 0}, d.popitem(), list(reversed(d)), d.keys() & {"a"}, sorted(d.keys() - {"a"}), d.items() >= {("a", 0)}, dict([("k", 1)], j=2), max(d, key=d.get))
for f in (lambda: d["zz"], lambda: d.pop("zz"), lambda: {}.popitem(), lambda: {[]: 1}, lambda: dict(a=1).update(5), lambda: [].pop(), lambda: [1][5], lambda: [1].index(2), lambda: [1].remove(3), lambda: (1,)[2], lambda: "a"[3], lambda: set().pop(), lambda: {1}.remove(2), lambda: [1, "a"].sort(), lambda: sorted([1, None]), lambda: None + 1, lambda: "a" + 1, lambda: 1 + "a", lambda: [1] + (2,), lambda: len(5), lambda: 5(), lambda: None.x, lambda: iter(3), lambda: next([]), lambda: {}.a, lambda: int.foo, lambda: [1, 2][1.0], lambda: "abc"["a"], lambda: hash([]), lambda: range(1.5), lambda: sum(["a"]), lambda: min([]), lambda: max(1), lambda: abs("x"), lambda: round("x"), lambda: int([]), lambda: list(5), lambda: tuple(None), lambda: dict(3), lambda: set(1), lambda: str(1, 2), lambda: isinstance(1, "a"), lambda: zip(1), lambda: getattr(1, "q"), lambda: setattr(1, "q", 1), lambda: object().x, lambda: -"a", lambda: not_defined, lambda: (lambda x: x)(), lambda: (lambda: 0)(1), lambda: (lambda x: x)(y=1), lambda: "x".join([1]), lambda: b"a" + "b", lambda: 1 < "a", lambda: [] < 1, lambda: 1 in 2, lambda: [*3], lambda: (lambda *a: a)(*3), lambda: chr(1114112), lambda: 1 << -1, lambda: 1 // 0, lambda: 1 % 0, lambda: 1.0 / 0, lambda: divmod(1, 0), lambda: 0 ** -1, lambda: 10.0 ** 400, lambda: float("1" * 400 + "x"), lambda: __import__("nope_mod"), lambda: super().x, lambda: slice(1)[0], lambda: complex("a"), lambda: bytes("a"), lambda: property()(), lambda: print(sepp=1), lambda: ord("")):
    try: print(f())
    except Exception as e: print(type(e).__name__, e)
a, (b, *c), d = 1, (2, 3, 4), 5; print(a, b, c, d); *h, t = "abc"; print(h, t); x = y = []; x.append(1); print(y, x is y)
try: a, *b, c = [1]
except ValueError as e: print(e)
print([1, 2, 3][::-1], [1, 2, 3, 4][1::2], [0] * 3, [[0]] * 2, (1, 2) < (1, 3), [1, 2] == [1, 2.0], sorted({3, 1, 2}), {1, 2} | {3}, {1, 2} ^ {2, 3}, {1} < {1, 2}, frozenset([1]) == {1}, {1, 2}.isdisjoint({3}), 5 in range(0, 10, 5), range(5)[1:3], range(10)[-1], list(range(5, 0, -2)), len(range(0, 10, 3)), range(3) == range(0, 3, 1))
l = [1, 2, 3, 4, 5]; l[1:3] = [9]; print(l); l[::2] = [0, 0]; print(l); del l[0]; l.insert(1, 7); l.extend("ab"); l += (1,); print(l, l.count(0)); l.sort(key=str); print(l); l.clear(); print(l)
try: l[::2] = [1, 2, 3]
except ValueError as e: print(e)
#: program formats of every kind
x, w, p, n = 3.14159, 12, 3, None
print(f"{x:{w}.{p}f}|{x!r:>{w}}|{x=}|{x = :.2f}|{w+1=}|{'a' 'b'!r}|{n!s:^8}|{{}}|{x:{'>'}{w}}|")
print(f"{'nested ' + f'{w:03d}'}", f"{[i for i in range(3)]}", f"{ {'a': 1}['a'] }", f"{(lambda y: y*2)(4)}", f"{w:#x} {w:#o} {w:#b} {w:+} {-w: } {w:,} {1234567.891:,.1f} {1234567:_} {0.5:%} {1e10:g} {1e-5} {w:e}")
print("{0.real} {0.imag} {1[k]} {1[k][0]} {2[1]}".format(3 + 4j, {"k": "v"}, [7, 8]), "{:>{}}".format("a", 5), "{a!r:*^{b}}".format(a="z", b=9), "{0}{1}{0}".format(1, 2), "{:=+8d}".format(42), "{:08.3f}".format(-3.14159), "{:<8}|{!s:^8}|".format(True, None))
print("%s %r %d %i %5.2f %-6s| %06d %x %X %o %e %g %c %c %% %+d % d %#x %5s" % ("a", "b", 3.9, 4, 2.345, "l", 42, 255, 255, 8, 12345.678, 0.0001, "q", 65, 5, 5, 255, "r"))
print("%(a)s-%(b)05.1f" % {"a": 1, "b": 2.25}, "%*d|%-*d|%.*f" % (5, 3, 5, 3, 2, 3.14159))
for bad in (lambda: "%d" % "x", lambda: "%s %s" % (1,), lambda: "%s" % (1, 2), lambda: "{}{}".format(1), lambda: "{a}".format(b=1), lambda: f"{3:q}", lambda: format("s", "d"), lambda: "%(x)s" % {}, lambda: "{:d}".format(3.5)):
    try: print(bad())
    except Exception as e: print(type(e).__name__, e)
class F:
    def __format__(self, s): return f"<{s}>"
    def __str__(self): return "S"
    def __repr__(self): return "R"
print(f"{F()} {F():abc} {F()!r:>4} {F()!s}", "{:x-y}".format(F()), format(F(), "q"), [F()], "%s %r" % (F(), F()))
import datetime
print(f"{datetime.date(2024, 2, 29):%Y/%m/%d} {datetime.datetime(2024, 1, 2, 3, 4, 5):%H:%M}")
print("{:.3}".format("abcdef"), "{:5}|".format("abcdefg"), f"{1.0:.0f} {2.5:.0f} {1e16} {1e15} {123456789.0:.3g} {float('inf'):f} {float('nan'):5.1f} {-0.0}")
print(f"{1/3:.10}", f"{100:.1e}", f"{255:b}", f"{'é':>3}", f"{b'x'}", f"{True:d} {True:>6}", str(1.10), repr(0.1 + 0.2), round(2.675, 2), round(1234, -2), round(-0.5), f"{10**20:,}", f"{0:+.1f}")
#: program numbers and bytes
print(int("0x1f", 16), int("0b101", 0), int(" 42 "), int("-1_000"), int(3.99), int(-3.99), int("z", 36), (255).to_bytes(2, "big"), int.from_bytes(b"\x01\x00", "little"), (-1).to_bytes(2, "big", signed=True), (1023).bit_length(), (7).bit_count(), bin(-5), hex(255), oct(8))
print(bytes([1, 2, 255]), bytes(3), "é".encode(), b"\xc3\xa9".decode(), bytes.fromhex("ff 00"), b"ab".hex(), b"ab".hex("-"), bytearray(b"abc")[1], b"a,b".split(b","), b"x".join([b"1", b"2"]), list(b"hi"), b"%d-%s" % (3, b"q"))
try: b"\xff".decode()
except UnicodeDecodeError as e: print(type(e).__name__)
print(b"\xff".decode(errors="replace"), "aé".encode("ascii", "ignore"), "aé".encode("ascii", "backslashreplace"))
for f in (lambda: int("x"), lambda: int("1.5"), lambda: float("abc"), lambda: bytes([256]), lambda: (256).to_bytes(1, "big"), lambda: int(None), lambda: chr(-1), lambda: ord("ab"), lambda: int("9", 8)):
    try: print(f())
    except Exception as e: print(type(e).__name__, e)
ba = bytearray(b"hello"); ba[0] = 72; ba += b"!"; ba.extend(b"??"); del ba[-1]; print(ba, ba.find(b"l"), ba.upper(), bytes(ba[1:3]), ba.pop(), len(ba))
print(divmod(-7, 3), -7 // 3, -7 % 3, divmod(7.5, -2), pow(3, -1, 7), pow(2, 100) % 97, 7 ** -1, 0 ** 0, 1_000 ^ 7, ~5, 5 << 3 >> 1, True + True, 3 / 2, 2 ** 0.5 == 2 ** .5)
print((0.1).as_integer_ratio(), (2.5).is_integer(), float.fromhex("0x1.8p1"), (1.5).hex(), float("1e3"), float(" -inf "), complex("1+2j"), abs(3 + 4j), (1 + 2j).conjugate(), (1 + 2j) * 2j, int(True), 10 .__add__(5))
import math
print(math.isclose(0.1 + 0.2, 0.3), math.comb(5, 2), math.perm(5, 2), math.gcd(12, 18, 6), math.lcm(4, 6), math.prod([1, 2, 3]), math.isqrt(17), math.fsum([0.1] * 10), math.hypot(3, 4), math.dist([0, 0], [1, 1]), math.trunc(-2.7), math.copysign(1, -0.0), math.frexp(8), math.modf(2.5), math.log(8, 2), math.remainder(5, 3), math.nextafter(1, 2) > 1)
import struct
print(struct.pack("<I2sf", 1, b"ab", 1.5), struct.unpack(">Hb", b"\x01\x02\xff"), struct.calcsize("iq"), struct.pack("!h", -2).hex(), list(struct.iter_unpack("<H", b"\x01\x00\x02\x00")), struct.unpack_from("<B", b"abc", 1))
try: struct.unpack("<I", b"abc")
except struct.error as e: print(e)
#: program texts and templates
import textwrap, string
t = "The quick brown fox jumps over the lazy dog. " * 2
print(textwrap.wrap(t, 30)); print(textwrap.fill("  a b c d e f", 7, initial_indent="* ", subsequent_indent="  ")); print(textwrap.dedent("""\
    a
      b
    c""")); print(textwrap.indent("x\n\ny", "> ")); print(textwrap.shorten("Hello  world foo bar", width=12), textwrap.shorten("Hello world", 8, placeholder="..."))
T = string.Template("$who likes ${what}s $$5 $nope")
print(T.safe_substitute(who="tim", what="cat"))
try: T.substitute(who="a")
except KeyError as e: print("KeyError", e)
print(string.ascii_lowercase[:5], string.digits, string.punctuation[:5], string.capwords("hello wORLD"), "abc".translate(str.maketrans("ab", "xy", "c")), "a-b_c".translate({ord("-"): None, ord("_"): "UU"}))
print("Hello".center(11, "*"), "x".zfill(3), "-5".zfill(4), "a\tb".expandtabs(4), "abcabc".partition("b"), "abcabc".rpartition("b"), "a,b,,c".split(","), " a  b ".split(), "a b c".rsplit(" ", 1), "l1\nl2\r\nl3".splitlines(), "l1\nl2".splitlines(True), "aXbX".removesuffix("X"), "preX".removeprefix("pre"), "ß".casefold(), "ǆ".title(), "it's".title(), "aBc".swapcase())
print("abc".find("z"), "abcabc".rfind("b"), "aaa".count("a"), "aaaa".count("aa"), "aaaa".replace("a", "b", 2), "abc".startswith(("x", "a")), "abc".endswith("bc", 1), "12".isdigit(), "½".isnumeric(), "a1".isalnum(), "A".isupper(), "a b".isidentifier(), "_a".isidentifier(), "".isspace(), " \t".isspace(), "abc".isascii(), "Abc Def".istitle())
print("%r" % "it's", repr('a"b'), repr("a\n\t\\"), repr("\x00\x7fé\u200b"), ascii("é"), "a" "b", "abc"[::-1], "abc"[-2:], "abc"[5:], "x" * 0 + "y" * 3, "a" < "b" < "c", max("abc"), sorted("bca"), "".join(reversed("abc")), "a" in "abc", "".join(map(str, range(5))), ",".join(["a"]), str(b"a"), str(b"a", "utf8"), "abc".index("c"))
f = string.Formatter(); print(f.format("{0} {a}", 1, a=2), list(f.parse("a{b!r:c}d")))
