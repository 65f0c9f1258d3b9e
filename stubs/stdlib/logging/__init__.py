"""logging: levels and loggers are kept, nothing is written."""

import _pytea

CRITICAL = FATAL = 50
ERROR = 40
WARNING = WARN = 30
INFO = 20
DEBUG = 10
NOTSET = 0
BASIC_FORMAT = "%(levelname)s:%(name)s:%(message)s"
raiseExceptions = True
_names = {50: "CRITICAL", 40: "ERROR", 30: "WARNING", 20: "INFO", 10: "DEBUG", 0: "NOTSET"}
_levels = {"CRITICAL": 50, "FATAL": 50, "ERROR": 40, "WARN": 30, "WARNING": 30, "INFO": 20,
           "DEBUG": 10, "NOTSET": 0}  # fmt: skip


def _level(level):
    if isinstance(level, str):
        if level not in _levels:
            raise ValueError(f"Unknown level: {level!r}")
        return _levels[level]
    return level


def getLevelName(level):
    if level in _names:
        return _names[level]
    return _levels.get(level, f"Level {level}")


def getLevelNamesMapping():
    return dict(_levels)


def addLevelName(level, levelName):
    _names[level] = levelName
    _levels[levelName] = level


class Filterer:
    def __init__(self):
        self.filters = []

    def addFilter(self, filter):
        if filter not in self.filters:
            self.filters.append(filter)

    def removeFilter(self, filter):
        if filter in self.filters:
            self.filters.remove(filter)

    def filter(self, record):
        return True


class Filter:
    def __init__(self, name=""):
        self.name = name

    def filter(self, record):
        return True


class Formatter:
    default_time_format = "%Y-%m-%d %H:%M:%S"

    def __init__(self, fmt=None, datefmt=None, style="%", validate=True, *, defaults=None):
        self._fmt = fmt
        self.datefmt = datefmt

    def format(self, record):
        return _pytea.unknown("a log line", "str")

    formatTime = formatException = formatStack = formatMessage = format


class Handler(Filterer):
    def __init__(self, level=NOTSET):
        super().__init__()
        self.level = _level(level)
        self.name = None
        self.formatter = None

    def setLevel(self, level):
        self.level = _level(level)

    def setFormatter(self, fmt):
        self.formatter = fmt

    def set_name(self, name):
        self.name = name

    def get_name(self):
        return self.name

    def format(self, record):
        return _pytea.unknown("a log line", "str")

    def _nothing(self, *args, **kwargs):
        pass

    emit = handle = flush = close = acquire = release = createLock = handleError = _nothing


class StreamHandler(Handler):
    terminator = "\n"

    def __init__(self, stream=None):
        super().__init__()
        self.stream = stream

    def setStream(self, stream):
        self.stream = stream


class FileHandler(StreamHandler):
    def __init__(self, filename, mode="a", encoding=None, delay=False, errors=None):
        super().__init__()
        self.baseFilename = filename
        self.mode = mode


class NullHandler(Handler):
    pass


class LogRecord:
    def __init__(self, name, level, pathname, lineno, msg, args, exc_info, func=None, sinfo=None, **kwargs):
        self.name, self.levelno, self.pathname, self.lineno = name, level, pathname, lineno
        self.msg, self.args, self.exc_info, self.funcName = msg, args, exc_info, func
        self.levelname = getLevelName(level)

    def getMessage(self):
        return self.msg % self.args if self.args else str(self.msg)


class _Calls:
    """The calls that write; subclasses of Logger that override one are still called."""

    def debug(self, msg, *args, **kwargs):
        pass

    def info(self, msg, *args, **kwargs):
        pass

    def warning(self, msg, *args, **kwargs):
        pass

    def error(self, msg, *args, **kwargs):
        pass

    def exception(self, msg, *args, exc_info=True, **kwargs):
        pass

    def critical(self, msg, *args, **kwargs):
        pass

    def log(self, level, msg, *args, **kwargs):
        pass

    warn = warning
    fatal = critical


class Logger(_Calls, Filterer):
    def __init__(self, name, level=NOTSET):
        super().__init__()
        self.name = name
        self.level = _level(level)
        self.parent = None
        self.propagate = True
        self.handlers = []
        self.disabled = False

    def setLevel(self, level):
        self.level = _level(level)

    def getEffectiveLevel(self):
        logger = self
        while logger is not None:
            if logger.level:
                return logger.level
            logger = logger.parent
        return NOTSET

    def isEnabledFor(self, level):
        return not self.disabled and level >= self.getEffectiveLevel()

    def addHandler(self, hdlr):
        if hdlr not in self.handlers:
            self.handlers.append(hdlr)

    def removeHandler(self, hdlr):
        if hdlr in self.handlers:
            self.handlers.remove(hdlr)

    def hasHandlers(self):
        return bool(self.handlers) or (self.parent is not None and self.parent.hasHandlers())

    def getChild(self, suffix):
        return getLogger(suffix if self is root else f"{self.name}.{suffix}")

    def handle(self, record):
        pass

    def callHandlers(self, record):
        pass


class RootLogger(Logger):
    def __init__(self, level):
        super().__init__("root", level)


root = Logger.root = RootLogger(WARNING)


class Manager:
    def __init__(self):
        self.loggerDict = {}
        self.disable = 0
        self.root = root


manager = Logger.manager = Manager()
_loggers = manager.loggerDict
_classes = [Logger]


def getLogger(name=None):
    if not _pytea.is_known(name) or not name or name == "root":
        return root
    if name not in _loggers:
        logger = _loggers[name] = _classes[-1](name)
        above = name.rpartition(".")[0]
        while above and above not in _loggers:
            above = above.rpartition(".")[0]
        logger.parent = _loggers.get(above, root)
    return _loggers[name]


def setLoggerClass(klass):
    _classes.append(klass)


def getLoggerClass():
    return _classes[-1]


class LoggerAdapter(_Calls):
    def __init__(self, logger, extra=None):
        self.logger = logger
        self.extra = extra

    def process(self, msg, kwargs):
        return msg, kwargs

    def setLevel(self, level):
        self.logger.setLevel(level)

    def isEnabledFor(self, level):
        return self.logger.isEnabledFor(level)

    def getEffectiveLevel(self):
        return self.logger.getEffectiveLevel()

    def hasHandlers(self):
        return self.logger.hasHandlers()

    @property
    def name(self):
        return self.logger.name


def basicConfig(**kwargs):
    if kwargs.get("force"):
        root.handlers = []
    if not root.handlers:
        root.handlers = list(kwargs.get("handlers") or [StreamHandler()])
        if kwargs.get("level") is not None:
            root.setLevel(kwargs["level"])


def _nothing(*args, **kwargs):
    pass


debug = info = warning = warn = error = exception = critical = fatal = log = _nothing
shutdown = captureWarnings = setLogRecordFactory = _nothing
lastResort = StreamHandler()


def disable(level=CRITICAL):
    manager.disable = level


def getHandlerByName(name):
    return None


def getLogRecordFactory():
    return LogRecord


def makeLogRecord(dict):
    return _pytea.unknown("a log record")
