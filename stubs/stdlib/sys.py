"""sys of CPython 3.11 on Linux; the command line is that of the analysed program."""

import _pytea
from _command_line import CommandLine

argv = [_pytea.script_path(), *_pytea.script_arguments()]
if not _pytea.script_arguments():
    argv = CommandLine(argv)
orig_argv = ["python", *argv]
path = [_pytea.script_path().rpartition("/")[0]]
platform = "linux"
byteorder = "little"
maxsize = 9223372036854775807
maxunicode = 1114111
executable = "/usr/bin/python3"
prefix = base_prefix = exec_prefix = base_exec_prefix = "/usr"
copyright = ""
api_version = 1013
hexversion = 0x030B00F0
version = "3.11.0 (main)"
dont_write_bytecode = False
float_repr_style = "short"
warnoptions = []
meta_path = []
path_hooks = []
path_importer_cache = {}
builtin_module_names = ()
stdlib_module_names = frozenset()


class _Modules(dict):
    """What was imported: kept by the machine, where ``import`` looks it up."""

    def __getitem__(self, name):
        found = _pytea.loaded_module(name)
        if found is None:
            raise KeyError(name)
        return found

    def __setitem__(self, name, module):
        _pytea.replace_module(name, module)

    def __delitem__(self, name):
        _pytea.forget_module(name)

    def __contains__(self, name):
        return _pytea.loaded_module(name) is not None

    def __iter__(self):
        return iter(_pytea.loaded_modules())

    def __len__(self):
        return len(_pytea.loaded_modules())

    def get(self, name, default=None):
        found = _pytea.loaded_module(name)
        return default if found is None else found

    def keys(self):
        return _pytea.loaded_modules().keys()

    def values(self):
        return _pytea.loaded_modules().values()

    def items(self):
        return _pytea.loaded_modules().items()

    def copy(self):
        return _pytea.loaded_modules()

    def setdefault(self, name, module=None):
        if name not in self:
            self[name] = module
        return self[name]

    def update(self, modules):
        for name in modules:
            self[name] = modules[name]

    def pop(self, name, *default):
        found = _pytea.loaded_modules().pop(name, *default)
        _pytea.forget_module(name)
        return found


modules = _Modules()


class _Record(tuple):
    _names = ()

    def __getattr__(self, name):
        if name in self._names:
            return self[self._names.index(name)]
        raise AttributeError(name)


class _VersionInfo(_Record):
    _names = ("major", "minor", "micro", "releaselevel", "serial")


class _Flags(_Record):
    _names = ("debug", "inspect", "interactive", "optimize", "dont_write_bytecode", "utf8_mode")


class _FloatInfo(_Record):
    _names = ("max", "max_exp", "max_10_exp", "min", "min_exp", "min_10_exp", "dig", "mant_dig",
              "epsilon", "radix", "rounds")  # fmt: skip


version_info = _VersionInfo((3, 11, 0, "final", 0))
flags = _Flags((0, 0, 0, 0, 0, 0))
float_info = _FloatInfo((
    1.7976931348623157e308, 1024, 308, 2.2250738585072014e-308, -1021, -307, 15, 53,
    2.220446049250313e-16, 2, 1,
))  # fmt: skip


class _Implementation:
    name = "cpython"
    cache_tag = "cpython-311"
    version = version_info
    hexversion = hexversion


implementation = _Implementation()


class _Stream:
    encoding = "utf-8"
    errors = "strict"
    closed = False
    line_buffering = True

    def __init__(self, name):
        self.name = name
        self.mode = "r" if name == "<stdin>" else "w"
        self.buffer = self

    def write(self, text):
        if self.name == "<stdout>":
            _pytea.print(text)
        return len(text)

    def writelines(self, lines):
        pass

    def flush(self):
        pass

    def close(self):
        pass

    def reconfigure(self, **options):
        pass

    def isatty(self):
        return _pytea.choice(f"{self.name} is a terminal")

    def fileno(self):
        return ("<stdin>", "<stdout>", "<stderr>").index(self.name)

    def read(self, size=-1):
        return _pytea.unknown("text from standard input", "str")

    def readline(self, size=-1):
        return _pytea.unknown("text from standard input", "str")

    def readlines(self):
        return _pytea.unknown("text from standard input", "list")

    def __iter__(self):
        return iter(self.readlines())

    def __enter__(self):
        return self

    def __exit__(self, *exception):
        return None


stdin = __stdin__ = _Stream("<stdin>")
stdout = __stdout__ = _Stream("<stdout>")
stderr = __stderr__ = _Stream("<stderr>")


def exit(status=None):
    if status is None:
        raise SystemExit
    raise SystemExit(status)


def exc_info():
    return _pytea.exc_info()


def exception():
    return _pytea.unknown("the exception that is being handled")


def _nothing(*args, **kwargs):
    return None


settrace = setprofile = setrecursionlimit = setswitchinterval = excepthook = displayhook = _nothing
unraisablehook = breakpointhook = audit = addaudithook = set_int_max_str_digits = _nothing
__excepthook__ = __displayhook__ = excepthook
gettrace = getprofile = _nothing


def getrecursionlimit():
    return 1000


def getswitchinterval():
    return 0.005


def getdefaultencoding():
    return "utf-8"


def getfilesystemencoding():
    return "utf-8"


def getsizeof(object, default=0):
    return _pytea.unknown("the size of an object in memory", "int")


def getrefcount(object):
    return _pytea.unknown("a reference count", "int")


def intern(string):
    return string


def is_finalizing():
    return False


def _getframe(depth=0):
    return _pytea.unknown("a frame")
