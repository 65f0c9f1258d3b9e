"""urllib.parse of known texts."""

import _pytea

_SAFE = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_.-~"

_WITH_HOST = ("http", "https", "ftp", "sftp", "file", "git", "git+ssh", "svn", "ws", "wss", "rsync")


def quote(string, safe="/", encoding="utf-8", errors="strict"):
    if not _pytea.is_known(string):
        return _pytea.unknown("a quoted text", "str")
    data = string.encode(encoding) if isinstance(string, str) else string
    return "".join([chr(b) if chr(b) in _SAFE + safe and b < 128 else f"%{b:02X}" for b in data])


def quote_plus(string, safe="", encoding="utf-8", errors="strict"):
    return quote(string, safe + " ", encoding).replace(" ", "+")


def unquote(string, encoding="utf-8", errors="replace"):
    if not _pytea.is_known(string):
        return _pytea.unknown("an unquoted text", "str")
    first, *parts = string.split("%")
    data = first.encode(encoding)
    for part in parts:
        if len(part) > 1 and all([char in "0123456789abcdefABCDEF" for char in part[:2]]):
            data += bytes([int(part[:2], 16)]) + part[2:].encode(encoding)
        else:
            data += b"%" + part.encode(encoding)
    return data.decode(encoding, errors)


def unquote_plus(string, encoding="utf-8", errors="replace"):
    return unquote(string.replace("+", " "), encoding, errors)


def urlencode(query, doseq=False, safe="", encoding="utf-8", errors="strict", quote_via=quote_plus):
    made = []
    for key, value in query.items() if hasattr(query, "items") else query:
        values = value if doseq and isinstance(value, (list, tuple)) else [value]
        made += [f"{quote_via(str(key), safe)}={quote_via(str(item), safe)}" for item in values]
    return "&".join(made)


class _Parts(tuple):
    scheme = property(lambda self: self[0])
    netloc = property(lambda self: self[1])
    path = property(lambda self: self[2])
    query = property(lambda self: self[-2])
    fragment = property(lambda self: self[-1])

    @property
    def _host(self):
        return self.netloc.rpartition("@")[2]

    @property
    def hostname(self):
        return self._host.partition(":")[0].lower() or None

    @property
    def port(self):
        port = self._host.partition(":")[2]
        return int(port) if port else None

    @property
    def username(self):
        user, at, _ = self.netloc.rpartition("@")
        return user.partition(":")[0] if at else None

    def geturl(self):
        return urlunsplit((*self[:3], *self[-2:]))


class SplitResult(_Parts):
    pass


class ParseResult(_Parts):
    params = property(lambda self: self[3])


def urlsplit(url, scheme="", allow_fragments=True):
    if not _pytea.is_known(url):
        return _pytea.unknown("the parts of an address")
    rest, netloc, query, fragment = url, "", "", ""
    head, colon, tail = url.partition(":")
    if (
        colon
        and head[:1].isalpha()
        and head.replace("+", "").replace("-", "").replace(".", "").isalnum()
    ):
        scheme, rest = head.lower(), tail
    if allow_fragments:
        rest, _, fragment = rest.partition("#")
    rest, _, query = rest.partition("?")
    if rest.startswith("//"):
        netloc, slash, path = rest[2:].partition("/")
        rest = slash + path
    return SplitResult((scheme, netloc, rest, query, fragment))


def urlparse(url, scheme="", allow_fragments=True):
    parts = urlsplit(url, scheme, allow_fragments)
    if not _pytea.is_known(parts):
        return parts
    path, _, params = parts.path.partition(";")
    return ParseResult((parts.scheme, parts.netloc, path, params, parts.query, parts.fragment))


def urlunsplit(components):
    scheme, netloc, path, query, fragment = components
    if netloc or scheme in _WITH_HOST and not path.startswith("//"):
        path = "//" + netloc + ("" if not path or path.startswith("/") else "/") + path
    return (
        (scheme + ":" if scheme else "")
        + path
        + ("?" + query if query else "")
        + ("#" + fragment if fragment else "")
    )


def urlunparse(components):
    scheme, netloc, path, params, query, fragment = components
    return urlunsplit((scheme, netloc, path + (";" + params if params else ""), query, fragment))


def parse_qsl(qs, keep_blank_values=False, **options):
    pairs = [item.partition("=") for item in qs.split("&") if item]
    return [(unquote_plus(k), unquote_plus(v)) for k, _, v in pairs if v or keep_blank_values]


def parse_qs(qs, keep_blank_values=False, **options):
    made = {}
    for key, value in parse_qsl(qs, keep_blank_values):
        made.setdefault(key, []).append(value)
    return made


def urljoin(base, url, allow_fragments=True):
    if not _pytea.is_known(base) or not _pytea.is_known(url) or ".." in url or "./" in url:
        return _pytea.unknown("a joined address", "str")
    if not base or not url:
        return url or base
    there, here = urlsplit(url), urlsplit(base)
    if there.scheme and there.scheme != here.scheme:
        return url
    if there.netloc:
        return urlunsplit((here.scheme, *there[1:]))
    path = (
        there.path
        if there.path.startswith("/")
        else here.path.rpartition("/")[0] + "/" + there.path
    )
    if not there.path:
        return urlunsplit((*here[:3], there.query or here.query, there.fragment))
    return urlunsplit((here.scheme, here.netloc, path, there.query, there.fragment))
