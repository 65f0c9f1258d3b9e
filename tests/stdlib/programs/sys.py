import sys


#: versions and platform
print(sys.version_info >= (3, 8), sys.version_info[:2], sys.version_info.major, sys.version_info.minor, sys.version_info < (4,), sys.platform, sys.byteorder, sys.maxsize, sys.maxunicode)
print(sys.float_info.epsilon, sys.float_info.max, sys.float_info[0] == sys.float_info.max, sys.implementation.name, sys.hexversion > 0x03080000)

#: exit
for code in (None, 0, 3, "message"):
    try:
        sys.exit(code)
    except SystemExit as e:
        print(e.code, e.args)

#: streams
print(sys.stdout.write("") == 0, sys.stdout.flush(), sys.getdefaultencoding(), sys.getrecursionlimit() > 10, sys.intern("a") == "a", callable(sys.stderr.write))

#: lists
print(isinstance(sys.argv, list), isinstance(sys.path, list), isinstance(sys.modules, dict), len(sys.argv) >= 1)
sys.path.insert(0, "x")
sys.path.append("y")
print(sys.path[0], sys.path[-1])
