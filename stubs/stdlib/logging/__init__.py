"""logging: levels and loggers are kept, nothing is written."""

import _pytea
from logging._levels import (
    CRITICAL, DEBUG, ERROR, FATAL, INFO, NOTSET, WARN, WARNING, _level, addLevelName,
    getLevelName, getLevelNamesMapping,
)  # fmt: skip
from logging._parts import (
    FileHandler, Filter, Filterer, Formatter, Handler, NullHandler, StreamHandler,
)  # fmt: skip

BASIC_FORMAT = "%(levelname)s:%(name)s:%(message)s"
raiseExceptions = True


class LogRecord:
    def __init__(
        self, name, level, pathname, lineno, msg, args, exc_info, func=None, sinfo=None, **kwargs
    ):
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
        self._parent = None
        self.propagate = True
        self.handlers = []
        self.disabled = False

    @property
    def parent(self):
        """The nearest logger above that there is now, unless it was set."""
        if self._parent is None and _loggers.get(self.name) is self:
            above = self.name.rpartition(".")[0]
            while above:
                if above in _loggers:
                    return _loggers[above]
                above = above.rpartition(".")[0]
            return root
        return self._parent

    @parent.setter
    def parent(self, value):
        self._parent = value

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


class _Loggers(dict):
    """The loggers by name: modules that are not followed may have made more."""

    def __missing__(self, name):
        return _pytea.unknown("a logger that another module may have made")


class Manager:
    def __init__(self):
        self.loggerDict = _Loggers()
        self.disable = 0
        self.root = root


_manager = Logger.manager = Manager()
#: What the manager lists; kept apart, for whoever is handed a logger may change that list.
_loggers = {}
_classes = [Logger]


def getLogger(name=None):
    if not _pytea.is_known(name) or not name or name == "root":
        return root
    if name not in _loggers:
        _loggers[name] = _manager.loggerDict[name] = _classes[-1](name)
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
    _manager.disable = level


def getHandlerByName(name):
    return None


def getLogRecordFactory():
    return LogRecord


def makeLogRecord(dict):
    return _pytea.unknown("a log record")
