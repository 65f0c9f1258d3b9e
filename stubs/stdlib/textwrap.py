"""textwrap."""

import _pytea


class TextWrapper:
    def __init__(self, width=70, **options):
        self.width = width
        self.options = options

    def wrap(self, text):
        return wrap(text, self.width, **self.options)

    def fill(self, text):
        return "\n".join(self.wrap(text))


def wrap(text, width=70, **kwargs):
    return _pytea.call_host("textwrap.wrap", text, {"width": width, **kwargs})


def fill(text, width=70, **kwargs):
    return "\n".join(wrap(text, width, **kwargs))


def shorten(text, width, *, placeholder=" [...]", **kwargs):
    options = {"max_lines": 1, "placeholder": placeholder, **kwargs}
    return "\n".join(wrap(" ".join(text.strip().split()), width, **options))


def dedent(text):
    return _pytea.call_host("textwrap.dedent", text)


def indent(text, prefix, predicate=None):
    made = ""
    for line in text.splitlines(True):
        wanted = bool(line.strip()) if predicate is None else predicate(line)
        made += prefix + line if wanted else line
    return made
