from dataclasses import *
import dataclasses
from typing import ClassVar


#: fields and defaults
@dataclass
class C:
    a: int
    b: float = 0.5
    c: list = field(default_factory=list)
x, y = C(1), C(1, 0.5, [])
print(x, x == y, x != C(2), x.c is not y.c, C(1, c=[3]), x == (1, 0.5, []))
x.a = 9
x.new = 1
print(x, x.new, C.b, hasattr(C, "a"), C.__match_args__)

#: wrong calls
@dataclass
class C:
    a: int
    b: int
    c: int = 3
    d: int = field(default=4, kw_only=True)
@dataclass
class One:
    a: int = 1
for call in (lambda: C(), lambda: C(1), lambda: C(1, 2, 3, 4), lambda: C(1, 2, e=5), lambda: C(1, 2, a=3), lambda: C(1, 2, d=5), lambda: One(1, 2), lambda: C(b=1)):
    try:
        print(call())
    except TypeError as e:
        print(str(e).replace("<locals>.", ""))

#: post_init and init=False
@dataclass
class C:
    n: int
    sq: int = field(init=False)
    tag: str = field(init=False, default="t")
    def __post_init__(self):
        self.sq = self.n ** 2
print(C(3), C(4).sq, C(2).tag)

#: InitVar
@dataclass
class C:
    n: int
    scale: InitVar[int] = 2
    out: int = 0
    def __post_init__(self, scale):
        self.out = self.n * scale
print(C(3), C(3, 5), C(3, scale=7).out, [f.name for f in fields(C)])

#: ClassVar
@dataclass
class C:
    n: int
    count: ClassVar[int] = 0
    other: "ClassVar[str]" = "x"
    m: int = 1
print(C(1), C.count, [f.name for f in fields(C(1))], C(1, 2))

#: inheritance
@dataclass
class A:
    x: int = 1
    y: int = 2
@dataclass
class B(A):
    z: int = 3
    x: int = 10
print(B(), B(5), B(1, 2, 3), [f.name for f in fields(B)], isinstance(B(), A), A(10, 2) == B())

#: default before none
try:
    @dataclass
    class C:
        a: int = 1
        b: int
except TypeError as e:
    print(e)
@dataclass
class Base:
    a: int = 1
try:
    @dataclass
    class D(Base):
        b: int
except TypeError as e:
    print(e)

#: mutable defaults are refused
for default in ([], {}, set()):
    try:
        @dataclass
        class C:
            a: list = default
        print("fine")
    except ValueError as e:
        print(e)

#: frozen
@dataclass(frozen=True)
class C:
    a: int
    b: int = 2
c = C(1)
for act in (lambda: setattr(c, "a", 3), lambda: delattr(c, "a"), lambda: setattr(c, "zz", 1)):
    try:
        act()
    except FrozenInstanceError as e:
        print(e)
print(c, hash(c) == hash(C(1)), {c: 1}[C(1)], replace(c, b=5), isinstance(c, C))

#: frozen with post_init
@dataclass(frozen=True)
class C:
    a: int
    b: int = field(init=False)
    def __post_init__(self):
        object.__setattr__(self, "b", self.a * 2)
print(C(4))
try:
    @dataclass
    class D(C):
        pass
except TypeError as e:
    print(e)

#: order
@dataclass(order=True)
class V:
    major: int
    minor: int = 0
    name: str = field(default="", compare=False)
print(V(1, 2) < V(1, 3), V(2) > V(1, 9), V(1) <= V(1, name="z"), V(1) >= V(2), sorted([V(3), V(1), V(2)])[0], max(V(1), V(5)))
try:
    V(1) < 3
except TypeError as e:
    print(e)

#: eq and hash
@dataclass
class A:
    x: int
@dataclass(eq=False)
class B:
    x: int
@dataclass(unsafe_hash=True)
class C:
    x: int
    y: int = field(default=0, hash=False)
@dataclass
class D:
    x: int
    def __hash__(self):
        return 7
print(B(1) == B(1), hash(C(1)) == hash(C(1, 5)), hash(D(1)), A.__hash__)
try:
    hash(A(1))
except TypeError as e:
    print(e)

#: repr
@dataclass
class C:
    a: int
    secret: str = field(default="s", repr=False)
    def method(self):
        return 1
@dataclass(repr=False)
class D:
    a: int
    def __repr__(self):
        return "D!"
@dataclass
class E:
    a: int
    def __str__(self):
        return "as str"
print(C(1), D(1), repr(E(1)), str(E(1)))

#: keyword only
@dataclass(kw_only=True)
class C:
    a: int
    b: int = 2
@dataclass
class D:
    x: int
    _: KW_ONLY
    y: int = 3
    z: int
print(C(a=1), D(1, z=5), D.__match_args__, C.__match_args__)
try:
    C(1)
except TypeError as e:
    print(str(e).replace("<locals>.", ""))
try:
    D(1)
except TypeError as e:
    print(str(e).replace("<locals>.", ""))

#: asdict and astuple
@dataclass
class P:
    x: int
@dataclass
class C:
    p: P
    l: list
    d: dict
    t: tuple = ()
c = C(P(1), [P(2), 3], {"k": P(4)}, (P(5),))
print(asdict(c), astuple(c), asdict(c, dict_factory=lambda kv: sorted(kv)))
d = asdict(c)
d["l"].append(1)
print(len(c.l))
try:
    asdict(3)
except TypeError as e:
    print(e)

#: replace
@dataclass
class C:
    a: int
    b: int = 2
    c: int = field(init=False, default=7)
x = C(1)
x.c = 9
print(replace(x, a=5), replace(x), replace(x) is x, replace(x).c)
for bad in (lambda: replace(x, c=1), lambda: replace(x, z=1), lambda: replace(C, a=1)):
    try:
        bad()
    except (TypeError, ValueError) as e:
        print(str(e).replace("<locals>.", ""))

#: fields and is_dataclass
@dataclass
class C:
    a: int
    b: str = field(default="x", metadata={"help": "h"})
print([(f.name, f.default is MISSING, f.default_factory is MISSING, f.init, f.repr, f.compare, f.kw_only) for f in fields(C)])
print(fields(C)[1].metadata["help"], is_dataclass(C), is_dataclass(C(1)), is_dataclass(3), is_dataclass(int), fields(C)[0].type)
try:
    fields(3)
except TypeError as e:
    print(e)

#: make_dataclass
C = make_dataclass("C", [("x", int), ("y", int, 5), ("z", list, field(default_factory=list))])
print(C(1), C(1, 2, [3]), C.__name__, [f.name for f in fields(C)])
D = make_dataclass("D", ["q"], bases=(C,), namespace={"two": lambda self: self.x * 2}) if False else make_dataclass("D", ["q"], namespace={"two": lambda self: self.q * 2})
print(D(4).two())

#: match
@dataclass
class P:
    x: int
    y: int
match P(1, 2):
    case P(0, y):
        print("zero")
    case P(x=1, y=yy):
        print("one", yy)

#: methods, properties, class methods
@dataclass
class Config:
    lr: float = 0.1
    layers: list = field(default_factory=lambda: [1, 2])
    name: str = "n"
    @property
    def depth(self):
        return len(self.layers)
    @classmethod
    def from_dict(cls, d):
        return cls(**d)
    @staticmethod
    def names():
        return [f.name for f in fields(Config)]
c = Config.from_dict({"lr": 1, "layers": [3]})
print(c, c.depth, Config.names(), vars(c), Config().__dict__)
known = {f.name for f in fields(Config)}
print(Config(**{k: v for k, v in {"lr": 5, "zz": 1}.items() if k in known}))

#: custom init is kept
@dataclass(init=False)
class C:
    a: int
    def __init__(self, v):
        self.a = v * 2
print(C(4), C(4) == C(4))
@dataclass
class D:
    a: int
    def __eq__(self, o):
        return True
print(D(1) == 5)

#: inheritance with post_init
@dataclass
class A:
    x: int
    def __post_init__(self):
        self.log = ["A"]
@dataclass
class B(A):
    y: int = 0
    def __post_init__(self):
        super().__post_init__()
        self.log.append("B")
print(B(1), B(1).log)

#: a plain class between
@dataclass
class A:
    x: int = 1
class Mid(A):
    x = 5
    def hello(self):
        return f"hi {self.x}"
@dataclass
class Z(Mid):
    y: int = 2
print(Mid(), Mid(3), Z(), Z(7).hello())

#: field errors
for bad in (lambda: field(default=1, default_factory=list),):
    try:
        bad()
    except ValueError as e:
        print(e)
try:
    @dataclass
    class C:
        a = field(default=1)
except TypeError as e:
    print(e)
try:
    @dataclass(order=True, eq=False)
    class C:
        a: int
except ValueError as e:
    print(e)

#: property as default and descriptors
@dataclass
class C:
    a: int = 3
    b: "int" = 4
    def __setattr__(self, k, v):
        super().__setattr__(k, v * 10)
print(C(), C(1, 2))

#: nested with defaults
@dataclass
class Opt:
    lr: float = 0.1
@dataclass
class Cfg:
    opt: Opt = field(default_factory=Opt)
    size: tuple = (1, 2)
a, b = Cfg(), Cfg()
a.opt.lr = 5
print(a, b, a == b, Cfg(Opt(7)))

#: slots
@dataclass(slots=True)
class C:
    a: int
    b: int = 2
print(C(1), C(1) == C(1, 2))
