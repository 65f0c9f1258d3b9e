"""distutils.version: versions that are compared part by part."""

import re


class Version:
    def __init__(self, vstring=None):
        if vstring:
            self.parse(vstring)

    def _other(self, other):
        return type(self)(other) if isinstance(other, str) else other

    def __repr__(self):
        return f"{self.__class__.__name__} ('{self}')"

    def __eq__(self, other):
        return self._parts() == self._other(other)._parts()

    def __lt__(self, other):
        return self._parts() < self._other(other)._parts()

    def __le__(self, other):
        return self._parts() <= self._other(other)._parts()

    def __gt__(self, other):
        return self._parts() > self._other(other)._parts()

    def __ge__(self, other):
        return self._parts() >= self._other(other)._parts()


class LooseVersion(Version):
    def parse(self, vstring):
        self.vstring = vstring
        parts = [part for part in re.split(r"(\d+|[a-z]+|\.)", vstring) if part and part != "."]
        self.version = [int(part) if part.isdigit() else part for part in parts]

    def _parts(self):
        return self.version

    def __str__(self):
        return self.vstring


class StrictVersion(Version):
    def parse(self, vstring):
        match = re.match(r"^(\d+)\.(\d+)(\.(\d+))?([ab](\d+))?$", vstring)
        if not match:
            raise ValueError(f"invalid version number '{vstring}'")
        self.version = (int(match[1]), int(match[2]), int(match[4] or 0))
        self.prerelease = (match[5][0], int(match[6])) if match[5] else None

    def _parts(self):
        # a version without a prerelease is behind all of its prereleases
        return self.version, self.prerelease or ("c", 0)

    def __str__(self):
        text = ".".join(map(str, self.version if self.version[2] else self.version[:2]))
        return text + (self.prerelease[0] + str(self.prerelease[1]) if self.prerelease else "")
