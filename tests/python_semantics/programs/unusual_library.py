#: program dispatch and caches
from functools import *
class N:
    @singledispatchmethod
    def neg(self, a): raise NotImplementedError("no")
    @neg.register
    def _(self, a: int): return -a
    @neg.register(bool)
    def _b(self, a): return not a
    @neg.register
    def _l(self, a: list): return a[::-1]
n = N(); print(n.neg(5), n.neg(True), n.neg([1, 2]))
try: n.neg("s")
except NotImplementedError as e: print(e)
@singledispatch
def show(x, *a): return "obj"
@show.register(int)
@show.register(float)
def _(x, *a): return f"num{a}"
@show.register
def _(x: dict): return "dict"
print(show(1), show(2.0, 3), show({}), show("s"), show.dispatch(bool) is show.registry[int])
@lru_cache(maxsize=2)
def fib(n): return n if n < 2 else fib(n - 1) + fib(n - 2)
print(fib(10), fib.cache_info()); fib.cache_clear(); print(fib.cache_info().currsize)
class T:
    @cached_property
    def big(self): print("computing"); return 7
t = T(); print(t.big, t.big, t.__dict__)
p = partial(print, "a", sep="|"); p("b", end="!\n"); print(p.func is print, p.args, p.keywords)
class PM:
    def f(self, a, b): return (a, b)
    g = partialmethod(f, 1)
print(PM().g(2))
@total_ordering
class V:
    def __init__(s, v): s.v = v
    def __eq__(s, o): return s.v == o.v
    def __lt__(s, o): return s.v < o.v
print(V(1) <= V(2), V(3) > V(2), V(2) >= V(2), sorted([3, 1, 2], key=cmp_to_key(lambda a, b: b - a)))
print(reduce(lambda a, b: a * b, [1, 2, 3, 4]), reduce(lambda a, b: a + b, [], 10))
def deco(f):
    @wraps(f)
    def w(*a, **k): "wrapper"; return f(*a, **k)
    return w
@deco
def named(a: int, b=2) -> str: "doc"; return str(a)
print(named.__name__, named.__doc__, named.__wrapped__(1), named.__annotations__)
#: program dataclasses with every option
from dataclasses import *
from typing import ClassVar
import dataclasses
@dataclass
class A:
    x: int
    y: float = 1.5
    tags: list = field(default_factory=list, repr=False)
    total: InitVar[int] = 3
    K: ClassVar[int] = 9
    z: int = field(init=False, default=0, compare=False)
    def __post_init__(self, total): self.z = self.x * total
a = A(2); print(a, a.z, A.__match_args__, a == A(2, total=5), fields(A)[0].name, [f.name for f in fields(a)])
@dataclass(kw_only=True)
class B(A):
    w: str = "w"
print(B(1, w="q"), B.__match_args__)
@dataclass(frozen=True, order=True)
class C:
    a: int
    _: KW_ONLY
    b: int = 2
print(C(1) < C(1, b=3), hash(C(1)) == hash(C(1)), replace(C(1), a=5), asdict(C(3)), astuple(C(3)))
try: C(1).a = 3
except FrozenInstanceError as e: print(e)
try: C(1, 2)
except TypeError as e: print("TypeError")
match C(4, b=6):
    case C(a, b=b): print(a, b)
match A(7, 2.0):
    case A(x, y) if y > 1: print("m", x, y)
try:
    @dataclass
    class Bad:
        l: list = []
except ValueError as e: print(e)
try:
    @dataclass
    class Bad2:
        a: int = 1
        b: str
except TypeError as e: print(e)
D = make_dataclass("D", [("p", int), ("q", int, field(default=4))], namespace={"s": lambda self: self.p + self.q})
print(D(1), D(1).s(), is_dataclass(D), is_dataclass(3))
@dataclass(slots=True)
class S: a: int = 0
@dataclass(eq=False, repr=False)
class E: a: int
print(E(1) == E(1))
@dataclass
class Nest: c: C; d: dict = field(default_factory=dict)
print(asdict(Nest(C(1), {"k": [C(2)]})), asdict(Nest(C(1)), dict_factory=lambda kv: sorted(k for k, _ in kv)))
@dataclass(unsafe_hash=True)
class H: a: int; b: int = field(hash=False, default=1)
print(hash(H(1, 2)) == hash(H(1, 3)), H(1, 2) == H(1, 3))
#: program enums of every kind
from enum import *
class Color(Enum):
    RED = 1; GREEN = 2; ALIAS = 1
    @classmethod
    def _missing_(cls, v): return cls.GREEN if v == "g" else None
    @property
    def low(self): return self.name.lower()
print(Color("g"), Color.RED.low, Color.ALIAS is Color.RED, list(Color), Color["GREEN"], Color.__members__)
try: Color(9)
except ValueError as e: print(e)
try: Color["X"]
except KeyError as e: print(e)
class P(IntFlag): R = 4; W = 2; X = 1; RWX = 7
print(P.R | P.W, P(5), P.R in P.RWX, ~P.R, P.R & P.X, bool(P(0)), P(0), int(P.RWX), list(P(5)))
class F(Flag):
    A = auto(); B = auto(); C = auto(); AB = A | B
print(F.A, F.AB, F.A | F.C, F.C.value, F.A ^ F.AB, F(0), len(F.AB), [f.name for f in F])
class S(StrEnum): ADAM = auto(); SGD = "sgd"
print(S.ADAM, S.SGD == "sgd", f"{S.ADAM:>6}", repr(S.ADAM), S("adam"), S.ADAM.upper())
class Planet(Enum):
    E = (5.9, 6.3); M = (6.4, 3.3)
    def __init__(self, mass, r): self.mass, self.r = mass, r
    @property
    def d(self): return round(self.mass / self.r, 2)
print(Planet.E.mass, Planet.M.d, Planet((6.4, 3.3)), Planet.E)
class A(Enum):
    def _generate_next_value_(name, start, count, last): return name.lower() + str(count)
    X = auto(); Y = auto()
print([a.value for a in A])
@unique
class U(Enum): A = 1
try:
    @unique
    class W(Enum): A = 1; B = 1
except ValueError as e: print(e)
Fn = Enum("Fn", "a b c"); print(list(Fn), Fn.b.value)
class I(IntEnum): LO = 1; HI = 2
print(I.LO < I.HI, I.LO + 1, [10, 20, 30][I.HI], f"{I.HI}", "%d" % I.HI, str(I.HI), repr(I.HI), I(2).name, sorted([I.HI, I.LO]))
try: Color.RED = 5
except AttributeError as e: print(e)
print(isinstance(Color.RED, Color), Color.RED.value, hash(Color.RED) == hash(Color.ALIAS), {Color.RED: 1}[Color.ALIAS], Color.RED != Color.GREEN)
class Op(Enum):
    ADD = member(lambda a, b: a + b)
    @nonmember
    def helper(): return 3
    def __call__(self, *a): return self.value(*a)
print(Op.ADD(2, 3), Op.helper())
#: program collections of every kind
from collections import *
c = ChainMap({"a": 1}, {"a": 2, "b": 3}); print(c["a"], c["b"], dict(c), c.maps, c.new_child({"z": 0})["z"], c.parents, len(c), sorted(c)); c["b"] = 9; print(c.maps, "q" in c, c.get("q", 0))
o = OrderedDict([("a", 1), ("b", 2), ("c", 3)]); o.move_to_end("a"); print(o, list(o)); o.move_to_end("c", last=False); print(list(o), o.popitem(last=False), o.popitem(), o == {"b": 2}, OrderedDict(a=1, b=2) == OrderedDict(b=2, a=1), list(reversed(OrderedDict(a=1, b=2))))
d = deque([1, 2, 3], maxlen=3); d.append(4); print(d, d.maxlen); d.appendleft(0); print(d); d.rotate(1); print(d, d[0], d.index(0), d.count(1)); d.extendleft([7, 8]); print(d, list(d), d.pop(), d.popleft(), len(d)); d.insert(0, 5) if len(d) < 3 else None; print(d); d.remove(5); d.reverse(); print(d, deque("ab") + deque("c"), deque([1]) * 2, deque([1, 2]) == deque([1, 2]), bool(deque()))
try: deque([1, 2], maxlen=2).insert(0, 3)
except IndexError as e: print(e)
k = Counter("abracadabra"); print(k, k.most_common(2), k["z"], k + Counter("aab"), k - Counter("aaaaaab"), k & Counter("abz"), k | Counter("zz"), +Counter(a=-1, b=2), -Counter(a=-1), sorted(k.elements())[:3], k.total()); k.update("zz"); k.subtract({"a": 10}); print(k, Counter(a=1) == Counter(a=1, b=0), Counter(a=1) <= Counter(a=2), dict(k))
dd = defaultdict(list); dd["a"].append(1); dd["b"]; print(dd, dd.get("zz"), dict(dd), dd.default_factory, defaultdict(lambda: 5)["q"]); dd2 = defaultdict(int, a=1); dd2["b"] += 2; print(dd2, sorted(dd2.items()))
P = namedtuple("P", "x y z", defaults=[0, 9]); p = P(1); print(p, p._asdict(), p._replace(y=5), P._fields, P._make([1, 2, 3]), P._field_defaults, p[0], p.z, p == (1, 0, 9), *p, hash(p) == hash((1, 0, 9)))
for f in (lambda: P(), lambda: P(1, 2, 3, 4), lambda: namedtuple("Q", "a a"), lambda: namedtuple("Q", "class"), lambda: p._replace(q=1)):
    try: print(f())
    except Exception as e: print(type(e).__name__, e)
print(namedtuple("R", "a class a", rename=True)._fields)
class UD(UserDict):
    def __setitem__(self, k, v): super().__setitem__(k, v * 2)
u = UD(a=1); u["b"] = 2; u.update(c=3); print(u, u.data, dict(u), "a" in u, len(u))
class UL(UserList): pass
print(UL([1, 2]) + [3], UL([3, 1])[0:1], type(UL([1])[:]).__name__)
#: program iterators of every kind
from itertools import *
print(list(accumulate([1, 2, 3], initial=10)), list(accumulate([3, 1, 2], max)), list(chain([1], "ab")), list(chain.from_iterable([[1], [2, 3]])), list(combinations("abc", 2)), list(combinations_with_replacement("ab", 2)), list(compress("abcd", [1, 0, 1])), list(islice(count(5, 2), 3)), list(islice(cycle("ab"), 5)), list(dropwhile(lambda x: x < 3, [1, 4, 2])), list(filterfalse(lambda x: x % 2, range(5))))
print([(k, list(g)) for k, g in groupby("aabbba")], [(k, len(list(g))) for k, g in groupby(sorted(["aa", "b", "cc"], key=len), key=len)], list(islice("abcdef", 1, None, 2)), list(pairwise([1, 2, 3])), list(permutations([1, 2, 3], 2)), list(product("ab", [1, 2])), len(list(product([0, 1], repeat=3))), list(repeat(1, 3)), list(starmap(pow, [(2, 3), (3, 2)])), list(takewhile(lambda x: x < 3, [1, 2, 5, 1])), list(zip_longest("abc", [1], fillvalue="-")))
a, b, c = tee([1, 2, 3], 3); print(next(a), list(b), list(a), list(c))
it = iter([1, 2, 3, 4, 5]); print(list(zip(it, it)), next(it, "end"))
g = groupby([1, 1, 2]); k1, g1 = next(g); k2, g2 = next(g); print(list(g1), list(g2))
def batched(x, n):
    i = iter(x)
    while b := tuple(islice(i, n)): yield b
print(list(batched("abcdefg", 3)))
try: print(list(islice([1], -1)))
except ValueError as e: print(type(e).__name__)
try: list(zip([1], [1, 2], strict=True))
except ValueError as e: print(e)
try: list(zip([1, 2, 3], [1, 2], strict=True))
except ValueError as e: print(e)
print(list(map(lambda a, b: a + b, [1, 2], [10, 20, 30])), list(enumerate("ab", 1)), list(reversed(range(0, 10, 3))), list(filter(None, [0, 1, "", "a"])), sum(map(len, ["a", "bb"])), any([]), all([]), min([3, 1], key=lambda x: -x), max("a", "b"), min([], default=0), sorted([(1, "b"), (1, "a")], key=lambda t: t[0], reverse=True))
c = count(); print(next(c), next(c), list(zip(range(3), count(10))), next(islice(count(), 10, None)))
i = iter(lambda l=[3, 2, 1]: l.pop(), 3); print(list(i))
import heapq, bisect, operator
h = [5, 3, 8, 1]; heapq.heapify(h); print(h[0], heapq.heappop(h), heapq.heappushpop(h, 0), heapq.heapreplace(h, 9), sorted(h), heapq.nlargest(2, h), heapq.nsmallest(2, ["aaa", "b"], key=len), list(heapq.merge([1, 4], [2, 3])), list(heapq.merge(["a", "ccc"], ["bb"], key=len)), list(heapq.merge([4, 1], [3, 2], reverse=True)))
print(bisect.bisect([1, 2, 2, 3], 2), bisect.bisect_left([1, 2, 2, 3], 2), bisect.bisect_left([("a", 1), ("b", 5)], 3, key=lambda t: t[1])); l = [1, 3]; bisect.insort(l, 2); bisect.insort(l, -5, key=abs); print(l)
print(operator.itemgetter(1, 0)("ab"), operator.attrgetter("real", "imag")(2), operator.methodcaller("upper")("a"), operator.add(1, 2), operator.mul("a", 2), operator.contains([1], 1), operator.index(3), operator.concat([1], [2]), operator.not_(0), operator.truth([]), operator.is_(None, None), operator.iadd([1], [2]), operator.neg(1), operator.setitem({}, 1, 2), operator.getitem("abc", slice(1, 3)))
#: program decimals fractions statistics
from decimal import Decimal, getcontext, ROUND_HALF_UP, InvalidOperation
from fractions import Fraction
print(Decimal("1.10") + Decimal("2.2"), Decimal("1") / Decimal("3"), Decimal("2.675").quantize(Decimal("0.01"), ROUND_HALF_UP), Decimal("1e3"), Decimal("1.50") == Decimal("1.5"), Decimal(5) % 3, Decimal("-7") // 2, int(Decimal("3.9")), round(Decimal("2.5")), repr(Decimal("0.1")), Decimal(0.5), sum([Decimal("0.1")] * 3))
print(Fraction(3, 6), Fraction("0.25"), Fraction(1, 3) + Fraction(1, 6), Fraction(0.5), Fraction(7, 2).numerator, float(Fraction(1, 4)), Fraction(7, 3) // 1, Fraction(7, 3) % 1, Fraction(1, 2) ** 2, repr(Fraction(-1, 2)), Fraction(3.14159).limit_denominator(100), Fraction(1, 2) < 0.75, max(Fraction(1, 2), Fraction(2, 3)))
try: Decimal("x")
except InvalidOperation as e: print(type(e).__name__)
try: Fraction(1, 0)
except ZeroDivisionError as e: print(e)
import statistics as st
print(st.mean([1, 2, 3, 4]), st.median([3, 1, 2]), st.mode("aab"), st.stdev([1, 2, 3, 4]), st.pvariance([1, 2, 3]), st.median_low([1, 2, 3, 4]), st.fmean([1, 2]), st.quantiles([1, 2, 3, 4], n=4), st.multimode("aabb"))
#: program dates
from datetime import *
d = date(2024, 2, 28); print(d + timedelta(days=2), d - date(2024, 1, 1), d.weekday(), d.isoformat(), d.replace(day=1), d.strftime("%d %b %Y %j %A"), d.isocalendar()[1], date.fromisoformat("2020-01-31"), d < date(2025, 1, 1), d.toordinal())
t = timedelta(days=1, hours=2, seconds=3.5); print(t, t.total_seconds(), t * 2, t / 2, -t, t // timedelta(hours=1), t % timedelta(hours=1), repr(t), timedelta(seconds=-1), t.days, t.seconds, t.microseconds, abs(-t) == t, timedelta(weeks=1), str(timedelta(milliseconds=1)))
n = datetime(2024, 1, 31, 23, 59, 59, 5); print(n + timedelta(seconds=1), n.isoformat(), n.date(), n.time(), repr(n), n.strftime("%Y-%m-%d_%H-%M-%S.%f %p %I"), datetime.strptime("2023-05-06 07:08", "%Y-%m-%d %H:%M"), datetime.combine(date(2020, 1, 1), time(3)), (n - datetime(2023, 1, 1)).days, n.replace(microsecond=0), datetime.fromisoformat("2024-01-01T02:03:04"), n.hour)
u = datetime(2024, 1, 1, tzinfo=timezone.utc); print(u, u.isoformat(), u.astimezone(timezone(timedelta(hours=2))), u.timestamp(), datetime.fromtimestamp(0, timezone.utc), u.utcoffset(), u.tzname())
for f in (lambda: date(2023, 2, 29), lambda: datetime.strptime("x", "%Y"), lambda: u - n, lambda: time(25)):
    try: print(f())
    except Exception as e: print(type(e).__name__, e)
print(time(1, 2, 3), time(5) < time(6), date.min, time(1, 2).isoformat("seconds"), divmod(timedelta(hours=5), timedelta(hours=2)), sum([timedelta(1)] * 3, timedelta()))
#: program data formats
import json, csv, io, configparser, base64, pprint, copy, string
d = {"b": [1, 2.5, None, True], "a": {"x": "é\n", "y": ()}, 3: "k"}
print(json.dumps(d), json.dumps(d, indent=2, ensure_ascii=False), json.dumps({"b": 1, "a": 2}, sort_keys=True, separators=(",", ":")), json.dumps([]), json.dumps({}, indent=1), json.dumps("a\"b\\"), json.dumps(1e20), json.dumps(float("nan")), json.dumps([[1, 2], {"a": []}], indent="\t"))
print(json.loads('{"a": [1, 2.0, null, true], "b": "\\u00e9"}'), json.loads("3"), json.loads('[1, 2]', parse_int=float), json.loads('{"a": 1}', object_hook=lambda o: ("o", o)), json.loads('{"a":1}', object_pairs_hook=list))
class Enc(json.JSONEncoder):
    def default(self, o): return sorted(o) if isinstance(o, set) else super().default(o)
print(json.dumps({"s": {2, 1}}, cls=Enc), json.dumps({1, }, default=list))
for f in (lambda: json.dumps({1}), lambda: json.loads("{bad"), lambda: json.dumps({(1, 2): 3}), lambda: json.loads("")):
    try: print(f())
    except Exception as e: print(type(e).__name__, e)
print(json.dumps({(1, 2): 3, "a": 1}, skipkeys=True))
b = io.StringIO(); w = csv.writer(b); w.writerow(["a", "b,c", 'q"q', 1.5, None]); w.writerows([[1, 2], [3, 4]]); print(repr(b.getvalue()))
b.seek(0); print(list(csv.reader(b)))
dw = io.StringIO(); w = csv.DictWriter(dw, ["x", "y"], restval="-", extrasaction="ignore"); w.writeheader(); w.writerow({"x": 1, "z": 2}); print(repr(dw.getvalue())); dw.seek(0); print([dict(r) for r in csv.DictReader(dw)])
print(list(csv.reader(["a;b", "'c;d';e"], delimiter=";", quotechar="'")), next(csv.DictReader(["1,2"], fieldnames=["p", "q"])))
c = configparser.ConfigParser(); c.read_string("[DEFAULT]\nlr = 0.1\n[train]\nepochs = 5\nname = %(lr)s_run\nflag = yes\n[empty]\n"); print(c.sections(), c["train"]["epochs"], c.getint("train", "epochs"), c.getfloat("train", "lr"), c.getboolean("train", "flag"), c["train"]["name"], c.has_option("train", "zz"), c.get("train", "zz", fallback="fb"), dict(c["train"]), "train" in c, c.options("empty"))
try: c["nope"]
except KeyError as e: print("KeyError", e)
try: c.get("train", "zz")
except configparser.NoOptionError as e: print(e)
c["new"] = {"k": "v"}; o = io.StringIO(); c.write(o); print(repr(o.getvalue()[:40]))
x = [1, [2, 3], {"a": [4]}]; y = copy.copy(x); z = copy.deepcopy(x); x[1].append(9); print(y, z, y[1] is x[1], z[2]["a"] is x[2]["a"])
print(base64.b64encode(b"hello"), base64.b64decode("aGVsbG8="), base64.urlsafe_b64encode(b"\xff\xfe"), base64.b16encode(b"ab"), base64.b32encode(b"a"))
pprint.pprint({"b": 1, "a": [1, 2]}); pprint.pprint([list(range(30)), "x" * 50]); print(pprint.pformat({"k": {"z": 1, "y": 2}}, width=10))
#: program regular expressions
import re
m = re.match(r"(?P<y>\d{4})-(?P<m>\d\d)(-(\d\d))?", "2024-05 rest"); print(m.group(), m.group("y", "m"), m.groups(), m.groups("x"), m.groupdict(), m.span("m"), m.start(1), m.end(), m[1], m["m"], m.lastgroup, m.lastindex, m.re.pattern, m.string, bool(m), m.expand(r"\2/\1 \g<y>"))
print(re.sub(r"\d+", lambda m: str(int(m[0]) * 2), "a1 b22"), re.sub(r"(\w)(\w)", r"\2\1", "abcd"), re.subn("a", "b", "aaa", count=2), re.split(r"[,;]\s*", "a, b;c"), re.split(r"(-)", "a-b"), re.findall(r"(\w)=(\d)", "a=1 b=2"), re.findall(r"\b\w+\b", "hi there"), [x.group() + str(x.start()) for x in re.finditer("[aeiou]", "hello")], re.fullmatch("a+", "aaab"), re.search("B", "abc", re.I).group(), re.escape("a.b*c"), re.sub("", "-", "ab"))
p = re.compile(r"""
    (?P<num>\d+)   # number
    \s* (?P<op>[+*]) # op
    (?!\s)""", re.X | re.M); print(p.findall("1 +2 3*4 5 + 6"), p.groupindex, p.groups, p.flags & re.X != 0, p.search("zz 7+8", 2).span())
print(re.findall(r"^\w", "a\nb", re.M), re.findall(r"a.b", "a\nb", re.S), re.match(r"(a)|(b)", "b").groups(), re.sub(r"(?i)HELLO", "x", "hello"), re.findall(r"(?<=\$)\d+", "$5 6 $7"), re.findall(r"(?:ab)+", "ababx"), re.match(r"(\w+) \1", "the the") is not None, re.split(r"\s+", "  a b "), re.findall(r"a{2,3}?", "aaaa"), re.sub(r"(?P<a>x)", r"[\g<a>]", "axb"), re.compile("a|b").split("1a2b3", 1), re.purge())
try: re.compile("(")
except re.error as e: print(e, type(e).__name__)
try: re.match("(a)", "a").group(2)
except IndexError as e: print(e)
pat = re.compile(r"layer(\d+)\.(weight|bias)$")
for n in ["layer1.weight", "layer12.bias", "head.weight"]:
    if (k := pat.match(n)): print(int(k[1]), k[2])
print(repr(re.match("a", "abc")), re.match("x", "a"), re.compile("a") == re.compile("a"))
print(re.sub(r"([A-Z])", lambda m: "_" + m.group(1).lower(), "camelCaseName"), "".join(re.findall("[A-Z][^A-Z]*", "CamelCase")), re.sub(r"\s{2,}", " ", "a   b"), re.match(r"(?P<k>[^=]+)=(?P<v>.*)", "lr=0.1=x").groupdict())
#: program warnings
import warnings
def f():
    warnings.warn("same", RuntimeWarning)
with warnings.catch_warnings(record=True) as w:
    f(); f(); print(len(w))
with warnings.catch_warnings(record=True) as w:
    warnings.simplefilter("always"); f(); f(); print(len(w), [str(x.message) for x in w], w[0].category is RuntimeWarning)
with warnings.catch_warnings():
    warnings.filterwarnings("error", message="bad.*", category=RuntimeWarning)
    f()
    try: warnings.warn("Bad thing", RuntimeWarning)
    except RuntimeWarning as e: print("error", e)
    try: warnings.warn("bad thing", UserWarning)
    except Warning as e: print("never")
with warnings.catch_warnings(record=True) as w:
    warnings.simplefilter("ignore"); f()
    warnings.filterwarnings("always", category=RuntimeWarning); f(); warnings.warn("u")
    print(len(w))
try:
    with warnings.catch_warnings():
        warnings.simplefilter("error"); warnings.warn(DeprecationWarning("dep"))
except DeprecationWarning as e: print(repr(e))
warnings.warn("shown nowhere on stdout")
#: program signatures
import functools, inspect
def traced(function):
    @functools.wraps(function)
    def wrapper(*args, **kwargs): return function(*args, **kwargs)
    return wrapper
class Metric:
    def __init__(this, size, scale=2): pass
    @traced
    def update(self, engine, name="x"): pass
    def plain(this, engine): pass
    @classmethod
    def make(kind, size): pass
    @staticmethod
    def check(size): pass
    def __call__(this, x, *rest, flag=False): pass
    @traced
    def rest(*args): pass
metric = Metric(3)
for member in (metric.update, Metric.update, metric.plain, metric.make, Metric.make, metric.check, metric, Metric, metric.rest,
               metric.__call__, traced(metric.update), functools.partial(metric.update, 1)):
    print(inspect.signature(member))
inspect.signature(metric.update).bind(1)
try: inspect.signature(metric.plain).bind()
except TypeError as e: print(e)
