#: program every kind of parameter
def f(a, b=2, /, c=3, *args, d, e=5, **kw):
    return (a, b, c, args, d, e, kw)
print(f(1, d=4))
print(f(1, 9, 8, 7, 6, d=4, z=1))
print(f(*[1, 2, 3, 4], **{"d": 1, "x": 2}))
print(f(1, d=4, a=10, b=20))
#: program positional only name in kwargs
def f(a, /, **kw):
    return a, kw
print(f(1, a=2))
try:
    f(a=1)
except TypeError as e:
    print(e)
#: program too many arguments
def f(a, b=1): pass
def g(): pass
def h(a, *, k): pass
for call in (lambda: f(1, 2, 3), lambda: g(1), lambda: f(), lambda: h(1), lambda: h(1, 2, k=3), lambda: f(1, a=2), lambda: f(1, zz=2)):
    try:
        call()
    except TypeError as e:
        print(e)
#: program missing several
def f(a, b, c, *, x, y): pass
try: f()
except TypeError as e: print(e)
try: f(1, 2, 3)
except TypeError as e: print(e)
try: f(1)
except TypeError as e: print(e)
class A:
    def m(self, a, b): pass
try: A().m(1)
except TypeError as e: print(e)
try: A().m(1, 2, 3)
except TypeError as e: print(e)
#: program mutable default
def f(x, acc=[]):
    acc.append(x)
    return acc
print(f(1), f(2), f(3, []), f(4))
print(f.__defaults__)
#: program defaults evaluated once
n = 0
def count():
    global n
    n += 1
    return n
def f(a=count(), *, b=count()):
    return a, b
print(f(), f(), n, f.__kwdefaults__)
#: program order of evaluation
log = []
def t(x):
    log.append(x)
    return x
def f(*args, **kw): return args, kw
print(f(t(1), *[t(2), t(3)], t(4), a=t(5), **{"b": t(6)}, c=t(7)))
print(log)
log.clear()
d = {t("k"): t("v"), t("k2"): t("v2")}
t(10) + t(20) * t(30)
print(log)
#: program evaluation order in assignment
log = []
def t(x):
    log.append(x)
    return x
class Box:
    def __setitem__(self, k, v): log.append(("set", k, v))
    def __getitem__(self, k):
        log.append(("get", k))
        return 0
b = Box()
t(b)[t("i")] = t("v")
t(b)[t("j")] += t(5)
print([x if not isinstance(x, Box) else "box" for x in log])
#: program star args in the middle
def f(*a, **k): return a, sorted(k.items())
print(f(*(1, 2), 3, *[4], x=1, **{"y": 2}))
try:
    f(**{"x": 1}, **{"x": 2})
except TypeError as e:
    print(e)
try:
    f(x=1, **{"x": 2})
except TypeError as e:
    print(e)
try:
    f(**{1: 2})
except TypeError as e:
    print(e)
try:
    f(*1)
except TypeError as e:
    print(e)
try:
    f(**1)
except TypeError as e:
    print(e)
#: program lambdas
fs = [lambda x, n=n: x ** n for n in range(4)]
print([g(2) for g in fs])
print((lambda *a, k=1, **kw: (a, k, kw))(1, 2, k=3, z=4))
print((lambda: (yield))().__class__.__name__)
#: program recursion
def fact(n): return 1 if n <= 1 else n * fact(n - 1)
def fib(n, memo={}):
    if n in memo: return memo[n]
    if n < 2: return n
    memo[n] = fib(n - 1) + fib(n - 2)
    return memo[n]
def even(n): return True if n == 0 else odd(n - 1)
def odd(n): return False if n == 0 else even(n - 1)
print(fact(30), fib(60), even(101), odd(7))
def ack(m, n):
    if m == 0: return n + 1
    if n == 0: return ack(m - 1, 1)
    return ack(m - 1, ack(m, n - 1))
print(ack(2, 3))
#: program deep recursion is an error
def down(n):
    return 0 if n == 0 else 1 + down(n - 1)
try:
    print(down(20000))
except RecursionError as e:
    print("deep", type(e).__name__)
class A:
    def __getattr__(self, name):
        return getattr(self, name + "x")
try:
    A().y
except RecursionError as e:
    print("deep", type(e).__name__)
class R:
    def __repr__(self): return repr(self)
try:
    repr(R())
except RecursionError as e:
    print("deep", type(e).__name__)
class E:
    def __eq__(self, o): return self == o
try:
    E() == E()
except RecursionError as e:
    print("deep", type(e).__name__)
#: program function attributes
def f(a: int, b: "str" = 1) -> float:
    "doc"
f.x = 1
f.x += 2
print(f.__name__, f.__qualname__, f.__doc__, f.x, f.__dict__, f.__defaults__, f.__module__)
print(f.__annotations__)
f.__name__ = "g"
f.__doc__ = "other"
print(f.__name__, f.__doc__)
del f.x
print(hasattr(f, "x"))
#: program functions as values
def compose(*fs):
    def inner(x):
        for f in reversed(fs):
            x = f(x)
        return x
    return inner
print(compose(str, abs, lambda x: x - 10)(3))
print(list(map(compose(len, str), [1, 22, 333])))
ops = {"+": lambda a, b: a + b, "-": lambda a, b: a - b}
print({k: v(5, 3) for k, v in ops.items()})
print(max([3, -7, 5], key=abs), sorted("banana", key=lambda c: (-"banana".count(c), c)))
#: program calling what is not callable
for x in (1, "a", None, [], {}, (1,)):
    try:
        x()
    except TypeError as e:
        print(e)
class A: pass
try: A()()
except TypeError as e: print(e)
try: A(1)
except TypeError as e: print(e)
try: A(x=1)
except TypeError as e: print(e)
class B:
    def __init__(self, a): self.a = a
try: B()
except TypeError as e: print(e)
try: B(1, 2)
except TypeError as e: print(e)
try: B(b=1)
except TypeError as e: print(e)
class C:
    def __init__(self): return 1
try: C()
except TypeError as e: print(e)
#: program keyword arguments keep order
def f(**kw): return list(kw)
print(f(z=1, a=2, m=3))
print(f(**dict(b=1), a=2, **{"c": 3}))
def g(**kw):
    kw["new"] = 1
    return kw
d = {"a": 1}
g(**d)
print(d)
#: program builtins reject
for f in (lambda: len(1), lambda: int("x"), lambda: int([]), lambda: float("a"), lambda: ord("ab"), lambda: chr(-1), lambda: abs("a"), lambda: sum(["a"]), lambda: max([]), lambda: min(), lambda: range(1, 2, 0), lambda: iter(1), lambda: next([]), lambda: isinstance(1, 1), lambda: sorted(1), lambda: sorted([1, "a"]), lambda: [].pop(), lambda: {}.popitem(), lambda: set().pop(), lambda: "a" + 1, lambda: 1 + "a", lambda: [1] + (1,), lambda: -"a", lambda: 1 < "a", lambda: "a" in 1, lambda: [1][5], lambda: {}["k"], lambda: "abc"[10], lambda: (1,)["a"], lambda: None.x, lambda: (1).foo, lambda: [].foo, lambda: 1[0], lambda: 1 / 0, lambda: 1 // 0, lambda: 1 % 0, lambda: 1.0 / 0, lambda: divmod(1, 0), lambda: 0 ** -1, lambda: [1, 2].index(3), lambda: "abc".index("z"), lambda: [].remove(1), lambda: {1}.remove(2), lambda: {[]: 1}, lambda: {[1]}, lambda: hash([]), lambda: {}.pop("k"), lambda: int("12", 99), lambda: bytes([300]), lambda: "x".encode("ascii2"), lambda: b"\xff".decode("utf-8")):
    try:
        print("ok", f())
    except Exception as e:
        print(type(e).__name__, e)
#: program unpacking of calls
def minmax(xs): return min(xs), max(xs)
lo, hi = minmax([3, 1, 2])
print(lo, hi)
(a, b), [c, *d] = (1, 2), "xyz"
print(a, b, c, d)
*a, b = range(5)
print(a, b)
a, (b, (c, *d), e) = 1, (2, (3, 4, 5), 6)
print(a, b, c, d, e)
for i, (x, y) in enumerate([(1, 2), (3, 4)]):
    print(i, x, y)
a = b = c = []
a.append(1)
print(b, c is a)
x = y, z = 1, 2
print(x, y, z)
i = 0
l = [0, 0, 0]
i, l[i] = 2, 9
print(i, l)
#: program return without value
def f():
    if False:
        return 1
def g():
    return
def h():
    return 1,
print(f(), g(), h())
#: program nested functions and docstrings
def outer():
    """outer doc"""
    def inner():
        """inner doc"""
    return inner
print(outer.__doc__, outer().__doc__, outer().__qualname__, (lambda: 0).__qualname__)
class A:
    """A doc"""
    def m(self): "m doc"
    class B:
        def n(self): pass
print(A.__doc__, A.m.__doc__, A.m.__qualname__, A.B.__qualname__, A.B.n.__qualname__, A().m.__name__, A().__doc__)
#: program functions made of the parts of others
import functools, types
scale = 3
def f(x, k=2, *, bias=0):
    """doc"""
    return x * k * scale + bias
def outer(n):
    def inner(x):
        return x + n
    return inner
code = f.__code__
print(code.co_name, code.co_argcount, code.co_varnames, f.__defaults__, f.__kwdefaults__)
g = types.FunctionType(code, f.__globals__, name="g", argdefs=f.__defaults__, closure=f.__closure__)
g.__kwdefaults__ = f.__kwdefaults__
print(g(2), g.__name__, g is f, g.__defaults__, g.__qualname__)
functools.update_wrapper(g, f)
print(g.__name__, g.__doc__, g(1, bias=1))
i = outer(5)
j = types.FunctionType(i.__code__, i.__globals__, "j", None, i.__closure__)
print(j(1), i.__closure__[0].cell_contents, j.__name__, i.__code__.co_freevars, f.__closure__)
k = types.FunctionType(code, globals(), "k", (7,))
print(k(1, bias=0), k.__defaults__)
renamed = types.FunctionType(code.replace(co_name="other", co_qualname="A.other"), globals())
print(renamed.__name__, renamed.__qualname__, renamed(1, 1, bias=0))
try:
    types.FunctionType(i.__code__, globals(), "j", None, ())
except ValueError as e:
    print(e)
#: program parts of functions that are replaced
import types
def f(x, k=2, *, bias=0):
    return x * k + bias
f.__defaults__ = (5,)
print(f(1))
f.__kwdefaults__ = {"bias": 100}
print(f(1))
def g(x, k=1, *, bias=0):
    return "g", x, k, bias
f.__code__ = g.__code__
print(f(1), f.__name__)
f.__defaults__ = None
try:
    f(1)
except TypeError:
    print("k is missing")
class A:
    def who(self):
        return type(self).__name__
class B:
    pass
B.who = types.FunctionType(A.who.__code__, globals(), "who")
B.who.tag = 1
print(B().who(), hasattr(A.who, "tag"), B.who.tag)
#: program methods that are bound by hand
import types
def f(self, y, *, z=1):
    return self.x, y, z
class A:
    x = 3
a = A()
a.f = types.MethodType(f, a)
print(a.f(1), a.f.__func__ is f, a.f.__self__ is a, isinstance(a.f, types.MethodType))
print(types.MethodType(lambda k, j: k + j, 5)(3), isinstance(f, types.FunctionType))
print(types.MethodType(len, [1, 2])())
