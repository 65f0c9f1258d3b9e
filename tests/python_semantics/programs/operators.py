#: program arithmetic and reflected
class V:
    def __init__(self, x): self.x = x
    def __repr__(self): return f"V({self.x})"
    def __add__(self, o):
        if isinstance(o, V): return V(self.x + o.x)
        if isinstance(o, int): return V(self.x + o)
        return NotImplemented
    def __radd__(self, o): return V(("r", o, self.x)) if isinstance(o, str) else self + o
    def __sub__(self, o): return ("sub", o)
    def __rsub__(self, o): return ("rsub", o)
    def __mul__(self, o): return ("mul", o)
    __rmul__ = __mul__
    def __truediv__(self, o): return "td"
    def __rtruediv__(self, o): return "rtd"
    def __floordiv__(self, o): return "fd"
    def __mod__(self, o): return "mod"
    def __pow__(self, o, m=None): return ("pow", o, m)
    def __rpow__(self, o): return ("rpow", o)
    def __matmul__(self, o): return "mm"
    def __rmatmul__(self, o): return "rmm"
    def __and__(self, o): return "and"
    def __or__(self, o): return "or"
    def __xor__(self, o): return "xor"
    def __lshift__(self, o): return "ls"
    def __rshift__(self, o): return "rs"
    def __rand__(self, o): return "rand"
    def __neg__(self): return V(-self.x)
    def __pos__(self): return "pos"
    def __invert__(self): return "inv"
    def __abs__(self): return "abs"
    def __divmod__(self, o): return "divmod"
    def __rdivmod__(self, o): return "rdivmod"
    def __round__(self, n=None): return ("round", n)
    def __trunc__(self): return 7
    def __floor__(self): return 8
    def __ceil__(self): return 9
    def __int__(self): return 10
    def __float__(self): return 1.5
    def __complex__(self): return 1j
    def __index__(self): return 2
v = V(3)
print(v + V(4), v + 1, 1 + v, "s" + v, v - 1, 1 - v, v * 2, 2 * v, v / 1, 1 / v, v // 1, v % 2, v ** 2, 2 ** v, pow(v, 2, 3), v @ 1, 1 @ v, v & 1, v | 1, v ^ 1, v << 1, v >> 1, 1 & v, -v, +v, ~v, abs(v), divmod(v, 1), divmod(1, v), round(v), round(v, 2), int(v), float(v), complex(v), [1, 2, 3][v], hex(v), bin(v), range(5)[v], list(range(v)))
import math
print(math.floor(v), math.ceil(v), math.trunc(v), sum([V(1), V(2)]))
try: v + "a"
except TypeError as e: print(e)
try: V(1) + 1.5
except TypeError as e: print(e)
print("abc"[v], (1, 2, 3)[v:], "ab" * 3)
#: program inplace
class A:
    def __init__(self): self.log = []
    def __iadd__(self, o): self.log.append(("iadd", o)); return self
    def __imul__(self, o): return "replaced"
    def __add__(self, o): return "add"
    def __sub__(self, o): return ("sub", o)
    def __iand__(self, o): return NotImplemented
    def __and__(self, o): return "fallback"
a = A(); b = a
a += 1
print(a is b, a.log)
a -= 2
print(a)
a = b; a *= 2
print(a)
b &= 3
print(b)
l = m = [1]
l += (2, 3)
l *= 2
print(m)
t = u = (1,)
t += (2,)
print(t, u)
s = r = {1}
s |= {2}; s -= {1}
print(r)
d = e = {"a": 1}
d |= {"b": 2}
d |= [("c", 3)]
print(e)
x = ([],)
try: x[0] += [1]
except TypeError as err: print(err, x)
l = [1]
try: l += 1
except TypeError as err: print(err)
#: program subclass reflected priority
class A:
    def __add__(self, o): return "A.add"
    def __radd__(self, o): return "A.radd"
class B(A):
    def __radd__(self, o): return "B.radd"
class C(A): pass
print(A() + B(), B() + A(), A() + C(), A() + A(), B() + B(), 1 + A())
class N:
    def __add__(self, o): return NotImplemented
class R:
    def __radd__(self, o): return "R.radd"
print(N() + R())
try: N() + N()
except TypeError as e: print(e)
try: N() + 1
except TypeError as e: print(e)
#: program comparison
class P:
    def __init__(self, x): self.x = x
    def __lt__(self, o): print("lt", self.x, o.x); return self.x < o.x
    def __le__(self, o): print("le"); return self.x <= o.x
    def __eq__(self, o): print("eq"); return isinstance(o, P) and self.x == o.x
a, b = P(1), P(2)
print(a < b, a > b, a <= b, a >= b, a == b, a != b, a == 1, 1 == a)
print(sorted([P(3), P(1), P(2)])[0].x, max(P(1), P(5)).x, min([P(4), P(2)]).x)
print(a in [b, a], [a, b].index(b), [a].count(P(1)))
class Q:
    def __eq__(self, o): return NotImplemented
print(Q() == Q(), Q() != 1)
class E:
    def __eq__(self, o): return "weird"
    def __ne__(self, o): return []
    def __lt__(self, o): return None
print(E() == 1, E() != 1, E() < 2, 5 > E())
try: hash(E())
except TypeError as e: print(e)
#: program hash and eq in dicts
class K:
    def __init__(self, k): self.k = k
    def __hash__(self): return hash(self.k) % 3
    def __eq__(self, o): return isinstance(o, K) and self.k == o.k
    def __repr__(self): return f"K({self.k})"
d = {K(1): "a", K(4): "b", K(1): "c"}
print(d, d[K(4)], K(7) in d, d.get(K(1)), len({K(1), K(1), K(2)}))
d[K(7)] = "z"
del d[K(1)]
print(d, list(d))
class NoHash:
    __hash__ = None
try: {NoHash(): 1}
except TypeError as e: print(e)
print({1: "int", 1.0: "float", True: "bool"}, {(1, 2): 3}[(1, 2)], {frozenset({1}): 2}[frozenset([1])], {"a": 1, "a": 2})
print(hash(K(5)), hash(1) == hash(1.0) == hash(True), hash((1, 2)) == hash((1, 2)), hash("a") == hash("a"))
class ByValue(str): pass
print({ByValue("a"): 1}["a"], {"a": 1}[ByValue("a")])
#: program containers
class C:
    def __len__(self): return 3
    def __getitem__(self, i):
        print("get", i)
        if isinstance(i, slice): return ("slice", i.start, i.stop, i.step)
        if isinstance(i, tuple): return ("tuple", i)
        if i >= 3: raise IndexError(i)
        return i * 10
    def __setitem__(self, i, v): print("set", i, v)
    def __delitem__(self, i): print("del", i)
    def __contains__(self, x): return x == "yes"
    def __reversed__(self): return iter("rev")
c = C()
print(len(c), c[1], c[1:2], c[::2], c[1, 2], c[..., None], list(c), "yes" in c, 10 in c, list(reversed(c)), bool(c))
c["k"] = 1
del c["k"]
c[0:1] = 5
class Seq:
    def __getitem__(self, i):
        if i > 2: raise IndexError
        return i
print(list(Seq()), 2 in Seq(), 9 in Seq(), max(Seq()), sum(Seq()), tuple(Seq()), [*Seq()], dict(enumerate(Seq())))
a, b, c = Seq()
print(a, b, c, sorted(Seq(), reverse=True), "-".join(map(str, Seq())), set(Seq()), list(zip(Seq(), Seq())))
class Len0:
    def __len__(self): return 0
class B1:
    def __bool__(self): return False
    def __len__(self): return 1
print(bool(Len0()), bool(B1()), not Len0(), 1 if B1() else 2)
class Bad:
    def __bool__(self): return 1
try: bool(Bad())
except TypeError as e: print(e)
class BadLen:
    def __len__(self): return -1
try: len(BadLen())
except ValueError as e: print(e)
class BadLen2:
    def __len__(self): return "a"
try: len(BadLen2())
except TypeError as e: print(e)
#: program iterator protocol
class It:
    def __init__(self, n): self.i, self.n = 0, n
    def __iter__(self): return self
    def __next__(self):
        if self.i >= self.n: raise StopIteration
        self.i += 1
        return self.i
print(list(It(3)), [x for x in It(2)], sum(It(4)), dict(zip(It(2), "ab")), max(It(3)), tuple(It(2)), *It(2))
it = It(3)
next(it)
for x in it: print(x)
print(next(it, "end"))
class NotIt:
    def __iter__(self): return 5
try: iter(NotIt())
except TypeError as e: print(e)
class Gen:
    def __iter__(self):
        yield 1
        yield from [2, 3]
g = Gen()
print(list(g), list(g), 2 in g, [*g, *g])
a, *b = g
print(a, b)
print(list(iter(iter([1, 2, 0, 3]).__next__, 0)))
n = iter([5])
print(next(n))
try: next(n)
except StopIteration as e: print("stop", e.args)
#: program str repr format
class A:
    def __repr__(self): return "repr"
class B:
    def __str__(self): return "str"
    def __repr__(self): return "rep"
class C:
    def __format__(self, spec): return f"<{spec}>"
class D:
    def __str__(self): return "d"
print(A(), str(A()), [A()], f"{A()} {B()} {B()!r} {B()!s:>5}|", B(), [B()], {B(): B()}, f"{C()} {C():>10}", format(C(), "x"), "{} {:abc} {!r}".format(B(), C(), B()), "%s %r" % (B(), B()))
print(f"{D():>3}" if False else "skip")
try: f"{D():>3}"
except TypeError as e: print(e)
class Bad:
    def __str__(self): return 5
try: str(Bad())
except TypeError as e: print(e)
try: print(f"{Bad()}")
except TypeError as e: print(e)
#: program bool operators on objects
class T:
    def __init__(self, n, v): self.n, self.v = n, v
    def __bool__(self): print("bool", self.n); return self.v
    def __repr__(self): return self.n
t, f = T("t", True), T("f", False)
print(t and f, t or f, f and t, f or t, not t, t if f else f)
print(any([f, t, f]), all([t, f, t]), list(filter(None, [t, f])))
while t:
    break
assert t
try: assert f, "msg"
except AssertionError as e: print(e)
try: assert 0
except AssertionError as e: print(repr(e))
try: assert (1 == 2), (1, 2)
except AssertionError as e: print(e.args)
#: program index protocol
class I:
    def __index__(self): return 2
l = [0, 1, 2, 3]
print(l[I()], l[I():], l[:I()], "abcd"[I()], (1, 2, 3)[I()], list(range(I())), "ab" * I(), [0] * I(), bin(I()), int(I()), float(I()), divmod(7, I().__index__()), l.pop(I()), l)
l.insert(I(), "x"); print(l)
l[I()] = "y"; print(l)
print(chr(I().__index__() + 63), round(2.345, I()), "a,b,c".split(",", I()), 1 << I().__index__())
#: program matmul and unary chain
class M:
    def __init__(self, s): self.s = s
    def __matmul__(self, o): return M((self.s[0], o.s[1]))
    def __imatmul__(self, o): self.s = ("i",); return self
    @property
    def T(self): return M(self.s[::-1])
print((M((1, 2)) @ M((2, 3)) @ M((3, 4))).T.s)
m = M((1, 1)); m @= m
print(m.s, - - 3, not not 3, ~-3, -2 ** 2, 2 ** -1, 2 ** 3 ** 2, -7 // 2, -7 % 3, 7 % -3, 1 - -1)
