#: program f strings
x, s, n = 3.14159, "hi", 42
w, p = 10, 3
print(f"{x:.2f}|{x:10.3f}|{x:<10.1f}|{x:+.1e}|{x:{w}.{p}f}|{s:>5}|{s:^7}|{s:*<6}|{n:05d}|{n:x}|{n:#b}|{n:,}|{1234567:_}|{0.256:.1%}|{n!r:>5}|{s!r}")
print(f"{n=}, {x=:.2f}, {s = }, {n + 1 = }, {s!s}, {'é'!a}, {{}}, {[1, 2]}, {(1,)}, {None}, {True:d}")
print(f"{'nested ' + f'{n}'} {n if n else 0} {(lambda: 5)()} {d['a'] if (d := {'a': 1}) else 0}")
print(f"{1e10} {1e16} {1e-5} {0.1 + 0.2} {1/3} {100.0} {-0.0} {float('inf')} {float('nan')} {1e22} {123456789.123}")
print(f"{n:>{w}}{n:<{w}}|{n:^{w}}|{-n:=+8d}|{n: d}|{255:X}|{255:o}|{65:c}|{1.5:g}|{1e20:g}|{12345.678:,.2f}|{1e6:n}")
print(f"""multi
{n}
line""")
#: program percent formatting
print("%d %s %r %5.2f %-5s| %05d %x %o %e %g %c %% %+d" % (3, "a", "b", 1.234, "l", 42, 255, 8, 12345.678, 0.0001, "z", 5))
print("%(a)s-%(b)03d" % {"a": 1, "b": 2}, "%s" % (1,), "%s" % [1, 2], "%s %s" % ("a", None), "%*d" % (5, 3), "%.3s" % "abcdef", "%5s|%-5s|" % (1, 2), "%i" % 3.7, "%s" % {"k": 1})
for t, v in (("%d", "a"), ("%d %d", (1,)), ("%d", (1, 2)), ("%z", 1), ("%(a)s", {}), ("%s %s", "ab")):
    try: print(t % v)
    except Exception as e: print(type(e).__name__, e)
#: program str format
print("{} {} {0}".format(1, 2) if False else "{0} {1} {0}".format(1, 2), "{a} {b[0]} {c.real}".format(a=1, b=[2], c=3), "{:>5}|{:<5}|{:^5}".format("a", "b", "c"), "{!r} {!s}".format("q", "q"), "{:{}}".format(5, 4), "{:.{p}f}".format(1.23456, p=2), "{{}}".format(), "{:,}".format(10**9), "{0[k]}".format({"k": "v"}), "{:%}".format(0.5), "{:e}".format(12345.0))
for f in (lambda: "{} {}".format(1), lambda: "{a}".format(), lambda: "{:d}".format("x"), lambda: "{".format(), lambda: "{0.zz}".format(1), lambda: format(3, "q"), lambda: "{} {0}".format(1)):
    try: print(f())
    except Exception as e: print(type(e).__name__, e)
print("{x}".format_map({"x": 1}), format(3.14159, ".2f"), format("a", ">3"), format(5), format(True), format(None), format([1]))
#: program str methods
s = "  Hello, World  "
print([s.strip(), s.lstrip(), s.rstrip(), s.upper(), s.lower(), s.swapcase(), s.title(), s.strip().capitalize(), s.replace("l", "L", 2), s.find("o"), s.rfind("o"), s.index("W"), s.count("l"), s.startswith("  H"), s.endswith(("x", " ")), s.split(), s.split(","), s.partition(","), s.rpartition("o"), s.center(20, "*"), s.ljust(18, "-"), s.rjust(18), s.zfill(20), s.isspace(), s.casefold()])
print("a,b,,c".split(","), "a b  c".split(), "a,b,c".rsplit(",", 1), "l1\nl2\r\nl3".splitlines(), "l1\nl2".splitlines(True), "-".join("abc"), "abc".translate(str.maketrans("ab", "xy")), "abc".translate({97: None}), "a\tb".expandtabs(4), "x".join([]), "ab" "cd", "abc"[::-1], "abcdef"[1:5:2], "abc" * 2, "é".encode(), "prefix_x".removeprefix("prefix_"), "x.py".removesuffix(".py"), "%s" "x" % 1)
print("123".isdigit(), "12a".isalnum(), "abc".isalpha(), "ABC".isupper(), "a_1".isidentifier(), "".isdigit(), " ".isspace(), "Ab".istitle(), "½".isnumeric(), ord("a"), chr(8364), "a" < "b", "Z" < "a", "abc" < "abd", "a" in "cat", "" in "x", max("hello"), sorted("hello"), len("héllo"), "x" == 'x', "a\\b\n", r"a\b", repr("a'b"), repr('a"b'), repr("a'b\"c"), repr("\x00\t\u20ac\U0001f600"), ascii("é"))
for f in (lambda: "abc".index("z"), lambda: "a".join([1]), lambda: "abc"[5], lambda: "a".split(""), lambda: "abc".foo, lambda: int("1.5"), lambda: "a" - "b", lambda: "a" * "b"):
    try: print(f())
    except Exception as e: print(type(e).__name__, e)
#: program bytes and bytearray
b = b"hello"
print(b[0], b[1:3], b + b"!", b * 2, b.upper(), b.decode(), list(b), b"l" in b, 104 in b, b.find(b"l"), b.replace(b"l", b"L"), b.split(b"l"), b.hex(), bytes.fromhex("00ff"), bytes(3), bytes([65, 66]), bytes("é", "utf-8"), len(b), b == b"hello", b < b"i", b.startswith(b"he"), repr(b"\x00'"), b"-".join([b"a", b"b"]), b.count(b"l"), hash(b) == hash(b"hello"), b"%d %s" % (1, b"x"), b.strip(b"ho"), b[::-1])
a = bytearray(b"abc")
a[0] = 120; a.append(100); a += b"ef"; a.extend([103]); del a[1]
print(a, bytes(a), len(a), a[0], a[1:3], a.decode(), a == b"xcdefg", list(a), a.pop(), a.find(b"d"), a.upper(), 99 in a)
a[1:3] = b"ZZZ"; a.reverse(); a.insert(0, 33)
print(a)
try: bytes([256])
except ValueError as e: print(e)
try: b[0] = 1
except TypeError as e: print(e)
#: program reprs of everything
print([1, "a", None, True, 1.0, 1j, b"b", (1,), (), [], {}, set(), frozenset(), {1}, frozenset({1}), range(3), range(1, 5, 2), slice(1, 2), ..., NotImplemented, int, type, len])
print({"a": [1, {"b": (2,)}]}, {(1, 2): {3}}, [[]], ([],), str([1.5, "x"]), str({"k": "v"}), repr("s"), str("s"))
l = [1]; l.append(l); d = {}; d["self"] = d
print(l, d)
print({}.keys(), {"a": 1}.keys(), {"a": 1}.values(), {"a": 1}.items(), list({"a": 1}.items()), 1e100, 1.0, -0.0, 1e-7, 123456789012345678, 0.1, 2.5e-10, 1_000, 0xff, 0b11, 0o17, 1e3, .5, 5., 1E5, 3.0e8)
print(complex(1, 2), 1j * 1j, (1 + 2j).conjugate(), abs(3 + 4j), (1 + 2j) / (3 - 1j), complex("1+2j"), (2 + 0j) == 2, -1j, 1j ** 2, (1 + 1j).real, complex(1.5))
#: program print options
print(1, 2, sep="-", end="!\n")
print(*[1, 2, 3], sep="\n")
print()
print("a", end="")
print("b", 3, None, sep="")
print("x", "y", sep=None, end=None)
print("%s" % "x", flush=True)
import sys
print("to stderr", file=sys.stderr)
sys.stdout.write("written\n")
print("file", file=sys.stdout)
try: print(1, foo=2)
except TypeError as e: print(e)
#: program string and textwrap modules
import string, textwrap
print(string.ascii_lowercase[:5], string.digits, string.punctuation[:3], string.Template("$a ${b}").substitute(a=1, b=2), string.capwords("a bc"))
print(textwrap.dedent("  a\n   b"), textwrap.shorten("hello world foo", 11), textwrap.fill("aaa bbb ccc", 7), textwrap.indent("a\nb", "> "))
#: program regular expressions
import re
m = re.match(r"(?P<k>\w+)=(\d+)", "lr=10 x")
print(m.group(), m.group(1, 2), m["k"], m.groups(), m.groupdict(), m.span(), m.start(2), bool(m), m.end())
print(re.findall(r"\d+", "a1b22"), re.sub(r"(\d)", r"<\1>", "a1b2"), re.sub("a", lambda m: m.group().upper(), "banana"), re.split(r"[,;]\s*", "a, b;c"), re.search("z", "abc"), [x.group() for x in re.finditer("b.", "babb")], re.compile("A", re.I).match("abc").group(), re.fullmatch("a+", "aaa") is not None, re.escape("a.b"), re.subn("a", "b", "aa"))
