"""urllib.request: nothing is fetched."""

import _pytea


class Request:
    def __init__(
        self, url, data=None, headers={}, origin_req_host=None, unverifiable=False, method=None
    ):
        self.full_url, self.data, self.headers, self.method = url, data, dict(headers), method

    def add_header(self, key, val):
        self.headers[key] = val


def urlopen(url, data=None, timeout=None, **options):
    return _pytea.unknown("a page of the network")


def urlretrieve(url, filename=None, reporthook=None, data=None):
    name = _pytea.unknown("the name of a temporary file", "str") if filename is None else filename
    return name, _pytea.unknown("the headers of a page")


def _object(*args, **kwargs):
    return _pytea.unknown("a part of a connection")


build_opener = install_opener = ProxyHandler = HTTPHandler = getproxies = _object


def urlcleanup():
    pass
