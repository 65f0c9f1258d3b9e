#: program list subclass
class L(list):
    def __init__(self, *a):
        super().__init__(a)
        self.tag = "t"
    def append(self, x):
        print("append", x)
        super().append(x * 2)
    def __getitem__(self, i): return ("got", super().__getitem__(i))
    def total(self): return sum(self)
l = L(1, 2)
l.append(3)
print(l, len(l), l[0], l.total(), l.tag, list(l), isinstance(l, list), l + [1], l == [1, 2, 6], sorted(l, reverse=True), [*l], l * 2, type(l + l).__name__, 6 in l, l.index(6), max(l))
l.extend([7, 8]); l.sort(key=lambda x: -x); l.reverse(); l.pop(); l[0] = 100; del l[1]
print(l, bool(L()), repr(l), str(l), l.count(100), l.copy())
a, *b = l
print(a, b)
for x in l: print(x)
#: program dict subclass
class D(dict):
    def __setitem__(self, k, v):
        print("set", k)
        super().__setitem__(k.upper(), v)
    def __missing__(self, k): return f"missing {k}"
    def __getattr__(self, n):
        try: return self[n]
        except KeyError: raise AttributeError(n)
d = D(a=1)
d["b"] = 2
d.update(c=3)
print(d, d["zz"], d.get("zz"), d.c, "B" in d, list(d), list(d.items()), len(d), d == {"a": 1, "B": 2, "c": 3}, dict(d), {**d})
class AttrDict(dict):
    __getattr__ = dict.__getitem__
    __setattr__ = dict.__setitem__
    __delattr__ = dict.__delitem__
c = AttrDict(lr=0.1)
c.bs = 32
c.lr *= 2
del c.bs
print(c, c.lr, c.setdefault("x", 5), c.pop("x"))
class Default(dict):
    def __init__(self, f): super().__init__(); self.f = f
    def __missing__(self, k):
        v = self[k] = self.f()
        return v
q = Default(list)
q["a"].append(1); q["a"].append(2); q["b"]
print(q)
#: program int subclass
class I(int):
    def __new__(cls, v, unit=""):
        self = super().__new__(cls, v)
        self.unit = unit
        return self
    def __add__(self, o): return I(int(self) + int(o), self.unit)
    def __repr__(self): return f"I({int(self)}{self.unit})"
    def double(self): return self * 2
i = I(5, "m")
print(i, i + 2, i * 2, i.double(), type(i * 2).__name__, i == 5, hash(i) == hash(5), {5: "x"}[i], [10, 20, 30, 40, 50, 60][i], i > 3, -i, abs(i), i / 2, i // 2, divmod(i, 3), f"{i:03d}", f"{i}", "%d" % i, i.bit_length(), bool(I(0)), int(i), float(i), range(i), isinstance(i, int), str(i), 2 + i, 2 ** i, sum([i, i]), round(i), i.real, i.numerator)
class Pos(int):
    def __new__(cls, v):
        if v < 0: raise ValueError("neg")
        return int.__new__(cls, v)
try: Pos(-1)
except ValueError as e: print(e)
print(Pos(3) - 5, Pos(7))
#: program str subclass
class S(str):
    def __new__(cls, v, extra=None):
        o = str.__new__(cls, v.upper())
        o.extra = extra
        return o
    def shout(self): return self + "!"
    def __eq__(self, o): return str.__eq__(self, o.upper()) if isinstance(o, str) else False
    def __hash__(self): return str.__hash__(self)
s = S("abc", 1)
print(s, s.shout(), s.lower(), len(s), s[0], s == "aBc", s.extra, s + "d", type(s + "d").__name__, "A" in s, s.split("B"), f"{s:>5}", list(s), {s: 1}["ABC"], s.join(["1", "2"]), isinstance(s, str), s * 2, s[1:], "%s" % s, s.replace("A", "Z"), s.startswith("A"))
#: program float and tuple subclass
class F(float):
    def __new__(cls, v): return super().__new__(cls, v * 2)
    def __str__(self): return f"F<{float(self)}>"
f = F(1.5)
print(f, f + 1, f == 3.0, round(f), int(f), f.is_integer(), f"{f:.2f}", repr(f))
class T(tuple):
    def __new__(cls, x, y): return super().__new__(cls, (x, y))
    @property
    def x(self): return self[0]
    def __add__(self, o): return T(self[0] + o[0], self[1] + o[1])
t = T(1, 2)
a, b = t
print(t, t.x, t + T(3, 4), len(t), a, b, t == (1, 2), {t: 1}[(1, 2)], t[1], t[::-1], list(t), hash(t) == hash((1, 2)), t < (1, 3), 2 in t, type(t + t).__name__, isinstance(t, tuple), t * 2, t.count(1), t.index(2))
#: program set subclass and bytes
class U(set):
    def add(self, x): super().add(x * 10)
u = U([1, 2])
u.add(3)
print(sorted(u), len(u), 30 in u, sorted(u | {5}), u == {1, 2, 30}, sorted(u - {1}), type(u & {1}).__name__, sorted(u.union([9])))
class B(bytes):
    def hexs(self): return self.hex("-")
print(B(b"ab").hexs(), B(b"ab")[0], B(b"ab") + b"c", len(B(b"abc")))
#: program exception subclass
class MyErr(Exception):
    code = 1
    def __init__(self, msg, **kw):
        super().__init__(msg, kw.get("n", 0))
        self.kw = kw
class Sub(MyErr, ValueError):
    def __str__(self): return f"Sub:{self.args[0]}"
try: raise MyErr("m", n=3)
except MyErr as e: print(e, e.args, e.kw, repr(e), e.code)
try: raise Sub("x")
except ValueError as e: print(e, repr(e), isinstance(e, MyErr), [c.__name__ for c in type(e).__mro__][:4])
class NoInit(Exception):
    def __init__(self, a): self.a = a
print(NoInit(5).args, str(NoInit(5)), repr(NoInit(6)))
class WithDefault(KeyError): pass
print(str(WithDefault("k")), str(KeyError("a", "b")), repr(KeyError()), str(ValueError()), str(ValueError(1)), repr(ValueError([1], "a")))
#: program builtin methods as functions
print(str.upper("a"), list(map(str.strip, [" a ", "b "])), int.__add__(1, 2), dict.fromkeys("ab", 0), str.join("-", ["a"]), list.__len__([1]), dict.get({"a": 1}, "a"), sorted(["b", "A"], key=str.lower), (5).__add__(3), "a".__len__(), [1].__contains__(1), (1).__eq__(2), "a".__add__("b"), (1).__lt__(2), [].__class__, (3).__class__.__name__, {}.__class__, (1).__add__("a"), "abc".__getitem__(1), [3].__iter__().__next__(), (2).__pow__(3), (1.5).__floordiv__(1), "x".__mul__(3), int.__name__, (7).__radd__(1), [1].__eq__([1]), sorted({1}.__or__({2})), (1).__bool__(), (5).__neg__(), (5).__hash__(), "a".__hash__() == hash("a"), (5).__str__(), [1].__repr__(), (5).__format__("03"), int.from_bytes(b"\x01\x00", "big"), (258).to_bytes(2, "little"), float.fromhex("0x1p3"), int.__doc__ is not None)
#: program user collections
from collections import UserDict, UserList, UserString, OrderedDict, defaultdict
class MyD(UserDict):
    def __setitem__(self, k, v): super().__setitem__(k, v * 2)
d = MyD(a=1); d["b"] = 2; d.update(c=3)
print(d.data, d, len(d), "a" in d, dict(d))
class MyL(UserList):
    def append(self, x): super().append(-x)
l = MyL([1]); l.append(2)
print(l, l.data, l[1:])
class OD(OrderedDict):
    def __setitem__(self, k, v):
        super().__setitem__(k, v)
        self.move_to_end(k, last=False)
o = OD(); o["a"] = 1; o["b"] = 2
print(list(o))
class DD(defaultdict):
    pass
x = DD(list); x["a"].append(1)
print(dict(x), x["zz"], len(x))
#: program a dict that is the attributes of an object
import copy
class AttrDict(dict):
    def __init__(self, *args, **kwargs):
        super(AttrDict, self).__init__(*args, **kwargs)
        self.__dict__ = self
d = AttrDict({"a": 1}, z=3)
d["b"] = 2
print(d.b, d.a, d.z)
d.c = 3
print(d["c"], "c" in d, len(d), sorted(d.keys()))
del d.c
print("c" in d, hasattr(d, "c"))
d.update(q=5)
print(d.q, d.pop("q"), hasattr(d, "q"))
print(vars(d) is d, d.__dict__ is d)
setattr(d, "m", 8)
print(d["m"], dict(d), {**d})
del d["m"]
print(hasattr(d, "m"))
d.setdefault("n", 9)
print(d.n, d.get("n"))
print(sorted(d.items()))
e = AttrDict(d)
e.n = 10
print(d.n, e.n, e["n"])
class Config:
    def __init__(self, **kw):
        self.__dict__ = kw
c = Config(x=1)
c.y = 2
print(c.x, c.y, c.__dict__, vars(c))
t = c.__dict__
c.w = 4
print(t["w"])
f = copy.copy(c)
f.x = 7
print(c.x, f.x, f.__dict__["x"])
g = copy.deepcopy(c)
g.x = 8
print(c.x, g.x, g.__dict__["x"])
h = copy.deepcopy(d)
print(type(h).__name__, h["n"], sorted(h.items()), hasattr(h, "n"))
d.clear()
print(hasattr(d, "n"))
class Open(AttrDict):
    def __getattr__(self, name): return f"no {name}"
o = Open(a=1)
o["b"] = 2
print(o.a, o.b, o.zz, list(o), o.copy(), dict(o, x=1))
#: program methods read from their type
class F(dict):
    def __new__(cls, *a, **k):
        o = super().__new__(cls)
        return o
def f(o):
    try:
        return dict.items(o)
    except TypeError as e:
        print("TypeError", e)
f(3)
f([1])
class G: pass
f(G())
try: dict.get([1], 2)
except TypeError as e: print(e)
try: list.append({}, 2)
except TypeError as e: print(e)
try: str.upper(3)
except TypeError as e: print(e)
try: set.add([], 3)
except TypeError as e: print(e)
try: list.sort(3)
except TypeError as e: print(e)
try: dict.update(3, {})
except TypeError as e: print(e)
try: tuple.index([], 3)
except TypeError as e: print(e)
try: dict.keys()
except TypeError as e: print(e)
