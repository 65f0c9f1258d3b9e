import bisect
import heapq
import statistics
import string


#: heapq
h = []
for x in [5, 1, 4, 2, 3]:
    heapq.heappush(h, x)
print(h, heapq.heappop(h), h, heapq.heappushpop(h, 0), heapq.heapreplace(h, 9), h)
l = [9, 3, 7, 1]
heapq.heapify(l)
print(l, heapq.nlargest(2, [1, 5, 3]), heapq.nsmallest(2, [4, 2, 8], key=lambda v: -v), list(heapq.merge([1, 4], [2, 3])))
q = []
heapq.heappush(q, (2, "b"))
heapq.heappush(q, (1, "a"))
print(heapq.heappop(q), [heapq.heappop(l) for _ in range(4)])
try:
    heapq.heappop([])
except IndexError as e:
    print(e)

#: bisect
a = [1, 3, 3, 5]
print(bisect.bisect(a, 3), bisect.bisect_left(a, 3), bisect.bisect_right(a, 0), bisect.bisect(a, 9), bisect.bisect(a, 3, 0, 2), bisect.bisect_left(a, -3, key=lambda v: -v))
bisect.insort(a, 4)
bisect.insort_left(a, 3)
print(a)

#: statistics
d = [1, 2, 2, 3, 7]
print(statistics.mean(d), statistics.median(d), statistics.mode(d), statistics.median([1, 2, 3, 4]), statistics.fmean(d), statistics.multimode([1, 1, 2, 2]))
print(round(statistics.stdev(d), 6), round(statistics.pstdev(d), 6), statistics.variance([1, 3]), statistics.pvariance([1, 3]), statistics.mean([1.5, 2.5]), statistics.median_low([1, 2]), statistics.median_high([1, 2]), statistics.quantiles([1, 2, 3, 4, 5]))
for bad in (lambda: statistics.mean([]), lambda: statistics.stdev([1])):
    try:
        bad()
    except statistics.StatisticsError as e:
        print("StatisticsError")

#: string
print(string.ascii_lowercase, string.digits, len(string.punctuation), len(string.printable), string.capwords("a bc  d"), string.hexdigits)
t = string.Template("$a ${b}c $$ $d")
print(t.substitute(a=1, b=2, d=3), t.safe_substitute(a=1), t.template)
try:
    t.substitute(a=1)
except KeyError as e:
    print("KeyError", e)
print(string.Formatter().format("{0}-{x}", 1, x=2), list(string.Formatter().parse("a{b!r:>3}c")))

#: textwrap and fnmatch
import fnmatch
import textwrap
print(textwrap.wrap("the quick brown fox", 10), textwrap.fill("a b c d", 3), repr(textwrap.dedent("  a\n   b\n")), textwrap.shorten("hello big world", 11), textwrap.indent("a\n\nb\n", "> "))
print(fnmatch.fnmatch("a.py", "*.py"), fnmatch.filter(["a.py", "b.txt"], "*.t?t"), fnmatch.fnmatchcase("A", "a"), fnmatch.translate("*.py"))

#: struct, base64, hashlib
import base64
import hashlib
import struct
print(struct.calcsize("<IfH"), struct.pack(">HB", 1, 2), struct.unpack("<I", b"\x01\x00\x00\x00"), struct.Struct("hh").size, list(struct.iter_unpack("B", b"ab")))
try:
    struct.pack("B", 300)
except struct.error as e:
    print("error")
print(base64.b64encode(b"hello"), base64.b64decode(b"aGVsbG8="), base64.urlsafe_b64encode(b"\xff\xfe\xfd"), base64.b16encode(b"z"))
print(hashlib.md5(b"a").hexdigest(), hashlib.sha256(b"a").hexdigest()[:8], hashlib.new("sha1", b"x").digest()[:2], hashlib.sha512().digest_size, hashlib.md5("é".encode()).hexdigest())
m = hashlib.sha1()
m.update(b"a")
c = m.copy()
m.update(b"b")
print(m.hexdigest() == hashlib.sha1(b"ab").hexdigest(), c.hexdigest() == hashlib.sha1(b"a").hexdigest(), m.name)
try:
    m.update("text")
except TypeError as e:
    print("TypeError")

#: fractions and numbers
from fractions import Fraction as F
import numbers
print(F(1, 3) + F(1, 6), F(2, 4), F("3/6"), F(0.5), F(3) * 2, F(1, 2) / F(1, 4), float(F(1, 4)), F(7, 2) // 1, F(7, 2) % 1, F(1, 2) ** 2, F(1, 2) < 0.6, F(2) == 2, repr(-F(1, 3)), int(F(-7, 2)), F("0.25"), 1 - F(1, 3), round(float(F(3.14159).limit_denominator(100)), 4))
print([[isinstance(v, getattr(numbers, n)) for v in (1, 1.5, 1j, True, "s", None)] for n in ("Number", "Complex", "Real", "Rational", "Integral")])

#: uuid of known texts
import uuid
u = uuid.UUID("6BA7B810-9dad-11d1-80b4-00c04fd430c8")
print(u, u.hex, u == uuid.UUID(u.hex), repr(u), len(str(u)))

#: urls
from urllib.parse import *
for u in ("http://a.b:80/c/d;p?q=1&r=2#f", "//x/y", "a/b", "https://user:pw@h/", "mailto:x@y.z", "file:///tmp/a.b"):
    s, p = urlsplit(u), urlparse(u)
    print(tuple(s), tuple(p), s.hostname, s.port, urlunsplit(s), urlunparse(p), s.username)
print(quote("a b/ü&"), quote_plus("a b/&"), unquote("a%20b%C3%BC"), urlencode({"a": 1, "b": "x y"}), urlencode({"a": [1, 2]}, doseq=True), parse_qs("a=1&a=2&b=3"), parse_qsl("a=1&b="), urljoin("http://a/b/c", "d"), urljoin("http://a/b/", "/d"), urljoin("http://a/b", "http://c/d"))
