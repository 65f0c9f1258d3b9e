"""string: constants, capwords, templates and formatters."""

import _pytea

whitespace = " \t\n\r\v\f"
ascii_lowercase = "abcdefghijklmnopqrstuvwxyz"
ascii_uppercase = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
ascii_letters = ascii_lowercase + ascii_uppercase
digits = "0123456789"
hexdigits = digits + "abcdef" + "ABCDEF"
octdigits = "01234567"
punctuation = r"""!"#$%&'()*+,-./:;<=>?@[\]^_`{|}~"""
printable = digits + ascii_letters + punctuation + whitespace


def capwords(s, sep=None):
    return (sep or " ").join([word.capitalize() for word in s.split(sep)])


class Template:
    delimiter = "$"
    _form = r"\$(?:(\$)|([_a-zA-Z][_a-zA-Z0-9]*)|\{([_a-zA-Z][_a-zA-Z0-9]*)\}|())"

    def __init__(self, template):
        self.template = template

    def _filled(self, mapping, kws, safe):
        text, made, end = self.template, "", 0
        found = _pytea.call_host("re.finditer", self._form, text, 0)
        if not _pytea.is_known(found):
            return _pytea.unknown("a text that is not known", "str")
        values = {**mapping, **kws}
        for spans, _, _, _ in found:
            start, stop = spans[0]
            made += text[end:start]
            end = stop
            name = "".join([text[a:b] for a, b in spans[2:4] if a >= 0])
            if spans[1][0] >= 0:
                made += "$"
            elif name and (name in values or not safe):
                made += str(values[name])
            elif not name and not safe:
                raise ValueError("Invalid placeholder in string")
            else:
                made += text[start:stop]
        return made + text[end:]

    def substitute(self, mapping={}, /, **kws):
        return self._filled(mapping, kws, False)

    def safe_substitute(self, mapping={}, /, **kws):
        return self._filled(mapping, kws, True)


class Formatter:
    def format(self, format_string, /, *args, **kwargs):
        return self.vformat(format_string, args, kwargs)

    def vformat(self, format_string, args, kwargs):
        return format_string.format(*args, **kwargs)

    def parse(self, format_string):
        return _pytea.call_host("string.Formatter.parse", format_string)
