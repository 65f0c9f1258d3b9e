"""signal: no signal arrives."""

SIGHUP, SIGINT, SIGQUIT, SIGILL, SIGABRT, SIGFPE, SIGKILL, SIGBUS, SIGSEGV = (
    1,
    2,
    3,
    4,
    6,
    8,
    9,
    7,
    11,
)
SIGUSR1, SIGUSR2, SIGPIPE, SIGALRM, SIGTERM, SIGCHLD, SIGCONT, SIGSTOP = (
    10,
    12,
    13,
    14,
    15,
    17,
    18,
    19,
)
SIG_DFL, SIG_IGN = 0, 1
SIG_BLOCK, SIG_UNBLOCK, SIG_SETMASK = 0, 1, 2
ITIMER_REAL, ITIMER_VIRTUAL, ITIMER_PROF = 0, 1, 2
Signals = Handlers = int
_handlers = {SIGINT: SIG_DFL}


def signal(signalnum, handler):
    before = _handlers.get(signalnum, SIG_DFL)
    _handlers[signalnum] = handler
    return before


def getsignal(signalnum):
    return _handlers.get(signalnum, SIG_DFL)


def default_int_handler(signalnum, frame):
    raise KeyboardInterrupt


def alarm(seconds):
    return 0


def _nothing(*args, **kwargs):
    return None


pause = setitimer = getitimer = raise_signal = siginterrupt = set_wakeup_fd = _nothing
pthread_sigmask = sigwait = strsignal = _nothing
