import functools
from functools import *


#: partial
def f(a, b=2, *args, c=3, **kw):
    return (a, b, args, c, kw)
p = partial(f, 1, c=9)
print(p(), p(5), p(5, 6, c=1, d=2), p.func is f, p.args, p.keywords)
q = partial(p, 7, d=4)
print(q(), q.args, q.keywords, q.func is f, callable(q))
try:
    partial(3)
except TypeError as e:
    print(e)

#: partial of a class and in a table
class A:
    def __init__(self, x, y=0):
        self.x, self.y = x, y
make = partial(A, y=5)
print(make(1).y, make(1, y=2).y, [partial(pow, 2)(i) for i in range(4)], partial(int, base=2)("101"))

#: partial attributes
p = partial(print)
p.__name__ = "named"
p.extra = 3
print(p.__name__, p.extra, isinstance(p, functools.partial))

#: wraps
def deco(fn):
    @wraps(fn)
    def inner(*a, **k):
        "inner doc"
        return fn(*a, **k) * 2
    return inner
@deco
def g(x):
    "doc of g"
    return x + 1
g.tag = "t"
print(g(1), g.__name__, g.__doc__, g.__wrapped__(1), g.__qualname__, g.__module__)

#: wraps copies attributes
def h():
    pass
h.flag = 1
@wraps(h)
def k():
    pass
print(k.flag, k.__name__)
class C:
    __name__ = "cc"
    def __call__(self):
        pass
w = update_wrapper(lambda: 0, C())
print(w.__name__, w())

#: reduce
import operator
print(reduce(operator.add, [1, 2, 3]), reduce(lambda a, b: a * b, range(1, 6), 1), reduce(max, [3]), reduce(operator.add, [], 0))
try:
    reduce(operator.add, [])
except TypeError as e:
    print(e)

#: lru_cache
calls = []
@lru_cache(maxsize=2)
def sq(x):
    calls.append(x)
    return x * x
print(sq(2), sq(2), sq(3), sq(2), sq(4), sq(3), calls, sq.cache_info())
sq.cache_clear()
print(sq.cache_info(), sq(2), sq.cache_parameters(), sq.__name__)

#: lru_cache without brackets, cache, and recursion
@lru_cache
def fib(n):
    return n if n < 2 else fib(n - 1) + fib(n - 2)
print(fib(30), fib.cache_info().hits, fib.cache_info().misses, fib.cache_info().currsize)
@cache
def fact(n):
    return n * fact(n - 1) if n else 1
print(fact(10), fact.cache_info())

#: lru_cache on keyword arguments, methods, unhashable
@lru_cache(None)
def kw(a, b=1):
    return [a, b]
print(kw(1) is kw(1), kw(1, b=1) is kw(1), kw(1, b=2))
class M:
    @lru_cache(maxsize=None)
    def get(self, i):
        return object()
m, n = M(), M()
print(m.get(1) is m.get(1), m.get(1) is n.get(1), m.get(2) is m.get(1))
try:
    kw([])
except TypeError as e:
    print(e)
@lru_cache(typed=True)
def ty(x):
    return type(x).__name__
print(ty(1), ty(1.0), ty.cache_info().currsize)

#: cached_property
class P:
    n = 0
    @cached_property
    def v(self):
        self.n += 1
        return self.n * 10
p = P()
print(p.v, p.v, p.n, vars(p))
del p.v
print(p.v, type(P.v).__name__)
p.v = 1
print(p.v)

#: total_ordering
@total_ordering
class V:
    def __init__(self, x):
        self.x = x
    def __eq__(self, o):
        return self.x == o.x
    def __lt__(self, o):
        return self.x < o.x
a, b = V(1), V(2)
print(a < b, a <= b, a > b, a >= b, a <= V(1), a >= V(1), max([a, b]).x, sorted([b, a])[0].x)
@total_ordering
class G:
    def __init__(self, x):
        self.x = x
    def __eq__(self, o):
        return self.x == o.x
    def __ge__(self, o):
        if not isinstance(o, G):
            return NotImplemented
        return self.x >= o.x
print(G(1) < G(2), G(2) <= G(2), G(1) > G(1))
try:
    G(1) < 3
except TypeError as e:
    print(e)
try:
    total_ordering(type("E", (), {}))
except ValueError as e:
    print(e)

#: cmp_to_key
print(sorted([3, 1, 2], key=cmp_to_key(lambda a, b: b - a)), max(["aa", "b"], key=cmp_to_key(lambda a, b: len(a) - len(b))))

#: singledispatch
@singledispatch
def show(x):
    return f"any {x}"
@show.register
def _(x: int):
    return f"int {x}"
@show.register(list)
def _(x, *rest):
    return f"list {len(x)} {rest}"
@show.register(dict)
@show.register(tuple)
def both(x):
    return f"both {len(x)}"
print(show(1), show(True), show([1], 2), show({}), show((1,)), show("s"), show(1.5), show.dispatch(bool)(3))
class Base:
    pass
class Derived(Base):
    pass
show.register(Base, lambda x: "base")
print(show(Derived()), show.registry[list]([1]), len(show.registry))

#: singledispatch for unions and abstract classes
from collections.abc import Mapping, Sequence
from numbers import Number
@singledispatch
def form(x):
    return "any"
@form.register(Sequence)
def _(x):
    return "sequence"
@form.register
def _(x: Mapping):
    return "mapping"
@form.register(Number)
def _(x):
    return "number"
@form.register(int | str)
def _(x):
    return "int or str"
@form.register(type(None))
def _(x):
    return "none"
print(form([]), form(()), form({}), form(1.0), form(3), form("a"), form(True), form(None), form({1}))
@form.register(object)
def _(x):
    return "object"
print(form({1}), form([]))

#: singledispatchmethod
class S:
    @singledispatchmethod
    def go(self, x):
        return ("any", x)
    @go.register
    def _(self, x: int):
        return ("int", x, self.k)
    @go.register(str)
    def _(self, x):
        return ("str", x)
    k = 5
s = S()
print(s.go(1), s.go("a"), s.go(2.0))

#: partialmethod
class Cell:
    alive = False
    def set(self, v, w=0):
        self.alive = (v, w)
        return self
    on = partialmethod(set, True)
    off = partialmethod(set, False, w=2)
print(Cell().on().alive, Cell().off().alive, Cell().on(w=7).alive)

#: decorators with arguments
def repeat(n):
    def deco(fn):
        @functools.wraps(fn)
        def inner(*a):
            return [fn(*a) for _ in range(n)]
        return inner
    return deco
@repeat(3)
@functools.lru_cache()
def one(x):
    return x
print(one(4), one.__name__)

#: registry
REG = {}
def register(name=None):
    def deco(cls):
        REG[name or cls.__name__] = cls
        return cls
    return deco
@register()
class A1:
    pass
@register("b")
class B1:
    pass
print(sorted(REG), functools.reduce(lambda acc, k: acc + k, sorted(REG), ""))
