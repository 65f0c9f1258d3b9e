#: program diamond and cooperative super
class A:
    def __init__(self, **kw): print("A", kw); self.a = kw.get("a")
    def m(self): return ["A"]
class B(A):
    def __init__(self, b=None, **kw): print("B"); super().__init__(**kw); self.b = b
    def m(self): return ["B"] + super().m()
class C(A):
    def __init__(self, c=None, **kw): print("C"); super().__init__(**kw); self.c = c
    def m(self): return ["C"] + super().m()
class D(B, C):
    def m(self): return ["D"] + super().m()
d = D(a=1, b=2, c=3)
print(d.m(), d.a, d.b, d.c, [c.__name__ for c in D.__mro__], [c.__name__ for c in D.mro()])
print(B().m(), super(D, d).m(), super(B, d).m(), super(C, d).m())
#: program inconsistent mro
class A: pass
class B(A): pass
try:
    class C(A, B): pass
except TypeError as e:
    print(str(e).split("\n")[0])
try:
    class D(A, A): pass
except TypeError as e:
    print(e)
#: program super in classmethod and staticmethod and property
class A:
    @classmethod
    def make(cls, x): return cls.__name__, x
    @staticmethod
    def s(x): return x + 1
    @property
    def p(self): return "Ap"
class B(A):
    @classmethod
    def make(cls, x): return super().make(x * 2)
    @staticmethod
    def s(x): return A.s(x) * 10
    @property
    def p(self): return super().p + "Bp"
    def t(self): return super().s(5)
print(B.make(2), B().make(3), B.s(1), B().s(1), B().p, B().t())
#: program property setter deleter
class T:
    def __init__(self): self._c = 0
    @property
    def c(self):
        "the c"
        return self._c
    @c.setter
    def c(self, v):
        if v < 0: raise ValueError("neg")
        self._c = v
    @c.deleter
    def c(self):
        print("del")
        self._c = None
t = T()
t.c = 5
t.c += 1
print(t.c)
try: t.c = -1
except ValueError as e: print(e)
del t.c
print(t.c, T.c.__doc__, isinstance(T.c, property), T.c.fget(t))
class R:
    @property
    def x(self): return 1
try: R().x = 2
except AttributeError as e: print(e)
try: del R().x
except AttributeError as e: print(e)
class W:
    def _set(self, v): self.v = v
    x = property(None, _set)
w = W(); w.x = 3
print(w.v)
try: w.x
except AttributeError as e: print(e)
#: program property inheritance
class A:
    @property
    def x(self): return self._x()
    def _x(self): return "A"
class B(A):
    def _x(self): return "B"
class C(A):
    @A.x.setter
    def x(self, v): self.saved = v
c = C(); c.x = 5
print(B().x, c.x, c.saved)
#: program data descriptor
class Typed:
    def __init__(self, kind): self.kind = kind
    def __set_name__(self, owner, name):
        self.name = "_" + name
        print("set_name", owner.__name__, name)
    def __get__(self, obj, cls=None):
        if obj is None: return self
        return getattr(obj, self.name, "unset")
    def __set__(self, obj, value):
        if not isinstance(value, self.kind): raise TypeError(f"{self.name}: {value!r}")
        setattr(obj, self.name, value)
    def __delete__(self, obj):
        delattr(obj, self.name)
class P:
    x = Typed(int)
    y = Typed(str)
p = P()
print(p.x)
p.x = 3
p.__dict__["x"] = "shadow"
print(p.x, P.x.kind is int, sorted(p.__dict__))
try: p.y = 1
except TypeError as e: print(e)
del p.x
print(p.x)
#: program non data descriptor
class Lazy:
    def __init__(self, f): self.f = f
    def __set_name__(self, owner, name): self.n = name
    def __get__(self, obj, cls):
        if obj is None: return "cls"
        print("compute")
        v = obj.__dict__[self.n] = self.f(obj)
        return v
class A:
    @Lazy
    def big(self): return 42
a = A()
print(a.big, a.big, A.big)
class Bound:
    def __get__(self, obj, cls): return (obj is None, cls.__name__)
class C:
    b = Bound()
print(C.b, C().b)
c = C(); c.b = 1
print(c.b)
#: program getattr family
class G:
    x = 1
    def __getattr__(self, n):
        if n.startswith("dyn_"): return n[4:]
        raise AttributeError(f"no {n}")
g = G()
print(g.x, g.dyn_foo, hasattr(g, "bar"), getattr(g, "bar", "dflt"))
try: g.bar
except AttributeError as e: print(e)
class H:
    def __init__(self): object.__setattr__(self, "log", [])
    def __getattribute__(self, n):
        if n == "secret": return "s"
        return object.__getattribute__(self, n)
    def __setattr__(self, n, v):
        self.log.append(("set", n, v))
        super().__setattr__(n, v)
    def __delattr__(self, n):
        self.log.append(("del", n))
        super().__delattr__(n)
h = H()
h.a = 1
h.b = 2
del h.a
print(h.log, h.secret, h.b, hasattr(h, "a"))
try: h.zzz
except AttributeError as e: print(e)
class I:
    def __getattribute__(self, n):
        if n == "boom": raise AttributeError("from getattribute")
        return super().__getattribute__(n)
    def __getattr__(self, n): return "fallback " + n
print(I().boom, I().other)
#: program property raising AttributeError falls to getattr
class A:
    @property
    def p(self): raise AttributeError("inner")
    def __getattr__(self, n): return "ga:" + n
print(A().p)
class B:
    @property
    def p(self): return self.missing
try: B().p
except AttributeError as e: print(e)
print(getattr(B(), "p", "dflt"), hasattr(B(), "p"))
#: program slots
class S:
    __slots__ = ("a", "b")
    def __init__(self): self.a = 1
s = S()
print(s.a, hasattr(s, "b"), hasattr(s, "__dict__"))
s.b = 2
try: s.c = 3
except AttributeError as e: print(e)
try: S().b
except AttributeError as e: print(e)
del s.b
class T(S): pass
t = T(); t.c = 5
print(t.c, t.a, S.__slots__)
class U(S):
    __slots__ = ("d",)
u = U(); u.d = 1
try: u.z = 1
except AttributeError as e: print(e)
#: program new and init
class A:
    def __new__(cls, *args, **kw):
        print("new", cls.__name__, args, kw)
        self = super().__new__(cls)
        self.made = True
        return self
    def __init__(self, x, y=0):
        print("init", x, y)
        self.x = x
a = A(1, y=2)
print(a.x, a.made)
class Single:
    _i = None
    def __new__(cls):
        if cls._i is None: cls._i = super().__new__(cls)
        return cls._i
    def __init__(self): print("init each time")
print(Single() is Single())
class Other:
    def __new__(cls): return 5
    def __init__(self): print("never")
print(Other())
class Sub(A):
    def __new__(cls, n): return super().__new__(cls, n, z=1)
    def __init__(self, n): super().__init__(n)
print(Sub(7).x)
#: program metaclass new with kwargs
class Meta(type):
    def __new__(mcls, name, bases, ns, tag=None, **kw):
        print("new", name, [b.__name__ for b in bases], sorted(k for k in ns if not k.startswith("__")), tag)
        cls = super().__new__(mcls, name, bases, ns)
        cls.tag = tag
        return cls
    def __init__(cls, name, bases, ns, **kw):
        print("init", name, kw)
        super().__init__(name, bases, ns)
    def __call__(cls, *a, **k):
        print("call", cls.__name__, a, k)
        return super().__call__(*a, **k)
    def hello(cls): return "hello " + cls.__name__
    @property
    def prop(cls): return "prop " + cls.__name__
class A(metaclass=Meta, tag="t"):
    x = 1
    def __init__(self, v): self.v = v
class B(A, tag="u"):
    y = 2
a = B(5)
print(a.v, A.tag, B.tag, B.hello(), B.prop, type(B).__name__, isinstance(B, Meta), type(a).__name__)
try: a.hello()
except AttributeError as e: print(e)
#: program prepare
class Ordered(type):
    @classmethod
    def __prepare__(mcls, name, bases, **kw):
        print("prepare", name, kw)
        return {"injected": 42}
    def __new__(mcls, name, bases, ns, **kw):
        cls = super().__new__(mcls, name, bases, dict(ns))
        cls.order = [k for k in ns if not k.startswith("__")]
        return cls
    def __init__(cls, *a, **kw): pass
class A(metaclass=Ordered, flag=1):
    z = injected + 1
    a = 2
print(A.order, A.injected, A.z)
class Recorder(dict):
    def __setitem__(self, k, v):
        if k in self and not k.startswith("__"): print("again", k)
        super().__setitem__(k, v)
class M2(type):
    @classmethod
    def __prepare__(m, n, b): return Recorder()
    def __new__(m, n, b, ns): return super().__new__(m, n, b, dict(ns))
class C(metaclass=M2):
    def f(self): pass
    def f(self): return 2
print(C().f())
#: program singleton metaclass and registry
class Registry(type):
    items = {}
    def __init__(cls, name, bases, ns):
        super().__init__(name, bases, ns)
        if bases: Registry.items[name] = cls
class Base(metaclass=Registry): pass
class X(Base): pass
class Y(X): pass
print(sorted(Registry.items), Registry.items["Y"].__mro__[1].__name__)
class Singleton(type):
    _inst = {}
    def __call__(cls, *a):
        if cls not in cls._inst: cls._inst[cls] = super().__call__(*a)
        return cls._inst[cls]
class S(metaclass=Singleton):
    def __init__(self, v=0): self.v = v
print(S(1) is S(2), S().v)
#: program metaclass operators
class M(type):
    def __len__(cls): return 7
    def __iter__(cls): return iter([1, 2])
    def __getitem__(cls, k): return ("item", k)
    def __contains__(cls, k): return k == 3
    def __add__(cls, o): return ("add", o)
    def __bool__(cls): return False
    def __repr__(cls): return f"<M {cls.__name__}>"
    def __getattr__(cls, n): return "meta " + n
    def __eq__(cls, o): return True
    def __hash__(cls): return 1
    def __instancecheck__(cls, o): return o == 5
    def __subclasscheck__(cls, o): return o is int
    def __setattr__(cls, n, v):
        print("setattr", n)
        super().__setattr__(n, v)
class A(metaclass=M): pass
print(len(A), list(A), A[4], 3 in A, A + 1, bool(A), repr(A), A.foo, A == 1, isinstance(5, A), isinstance(6, A), issubclass(int, A))
A.z = 1
print(A.z, str(A), f"{A}")
#: program metaclass conflict and derived
class M1(type): pass
class M2(M1): pass
class M3(type): pass
class A(metaclass=M1): pass
class B(metaclass=M2): pass
class C(A, B): pass
print(type(C).__name__)
class D(metaclass=M3): pass
try:
    class E(A, D): pass
except TypeError as e:
    print(str(e)[:30])
#: program type call with three arguments
def hello(self): return "hi " + self.n
P = type("P", (), {"n": "x", "hello": hello, "__doc__": "docs"})
Q = type("Q", (P,), dict(n="y"))
print(P().hello(), Q().hello(), Q.__name__, Q.__bases__[0].__name__, P.__doc__, type(P) is type)
class Meta(type):
    def __new__(m, n, b, d):
        d["extra"] = 1
        return type.__new__(m, n, b, d)
R = Meta("R", (Q,), {})
print(R.extra, R().hello(), type(R).__name__)
#: program init subclass
class Plugin:
    reg = {}
    def __init_subclass__(cls, /, key=None, **kw):
        super().__init_subclass__(**kw)
        cls.key = key or cls.__name__.lower()
        Plugin.reg[cls.key] = cls
class A(Plugin): pass
class B(Plugin, key="bee"): pass
class C(B): pass
print(sorted(Plugin.reg), B.key, C.key)
class Mixin:
    def __init_subclass__(cls, **kw):
        print("mixin", cls.__name__, sorted(kw))
        kw.pop("opt", None)
        super().__init_subclass__(**kw)
class D(Mixin, Plugin, opt=1, key="dd"): pass
print(D.key)
try:
    class E(Mixin, bad=1): pass
except TypeError as e:
    print(e)
#: program class getitem
class G:
    def __class_getitem__(cls, item): return f"{cls.__name__}[{item.__name__}]"
class H(G): pass
print(G[int], H[str])
#: program class decorators
def register(name):
    def deco(cls):
        cls.reg = name
        return cls
    return deco
def add_repr(cls):
    cls.__repr__ = lambda self: f"{type(self).__name__}({vars(self)})"
    return cls
@register("n")
@add_repr
class A:
    def __init__(self): self.x = 1
print(A(), A.reg)
def replace(cls): return 5
@replace
class B: pass
print(B)
#: program decorators with arguments and stacking
log = []
def d(n):
    log.append(("eval", n))
    def deco(f):
        log.append(("apply", n))
        def w(*a, **k):
            return (n, f(*a, **k))
        return w
    return deco
@d(1)
@d(2)
def f(x): return x
print(f(5), log)
class Deco:
    def __init__(self, f): self.f, self.calls = f, 0
    def __call__(self, *a):
        self.calls += 1
        return self.f(*a)
    def __get__(self, obj, cls):
        import functools
        return functools.partial(self, obj)
@Deco
def g(x): return x * 2
g(1); g(2)
print(g.calls, g(3))
class K:
    @Deco
    def m(self, x): return (self.v, x)
    v = 9
print(K().m(4))
#: program class attributes and instances
class A:
    shared = []
    n = 0
    def __init__(self): A.n += 1; self.n += 10
a, b = A(), A()
a.shared.append(1)
b.shared = [2]
print(A.shared, b.shared, a.n, b.n, A.n, vars(a), "shared" in vars(b))
del b.shared
print(b.shared)
try: del b.shared
except AttributeError as e: print(e)
A.new = lambda self: "late"
print(a.new())
a.meth = lambda: "inst"
print(a.meth())
#: program bound methods
class A:
    def m(self, x=1): return (self.v, x)
    v = 3
a = A()
m = a.m
a.v = 4
print(m(2), A.m(a), m.__self__ is a, m.__func__ is A.m, a.m == a.m, a.m is a.m, m.__name__)
print(list(map(a.m, [1, 2])))
class B:
    f = len
    g = lambda self: "g"
    s = staticmethod(lambda x: x)
    c = classmethod(lambda cls: cls.__name__)
b = B()
print(b.f([1, 2]), b.g(), b.s(3), b.c(), B.c(), B.s(4))
#: program isinstance and issubclass
class A: pass
class B(A): pass
b = B()
print(isinstance(b, A), isinstance(b, (int, A)), issubclass(B, A), issubclass(A, B), isinstance(True, int), issubclass(bool, int), isinstance(A, type), isinstance(1, object), type(b) is B, type(b) == A, isinstance(None, type(None)), isinstance(3, int | str), isinstance("a", int | None))
try: isinstance(1, "a")
except TypeError as e: print(e)
try: issubclass(1, int)
except TypeError as e: print(e)
#: program dict and class attributes access
class A:
    x = 1
    def f(self): pass
a = A()
a.y = 2
a.__dict__["z"] = 3
print(a.z, a.__dict__, "x" in A.__dict__, sorted(k for k in A.__dict__ if not k.startswith("__")))
vars(a).update(w=4)
print(a.w)
a.__dict__ = {"q": 1}
print(a.q, hasattr(a, "y"))
class B: 
    def hi(self): return "B hi"
a.__class__ = B
print(a.hi(), type(a).__name__)
setattr(a, "dyn", 5); print(a.dyn); delattr(a, "dyn"); print(hasattr(a, "dyn"))
del a.__dict__["q"]
print(a.__dict__)
#: program class introspection
class Outer:
    class Inner: pass
    def f(self): return Outer.Inner
print(Outer.Inner.__qualname__, Outer().f() is Outer.Inner, Outer.__module__, Outer.__name__, repr(Outer), Outer.__bases__, Outer.Inner)
print([c.__name__ for c in Outer.__subclasses__()])
class S1(Outer): pass
class S2(Outer): pass
print([c.__name__ for c in Outer.__subclasses__()], S1.__base__.__name__)
print(repr(int), str(ValueError), type(None), type(len), type(lambda: 0), type(Outer().f), type(print), type((x for x in [])), type([].append), type(range(3)), type({}.keys()), type(iter([])))
#: program mixins and abstract methods
from abc import ABC, abstractmethod
class Shape(ABC):
    @abstractmethod
    def area(self): ...
    @property
    @abstractmethod
    def name(self): ...
    def describe(self): return f"{self.name}: {self.area()}"
class Sq(Shape):
    def __init__(self, s): self.s = s
    def area(self): return self.s ** 2
    name = "sq"
print(Sq(3).describe())
try: Shape()
except TypeError as e: print(e)
class Half(Shape):
    def area(self): return 1
try: Half()
except TypeError as e: print(e)
print(sorted(Shape.__abstractmethods__), isinstance(Sq(1), Shape))
#: program abc register
from abc import ABC, ABCMeta
class Base(ABC): pass
@Base.register
class Foreign: pass
print(isinstance(Foreign(), Base), issubclass(Foreign, Base), isinstance(3, Base))
class Sized2(metaclass=ABCMeta):
    @classmethod
    def __subclasshook__(cls, C):
        return any("__len__" in B.__dict__ for B in C.__mro__) or NotImplemented
class L:
    def __len__(self): return 1
print(isinstance(L(), Sized2), issubclass(int, Sized2))
#: program callable instances and del hooks
class Adder:
    def __init__(self, n): self.n = n
    def __call__(self, x, *, y=0): return self.n + x + y
print(Adder(1)(2), Adder(1)(2, y=3), callable(Adder(1)), callable(1), callable(Adder), callable(len), list(map(Adder(10), [1, 2])))
a = Adder(1)
a.__call__ = lambda x: "instance"
print(a(5))
#: program inheritance from object methods
class A: pass
a, b = A(), A()
print(a == a, a == b, a != b, hash(a) == hash(a), a is not b, bool(a))
print(object.__eq__(a, a), object.__eq__(a, b), A.__eq__ is object.__eq__, a.__ne__(b))
try: a < b
except TypeError as e: print(e)
try: a + b
except TypeError as e: print(e)
try: a[0]
except TypeError as e: print(e)
try: len(a)
except TypeError as e: print(e)
try: iter(a)
except TypeError as e: print(e)
try: a()
except TypeError as e: print(e)
try: a.x
except AttributeError as e: print(e, e.name, e.obj is a)
try: A.x
except AttributeError as e: print(e)
try: -a
except TypeError as e: print(e)
try: 1 in a
except TypeError as e: print(e)
try: a[0] = 1
except TypeError as e: print(e)
try: del a[0]
except TypeError as e: print(e)
try:
    with a: pass
except TypeError as e: print(e)
try: int(a)
except TypeError as e: print(e)
#: program cooperative multiple inheritance of mixins
class Base:
    def process(self, x): return [f"base({x})"]
class Log(Base):
    def process(self, x): return ["log"] + super().process(x)
class Cache(Base):
    def process(self, x): return ["cache"] + super().process(x)
class Retry(Base):
    def process(self, x): return ["retry"] + super().process(x)
class Full(Log, Retry, Cache): pass
class Half(Cache, Log): pass
print(Full().process(1), Half().process(2))
#: program super with attributes and operators
class A:
    val = 1
    def __len__(self): return 5
    def __getitem__(self, i): return i
class B(A):
    val = 2
    def __len__(self): return super().__len__() + 1
    def __getitem__(self, i): return super().__getitem__(i) * 2
    def get(self): return super().val, self.val
b = B()
print(len(b), b[4], b.get())
try:
    class C(A):
        def m(self): return super().nope
    C().m()
except AttributeError as e: print(e)
f = lambda: super()
try: f()
except RuntimeError as e: print(e)
#: program super in nested function and comprehension
class A:
    def items(self): return [1, 2]
class B(A):
    def items(self):
        def inner(): return super(B, self).items()
        return inner() + [x for x in super().items()]
print(B().items())
#: program the dict of an object that is held
import copy
class P:
    def __init__(self): self.a = 1
p = P()
t = p.__dict__
p.w = 4
print(t["w"], t is p.__dict__, sorted(t))
t["z"] = 5
print(p.z)
p.a = 7
print(t["a"], list(vars(p).items()))
del p.w
print("w" in t, len(t))
q = copy.copy(p)
q.a = 9
print(t["a"], q.__dict__ == t, q.__dict__ is t)
t2 = q.__dict__
q.__dict__.update(b=3)
print(q.b, t2["b"], "b" in t)
d = dict(p.__dict__)
p.a = 8
print(d["a"], t["a"])
class E(Exception):
    pass
e = E("x"); e.k = 1
v = e.__dict__
e.l = 2
print(v)
def g(o):
    if len(t) > 2: o.n = 1
    else: o.m = 2
    return o.__dict__
print(g(p))
