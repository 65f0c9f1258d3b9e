from collections import *
import collections
from collections import abc


#: OrderedDict
d = OrderedDict([("a", 1), ("b", 2), ("c", 3)])
d.move_to_end("a")
print(d, list(d), d.popitem(), d.popitem(last=False), d)
d.move_to_end("c")
d["z"] = 0
d.move_to_end("z", last=False)
print(list(d.items()), list(reversed(d)), len(d), "z" in d)

#: OrderedDict equality is by order
a = OrderedDict(x=1, y=2)
b = OrderedDict(y=2, x=1)
print(a == b, a == {"y": 2, "x": 1}, a != b, a == OrderedDict(a), dict(a) == dict(b))
print(a | {"z": 3}, {"z": 3} | a, OrderedDict.fromkeys("ab", 1), OrderedDict())

#: OrderedDict subclass and copies
class D(OrderedDict):
    def __setitem__(self, k, v):
        super().__setitem__(k.upper(), v)
d = D()
d["a"] = 1
d["b"] = 2
print(d, d.copy(), type(d.copy()).__name__, isinstance(d, dict))
try:
    OrderedDict().popitem()
except KeyError as e:
    print(e)

#: defaultdict
d = defaultdict(list)
d["a"].append(1)
d["b"]
d["a"].append(2)
print(d, d.get("c"), "c" in d, len(d), d.default_factory)
n = defaultdict(int, {"x": 1}, y=2)
n["x"] += 5
n["q"] += 1
print(sorted(n.items()), dict(n), n.copy(), type(n | {"r": 1}).__name__)

#: nested defaultdict
t = defaultdict(lambda: defaultdict(float))
t["a"]["b"] += 1.5
t["a"]["c"]
print({k: dict(v) for k, v in t.items()})
try:
    defaultdict()["x"]
except KeyError as e:
    print("KeyError", e)
try:
    defaultdict(3)
except TypeError as e:
    print(e)

#: Counter counts
c = Counter("abracadabra")
print(c, c.most_common(2), c["z"], c.total(), sorted(c.elements()))
c.update("aaa")
c.update({"q": 2}, r=1)
c.subtract("ab")
print(c["a"], c["q"], c["r"], len(c), sum(c.values()))
del c["nothing"]
print(Counter(), Counter(a=1, b=0), Counter({"x": 3}))

#: Counter arithmetic
a, b = Counter(a=3, b=1), Counter(a=1, b=2, c=1)
print(a + b, a - b, a & b, a | b, +Counter(a=-1, b=2), -Counter(a=-1, b=2))
a += b
print(a, a == Counter(a=4, b=3, c=1), b <= a, a < b, a >= b)
a -= Counter(a=4)
print(a, Counter(a=0) == Counter())

#: deque with a bound
d = deque(maxlen=3)
for i in range(5):
    d.append(i)
print(d, len(d), d[0], d[-1], d.maxlen, list(d))
d.appendleft(9)
d.extend([7, 8])
print(d, sum(d), max(d), 7 in d)
d.extendleft("ab")
print(d)

#: deque as queue
d = deque([1, 2, 3])
print(d.popleft(), d.pop(), d, bool(d), d.popleft(), bool(d))
try:
    d.pop()
except IndexError as e:
    print(e)
try:
    d.popleft()
except IndexError as e:
    print(e)
d = deque("abcde")
d.rotate(2)
print(d)
d.rotate(-3)
print(d, d.index("c"), d.count("a"))
d.reverse()
d.remove("a")
d.insert(1, "X")
del d[0]
d[0] = "Y"
print(d, d == deque(d), deque([1]) < deque([2]), d + deque("z"), d * 2)
for bad in (lambda: d[99], lambda: d[0:1], lambda: d.remove("?")):
    try:
        bad()
    except Exception as e:
        print(type(e).__name__, e)

#: namedtuple
P = namedtuple("P", "x y")
p = P(1, y=2)
print(p, p.x, p[1], p._asdict(), p._replace(x=5), P._fields, p == (1, 2), len(p), P._make([7, 8]))
x, y = p
print(x, y, isinstance(p, tuple), hash(p) == hash((1, 2)), p + (3,), P.__name__, P.__match_args__)

#: namedtuple defaults and rename
Q = namedtuple("Q", ["a", "b", "c"], defaults=[2, 3])
print(Q(1), Q(1, c=9), Q._field_defaults)
R = namedtuple("R", "a class a _x", rename=True)
print(R._fields, R(1, 2, 3, 4))
for bad in ("a a", "_x", "class", "1x"):
    try:
        namedtuple("Bad", bad)
    except ValueError as e:
        print(e)

#: namedtuple wrong calls
P = namedtuple("P", "x y z", defaults=[0])
for call in (lambda: P(), lambda: P(1), lambda: P(1, 2, 3, 4), lambda: P(1, 2, x=3), lambda: P(1, 2, q=3),
             lambda: P._make([1]), lambda: P(1, 2)._replace(q=1)):
    try:
        print(call())
    except (TypeError, ValueError) as e:
        print(type(e).__name__, e)
try:
    P(1, 2).x = 5
except AttributeError as e:
    print("AttributeError")

#: namedtuple subclass
class Point(namedtuple("Point", ["x", "y"])):
    __slots__ = ()
    @property
    def norm(self):
        return (self.x**2 + self.y**2) ** 0.5
    def __add__(self, other):
        return Point(self.x + other.x, self.y + other.y)
p = Point(3, 4)
print(p, p.norm, p + Point(1, 1), type(p._replace(x=0)).__name__)
match p:
    case Point(x, y):
        print(x, y)

#: ChainMap
c = ChainMap({"a": 1}, {"a": 2, "b": 3})
print(c["a"], c["b"], c.get("z", 0), len(c), sorted(c), "b" in c, dict(c))
k = c.new_child({"b": 9})
k["new"] = 1
print(k["b"], k.parents["b"], k.maps, c.maps, bool(ChainMap()))
try:
    c["nope"]
except KeyError as e:
    print(e)
print(c)

#: UserDict
class Lower(UserDict):
    def __setitem__(self, k, v):
        super().__setitem__(k.lower(), v)
d = Lower({"A": 1}, B=2)
d["C"] = 3
d.update(D=4)
print(d, d.data, d["a"], len(d), "a" in d, "A" in d, sorted(d.keys()), d.pop("a"), d.get("q"), d.setdefault("E", 5))
print(sorted(d.items()), sorted(d.values()))

#: UserList and UserString
l = UserList([3, 1, 2])
l.append(0)
l.sort()
print(l, l[1:], len(l), l + [9], 3 in l, type(l[:2]).__name__, l == [0, 1, 2, 3], l.pop(), l.index(1))
s = UserString("abc")
print(s, s.upper(), len(s), s[0], s == "abc")

#: abstract classes judge by methods
from collections import abc
class HasIter:
    def __iter__(self):
        return iter(())
class HasLen:
    def __len__(self):
        return 0
values = [[1], (1,), {1: 2}, {1}, frozenset(), "s", b"s", range(3), 5, None, iter([]), (i for i in ()), print,
          HasIter(), HasLen(), int, {}.keys(), {}.items(), {}.values(), deque(), OrderedDict(), Counter(), UserDict(), UserList()]
names = ["Iterable", "Iterator", "Sized", "Container", "Collection", "Callable", "Sequence", "MutableSequence",
         "Mapping", "MutableMapping", "Set", "MutableSet", "Generator", "KeysView", "ItemsView", "ValuesView"]
for name in names:
    skipped = ("deque",) if name in ("Sequence", "MutableSequence") else ()
    print(name, [isinstance(v, getattr(abc, name)) for v in values if type(v).__name__ not in skipped])

#: abstract mixins
from collections.abc import Mapping, MutableMapping, Sequence, MutableSequence, Set, MutableSet
class M(MutableMapping):
    def __init__(self):
        self.d = {}
    def __getitem__(self, k):
        return self.d[k]
    def __setitem__(self, k, v):
        self.d[k] = v
    def __delitem__(self, k):
        del self.d[k]
    def __iter__(self):
        return iter(self.d)
    def __len__(self):
        return len(self.d)
m = M()
m.update({"a": 1}, b=2)
print(m.get("a"), m.get("z", 9), "a" in m, list(m.items()), list(m.values()), m.pop("a"), m.setdefault("c", 3), dict(m), m == {"b": 2, "c": 3})
class S(Sequence):
    def __init__(self, n):
        self.n = n
    def __getitem__(self, i):
        if i >= self.n:
            raise IndexError(i)
        return i * i
    def __len__(self):
        return self.n
s = S(4)
print(list(s), 9 in s, 5 in s, s.index(4), s.count(1), list(reversed(s)), isinstance(s, Sequence), isinstance(s, abc.Iterable))
class MS(MutableSet):
    def __init__(self, it=()):
        self.s = list(dict.fromkeys(it))
    def __contains__(self, x):
        return x in self.s
    def __iter__(self):
        return iter(self.s)
    def __len__(self):
        return len(self.s)
    def add(self, x):
        if x not in self.s:
            self.s.append(x)
    def discard(self, x):
        if x in self.s:
            self.s.remove(x)
a = MS([1, 2, 3])
print(list(a & MS([2, 3, 4])), list(a | MS([9])), list(a - MS([1])), a <= MS([1, 2, 3, 4]), a == MS([3, 2, 1]), a.isdisjoint(MS([7])))
a |= MS([5])
a.remove(1)
print(list(a), isinstance(a, abc.Set), isinstance({}, Mapping), issubclass(dict, MutableMapping), issubclass(list, abc.Hashable))

#: registering with an abstract class
class Own:
    pass
abc.Sequence.register(Own)
print(isinstance(Own(), abc.Sequence), isinstance(Own(), abc.Mapping))
