"""warnings: what the program warns of itself is recorded or raised as its filters say.

Nothing is shown. What torch warns of is not followed, so that a program that uses torch records
an unknown list.
"""

import sys

import _pytea

filters = []
#: The lists of ``catch_warnings(record=True)`` that are open, None for those that record nothing.
_recorded = []
_IGNORECASE = 2
_HIDDEN = (PendingDeprecationWarning, ImportWarning, ResourceWarning)


def filterwarnings(action, message="", category=Warning, module="", lineno=0, append=False):
    entry = (action, message, category, module)
    filters.append(entry) if append else filters.insert(0, entry)


def simplefilter(action, category=Warning, lineno=0, append=False):
    filterwarnings(action, "", category, "", lineno, append)


def resetwarnings():
    filters.clear()


def _action(text, category):
    for action, message, wanted, module in filters:
        if module or not issubclass(category, wanted):
            continue
        if not message or _pytea.call_host("re.match", message, text, _IGNORECASE) is not None:
            return action
    return "ignore" if issubclass(category, _HIDDEN) else "default"


def warn(message, category=None, stacklevel=1, source=None, *, skip_file_prefixes=()):
    if isinstance(message, Warning):
        category = message.__class__
    category = category or UserWarning
    text = str(message)
    if not filters and not _recorded or not _pytea.is_known(text):
        return
    made = message if isinstance(message, Warning) else category(message)
    action = _action(text, category)
    if action == "error":
        raise made
    if action == "ignore" or not _recorded or _recorded[-1] is None:
        return
    seen = [(str(entry.message), entry.category) for entry in _recorded[-1]]
    if action == "always" or (text, category) not in seen:
        _recorded[-1].append(WarningMessage(made, category, "", 0))


def warn_explicit(message, category, filename, lineno, module=None, registry=None, **options):
    warn(message, category)


def showwarning(message, category, filename, lineno, file=None, line=None):
    pass


def formatwarning(message, category, filename, lineno, line=None):
    return f"{filename}:{lineno}: {category.__name__}: {message}\n"


class WarningMessage:
    def __init__(self, message, category, filename, lineno, file=None, line=None, source=None):
        self.message, self.category = message, category
        self.filename, self.lineno = filename, lineno


class catch_warnings:
    def __init__(
        self, *, record=False, module=None, action=None, category=Warning, lineno=0, append=False
    ):
        self._record = record
        self._action = (action, category)

    def __enter__(self):
        self._filters = filters[:]
        action, category = self._action
        if action is not None:
            simplefilter(action, category)
        if self._record and "torch" in sys.modules:
            _recorded.append(None)
            return _pytea.unknown("the warnings of torch", "list")
        if not self._record:
            return None
        _recorded.append([])
        return _recorded[-1]

    def __exit__(self, *exception):
        filters[:] = self._filters
        if self._record:
            _recorded.pop()


def deprecated(message, /, *, category=DeprecationWarning, stacklevel=1):
    return lambda decorated: decorated
