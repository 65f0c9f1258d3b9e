"""configparser: sections that the program sets are known, files are unknown."""

import _pytea


class Error(Exception):
    pass


class NoSectionError(Error):
    pass


class NoOptionError(Error):
    pass


class DuplicateSectionError(Error):
    pass


class _Missing:
    pass


_MISSING = _Missing()
_BOOLEANS = {"1": True, "yes": True, "true": True, "on": True,
             "0": False, "no": False, "false": False, "off": False}  # fmt: skip


def _boolean(value):
    if not _pytea.is_known(value):
        return _pytea.unknown("a setting of a file", "bool")
    if value.lower() not in _BOOLEANS:
        raise ValueError(f"Not a boolean: {value}")
    return _BOOLEANS[value.lower()]


class RawConfigParser:
    def __init__(self, defaults=None, *args, **options):
        self._defaults = {key.lower(): value for key, value in (defaults or {}).items()}
        self._sections = {}
        given = options.get("interpolation", True)
        self._interpolation = given is True or isinstance(given, BasicInterpolation)
        #: Whether a file was read: what it says is unknown.
        self._open = False

    def read(self, filenames, encoding=None):
        self._open = True
        return _pytea.unknown("the files that were read", "list")

    def read_file(self, f, source=None):
        self._open = True

    def read_dict(self, dictionary, source="<dict>"):
        for section, values in dictionary.items():
            if section not in self._sections:
                self._sections[section] = {}
            for key, value in values.items():
                self._sections[section][key.lower()] = str(value)

    def read_string(self, string, source="<string>"):
        section, last = None, None
        for line in string.splitlines():
            text = line.strip()
            if not text or text[0] in "#;":
                continue
            if text[0] == "[" and "]" in text:
                section = text[1 : text.index("]")]
                self._sections.setdefault(section, {})
            elif line[0] in " \t" and last is not None:
                self._sections[section][last] += "\n" + text
            else:
                at = min([text.index(sign) for sign in "=:" if sign in text], default=len(text))
                last = text[:at].strip().lower()
                self._sections[section][last] = text[at + 1 :].strip()

    def sections(self):
        if self._open:
            return _pytea.unknown("the sections of a file", "list")
        return [name for name in self._sections if name != "DEFAULT"]

    def defaults(self):
        return {**self._defaults, **self._sections.get("DEFAULT", {})}

    def add_section(self, section):
        if section in self._sections:
            raise DuplicateSectionError(f"Section {section!r} already exists")
        self._sections[section] = {}

    def has_section(self, section):
        if section in self._sections:
            return True
        return _pytea.choice(f"section {section} is in a file") if self._open else False

    def has_option(self, section, option):
        if option.lower() in {**self.defaults(), **self._sections.get(section, {})}:
            return True
        return _pytea.choice(f"setting {option} is in a file") if self._open else False

    def options(self, section):
        if self._open:
            return _pytea.unknown("the settings of a file", "list")
        return list({**self._section(section), **self.defaults()})

    def _section(self, section):
        if section not in self._sections and section != "DEFAULT":
            raise NoSectionError(f"No section: {section!r}")
        return self._sections.get(section, {})

    def get(self, section, option, *, raw=False, vars=None, fallback=_MISSING):
        if self._open:
            return _pytea.unknown(f"setting {option} of a file", "str")
        if section not in self._sections and section != "DEFAULT" and fallback is not _MISSING:
            return fallback
        values = {**self.defaults(), **self._section(section)}
        if option.lower() in values:
            value = values[option.lower()]
            return value if raw else self._interpolated(value, {**values, **(vars or {})})
        if fallback is not _MISSING:
            return fallback
        raise NoOptionError(f"No option {option!r} in section: {section!r}")

    def _interpolated(self, value, values):
        return value

    def _converted(self, convert, section, option, fallback):
        value = self.get(section, option, fallback=fallback)
        return value if value is fallback else convert(value)

    def getint(self, section, option, *, raw=False, vars=None, fallback=_MISSING):
        return self._converted(int, section, option, fallback)

    def getfloat(self, section, option, *, raw=False, vars=None, fallback=_MISSING):
        return self._converted(float, section, option, fallback)

    def getboolean(self, section, option, *, raw=False, vars=None, fallback=_MISSING):
        return self._converted(_boolean, section, option, fallback)

    def items(self, section=None):
        if self._open:
            return _pytea.unknown("the settings of a file", "list")
        if section is None:
            return [(name, self[name]) for name in self]
        return list({**self.defaults(), **self._section(section)}.items())

    def set(self, section, option, value=None):
        self._section(section)[option.lower()] = value

    def remove_section(self, section):
        return self._sections.pop(section, None) is not None

    def write(self, fp, space_around_delimiters=True):
        sign = " = " if space_around_delimiters else "="
        shown = {"DEFAULT": self.defaults()} if self.defaults() else {}
        shown |= {name: self._sections[name] for name in self.sections()}
        for name, values in shown.items():
            fp.write(f"[{name}]\n")
            for option, value in values.items():
                fp.write(f"{option}{sign}{value}\n".replace("\n", "\n\t").removesuffix("\t"))
            fp.write("\n")

    def __getitem__(self, section):
        if section not in self._sections and not self._open and section != "DEFAULT":
            raise KeyError(section)
        return SectionProxy(self, section)

    def __setitem__(self, section, values):
        self._sections[section] = {}
        self.read_dict({section: values})

    def __contains__(self, section):
        return section == "DEFAULT" or self.has_section(section)

    def __iter__(self):
        return iter(["DEFAULT", *self.sections()])


class ConfigParser(RawConfigParser):
    def _interpolated(self, value, values, depth=0):
        """Replaces ``%(name)s`` by the value of the option."""
        if not isinstance(value, str) or "%" not in value or not self._interpolation:
            return value
        made, rest = "", value
        while "%" in rest:
            before, _, rest = rest.partition("%")
            made += before
            name, closed, behind = rest[1:].partition(")s")
            if rest[:1] == "%":
                made, rest = made + "%", rest[1:]
            elif rest[:1] == "(" and closed and name.lower() in values and depth < 10:
                made += self._interpolated(values[name.lower()], values, depth + 1)
                rest = behind
            else:
                raise InterpolationError(f"Bad value substitution: {value!r}")
        return made + rest


SafeConfigParser = ConfigParser


class ExtendedInterpolation:
    pass


class BasicInterpolation:
    pass


class SectionProxy:
    def __init__(self, parser, name):
        self.parser = parser
        self.name = name

    def __getitem__(self, key):
        if not self.parser.has_option(self.name, key):
            raise KeyError(key)
        return self.parser.get(self.name, key)

    def __setitem__(self, key, value):
        self.parser.set(self.name, key, value)

    def __contains__(self, key):
        return self.parser.has_option(self.name, key)

    def __iter__(self):
        return iter(self.parser.options(self.name))

    def get(self, option, fallback=None, **options):
        return self.parser.get(self.name, option, fallback=fallback)

    def getint(self, option, fallback=None, **options):
        return self.parser.getint(self.name, option, fallback=fallback)

    def getfloat(self, option, fallback=None, **options):
        return self.parser.getfloat(self.name, option, fallback=fallback)

    def getboolean(self, option, fallback=None, **options):
        return self.parser.getboolean(self.name, option, fallback=fallback)

    def keys(self):
        return self.parser.options(self.name)

    def items(self):
        return self.parser.items(self.name)
