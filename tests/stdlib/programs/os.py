import os
import os.path as osp

PATHS = ["a", "a/b", "/", "/a", "/a/b.tar.gz", ".", "..", "a/./b", "a//b/", "./a", "../x/y.py", ".hidden", ".a.b", "a.", "//a/b", "///a", "", "a/b c/d.txt", "..a", "...", "a/...b", "/a/../../b"]


#: join
for a in PATHS:
    print([osp.join(a, b) for b in ("x", "/x", "", "..", "x/")], osp.join(a), osp.join(a, "b", "c"))

#: split and friends
for p in PATHS:
    print(p, osp.split(p), osp.basename(p), osp.dirname(p), osp.splitext(p), osp.isabs(p), osp.splitdrive(p))

#: normpath
for p in PATHS:
    print(p, osp.normpath(p), osp.normcase(p))
print(osp.abspath("/a/../b"), osp.abspath("/x/./y/"))

#: relpath and common parts
for p, s in (("a/b", "a"), ("/a/b/c", "/a/d"), ("/a", "/a"), ("/a/b", "/"), ("a", "b/c"), (".", "a"), ("a/../b", "b")):
    print(p, s, osp.relpath(p, s))
print(osp.commonprefix(["abc", "abd"]), osp.commonprefix([]), osp.commonprefix([[1, 2], [1, 3]]), osp.commonpath(["/a/b", "/a/c/d"]), osp.commonpath(["a/b", "a/b/c"]), osp.commonpath(["/a", "/b"]))
for bad in ([], ["/a", "b"]):
    try:
        osp.commonpath(bad)
    except ValueError as e:
        print(e)

#: fspath and constants
class P:
    def __fspath__(self):
        return "from/p"
print(os.fspath(P()), osp.join(P(), "x"), osp.basename(P()), os.fspath("s"), os.sep, os.pathsep, os.linesep == "\n", os.curdir, os.pardir, os.extsep, os.name, os.devnull)
try:
    os.fspath(3)
except TypeError as e:
    print(e)

#: environment that the program sets
os.environ["PYTEA_X"] = "1"
print(os.environ["PYTEA_X"], os.environ.get("PYTEA_X"), os.environ.get("PYTEA_NOT_SET", 5), os.getenv("PYTEA_NOT_SET", "d"), "PYTEA_X" in os.environ)
print(os.environ.setdefault("PYTEA_X", "2"), os.environ.setdefault("PYTEA_Y", "3"), os.environ.pop("PYTEA_X"), os.environ.get("PYTEA_X"))
os.environ.update({"PYTEA_Z": "9"})
print(os.environ["PYTEA_Z"], int(os.environ.get("PYTEA_RANK", 0)), os.environ.pop("PYTEA_NOT", "gone"))
del os.environ["PYTEA_Z"]
try:
    os.environ["PYTEA_Z"]
except KeyError as e:
    print("KeyError", e)
try:
    os.environ["PYTEA_Z"] = 3
except TypeError as e:
    print(e)

#: what is not done returns what it should
print(os.makedirs("/tmp/pytea_stub_test", exist_ok=True), os.path.sep, hasattr(os, "cpu_count"), os.fsdecode(b"a"), os.fsencode("b"))
