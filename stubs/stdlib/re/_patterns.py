"""Compiled patterns and their matches."""

import _pytea


class error(Exception):
    def __init__(self, msg, pattern=None, pos=None):
        super().__init__(msg)
        self.msg = msg
        self.pattern = pattern
        self.pos = pos


def make_pattern(pattern, flags):
    facts = _pytea.call_host("re.compile", pattern, flags)
    if isinstance(facts, str):
        raise error(facts, pattern)
    return Pattern(pattern, flags, facts)


class Pattern:
    def __init__(self, pattern, flags, facts):
        self.pattern = pattern
        self._given = flags
        self.groups, self.groupindex, self.flags = facts

    def __class_getitem__(cls, item):
        return cls

    def __eq__(self, other):
        if not isinstance(other, Pattern):
            return NotImplemented
        return self.pattern == other.pattern and self.flags == other.flags

    def __hash__(self):
        return hash((self.pattern, self.flags))

    def __repr__(self):
        return f"re.compile({self.pattern!r})"

    def __copy__(self):
        return self

    def __deepcopy__(self, memo):
        return self

    def _one(self, name, string, pos, endpos):
        found = _pytea.call_host(name, self.pattern, string, self._given, pos, endpos)
        if not _pytea.is_known(found):
            return _pytea.unknown("a match in a text that is not known")
        return None if found is None else Match(self, string, found, pos, endpos)

    def match(self, string, pos=0, endpos=None):
        return self._one("re.match", string, pos, endpos)

    def fullmatch(self, string, pos=0, endpos=None):
        return self._one("re.fullmatch", string, pos, endpos)

    def search(self, string, pos=0, endpos=None):
        return self._one("re.search", string, pos, endpos)

    def _all(self, string, pos, endpos):
        found = _pytea.call_host("re.finditer", self.pattern, string, self._given, pos, endpos)
        if not _pytea.is_known(found):
            return found
        return [Match(self, string, item, pos, endpos) for item in found]

    def finditer(self, string, pos=0, endpos=None):
        return iter(self._all(string, pos, endpos))

    def findall(self, string, pos=0, endpos=None):
        found = self._all(string, pos, endpos)
        if not _pytea.is_known(found):
            text = _pytea.unknown("a part of a text that is not known", "str")
            groups = self.groups if _pytea.is_known(self.groups) else 0
            return _pytea.summary([text if groups < 2 else (text,) * groups])
        if self.groups == 0:
            return [item.group() for item in found]
        if self.groups == 1:
            return [item.groups(string[:0])[0] for item in found]
        return [item.groups(string[:0]) for item in found]

    def split(self, string, maxsplit=0):
        return _pytea.call_host("re.split", self.pattern, string, maxsplit, self._given)

    def sub(self, repl, string, count=0):
        return self.subn(repl, string, count)[0]

    def subn(self, repl, string, count=0):
        if not callable(repl):
            made = _pytea.call_host("re.subn", self.pattern, repl, string, count, self._given)
            if not _pytea.is_known(made):
                return _pytea.unknown("a text that is not known", "str"), made
            return made
        found = self._all(string, 0, None)
        if not _pytea.is_known(found):
            return _pytea.unknown("a text that is not known", "str"), found
        made, end = string[:0], 0
        if count:
            found = found[:count]
        for item in found:
            made += string[end : item.start()] + repl(item)
            end = item.end()
        return made + string[end:], len(found)


class Match:
    def __init__(self, pattern, string, facts, pos, endpos):
        self.re = pattern
        self.string = string
        self._spans, self._names, self.lastindex, self.lastgroup = facts
        self.regs = tuple(self._spans)
        self.pos = pos
        self.endpos = len(string) if endpos is None else endpos

    def __class_getitem__(cls, item):
        return cls

    def _span(self, group):
        if isinstance(group, str):
            if group not in self._names:
                raise IndexError("no such group")
            group = self._names[group]
        if not 0 <= group < len(self._spans):
            raise IndexError("no such group")
        return self._spans[group]

    def _text(self, group, default=None):
        start, end = self._span(group)
        return default if start < 0 else self.string[start:end]

    def group(self, *groups):
        if len(groups) > 1:
            return tuple([self._text(group) for group in groups])
        return self._text(groups[0] if groups else 0)

    def __getitem__(self, group):
        return self._text(group)

    def groups(self, default=None):
        return tuple([self._text(index, default) for index in range(1, len(self._spans))])

    def groupdict(self, default=None):
        return {name: self._text(name, default) for name in self._names}

    def span(self, group=0):
        return tuple(self._span(group))

    def start(self, group=0):
        return self._span(group)[0]

    def end(self, group=0):
        return self._span(group)[1]

    def expand(self, template):
        return _pytea.call_host(
            "re.expand", self.re.pattern, self.string, self.re._given, self.start(), template
        )

    def __bool__(self):
        return True

    def __copy__(self):
        return self

    def __deepcopy__(self, memo):
        return self

    def __repr__(self):
        return f"<re.Match object; span={self.span()!r}, match={self.group()!r}>"
