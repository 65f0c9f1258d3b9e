"""socket: nothing is connected."""

import _pytea

AF_UNIX, AF_INET, AF_INET6 = 1, 2, 10
SOCK_STREAM, SOCK_DGRAM = 1, 2
SOL_SOCKET, SO_REUSEADDR, IPPROTO_TCP = 1, 2, 6
error = OSError
herror = gaierror = OSError
timeout = TimeoutError


def gethostname():
    return _pytea.unknown("the name of the machine", "str")


getfqdn = gethostname


def gethostbyname(hostname):
    return _pytea.unknown("the address of a machine", "str")


def _object(*args, **kwargs):
    return _pytea.unknown("a connection")


create_connection = create_server = socketpair = getaddrinfo = gethostbyaddr = _object


class socket:
    def __init__(self, family=AF_INET, type=SOCK_STREAM, proto=0, fileno=None):
        self.family, self.type = family, type

    def _nothing(self, *args, **kwargs):
        return None

    bind = listen = connect = close = setsockopt = settimeout = shutdown = sendall = _nothing
    setblocking = _nothing

    def _fact(self, *args, **kwargs):
        return _pytea.unknown("a fact about a connection")

    accept = recv = recvfrom = send = sendto = getsockname = getpeername = connect_ex = _fact
    fileno = makefile = _fact

    def __enter__(self):
        return self

    def __exit__(self, *exception):
        return None
