"""warnings: nothing is shown; an "error" filter is not followed."""

filters = []


def _nothing(*args, **kwargs):
    pass


warn = warn_explicit = filterwarnings = simplefilter = resetwarnings = showwarning = _nothing


def formatwarning(message, category, filename, lineno, line=None):
    return f"{filename}:{lineno}: {category.__name__}: {message}\n"


class WarningMessage:
    def __init__(self, message, category, filename, lineno, file=None, line=None, source=None):
        self.message, self.category, self.filename, self.lineno = (
            message,
            category,
            filename,
            lineno,
        )


class catch_warnings:
    def __init__(
        self, *, record=False, module=None, action=None, category=Warning, lineno=0, append=False
    ):
        self._record = record

    def __enter__(self):
        return [] if self._record else None

    def __exit__(self, *exception):
        return None


def deprecated(message, /, *, category=DeprecationWarning, stacklevel=1):
    return lambda decorated: decorated
