#: program send
def avg():
    total = n = 0
    value = None
    while True:
        x = yield value
        total += x; n += 1
        value = total / n
g = avg()
print(next(g), g.send(10), g.send(20), g.send(30))
g.close()
try: g.send(1)
except StopIteration as e: print("stop", e.value)
def ping():
    r = yield 1
    print("got", r)
    r = yield 2
    print("got", r)
    return "end"
p = ping()
print(next(p), p.send("a"))
try: p.send("b")
except StopIteration as e: print(e.value, e.args)
try: next(p)
except StopIteration as e: print(e.value)
g = ping()
try: g.send(5)
except TypeError as e: print(e)
#: program throw
def g():
    while True:
        try:
            x = yield "ok"
            print("x", x)
        except ValueError as e:
            print("caught", e)
            yield "recovered"
        finally:
            print("fin")
it = g()
print(next(it), it.throw(ValueError("v")), next(it))
try: it.throw(KeyError("k"))
except KeyError as e: print("out", e)
try: next(it)
except StopIteration: print("done")
def h(): yield 1
k = h()
try: k.throw(RuntimeError("early"))
except RuntimeError as e: print(e)
print(list(k))
k = h(); next(k)
try: k.throw(ValueError)
except ValueError as e: print(repr(e))
#: program close and finally
def g():
    try:
        yield 1
        yield 2
    finally:
        print("cleanup")
x = g(); next(x); x.close(); print(list(x))
y = g(); y.close(); print("not started")
def bad():
    try: yield 1
    except GeneratorExit:
        print("exit")
        yield 2
b = bad(); next(b)
try: b.close()
except RuntimeError as e: print(e)
def ok():
    try: yield 1
    except GeneratorExit:
        print("bye")
        raise
o = ok(); next(o); print(o.close())
#: program yield from
def inner():
    x = yield 1
    print("inner got", x)
    y = yield 2
    print("inner got", y)
    return "res"
def outer():
    r = yield from inner()
    print("r", r)
    yield from [10, 20]
    yield from "ab"
    return (yield from (c for c in "z"))
o = outer()
print(next(o), o.send("A"), o.send("B"), list(o))
def sub():
    try: yield 1
    except ValueError as e:
        print("sub", e)
        yield 2
def top():
    try: yield from sub()
    finally: print("top fin")
t = top(); next(t)
print(t.throw(ValueError("q")))
t.close()
def rec(n):
    if n:
        yield n
        yield from rec(n - 1)
print(list(rec(5)))
class It:
    def __init__(self): self.n = 0
    def __iter__(self): return self
    def __next__(self):
        self.n += 1
        if self.n > 2: raise StopIteration("val")
        return self.n
def z():
    v = yield from It()
    print("v", v)
print(list(z()))
#: program return value and StopIteration inside
def g():
    yield 1
    raise StopIteration("x")
try: list(g())
except RuntimeError as e: print(e, repr(e.__cause__))
def h():
    yield next(iter([]))
try: next(h())
except RuntimeError as e: print(e)
def r():
    return 5
    yield
try: next(r())
except StopIteration as e: print(e.value)
print([*r()])
#: program generator pipeline
def numbers(n):
    for i in range(n):
        print("gen", i)
        yield i
def even(it):
    for x in it:
        if x % 2 == 0: yield x
def square(it): return (x * x for x in it)
p = square(even(numbers(5)))
print(next(p)); print(next(p)); print(sum(p))
import itertools
def fib():
    a, b = 0, 1
    while True:
        yield a
        a, b = b, a + b
print(list(itertools.islice(fib(), 10)), list(itertools.takewhile(lambda x: x < 30, fib())))
print(next(x for x in fib() if x > 100))
#: program generator attributes
def g(): yield
x = g()
print(x.__name__, iter(x) is x, hasattr(x, "send"), hasattr(x, "__next__"), type(x).__name__)
print(x.gi_frame is None, x.gi_running)
try: len(x)
except TypeError as e: print(e)
try: x[0]
except TypeError as e: print(e)
#: program generators in builtins
def g():
    yield from (3, 1, 2)
print(sorted(g()), max(g()), min(g()), sum(g()), list(reversed(list(g()))), tuple(g()), set(g()) == {1, 2, 3}, dict(enumerate(g())), list(zip(g(), g())), list(map(str, g())), "-".join(str(x) for x in g()), any(x > 2 for x in g()), all(x > 2 for x in g()), 2 in g(), [*g(), *g()], list(filter(lambda x: x > 1, g())))
a, b, c = g()
first, *rest = g()
print(a, b, c, first, rest)
try: a, b = g()
except ValueError as e: print(e)
def f(*args): return args
print(f(*g()), {k: v for k, v in zip("abc", g())})
#: program any and all stop early
def t(x):
    print("t", x)
    return x
print(any(t(x) for x in [0, 1, 2]), all(t(x) for x in [1, 0, 2]))
print(any(map(t, [0, 3, 4])), next(filter(t, [0, 5, 6])))
it = iter([1, 2, 3, 4, 5])
print(3 in it, list(it))
z = zip(it2 := iter("abcdef"), it2)
print(list(z))
e = enumerate("ab", start=5)
print(next(e), list(e))
m = map(t, [1, 2])
print("lazy")
print(list(m))
#: program coroutine style scheduler
from collections import deque
def task(name, n):
    for i in range(n):
        print(name, i)
        yield
q = deque([task("a", 2), task("b", 3)])
while q:
    t = q.popleft()
    try:
        next(t)
        q.append(t)
    except StopIteration:
        print("finished")
#: program generator methods and closures
class Tree:
    def __init__(self, v, l=None, r=None): self.v, self.l, self.r = v, l, r
    def __iter__(self):
        if self.l: yield from self.l
        yield self.v
        if self.r: yield from self.r
print(list(Tree(4, Tree(2, Tree(1), Tree(3)), Tree(6))))
class C:
    def items(self):
        self.n = 0
        while self.n < 3:
            self.n += 1
            yield self.n, self
c = C()
print([n for n, s in c.items()], c.n)
def perms(xs):
    if not xs: yield []
    for i, x in enumerate(xs):
        for p in perms(xs[:i] + xs[i + 1:]): yield [x] + p
print(list(perms([1, 2, 3])))
def flatten(x):
    if isinstance(x, list):
        for y in x: yield from flatten(y)
    else: yield x
print(list(flatten([1, [2, [3, [4]], 5]])))
#: program async code
import asyncio
async def work(n):
    await asyncio.sleep(0)
    return n * 2
async def agen():
    for i in range(3): yield i
class Ctx:
    async def __aenter__(self): print("enter"); return self
    async def __aexit__(self, *a): print("exit"); return False
class AIter:
    def __init__(self): self.n = 0
    def __aiter__(self): return self
    async def __anext__(self):
        self.n += 1
        if self.n > 2: raise StopAsyncIteration
        return self.n
async def main():
    print(await work(1))
    print(await asyncio.gather(work(2), work(3)))
    async with Ctx() as c: print("in")
    async for x in agen(): print(x)
    async for x in AIter(): print(x)
    print([x async for x in agen()], [await work(i) for i in range(2)])
    try:
        await fail()
    except ValueError as e: print(e)
    return "done"
async def fail(): raise ValueError("async")
print(asyncio.run(main()))
