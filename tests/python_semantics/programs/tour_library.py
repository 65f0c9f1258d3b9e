#: program functools
import functools, operator
print(functools.reduce(operator.add, [1, 2, 3], 10), functools.reduce(lambda a, b: a * b, range(1, 6)))
@functools.lru_cache(maxsize=None)
def f(n): return n if n < 2 else f(n - 1) + f(n - 2)
print(f(20), f.cache_info().hits > 0, f.cache_info().misses)
f.cache_clear(); print(f.cache_info().currsize)
p = functools.partial(int, base=2); print(p("101"), p.func is int, p.keywords, p.args)
@functools.singledispatch
def sd(x): return "obj"
@sd.register
def _(x: int): return "int"
@sd.register(list)
def _(x): return "list" + sd(x[0])
print(sd(1), sd([2]), sd("s"), sd(True))
class C:
    @functools.cached_property
    def v(self): print("calc"); return 5
    @functools.singledispatchmethod
    def m(self, x): return "o"
    @m.register
    def _(self, x: str): return "s"
c = C(); print(c.v, c.v, c.m(1), c.m("a"))
@functools.total_ordering
class T:
    def __init__(self, x): self.x = x
    def __eq__(self, o): return self.x == o.x
    def __lt__(self, o): return self.x < o.x
print(T(1) <= T(1), T(2) > T(1), T(1) >= T(2), max(T(1), T(3)).x)
print(sorted([3, 1, 2], key=functools.cmp_to_key(lambda a, b: b - a)))
pm = functools.partialmethod
class Q:
    def s(self, a, b): return (a, b)
    t = pm(s, 1)
print(Q().t(2))
#: program itertools
import itertools as it
print(list(it.chain([1], (2, 3), "ab")), list(it.chain.from_iterable([[1], [2, 3]])), list(it.islice(it.count(5, 2), 4)), list(it.islice("abcdef", 1, 5, 2)))
print(list(it.accumulate([1, 2, 3])), list(it.accumulate([3, 1, 2], max)), list(it.accumulate([1, 2], initial=10)), list(it.product("ab", [1, 2])), list(it.product([0, 1], repeat=2)))
print(list(it.permutations([1, 2, 3], 2)), list(it.combinations("abc", 2)), list(it.combinations_with_replacement([1, 2], 2)))
print([(k, list(g)) for k, g in it.groupby("aabbbc")], list(it.zip_longest([1, 2], [3], fillvalue=0)), list(it.takewhile(lambda x: x < 3, [1, 2, 3, 1])), list(it.dropwhile(lambda x: x < 3, [1, 2, 3, 1])), list(it.filterfalse(lambda x: x % 2, range(5))), list(it.compress("abc", [1, 0, 1])), list(it.starmap(pow, [(2, 3), (3, 2)])), list(it.pairwise([1, 2, 3])), list(it.repeat(1, 3)))
a, b = it.tee([1, 2, 3]); next(a); print(list(a), list(b))
c = it.cycle("ab"); print([next(c) for _ in range(5)])
print([list(g) for k, g in it.groupby(sorted([3, 1, 4, 1, 5], key=lambda x: x % 2), key=lambda x: x % 2)])
#: program collections
from collections import Counter, defaultdict, OrderedDict, deque, namedtuple, ChainMap, UserDict, UserList
c = Counter("abracadabra"); print(c.most_common(2), c["z"], sum(c.values()), sorted(c.elements())[:3], c - Counter("aaa"), c & Counter("ab"), Counter(a=1) + Counter(a=2, b=-1), +Counter(a=-1), c.total())
c.update("zz"); c.subtract({"a": 5}); print(c["z"], c["a"], sorted(c.items()))
d = defaultdict(lambda: defaultdict(int)); d["x"]["y"] += 1; print({k: dict(v) for k, v in d.items()}, "q" in d, d.get("q"))
o = OrderedDict(a=1, b=2, c=3); o.move_to_end("a"); o.move_to_end("c", last=False); print(list(o), o.popitem(), o.popitem(last=False), o == {"b": 2})
q = deque([1, 2, 3], maxlen=3); q.append(4); q.appendleft(0); print(q, q.maxlen, q[0], q[-1]); q.rotate(1); print(list(q)); q.extend([7, 8]); print(q.popleft(), q.pop(), len(q), 7 in q); q.extendleft([5, 6]); print(q, q.index(5), q.count(6), list(reversed(q)))
P = namedtuple("P", "x y z", defaults=[0]); p = P(1, 2); print(p, p.x, p[2], p._asdict(), p._replace(x=9), P._fields, P._make([1, 2, 3]), p == (1, 2, 0), P._field_defaults); x, *r = p; print(x, r, isinstance(p, tuple), hash(p) == hash((1, 2, 0)))
m = ChainMap({"a": 1}, {"a": 2, "b": 3}); print(m["a"], m["b"], len(m), dict(m), m.new_child({"c": 1})["c"], sorted(m)); m["n"] = 5; print(m.maps[0])
class U(UserDict):
    def __setitem__(self, k, v): super().__setitem__(k.lower(), v)
u = U(A=1); u["B"] = 2; print(u, u["a"], "b" in u, u.data)
#: program re
import re
print(re.match(r"(\w+)-(\d+)", "abc-12 x").groups(), re.search(r"\d+", "a12b34").group(), re.findall(r"\d+", "a12b34"), re.findall(r"(\w)(\d)", "a1b2"), re.sub(r"\d", "#", "a1b2", count=1), re.split(r"[,;]\s*", "a, b;c"), re.fullmatch(r"a+", "aaa") is not None, re.match("b", "abc"))
m = re.search(r"(?P<y>\d{4})-(?P<m>\d\d)", "on 2024-05-06"); print(m.groupdict(), m.group("y"), m.start(), m.span("m"), m[2], m.string[m.end():], m.lastgroup)
print(re.sub(r"(\w+) (\w+)", r"\2 \1", "hello world"), re.sub(r"\d+", lambda m: str(int(m[0]) * 2), "a1 b22"), re.subn("a", "b", "aaa"), re.escape("a.b*c"), re.compile(r"x", re.I).sub("y", "XxX"))
p = re.compile(r"^\s*(\w+)\s*=\s*(.*?)\s*(?:#.*)?$", re.M)
print(p.findall("a = 1 # c\nb=2\n# no\n c = x y "), [m.group(1) for m in p.finditer("q=1\nr=2")], p.pattern[:5], p.flags & re.M != 0)
print(re.split(r"(\d)", "a1b2c"), re.findall(r"(?:ab)+", "ababxab"), re.findall(r"\bfoo\b", "foo food foo"), re.sub(r"(?<=a)b", "X", "abcb"), re.search(r"a(?!b)", "abac").start(), bool(re.match(r"[^\W\d_]+$", "été")), re.findall(r"a.c", "a\nc abc", re.S), re.findall(r"(a)|(b)", "ab"))
try: re.compile("(")
except re.error as e: print("re.error")
#: program datetime
from datetime import datetime, date, timedelta, time, timezone
d = datetime(2024, 2, 28, 23, 30, 15); print(d + timedelta(days=1, hours=1), d.strftime("%Y/%m/%d %H:%M:%S %j %a %b"), d.isoformat(), d.date(), d.time(), d.weekday(), d.replace(year=2023), d - datetime(2024, 1, 1), repr(d), d.isoweekday())
print(datetime.strptime("05-03-2021 14:05", "%d-%m-%Y %H:%M"), datetime.fromisoformat("2024-01-02T03:04:05"), date(2024, 3, 1) - date(2024, 2, 1), date.fromisoformat("2024-12-25").strftime("%A"), (date(2024, 1, 31) + timedelta(weeks=2)).isoformat(), date(2024, 1, 1) < date(2024, 1, 2), max(date(2020, 1, 1), date(2021, 1, 1)))
t = timedelta(days=2, seconds=3661); print(t, t.total_seconds(), t.days, t.seconds, t / 2, t * 3, -t, t > timedelta(1), str(timedelta(seconds=90)), repr(timedelta(minutes=5)), timedelta(hours=25) // timedelta(hours=1), abs(timedelta(-1)))
print(datetime(2024, 1, 1, tzinfo=timezone.utc).isoformat(), time(1, 2, 3).isoformat(), datetime.combine(date(2024, 1, 2), time(3, 4)), f"{d:%d.%m.%y}", d == datetime(2024, 2, 28, 23, 30, 15))
try: date(2023, 2, 29)
except ValueError as e: print(e)
#: program json
import json
s = json.dumps({"b": [1, 2.5, None, True], "a": "é\n", "c": {"d": ()}}, sort_keys=True); print(s, json.loads(s)["b"], json.dumps([1, {"x": 2}], indent=2), json.dumps({1: 2}, separators=(",", ":")), json.dumps("é", ensure_ascii=False), json.loads('[1, 2.0, "x", null, false, {"k": [1e3]}]'))
try: json.loads("{bad}")
except json.JSONDecodeError as e: print(type(e).__name__)
try: json.dumps({1, 2})
except TypeError as e: print(e)
class E(json.JSONEncoder):
    def default(self, o): return sorted(o) if isinstance(o, set) else super().default(o)
print(json.dumps({"s": {3, 1}}, cls=E), json.dumps({"s": {3, 1}}, default=list), json.loads('{"a": 1}', object_hook=lambda d: list(d.items())), json.dumps(float("inf")), json.dumps([]), json.dumps({}, indent=1), json.dumps([[], {}], indent=1))
#: program argparse
import argparse
p = argparse.ArgumentParser(prog="x", description="d")
p.add_argument("src"); p.add_argument("-n", "--num", type=int, default=3, help="h"); p.add_argument("--flag", action="store_true"); p.add_argument("--no", dest="yes", action="store_false"); p.add_argument("-v", action="count", default=0); p.add_argument("--l", nargs="+", type=float); p.add_argument("--c", choices=["a", "b"], default="a"); p.add_argument("--app", action="append")
a = p.parse_args(["in", "-n", "5", "--flag", "-vv", "--l", "1", "2.5", "--app", "x", "--app=y"]); print(a, a.num, vars(a)["yes"], a.l, a.v, a.app)
a, rest = p.parse_known_args(["f", "--zzz", "1"]); print(rest, a.src, a.l)
sub = argparse.ArgumentParser(); sp = sub.add_subparsers(dest="cmd"); t = sp.add_parser("train"); t.add_argument("--lr", type=float, default=.1); t.set_defaults(func=lambda a: a.lr * 2); r = sub.parse_args(["train", "--lr", "0.5"]); print(r.cmd, r.func(r))
try: p.parse_args(["in", "--c", "z"])
except SystemExit as e: print("exit", e.code)
print(argparse.Namespace(a=1, b="x"), argparse.Namespace(a=1) == argparse.Namespace(a=1))
g = argparse.ArgumentParser(); m = g.add_mutually_exclusive_group(); m.add_argument("--x", action="store_const", const=7); m.add_argument("--y", type=int); print(g.parse_args(["--x"]).x, g.parse_args([]).y); print(g.get_default("x"))
#: program pathlib
from pathlib import Path, PurePosixPath, PureWindowsPath
p = PurePosixPath("/a/b/c.tar.gz"); print(p.name, p.stem, p.suffix, p.suffixes, p.parent, p.parents[1], p.parts, p.with_suffix(".zip"), p.with_name("d"), p / "x" / "../y", p.is_absolute(), str(p), p.relative_to("/a"), p.match("*.gz"), p == PurePosixPath("/a/b/c.tar.gz"), p.as_posix(), repr(p.parent), list(p.parents)[-1], p.joinpath("q", "r"), p.with_stem("z"), "/" / PurePosixPath("k"))
print(Path("a") / "b", Path("a//b/./c"), Path(".").name == "", sorted([Path("b"), Path("a")]), Path("x.py").suffix == ".py", Path("~").parts, {Path("a"): 1}[Path("a")])
try: p.relative_to("/q")
except ValueError: print("VE")
#: program textwrap string
import textwrap, string
t = "The quick brown fox jumps over the lazy dog and runs"
print(textwrap.wrap(t, 20), textwrap.fill(t, 25), textwrap.shorten(t, 20), repr(textwrap.dedent("""\
    a
      b
    c""")), textwrap.indent("x\ny\n\nz", "> "))
print(string.ascii_lowercase[:5], string.digits, string.punctuation[:5], string.capwords("hello big world"), string.Template("$a and ${b}c $$").substitute(a=1, b="x"), string.Template("$a $q").safe_substitute(a=2), string.hexdigits, string.whitespace == " \t\n\r\x0b\x0c")
try: string.Template("$z").substitute()
except KeyError as e: print("KE", e)
#: program bisect heapq
import bisect, heapq
l = [1, 3, 3, 5]; print(bisect.bisect(l, 3), bisect.bisect_left(l, 3), bisect.bisect_right(l, 4)); bisect.insort(l, 4); print(l, bisect.bisect_left([(1, "a"), (2, "b")], 2, key=lambda x: x[0]))
h = []
for x in [5, 1, 4, 2]: heapq.heappush(h, x)
print(h, heapq.heappop(h), h[0], heapq.nlargest(2, [1, 5, 3]), heapq.nsmallest(2, ["bb", "a", "ccc"], key=len), heapq.heappushpop(h, 0), heapq.heapreplace(h, 9), sorted(h)); k = [3, 2, 1]; heapq.heapify(k); print(k, list(heapq.merge([1, 4], [2, 3])), [heapq.heappop(k) for _ in range(3)])
#: program statistics fractions decimal
import statistics as st
from fractions import Fraction as F
from decimal import Decimal as D, getcontext, ROUND_HALF_UP
print(st.mean([1, 2, 3, 4]), st.median([3, 1, 2]), st.median([1, 2, 3, 4]), st.mode([1, 1, 2]), st.stdev([1, 2, 3, 4]), st.pvariance([1, 2, 3]), st.multimode("aabb"), st.quantiles([1, 2, 3, 4, 5]), st.harmonic_mean([1, 2]), st.fmean([1, 2]))
a = F(3, 4); print(a + F(1, 4), a * 2, a / 3, a ** 2, F("0.125"), F(6, 8), float(a), a > F(1, 2), a.numerator, F(7, 2).__floor__(), round(F(7, 2)), F(1, 3).limit_denominator(2), repr(a), -a, a == 0.75, int(F(9, 2)), F(0.5), divmod(F(7, 2), 1), sum([F(1, 3)] * 3), abs(F(-1, 2)), 1 / F(2), hash(F(2)) == hash(2))
print(D("0.1") + D("0.2"), D(1) / D(3), D("1.234").quantize(D("0.01")), D("2.675").quantize(D("0.01"), ROUND_HALF_UP), D("1E+3"), D("3.14") * 2, D(5) // D(2), D("-7") % 3, D("1.10") == D("1.1"), str(D("1.10")), D("NaN").is_nan(), D("10").sqrt(), D(2) ** 10, max(D(1), D("2.5")), int(D("3.9")), round(D("2.567"), 2), f"{D('1234.5'):,.2f}", D("0.00001"), D(1).compare(D(2)), abs(D("-1")))
#: program fstrings
x, y, s, d = 3.14159, 42, "hi", {"k": [1, 2]}
w = 10
print(f"{x:.2f}|{x:8.3f}|{x:<8.1f}|{x:^9.2f}|{x:+.1e}|{x:g}|{x:%}|{x!r}|{y:05d}|{y:,}|{y:x}|{y:#b}|{y:o}|{y:>6}|{y:<6}|{y:^6}|{y:*^8}|{s!r:>6}|{s:>{w}}|{s:{'<'}{w}}|{d['k'][1]}|{y=}|{x=:.1f}|{s=!s}|{'nested ' + f'{y + 1}'}|{{}}|{y if y > 3 else 0}")
print(f"{1234567.891:,.1f} {1e10:g} {1e-7} {0.1 + 0.2} {1e16} {123456789012345678} {10**20} {1.0} {100.0:g} {True} {None} {[1, 'a']} {(1,)} {float('inf')} {-0.0} {2**0.5:.10f} {1/3:.3g} {12345.678:e} {255:#X} {255:08b} {-5:+d} {5: d} {1234:_} {0.000123:g} {1e100:.3} {3:n}")
print(f"{'a':5}|{'b':>5}|{'c':^5}|{'d':.<5}|{'abcdef':.3}|{'x':_^7}", f"{y!r}", f"{lambda_ if (lambda_ := 5) else 0}", "{} {1}".replace("1", "0") if 0 else "{0} {1} {0}".format(1, 2), "{a[k]} {b.real}".format(a={"k": 3}, b=4), "{:>{}}".format("r", 5), "%5.2f|%-5d|%05d|%s|%r|%x|%%|%c|%+d|%e" % (3.14159, 42, 42, "s", "r", 255, "A", 5, 12345.6), "%(a)s %(b)d" % {"a": 1, "b": 2})
class Fm:
    def __format__(self, spec): return f"<{spec}>"
    def __str__(self): return "S"
    def __repr__(self): return "R"
print(f"{Fm()} {Fm():abc} {Fm()!s} {Fm()!r} {Fm()!r:>4}", format(Fm(), "z"), format(3.5, ".2f"), format("s", ">4"), str(Fm()), [Fm()])
#: program int float formatting
print(int("0x1f", 16), int("0b11", 0), int("-12"), int(3.9), int("1_000"), hex(255), oct(8), bin(-5), (255).to_bytes(2, "big"), int.from_bytes(b"\x01\x00", "little"), (10).bit_length(), 7 // -2, -7 % 3, 2 ** -1, 5 / 2, divmod(-7, 2), pow(2, 10, 1000), abs(-3), round(2.5), round(-1.5), round(1234.567, -2), round(0.5), round(1.005, 2), 10 ** 18, 1 << 70, ~5, 6 & 3, 6 | 3, 6 ^ 3, 0.1 + 0.2 == 0.3, float("1e5"), 1e5, 1e22, 1e15, 123456789.123, 5e-324, 1.7976931348623157e308, 3.0.is_integer(), (0.1).as_integer_ratio()[1] > 1, float.fromhex("0x1p3"), (2.5).hex(), int(1e3), complex(1, 2) * 1j, abs(3 + 4j), (1 + 2j).conjugate(), 1_000, 0o17, 0xff, 0b101, float("nan") != float("nan"), str(1e-5), str(0.0001), repr(100000000000000000.0), True + True, sum([True, False, True]), bool(0.0), bool("0"), 1 == 1.0 == True, hash(1) == hash(1.0))
import math
print(math.floor(-1.5), math.ceil(1.2), math.trunc(-1.7), math.gcd(12, 18), math.lcm(4, 6), math.factorial(5), math.comb(5, 2), math.perm(5, 2), math.isqrt(17), math.sqrt(16), math.log(8, 2), math.log2(8), math.log10(1000), math.hypot(3, 4), math.prod([1, 2, 3]), math.fsum([.1] * 10), math.isclose(0.1 + 0.2, 0.3), math.inf, math.copysign(1, -0.0), math.modf(2.5), math.frexp(8), math.degrees(math.pi), math.dist([0, 0], [3, 4]), math.fmod(-7, 3), math.exp(0), math.sin(0), math.tau > 6, math.isfinite(1e308), math.isnan(math.nan))
#: program bytes struct
import struct
b = b"hello"; print(b[0], b[1:3], b + b" x", b.upper(), b.hex(), bytes.fromhex("0aff"), bytes([65, 66]), bytes(3), b"a,b".split(b","), b.decode(), "é".encode(), "é".encode("latin-1"), b"l" in b, b.find(b"l"), b.replace(b"l", b"L"), list(b"ab"), b"%d-%s" % (5, b"q"), b == bytearray(b"hello"), b.startswith(b"he"), b"".join([b"a", b"b"]), b" x ".strip(), len(b), repr(b"\x00\xffa\n"), b.center(9, b"*"), b.count(b"l"), b.index(b"o"), sorted(b"ba"), b * 2, b"abc".translate(bytes.maketrans(b"a", b"z")))
ba = bytearray(b"abc"); ba[0] = 90; ba.append(33); ba += b"x"; ba.extend([1, 2]); del ba[-1]; print(ba, len(ba), bytes(ba), ba.pop(), ba[1:3])
print(struct.pack("<IhB", 1, -2, 255), struct.unpack("<IhB", struct.pack("<IhB", 1, -2, 255)), struct.calcsize(">dI"), struct.pack(">f", 1.5), struct.unpack("4s2x?", b"abcd\0\0\x01"), struct.pack("3i", 1, 2, 3), struct.unpack_from(">H", b"\x00\x01\x02", 1))
#: program copy graphs
import copy
a = [1, [2, 3]]; b = copy.copy(a); c = copy.deepcopy(a); a[1].append(4); print(b, c, b[1] is a[1])
l = [1]; l.append(l); m = copy.deepcopy(l); print(m[1] is m, m is not l, len(m))
class N:
    def __init__(self, v): self.v, self.next = v, None
x = N(1); y = N(2); x.next = y; y.next = x; z = copy.deepcopy(x); print(z.next.next is z, z.next.v, z is not x)
s = [1]; d = {"p": s, "q": s}; e = copy.deepcopy(d); print(e["p"] is e["q"], e["p"] is not s)
class C:
    def __init__(self): self.a = [1]; self.b = 2
    def __copy__(self): r = C(); r.b = 99; return r
    def __deepcopy__(self, memo): r = C(); r.a = copy.deepcopy(self.a, memo); r.b = 77; return r
print(copy.copy(C()).b, copy.deepcopy(C()).b, copy.deepcopy([C()])[0].b, copy.deepcopy((1, [2])), copy.copy({1: [2]}), copy.deepcopy({1, 2}), copy.copy((1, 2)) == (1, 2))
#: program sorting
l = [("b", 2), ("a", 2), ("c", 1)]
print(sorted(l, key=lambda t: t[1]), sorted(l, key=lambda t: t[1], reverse=True), sorted(l), sorted("bca", reverse=True), sorted({3, 1, 2}), sorted({"b": 1, "a": 2}), sorted(["B", "a", "C"], key=str.lower), sorted([1.5, 1, True, 0]), sorted([[2], [1, 5], [1]]), sorted(l, key=lambda t: (-t[1], t[0])))
l.sort(key=lambda t: t[0]); print(l, l.sort(), min(l, key=lambda t: t[1]), max(l, key=lambda t: t[1]), min([], default="none"), max(3, 1, 2), max("abc", "abd"), list(reversed([1, 2, 3])), sorted([3, 1], key=None))
from operator import itemgetter, attrgetter, methodcaller
print(sorted(l, key=itemgetter(1, 0)), list(map(itemgetter(0), l)), list(map(methodcaller("upper"), ["a", "b"])), attrgetter("real")(5), itemgetter(1, 2)([1, 2, 3]))
try: sorted([1, "a"])
except TypeError as e: print(e)
try: max([])
except ValueError as e: print(e)
#: program slices
l = list(range(10)); print(l[2:5], l[::2], l[::-1], l[-3:], l[:-3], l[8:2:-2], l[100:], l[-100:2], l[5:2], l[slice(1, 4)], l[:], l[1:1])
l[2:4] = ["a", "b", "c"]; print(l); l[::2] = [0] * len(l[::2]); print(l); del l[1:3]; print(l); l[1:1] = [9, 9]; print(l); l[:] = [1, 2]; print(l, l * 0, l + [3])
try: l[::2] = [1, 2, 3]
except ValueError as e: print(e)
print("hello"[1:-1], "hello"[::-1], (1, 2, 3)[1:], range(10)[2:5], range(0, 10, 3)[::-1], list(range(10, 0, -3)), slice(None, 5).indices(3), slice(1, 9, 2))
class S:
    def __getitem__(self, k): return k
print(S()[1:2], S()[::3], S()[1, 2:3, ...], S()[()], S()[None], S()[-1:])
a, *b, c = range(5); print(a, b, c); (x, y), z = (1, 2), 3; print(x, y, z); *p, q = "abc"; print(p, q); [m, [n, o]] = [1, [2, 3]]; print(m, n, o); a = b = [1]; a.append(2); print(b); i, l[i] = 0, 5
print(l); a, b = b, a
for i, (j, k) in enumerate([(1, 2), (3, 4)], 1): print(i, j, k)
#: program set methods
a, b = {1, 2, 3}, {3, 4}
print(a | b, a & b, a - b, a ^ b, a <= {1, 2, 3, 4}, a.issuperset({1}), a.isdisjoint({9}), {1} < a, a == {3, 2, 1}, sorted(a.union([7], (8,))), a.intersection([1, 9]), a.difference([1]), a.symmetric_difference([1, 5]))
a.add(5); a.discard(99); a.update([6], {7}); a -= {7}; a &= {1, 2, 5, 6}; a |= {0}; a ^= {0, 9}; print(sorted(a), len(a), 1 in a, a.copy() is a)
try: a.remove(100)
except KeyError as e: print("KE", e)
f = frozenset([1, 2]); print(f, f | {3}, {f: 1}[frozenset([2, 1])], set("hello") == set("ehlo"), set(), type({}), {*[1, 2], 3}, sorted({x for x in "banana"}))
s = {1}; print(s.pop(), s, bool(s)); s.clear(); a.difference_update({1}); a.intersection_update({2, 5}); print(sorted(a)); a.symmetric_difference_update({5, 8}); print(sorted(a))
#: program dict methods
d = {"a": 1, "b": 2}
print(d.get("z"), d.get("z", 0), d.setdefault("c", 3), d.pop("a"), d.pop("zz", None), list(d.items()), d.keys() & {"b", "x"}, dict(zip("xy", [1, 2])), dict([("k", 1)]), dict(a=1, **{"b": 2}), {**d, "b": 9}, d | {"n": 1}, "b" in d, len(d), list(reversed(d)), d.keys() == {"b", "c"}, dict.fromkeys("ab", 0), {k: v for k, v in d.items() if v > 2}, d == {"c": 3, "b": 2}, d.copy() == d, next(iter(d)), sorted(d.values()), max(d, key=d.get), d.items() >= {("b", 2)})
d |= {"q": 5}; d.update(r=1); d.update([("s", 2)]); del d["r"]; print(d, d.popitem(), list(d)); d.clear(); print(d, not d)
try: {}["x"]
except KeyError as e: print(repr(e))
try: {[]: 1}
except TypeError as x: print(x)
v = {"a": 1}.keys(); print(v, list({"a": 1}.values()), {"a": 1}.items(), {1: "a", 1.0: "b", True: "c"})
n = {"a": {"b": {"c": 1}}}; print(n["a"]["b"]["c"]); n["a"]["b"]["d"] = n["a"]["b"].pop("c"); print(n)
#: program str methods
s = "Hello, World"
print(s.lower(), s.swapcase(), s.title(), "ab cd".capitalize(), s.find("o"), s.rfind("o"), s.index("W"), s.count("l"), s.replace("l", "L", 2), s.split(", "), "a b  c".split(), "a,b,,c".split(","), "a-b-c".rsplit("-", 1), "a b c".split(maxsplit=1), s.partition(", "), s.rpartition("o"), "x".join("abc"), " x ".strip(), "xxaxx".strip("x"), "abc".rstrip("c"), s.startswith(("He", "x")), s.endswith("d", 3), "abc".isalpha(), "12".isdigit(), "a1".isalnum(), " ".isspace(), "Ab".istitle(), "ab".islower(), "x".center(5, "-"), "x".ljust(3, ".") + "|", "5".zfill(3), "-5".zfill(4), "a\tb".expandtabs(4), "ab\ncd\r\n".splitlines(), "ab\ncd".splitlines(True), s[0], s[-1], s * 2, "lo" in s, ord("a"), chr(8364), "ß".upper(), "ß".casefold(), "abc" < "abd", "%s" % "x", "abc".translate({97: "z", 98: None}), "prefix_x".removeprefix("prefix_"), "x.py".removesuffix(".py"), "a".encode(), "éa".isascii(), "ab".isidentifier(), repr('a"b'), repr("a'b"), repr("a\n\t\\"), "a" "b", r"\n", len("\n"), "abc"[::-1], list("ab"), "ba" > "ab", min("hello"), sorted("hello"), "".join(reversed("abc")), "A".lower() == "a", "x=%d" % 5, "{:>5}|{:<5}|{:^5}".format(1, 2, 3), "1,2".split(",")[-1], "Straße".lower(), "aXbX".replace("X", ""), "abcabc".find("c", 3), "a".join([]), "tEST".capitalize(), "\u00e9" == "é")
#: program walrus lambda misc
if (n := len([1, 2, 3])) > 2: print(n)
print([y := 1, y ** 2], [last := x for x in range(3)], last)
f = lambda *a, k=1, **kw: (a, k, kw)
print(f(1, 2, k=3, z=4), f(), (lambda x: (lambda y: x + y))(1)(2))
def g(a, /, b, *, c=3): return a + b + c
print(g(1, 2), g(1, b=2, c=4))
for bad in ("g(a=1, b=2)", "g(1)", "g(1, 2, 3)", "g(1, 2, d=4)", "g(1, 2, b=3)"):
    try: eval(bad) if False else {"g(a=1, b=2)": lambda: g(a=1, b=2), "g(1)": lambda: g(1), "g(1, 2, 3)": lambda: g(1, 2, 3), "g(1, 2, d=4)": lambda: g(1, 2, d=4), "g(1, 2, b=3)": lambda: g(1, 2, b=3)}[bad]()
    except TypeError as e: print(e)
def h(x, acc=[]): acc.append(x); return acc
print(h(1), h(2), h(3, []), h.__defaults__)
def k(*args, sep="-", **kw): return sep.join(map(str, args)) + str(sorted(kw.items()))
print(k(*[1, 2], *(3,), sep="+", **{"a": 1}, **dict(b=2)))
x = 5
def sc():
    global x
    x += 1
    return x
print(sc(), x, 1 < 2 < 3, 1 < 3 > 2, not 0 or 1, [] or "d", 0 and 1, None is None, (1 if x else 2), all([]), any([0, 1]), callable(sc), (lambda: 1).__name__, type(1).__name__, isinstance(True, int), issubclass(bool, int), *"ab")
while True:
    x -= 1
    if x < 3: break
else: print("no")
for i in []: pass
else: print("else")
print(list(zip([1, 2], "ab", strict=True)), list(map(lambda a, b: a + b, [1, 2], [3, 4])), list(filter(None, [0, 1, "", "a"])), list(enumerate("ab", 5)), sum([[1], [2]], []), divmod(7, 3), round(2.567, 1), pow(2, 3), [*range(3), *[9]], {**{"a": 1}}, iter([1]).__next__(), next(iter([]), "d"), vars(type("Q", (), {"a": 1}))["a"], hasattr([], "append"), abs(-2), hex(10))
try: list(zip([1], [1, 2], strict=True))
except ValueError as e: print(e)
#: program classes misc
class A:
    count = 0
    __slots__ = ("x", "__dict__")
    def __new__(cls, *a): cls.count += 1; return super().__new__(cls)
    def __init__(self, x=1): self.x = x
    @staticmethod
    def s(a): return a * 2
    @classmethod
    def c(cls, v): return cls(v)
    def __eq__(self, o): return self.x == o.x
    def __repr__(self): return f"{type(self).__name__}({self.x!r})"
class B(A):
    def __init__(self, x): super().__init__(x + 1)
print(A(), B(3), A.c(5), B.c(5), A.s(2), A.count, B.count, A(1) == A(1), A.__name__, B.__base__.__name__, isinstance(B(1), A), A.s is A.__dict__["s"].__func__)
try: hash(A())
except TypeError as e: print(e)
try: B()
except TypeError as e: print("TE")
class S:
    __slots__ = ("a",)
s = S(); s.a = 1
try: s.b = 2
except AttributeError as e: print("AE")
class Ctx:
    def __init__(self): self._d = {}
    def __setitem__(self, k, v): self._d[k] = v
    def __getitem__(self, k): return self._d[k]
    def __delitem__(self, k): del self._d[k]
    def __iter__(self): return iter(self._d)
    def __len__(self): return len(self._d)
    def __contains__(self, k): return k in self._d
    def __reversed__(self): return reversed(list(self._d))
    def __missing__(self, k): return 0
c = Ctx(); c["a"] = 1; c["b"] = 2; del c["a"]; c["z"] = 0; print(list(c), len(c), "b" in c, list(reversed(c)), [*c], dict.fromkeys(c))
class It:
    def __init__(self, n): self.n = n
    def __iter__(self): self.i = 0; return self
    def __next__(self):
        if self.i >= self.n: raise StopIteration
        self.i += 1; return self.i
print(list(It(3)), sum(It(4)), 2 in It(3), max(It(5)), tuple(It(2)), dict(enumerate(It(2))))
class G:
    def __getitem__(self, i):
        if i > 3: raise IndexError
        return i * i
print(list(G()), 9 in G(), [x for x in G()])
class Priv:
    def __init__(self): self.__x = 1
    def get(self): return self.__x
p = Priv(); print(p.get(), p._Priv__x, [a for a in vars(p)])
from abc import ABC, abstractmethod
class Ab(ABC):
    @abstractmethod
    def f(self): ...
    @property
    @abstractmethod
    def p(self): ...
try: Ab()
except TypeError as e: print("abstract")
class Im(Ab):
    def f(self): return 1
    p = 3
print(Im().f(), Im().p, Ab.__abstractmethods__ == {"f", "p"})
#: program async basics
import asyncio
async def f(x):
    await asyncio.sleep(0)
    return x * 2
async def agen():
    for i in range(3):
        yield i
        await asyncio.sleep(0)
class AC:
    async def __aenter__(self): print("ae"); return 5
    async def __aexit__(self, *a): print("ax"); return False
async def main():
    print(await f(2), await asyncio.gather(f(1), f(2)))
    async for v in agen(): print(v)
    async with AC() as v: print(v)
    print([x async for x in agen() if x], {x: await f(x) for x in range(2)})
    t = asyncio.create_task(f(9)); print(await t)
asyncio.run(main())
#: program io csv random
import io, csv, random
f = io.StringIO(); w = csv.writer(f); w.writerow(["a", "b,c", 1]); w.writerows([[1, 2], [3, 'q"x']]); print(repr(f.getvalue())); f.seek(0); print(list(csv.reader(f)))
print([dict(r) for r in csv.DictReader(io.StringIO("x,y\n1,2\n3,4\n"))], list(csv.reader(["a;b"], delimiter=";")))
o = io.StringIO(); d = csv.DictWriter(o, fieldnames=["x", "y"]); d.writeheader(); d.writerow({"x": 1, "y": 2}); print(o.getvalue().split())
s = io.StringIO("l1\nl2\nl3"); print(s.readline(), s.read(), s.tell()); b = io.BytesIO(b"abc"); print(b.read(2), b.read(), b.getvalue())
print("a", "b", sep="-", end="!\n"); print(1, None, [1, "x"], file=o); print(o.getvalue()[-14:])
random.seed(0); print(random.randint(3, 3), random.choice([7]), len(random.sample(range(10), 3)), sorted(random.sample([1, 2], 2)))
#: program operator module
import operator as op
print(op.add(1, 2), op.mul(3, 4), op.truediv(1, 2), op.neg(3), op.lt(1, 2), op.contains([1], 1), op.getitem([5, 6], 1), op.concat([1], [2]), op.and_(6, 3), op.not_(0), op.truth([]), op.is_(None, None), op.index(5), op.pow(2, 3), op.mod(7, 3), op.floordiv(7, 2), op.eq(1, 1), op.xor(5, 1), op.inv(2), op.matmul if 0 else 0)
d = {}; op.setitem(d, "a", 1); print(d); l = [1]; l2 = op.iadd(l, [2]); print(l, l2 is l); op.delitem(l, 0); print(l)
#: program collections abc
from collections.abc import *
class S(Sequence):
    def __init__(self, *x): self.x = x
    def __getitem__(self, i): return self.x[i]
    def __len__(self): return len(self.x)
s = S(1, 2, 3, 2); print(list(s), 2 in s, s.index(2), s.count(2), list(reversed(s)), isinstance(s, Iterable), isinstance([], Sequence), isinstance({}, Mapping), isinstance((), MutableSequence), isinstance("a", Hashable), isinstance([], Hashable), callable(print), isinstance(len, Callable), isinstance(iter([]), Iterator), isinstance((x for x in []), Generator), isinstance({1}, Set))
class M(MutableMapping):
    def __init__(self): self.d = {}
    def __getitem__(self, k): return self.d[k]
    def __setitem__(self, k, v): self.d[k] = v
    def __delitem__(self, k): del self.d[k]
    def __iter__(self): return iter(self.d)
    def __len__(self): return len(self.d)
m = M(); m["a"] = 1; m.update(b=2); print(m.get("a"), m.get("z", 9), m.pop("a"), list(m.items()), m.setdefault("q", 5), "q" in m, list(m.keys()), len(m), dict(m), m == {"b": 2, "q": 5}); m.clear(); print(len(m))
class T(Set):
    def __init__(self, it): self.e = list(dict.fromkeys(it))
    def __contains__(self, x): return x in self.e
    def __iter__(self): return iter(self.e)
    def __len__(self): return len(self.e)
print(sorted(T([1, 2]) & T([2, 3])), sorted(T([1]) | T([2])), T([1]) <= T([1, 2]), T([1]) == T([1]), T([1]).isdisjoint([2]))
#: program weakref gc
import weakref
class O: pass
o = O(); r = weakref.ref(o); print(r() is o)
wd = weakref.WeakValueDictionary(); wd["a"] = o; print(wd["a"] is o, "a" in wd); ws = weakref.WeakSet([o]); print(len(ws)); wk = weakref.WeakKeyDictionary(); wk[o] = 1; print(wk[o])
#: program os path sys
import os, sys, os.path as osp
print(osp.join("a", "b", "c.txt"), osp.join("a", "/b"), osp.basename("/x/y.py"), osp.dirname("/x/y.py"), osp.splitext("a.tar.gz"), osp.split("/a/b"), osp.normpath("a//b/../c"), osp.isabs("/a"), osp.relpath("/a/b", "/a"), osp.commonpath(["/a/b", "/a/c"]), os.sep, osp.commonprefix(["abc", "abd"]), os.environ.get("NOPE_X", "d"), os.getenv("NOPE_Y"), sys.version_info >= (3, 8), sys.maxsize > 2**32, osp.splitdrive("/a"), osp.exists("/nonexistent/q") if 0 else 1, os.linesep == "\n", os.path.expanduser("a"), sys.byteorder, isinstance(sys.path, list))
os.environ["QQ"] = "1"; print(os.environ["QQ"], "QQ" in os.environ, os.environ.pop("QQ"))
#: program base64 hashlib urllib
import base64, hashlib, urllib.parse as up, html, zlib, uuid
print(base64.b64encode(b"hi there"), base64.b64decode("aGk="), hashlib.md5(b"a").hexdigest(), hashlib.sha256(b"").hexdigest()[:8], up.quote("a b&c"), up.unquote("a%20b"), up.urlparse("http://h:80/p/q?x=1#f").netloc, up.parse_qs("a=1&b=2&a=3"), up.urlencode({"a": 1, "b": "x y"}), up.urljoin("http://a/b/c", "d"))
#: program print file sep
import io, sys
o = io.StringIO(); print("a", 1, file=o, sep="|", end=";"); print("x", file=o); print(repr(o.getvalue()))
class W:
    def __init__(self): self.d = []
    def write(self, s): self.d.append(s)
    def flush(self): pass
w = W(); print("hi", 2, file=w); print(w.d); sys.stdout.write("direct\n"); print(*[1, 2], sep=","); print(); print("a\tb"); print("é", "日本"); print([1.0, "a", None, b"x"], {"k": (1,)}, {1}, end=""); print("", flush=True)
old = sys.stdout; sys.stdout = w; print("captured"); sys.stdout = old; print(w.d[-2:])
#: program csv stringio
import io, csv
f = io.StringIO(); w = csv.writer(f); w.writerow(["a", "b,c", 1]); print(repr(f.getvalue())); f.seek(0); print(list(csv.reader(f)), f.tell() > 0); f.truncate(0); print(repr(f.getvalue()))
o = io.StringIO(); d = csv.DictWriter(o, fieldnames=["x", "y"]); d.writeheader(); d.writerow({"x": 1, "y": 2}); print(o.getvalue().split())
#: program json custom
import json
class P:
    def __init__(self, x): self.x = x
    def to_json(self): return {"x": self.x}
class E(json.JSONEncoder):
    def default(self, o): return o.to_json() if hasattr(o, "to_json") else super().default(o)
print(json.dumps({"p": P(1), "l": [P(2)]}, cls=E), json.dumps(P(3), default=lambda o: o.__dict__), json.dumps({"a": {1, 2}}, default=sorted))
try: json.dumps(P(1))
except TypeError as e: print(e)
print(json.dumps({"a": [1, {"b": None}], "c": 1.5}, indent=4), json.dumps([1, 2], indent=None), json.dumps({"b": 1, "a": 2}, sort_keys=True, indent=2), json.dumps("a\"b\\\u1234"), json.loads("\"\\u00e9\\n\""), json.dumps(True), json.loads(" [ ] "), json.loads("1e2"), json.loads("-5"), json.dumps({None: 1, True: 2, 1.5: 3}))
#: program asyncio tasks
import asyncio
async def w(n, log):
    for i in range(2):
        log.append((n, i)); await asyncio.sleep(0)
    return n * 10
async def main():
    log = []
    ts = [asyncio.create_task(w(i, log)) for i in range(2)]
    print(await asyncio.gather(*ts), sorted(log))
    t = asyncio.create_task(w(5, log)); print(await t, t.done(), t.result())
    try: await asyncio.wait_for(w(7, log), 1)
    except asyncio.TimeoutError: print("timeout")
    async def bad(): raise ValueError("b")
    try: await bad()
    except ValueError as e: print("caught", e)
    r = await asyncio.gather(bad(), w(1, log), return_exceptions=True); print(type(r[0]).__name__, r[1])
    q = asyncio.Queue(); await q.put(1); print(await q.get(), q.empty())
    async with asyncio.Lock(): print("locked")
asyncio.run(main())
#: program set order
print({3, 1, 2}, set([5, 3, 9, 1]), list({10, 2, 33, 4}), {1, 2, 3} | {0}, {8, 1}, {9, 1, 17}, {True, 0}, {-1, 5, 2}, set(range(5, 0, -1)), {100, 50, 75}, frozenset([4, 2]), {1.5, 2}, sorted({3, 1}), [x * 2 for x in {4, 3}], {2, 1} | {4, 3}, {5, 6, 7} & {7, 5}, {1, 2, 3, 4} - {2}, {3, 1} ^ {1, 8}, {i * i for i in range(6)}, set([1, 1, 1]), max({3, 9}), {(1, 2), (0, 1)} == {(0, 1), (1, 2)})
s = {1, 2, 3}; s.add(0); s.discard(2); s.add(7); s.update([20, 11]); print(s, s.pop(), s); print(tuple({3, 2, 1}), dict.fromkeys({2, 1}), list(set("a")), [*{9, 8}], {64, 0, 32}, set(range(20)) - set(range(10)))
#: program configparser tomllib
import configparser, tomllib, io
c = configparser.ConfigParser(); c.read_string("[a]\nx = 1\ny = hello\nf = yes\n[b]\nz=2.5\n"); print(c.sections(), c["a"]["x"], c.getint("a", "x"), c.getfloat("b", "z"), c.getboolean("a", "f"), c.get("a", "q", fallback="d"), "a" in c, c.has_option("a", "y"))
t = tomllib.loads('x = 1\n[s]\nl = [1, 2]\nn = "s"\nf = 1.5\nb = true\n[[arr]]\nk = 1\n'); print(t)
#: program decimal
from decimal import Decimal as D, getcontext, localcontext, ROUND_HALF_UP, InvalidOperation, DivisionByZero, ROUND_DOWN
print(D("0.1") + D("0.2"), D(1) / D(3), D("1.234").quantize(D("0.01")), D("2.675").quantize(D("0.01"), ROUND_HALF_UP), D("1E+3"), D("3.14") * 2, D(5) // D(2), D("-7") % 3, D("1.10") == D("1.1"), str(D("1.10")), D("NaN").is_nan(), D("10").sqrt(), D(2) ** 10, max(D(1), D("2.5")), int(D("3.9")), round(D("2.567"), 2), f"{D('1234.5'):,.2f}", D("0.00001"), D(1).compare(D(2)), abs(D("-1")))
print(D("0.1") + D("0.2") == D("0.3"), D("1.5") + 1, D("7") / D("2"), D("2") ** D("0.5") > 1, D("1.500"), D("-0.5").copy_abs(), sorted([D(2), D("1.5")]), D("3") * D("1.10"), D("1") - D("0.9"), D(10) % D(3), D(-7) // D(2), D("5.5").to_integral_value(), float(D("1.25")), repr(D("1.0")), hash(D(1)) == hash(1), D("1e2"), D("12.345").quantize(D("0.1")), D.from_float(0.5), D("Infinity") > 5, D(1) == 1.0, D(0.1), 1 + D(2), 2 * D("1.5"), 10 - D(3), sum([D(1), D("2.5")]), -D(3), bool(D(0)), isinstance(D(1), float), D("3.7") > 3, D(7).normalize(), round(D("2.5")), D((0, (1, 2), -1)), divmod(D(7), 2))
try: D("abc")
except InvalidOperation: print("invalid")
try: D(1) / 0
except DivisionByZero: print("div")
try: D(1) + 'x'
except TypeError as e: print(type(e).__name__)
with localcontext() as c:
    c.prec = 5; print(D(1) / 3)
getcontext().prec = 10; print(D(2) / 3, D("1.239").quantize(D(".01"), rounding=ROUND_DOWN))
#: program datetime zones
from datetime import datetime, timezone, timedelta, time, date
d = datetime(2024, 1, 2, 3, 4, 5, 678, tzinfo=timezone.utc); print(d.isoformat(), d, d.tzinfo, d.utcoffset(), d.astimezone(timezone(timedelta(hours=2))).isoformat(), d.timestamp(), d.replace(tzinfo=None), d.replace(hour=9), d + timedelta(days=1), repr(d), datetime(2024, 1, 1, tzinfo=timezone(timedelta(hours=-5, minutes=-30))), d - timedelta(1) < d, (d - datetime(2024, 1, 1, tzinfo=timezone.utc)))
#: program awaitables of the program
import asyncio
class T:
    def __init__(self, v): self.v = v
    def __await__(self):
        return self.v
        yield
async def f(x):
    await asyncio.sleep(0)
    return x * 2
async def bad(): raise ValueError("b")
async def main():
    print(await T(3))
    t = asyncio.create_task(f(9)); print(await t, t.done(), t.result())
    print(await asyncio.gather(*[asyncio.create_task(f(i)) for i in range(2)]))
    r = await asyncio.gather(bad(), f(1), return_exceptions=True); print(type(r[0]).__name__, r[1])
    try: await bad()
    except ValueError as e: print("caught", e)
    q = asyncio.Queue(); await q.put(1); print(await q.get(), q.empty())
    async with asyncio.Lock(): print("locked")
asyncio.run(main())
