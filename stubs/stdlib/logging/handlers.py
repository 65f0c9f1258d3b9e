"""logging.handlers: nothing is written."""

from logging import FileHandler, Handler


class BaseRotatingHandler(FileHandler):
    def __init__(self, filename, *args, **kwargs):
        super().__init__(filename)


class RotatingFileHandler(BaseRotatingHandler):
    pass


class TimedRotatingFileHandler(BaseRotatingHandler):
    pass


class WatchedFileHandler(BaseRotatingHandler):
    pass


class _Quiet(Handler):
    def __init__(self, *args, **kwargs):
        super().__init__()


class QueueHandler(_Quiet):
    pass


class MemoryHandler(_Quiet):
    pass


class SysLogHandler(_Quiet):
    pass


class SocketHandler(_Quiet):
    pass


class HTTPHandler(_Quiet):
    pass


class SMTPHandler(_Quiet):
    pass


class QueueListener:
    def __init__(self, queue, *handlers, respect_handler_level=False):
        self.queue, self.handlers = queue, handlers

    def start(self):
        pass

    def stop(self):
        pass
