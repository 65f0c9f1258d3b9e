from pathlib import *
import os

PATHS = ["a", "a/b", "/", "/a", "/a/b.tar.gz", ".", "..", "a/./b", "a//b/", "./a", "../x/y.py", ".hidden", ".a.b", "a.", "//a/b", "///a", "", "a/b c/d.txt", "x.tar.gz"]


#: text and parts
for p in PATHS:
    q = PurePosixPath(p)
    print(p, str(q), q.parts, q.root, q.anchor, q.is_absolute(), q.drive, q.as_posix())

#: names
for p in PATHS:
    q = PurePosixPath(p)
    print(p, repr(q.name), repr(q.stem), repr(q.suffix), q.suffixes)

#: parents
for p in PATHS:
    q = PurePosixPath(p)
    print(p, q.parent, [str(x) for x in q.parents], q.parent.parent)

#: joining
for a in PATHS[:8]:
    for b in ("x", "/x", "..", "", "x/y", "."):
        print(a, b, PurePosixPath(a) / b, PurePosixPath(a).joinpath(b, "z"), PurePosixPath(a, b))
print("root" / PurePosixPath("x"), PurePosixPath("a") / PurePosixPath("/b"), PurePosixPath("a", "b", "c"), PurePosixPath())

#: changing names
for p in ("a/b.txt", "/x.tar.gz", "n", "d/.rc", "d/x."):
    q = PurePosixPath(p)
    print(q.with_name("new.py"), q.with_suffix(".pt"), q.with_suffix(""), q.with_stem("s"))
for bad in (lambda: PurePosixPath("/").with_name("x"), lambda: PurePosixPath("a").with_name(""), lambda: PurePosixPath("a").with_suffix("pt"),
            lambda: PurePosixPath("a").with_name("b/c"), lambda: PurePosixPath("a").with_suffix(".")):
    try:
        bad()
    except ValueError as e:
        print(e)

#: relative paths
a = PurePosixPath("/a/b/c")
print(a.relative_to("/a"), a.relative_to("/"), a.relative_to("/a/b/c"), a.is_relative_to("/a"), a.is_relative_to("/x"), a.is_relative_to("/a/bb"), PurePosixPath("x/y").relative_to("x"))
for bad in ("/b", "a", "/a/b/c/d"):
    try:
        print(a.relative_to(bad))
    except ValueError as e:
        print("ValueError", str(e)[:20])

#: comparing
A, B = PurePosixPath("a/b"), PurePosixPath("a") / "b"
print(A == B, A != B, hash(A) == hash(B), {A: 1}[B], A < PurePosixPath("a/c"), A == "a/b", sorted([PurePosixPath("b"), PurePosixPath("a/z"), PurePosixPath("a")]) == [PurePosixPath("a"), PurePosixPath("a/z"), PurePosixPath("b")], A > PurePosixPath("a"), A <= A)

#: matching
for p, m in (("a/b.py", "*.py"), ("a/b.py", "b.*"), ("/a/b.py", "/a/*.py"), ("a/b.py", "/*.py"), ("a/b/c.py", "b/*.py"), ("a", "a/b"), ("x.PY", "*.py"), ("a/b.py", "[ab].py")):
    print(p, m, PurePosixPath(p).match(m))

#: Path
p = Path("data") / "train" / "img.png"
print(p, p.name, p.parent, p.suffix, os.fspath(p), str(p), f"{p}", os.path.join(p.parent, "x"), "%s" % p, repr(p), isinstance(p, PurePath))
print(Path("/abs/x").absolute(), Path("a").with_suffix(".pt"), Path(p) == p, Path("a", Path("b")), Path("/a/../b").absolute())

#: a subclassable path
class My(PurePosixPath):
    pass
print(My("a") / "b", type(My("a") / "b").__name__, type(My("a").parent).__name__)

#: wrong arguments
for bad in (lambda: Path(3), lambda: Path("a") / 3, lambda: Path("a") < "b"):
    try:
        bad()
    except TypeError as e:
        print("TypeError")

#: file names of checkpoints
out = Path("runs")
for epoch in range(2):
    print(out / f"epoch_{epoch:03d}.pt", (out / "log").with_suffix(".txt"), (out / "best.pt").stem)
