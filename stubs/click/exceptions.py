"""click.exceptions."""


class ClickException(Exception):
    exit_code = 1

    def __init__(self, message=""):
        super().__init__(message)
        self.message = message


class UsageError(ClickException):
    exit_code = 2

    def __init__(self, message="", ctx=None):
        super().__init__(message)


class BadParameter(UsageError):
    def __init__(self, message="", ctx=None, param=None, param_hint=None):
        super().__init__(message, ctx)


class FileError(ClickException):
    def __init__(self, filename, hint=None):
        super().__init__(hint or filename)


class Abort(RuntimeError):
    pass


class Exit(RuntimeError):
    def __init__(self, code=0):
        super().__init__(code)


MissingParameter = BadParameter
NoSuchOption = BadOptionUsage = BadArgumentUsage = UsageError
