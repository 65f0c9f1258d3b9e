"""subprocess: no process is started; what one gives back is unknown."""

import _pytea

PIPE, STDOUT, DEVNULL = -1, -2, -3


class SubprocessError(Exception):
    pass


class CalledProcessError(SubprocessError):
    def __init__(self, returncode, cmd, output=None, stderr=None):
        super().__init__(returncode, cmd)
        self.returncode, self.cmd, self.output, self.stderr = returncode, cmd, output, stderr
        self.stdout = output


class TimeoutExpired(SubprocessError):
    def __init__(self, cmd, timeout, output=None, stderr=None):
        super().__init__(cmd, timeout)
        self.cmd, self.timeout, self.output, self.stderr = cmd, timeout, output, stderr


def _output(options):
    text = options.get("text") or options.get("universal_newlines") or options.get("encoding")
    return _pytea.unknown("the output of a program", "str" if text else "bytes")


def _status():
    return _pytea.unknown("the exit status of a program", "int")


class CompletedProcess:
    def __init__(self, args, returncode, stdout=None, stderr=None):
        self.args, self.returncode, self.stdout, self.stderr = args, returncode, stdout, stderr

    def check_returncode(self):
        pass


def run(args, *, check=False, capture_output=False, **options):
    status = 0 if check else _status()
    captured = capture_output or options.get("stdout") == PIPE
    return CompletedProcess(
        args,
        status,
        _output(options) if captured else None,
        _output(options) if capture_output else None,
    )


def call(args, **options):
    return _status()


def check_call(args, **options):
    return 0


def check_output(args, **options):
    return _output(options)


def getoutput(cmd, **options):
    return _pytea.unknown("the output of a program", "str")


def getstatusoutput(cmd, **options):
    return _status(), getoutput(cmd)


def list2cmdline(seq):
    return " ".join(seq)


class Popen:
    def __init__(self, args, **options):
        self.args = args
        self.pid = _pytea.unknown("the number of a process", "int")
        self.returncode = None
        self.stdin = self.stdout = self.stderr = _pytea.unknown("a pipe to a program")
        self._options = options

    def communicate(self, input=None, timeout=None):
        self.returncode = _status()
        return _output(self._options), _output(self._options)

    def wait(self, timeout=None):
        self.returncode = _status()
        return self.returncode

    poll = wait

    def terminate(self):
        pass

    kill = terminate

    def send_signal(self, signal):
        pass

    def __enter__(self):
        return self

    def __exit__(self, *exception):
        return None
