import re


#: matching
for p, s in (("a", "abc"), ("b", "abc"), (r"(\d+)-(\d+)", "10-20"), (r"(?P<x>\w+)@(?P<y>\w+)?", "me@"), ("^a$", "a"), ("x*", "")):
    for f in (re.match, re.search, re.fullmatch):
        m = f(p, s)
        print(p, s, m and (m.group(), m.groups(), m.span(), m.start(), m.end(), m.groupdict(), m.lastindex, m.lastgroup))

#: groups
m = re.match(r"(?P<name>\w+)\s+(\d+)(x)?", "layer 12")
print(m["name"], m[2], m.group(1, 2), m.group("name"), m.groups("none"), m.span(2), m.start("name"), m.end(), m.string, m.re.pattern, m.pos, m.endpos, m.regs)
for bad in (lambda: m.group(9), lambda: m["zz"]):
    try:
        bad()
    except IndexError as e:
        print(e)
print(m, bool(m))

#: findall and finditer
print(re.findall(r"\d+", "a1b22c333"), re.findall(r"(\w)(\d)", "a1b2"), re.findall(r"(\w)\d", "a1b2"), re.findall("x", "abc"), re.findall(r"(a)|(b)", "ab"))
print([(m.group(), m.start()) for m in re.finditer("[aeiou]", "education")])

#: split
print(re.split(r"\s*,\s*", "a , b,c"), re.split("(,)", "a,b"), re.split(",", "a,b,c", 1), re.split(",", ""), re.split(r"[\W]+", "one two, three."))

#: sub
print(re.sub(r"\d", "#", "a1b2"), re.sub(r"(\w)(\d)", r"\2\1", "a1b2"), re.sub("a", "b", "aaa", count=2), re.subn("a", "b", "aaa"))
print(re.sub(r"\d+", lambda m: str(int(m.group()) * 2), "1 20 3"), re.sub(r"(?P<a>x)", r"<\g<a>>", "axb"), re.sub("x", lambda m: "y", "xxx", 1), re.sub("", "-", "ab"))

#: compiled
r = re.compile(r"(\d+)(?P<unit>[a-z]+)", re.I)
print(r.pattern, r.groups, dict(r.groupindex), r.search("a 10KB").groups(), r.match("10kb", 1).group(), r.findall("1a 2B"), r.sub("_", "1a 2b"), r.fullmatch("1ax") is None, r.split("x1ay"))
print(r == re.compile(r"(\d+)(?P<unit>[a-z]+)", re.I), re.compile(r) is r, re.match(r, "5m").group(2), r.search("abc 1a", 0, 4))

#: flags
print(re.findall("^a", "a\na", re.M), re.match("a.b", "a\nb", re.S) is not None, re.match("A", "a", re.IGNORECASE | re.M).group(), re.findall(r"""a # c
b""", "ab", re.X))

#: errors
for p in ("(", "[", "*a", "(?P<1>a)"):
    try:
        re.compile(p)
    except re.error as e:
        print("error", e)

#: names of layers
names = ["layer1.0.conv1.weight", "layer2.1.bn.bias", "fc.weight"]
pat = re.compile(r"layer(\d)\.(\d)\.(\w+)")
for n in names:
    m = pat.match(n)
    print(n, tuple(map(int, m.groups()[:2])) if m else None, re.sub(r"\.\d+\.", ".", n), re.escape(n))
print(re.match(r"(a)(b)?", "a").expand(r"[\1]"))
