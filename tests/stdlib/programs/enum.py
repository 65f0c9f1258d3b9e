from enum import *


#: members
class Color(Enum):
    RED = 1
    GREEN = 2
    BLUE = 3
print(Color.RED, repr(Color.RED), Color.RED.name, Color.RED.value, Color(2), Color["BLUE"], list(Color), len(Color))
print(Color.RED is Color(1), Color.RED == Color.RED, Color.RED == 1, Color.RED != Color.BLUE, Color.RED in Color, isinstance(Color.RED, Color))
print(f"{Color.RED} {Color.RED!r:>20} {Color.RED:>12}", {Color.RED: "r"}[Color.RED], [c.name for c in reversed(Color)])

#: lookups that fail
class Color(Enum):
    RED = 1
print(hasattr(Color, "X"), getattr(Color, "X", "none"))
for bad in (lambda: Color(9), lambda: Color["X"], lambda: setattr(Color, "RED", 2), lambda: 1 in Color):
    try:
        print(bad())
    except (ValueError, KeyError, AttributeError, TypeError) as e:
        print(type(e).__name__, e)

#: aliases
class A(Enum):
    X = 1
    Y = 1
    Z = 2
print(A.Y, A.Y is A.X, list(A), dict(A.__members__), A["Y"], A._member_names_)
try:
    unique(A)
except ValueError as e:
    print(e)

#: auto
class A(Enum):
    X = auto()
    Y = auto()
    Z = 10
    W = auto()
print([(m.name, m.value) for m in A])
class B(Enum):
    def _generate_next_value_(name, start, count, last_values):
        return name.lower()
    ONE = auto()
    TWO = auto()
print([(m.name, m.value) for m in B])

#: methods and properties
class Planet(Enum):
    EARTH = (5.97, 6.37)
    MARS = (0.64, 3.39)
    def __init__(self, mass, radius):
        self.mass = mass
        self.radius = radius
    @property
    def ratio(self):
        return round(self.mass / self.radius, 3)
    @classmethod
    def first(cls):
        return list(cls)[0]
    @staticmethod
    def hello():
        return "hi"
print(Planet.EARTH.mass, Planet.MARS.ratio, Planet.first(), Planet.hello(), Planet((0.64, 3.39)), Planet.EARTH.value)

#: IntEnum
class N(IntEnum):
    A = 1
    B = 2
print(N.A, repr(N.A), N.A + 1, N.A < N.B, N.A == 1, f"{N.B}", "%d" % N.B, [10, 20, 30][N.B], int(N.A), max(N), N(2), hash(N.A) == hash(1), sum(N), {1: "x"}[N.A])
print(isinstance(N.A, int), str(N.A), format(N.B, "03d"), sorted([N.B, N.A]), type(N.A + 1).__name__)

#: StrEnum
class S(StrEnum):
    A = auto()
    B = "bee"
print(S.A, repr(S.B), S.A == "a", f"{S.B}", S.B.upper(), S("bee"), S.A.value, "-".join(S), isinstance(S.A, str), {"a": 1}[S.A])
try:
    class T(StrEnum):
        X = 1
except TypeError as e:
    print(e)

#: str mixin
class M(str, Enum):
    TRAIN = "train"
    TEST = "test"
print(M.TRAIN == "train", M("test"), M.TRAIN.value, M.TRAIN.upper(), str(M.TRAIN), repr(M.TEST), "train" in [m.value for m in M], M.TRAIN in ("train",), {"train": 5}[M.TRAIN])
print([m.value for m in M], isinstance(M.TEST, str), M.TEST.startswith("te"))

#: Flag
class P(Flag):
    R = auto()
    W = auto()
    X = auto()
    RW = R | W
print(P.R, P.R | P.X, repr(P.R | P.W), P.RW.value, list(P), list(P.RW), P.R in P.RW, P.X in P.RW, bool(P.R & P.W), P.R | P.W is P.RW, len(P.RW))
print(~P.R, P.RW & ~P.W, P.R ^ P.RW, P(5), P(0), repr(P(0)), P.RW.name, (P.R | P.X).name)
try:
    P(64)
except ValueError as e:
    print("ValueError")

#: Flag with given values
class F(Flag):
    NONE = 0
    A = 1
    B = 2
    C = 4
    ALL = A | B | C
print(list(F), F.ALL, F.NONE, bool(F.NONE), F.A | F.B, F.ALL & F.C, F(3), F.ALL == F.A | F.B | F.C, [f.name for f in F.ALL], F["NONE"])

#: IntFlag
class I(IntFlag):
    A = 1
    B = 2
print(I.A | I.B, repr(I.A | I.B), I.A | 8, int(I.A | I.B), I(3), (I.A | I.B) & I.B, I.A + 1, I.A == 1, isinstance(I.A | I.B, I), 4 | I.A, repr(I(0)), ~I.A == I(-2), I.A in I(3))

#: functional form
Animal = Enum("Animal", "CAT DOG")
print(list(Animal), Animal.CAT.value, Animal(2), Animal.__name__)
B = Enum("B", ["X", "Y"], start=5)
C = Enum("C", {"P": "p", "Q": "q"})
D = IntEnum("D", [("U", 7), ("V", 8)])
print(list(B), list(C), D.U + 1, D(8).name)

#: _missing_
class L(Enum):
    A = "a"
    @classmethod
    def _missing_(cls, value):
        for m in cls:
            if isinstance(value, str) and m.value == value.lower():
                return m
print(L("A"), L("a"))
try:
    L("z")
except ValueError as e:
    print(e)

#: inheritance
class Base(Enum):
    def shout(self):
        return self.name + "!"
class K(Base):
    A = 1
print(K.A.shout(), issubclass(K, Base), isinstance(K.A, Enum))
try:
    class Z(K):
        B = 2
except TypeError as e:
    print(e)

#: functions and nested values are not members
from functools import partial
class Act(Enum):
    _ignore_ = ["tmp"]
    tmp = 3
    RELU = member(lambda x: max(x, 0))
    SQ = member(abs)
    OTHER = nonmember(5)
    def __call__(self, *a):
        return self.value(*a)
    __private = 1
print([m.name for m in Act], Act.RELU(-3), Act.SQ(-2), Act.OTHER)

#: custom __new__
class Coord(bytes, Enum):
    def __new__(cls, value, label):
        obj = bytes.__new__(cls, [value])
        obj._value_ = value
        obj.label = label
        return obj
    PX = (0, "P.X")
    PY = (1, "P.Y")
print(Coord.PX.label, Coord(1).label, Coord.PY.value, len(Coord.PX))
class Auto(Enum):
    def __new__(cls, *args):
        obj = object.__new__(cls)
        obj._value_ = len(cls.__members__) + 1
        return obj
    A = ()
    B = ()
print(Auto.A.value, Auto.B.value, Auto(2))

#: in conditions and matches
class Mode(Enum):
    TRAIN = "train"
    EVAL = "eval"
def pick(m):
    match m:
        case Mode.TRAIN:
            return 1
        case Mode.EVAL:
            return 2
print(pick(Mode.TRAIN), pick(Mode("eval")), Mode.TRAIN if Mode.TRAIN is Mode("train") else 0, bool(Mode.EVAL))

#: copies keep identity
import copy
class Q(Enum):
    A = 1
d = copy.deepcopy({"q": Q.A, "l": [Q.A]})
print(d["q"] is Q.A, d["l"][0] is Q.A, copy.copy(Q.A) is Q.A)

#: comparison of plain members
class Q(Enum):
    A = 1
    B = 2
try:
    Q.A < Q.B
except TypeError as e:
    print(e)
class O(Enum):
    A = 1
    B = 2
    def __lt__(self, other):
        return self.value < other.value
print(sorted([O.B, O.A]), min(O), Q.A == O.A)

#: unhashable and tuple values
class T(Enum):
    A = [1, 2]
    B = (3, 4)
    C = {"k": 1}
print(T([1, 2]), T((3, 4)), T.C.value["k"], T({"k": 1}) is T.C)

#: strings as values with attributes
class Model(str, Enum):
    SMALL = "s"
    LARGE = "l"
    @property
    def width(self):
        return {Model.SMALL: 64, Model.LARGE: 256}[self]
print(Model("s").width, Model.LARGE.width, Model["LARGE"].value, list(map(str, [m.value for m in Model])))
