#: program counter closure
def counter():
    n = 0
    def inc(by=1):
        nonlocal n
        n += by
        return n
    def get(): return n
    return inc, get
inc, get = counter()
inc(); inc(5)
print(get(), inc())
#: program late binding
fs = []
for i in range(3):
    fs.append(lambda: i)
print([f() for f in fs])
print([f() for f in [lambda: j for j in range(3)]])
i = 10
print(fs[0]())
#: program nonlocal two levels
def a():
    x = 1
    def b():
        def c():
            nonlocal x
            x *= 2
            return x
        return c
    c = b()
    c()
    return c(), x
print(a())
#: program global statement
x = 1
def f():
    global x, y
    x = 2
    y = 3
f()
print(x, y)
def g():
    x = 5
    def h():
        global x
        x = 7
    h()
    return x
print(g(), x)
#: program unbound locals
x = 1
def f():
    print(x)
    x = 2
try:
    f()
except UnboundLocalError as e:
    print(e)
def g():
    del y
    y = 1
try:
    g()
except UnboundLocalError as e:
    print(e)
def h():
    def inner(): return z
    try:
        inner()
    except NameError as e:
        print(e)
    z = 1
    print(inner())
h()
try:
    undefined_thing
except NameError as e:
    print(e, type(e).__name__)
def k():
    for q in []: pass
    try:
        return q
    except UnboundLocalError as e:
        return str(e)
print(k())
#: program class scope is skipped
x = "global"
class A:
    x = "class"
    y = x + "!"
    def m(self): return x
    l = [x for _ in range(1)]
    k = [c for c in x]
print(A.y, A().m(), A.l, A.k)
def f():
    x = "local"
    class B:
        z = x
        x = "in class"
        w = x
    return B.z, B.w
try:
    print(f())
except NameError as e:
    print("NameError", e)
#: program class body reads enclosing
def f():
    v = 5
    class B:
        a = v
        def m(self): return v
    v = 6
    return B.a, B().m()
print(f())
#: program comprehension scopes
x = 5
l = [x for x in range(3)]
print(x, l)
print([(i, j) for i in range(3) for j in range(i)])
print([[j * i for j in range(3)] for i in range(2)])
print({k: v for k, v in zip("ab", [1, 2])}, {c for c in "aab"} == {"a", "b"})
print([y := 1, y ** 2], y)
print([last := n for n in range(4)], last)
def f():
    vals = [z := q * 2 for q in range(3)]
    return vals, z
print(f())
g = (a * 2 for a in range(3) if a)
print(list(g), list(g))
try:
    [undefined_name for _ in range(1)]
except NameError as e:
    print(e)
#: program generator expression evaluates source at once
def src():
    print("src")
    return [1, 2]
g = (x for x in src())
print("made")
print(list(g))
n = 10
h = (x + n for x in [1, 2])
n = 20
print(list(h))
try:
    (x for x in 1)
except TypeError as e:
    print(e)
#: program del names
x = 1
del x
try:
    x
except NameError as e:
    print(e)
def f():
    a = 1
    def g(): return a
    del a
    try:
        g()
    except NameError as e:
        print(e)
f()
class A:
    y = 1
    del y
print(hasattr(A, "y"))
#: program exception name is deleted
e = 1
try:
    raise ValueError("a")
except ValueError as e:
    pass
try:
    e
except NameError as err:
    print(err)
#: program locals and globals
a = 1
def f(x, y=2):
    z = 3
    return sorted(locals())
print(f(1))
globals()["made"] = 5
print(made, "a" in globals(), globals()["a"])
def g():
    a = 2
    return locals()["a"], globals()["a"]
print(g())
#: program nested closures share
def make():
    items = []
    return (lambda x: items.append(x)), (lambda: items)
add, get = make()
add(1); add(2)
print(get())
add2, get2 = make()
print(get2(), get())
#: program closure cells in loops with functions
def make(i):
    def f(): return i
    def s(v):
        nonlocal i
        i = v
    return f, s
pairs = [make(i) for i in range(3)]
pairs[0][1](100)
print([f() for f, _ in pairs])
#: program walrus
if (n := len("hello")) > 3:
    print(n)
data = iter([1, 2, 3, 0, 4])
while (v := next(data)) != 0:
    print(v)
print([(q, q2) for q in range(5) if (q2 := q * q) > 3])
f = lambda: (w := 3) + w
print(f())
print((a := 1, a + 1))
#: program parameter captured and rebound
def f(x):
    def g(): return x
    x += 1
    h = g()
    x += 1
    return h, g()
print(f(1))
#: program class cell
class A:
    def who(self): return __class__
    @classmethod
    def c(cls): return __class__
class B(A): pass
print(B().who() is A, B.c() is A)
#: program name mangling
class A:
    __x = 1
    def __init__(self):
        self.__y = 2
    def get(self): return self.__x, self.__y
    def __private(self): return "p"
    def call(self): return self.__private()
class B(A):
    __x = 10
    def __private(self): return "q"
    def get2(self): return self.__x
a, b = A(), B()
print(a.get(), b.get(), b.get2(), b.call(), sorted(vars(b)), A._A__x, B._B__x)
try:
    a.__y
except AttributeError as e:
    print(e)
class _C:
    __z = 1
print(_C._C__z)
def f(self): return self.__q
#: program conditional expressions and booleans
def t(x):
    print("t", x)
    return x
print(t(0) or t([]) or t("a"), t(1) and t(0) and t(2), not t(""))
print(1 if t(1) else t(2))
print(1 < 2 < 3, 1 < 3 > 2, 1 == 1.0 == True, 1 < t(5) < t(3), 3 > t(4) > t(99))
print((1 or 2) and 3, None or (), [] and 1)
#: program loops with else
for i in range(3):
    if i == 5: break
else:
    print("no break")
for i in range(3):
    if i == 1: break
else:
    print("never")
while True:
    break
else:
    print("never")
n = 3
while n:
    n -= 1
    if n == 1: continue
    print(n)
else:
    print("done")
def f():
    for i in range(3):
        try:
            if i == 1: continue
            if i == 2: return "ret"
        finally:
            print("fin", i)
print(f())
for x in []: pass
else: print("empty")
#: program modify list while iterating
l = [1, 2, 3]
out = []
for x in l:
    out.append(x)
    if x < 3 and len(l) < 6:
        l.append(x + 10)
print(out, l)
l = [1, 2, 3, 4]
for x in l:
    if x % 2 == 0: l.remove(x)
print(l)
d = {"a": 1}
for k in list(d): del d[k]
print(d)
