"""os: nothing is done to the system; what the program sets in the environment is known."""

import _pytea
from os import path
from os._environment import environ, getenv, putenv, unsetenv
from os.path import _fspath as fspath
from os.path import altsep, curdir, defpath, devnull, extsep, pardir, pathsep, sep

name = "posix"
linesep = "\n"
F_OK, R_OK, W_OK, X_OK = 0, 4, 2, 1
O_RDONLY, O_WRONLY, O_RDWR, O_APPEND, O_CREAT, O_EXCL, O_TRUNC = 0, 1, 2, 1024, 64, 128, 512
SEEK_SET, SEEK_CUR, SEEK_END = 0, 1, 2
EX_OK = 0
error = OSError


class PathLike:
    def __fspath__(self):
        raise NotImplementedError


def _nothing(*args, **kwargs):
    return None


makedirs = mkdir = remove = unlink = rename = renames = replace = rmdir = removedirs = _nothing
symlink = link = chmod = chown = utime = chdir = fchdir = close = fsync = truncate = _nothing
kill = killpg = sync = nice = setsid = umask = sched_setaffinity = dup2 = mkfifo = _nothing
register_at_fork = set_blocking = set_inheritable = setpgrp = _nothing


def getcwd():
    return _pytea.unknown("the working directory", "str")


def getcwdb():
    return _pytea.unknown("the working directory", "bytes")


def fsencode(filename):
    return fspath(filename).encode()


def fsdecode(filename):
    filename = fspath(filename)
    return filename.decode() if isinstance(filename, bytes) else filename


def listdir(path="."):
    return _pytea.unknown("the names in a folder", "list")


def scandir(path="."):
    return _pytea.unknown("the entries of a folder")


def walk(top, topdown=True, onerror=None, followlinks=False):
    return _pytea.unknown("the folders below a folder")


def fwalk(top=".", topdown=True, onerror=None, *, follow_symlinks=False, dir_fd=None):
    return _pytea.unknown("the folders below a folder")


def access(path, mode):
    return _pytea.choice("a file can be accessed")


def cpu_count():
    return _pytea.fresh_int("os.cpu_count()", 1)


def process_cpu_count():
    return cpu_count()


def sched_getaffinity(pid):
    return _pytea.unknown("the processors of this process", "set")


def urandom(size):
    return _pytea.unknown("random bytes", "bytes")


def _number(*args, **kwargs):
    return _pytea.unknown("a number from the operating system", "int")


def _text(*args, **kwargs):
    return _pytea.unknown("text from the operating system", "str")


def _object(*args, **kwargs):
    return _pytea.unknown("a value from the operating system")


def _fixed(name, lowest):
    """Returns a function that gives one number, the same in each call."""
    number = _pytea.fresh_int(f"os.{name}()", lowest)
    return lambda *args: number


getpid, getppid, getpgid = _fixed("getpid", 1), _fixed("getppid", 0), _fixed("getpgid", 1)
getuid, geteuid = _fixed("getuid", 0), _fixed("geteuid", 0)
getgid, getegid = _fixed("getgid", 0), _fixed("getegid", 0)
fork = system = open = write = spawnv = waitstatus_to_exitcode = _number
getlogin = readlink = ctermid = strerror = ttyname = _text
stat = lstat = fstat = statvfs = uname = times = getloadavg = get_terminal_size = popen = _object
fdopen = pipe = waitpid = wait = read = getrandom = sysconf = _object


def _exit(status):
    raise SystemExit(status)


def abort():
    raise SystemExit(134)


def execv(path, args):
    raise SystemExit(0)


execvp = execl = execlp = execve = execvpe = execv


def add_dll_directory(path):
    return _pytea.unknown("a folder of libraries")


stat_result = terminal_size = DirEntry = object
