"""cProfile: the program runs without a profile."""


class Profile:
    def __init__(self, *args, **kwargs):
        pass

    def _nothing(self, *args, **kwargs):
        return None

    enable = disable = print_stats = dump_stats = create_stats = _nothing

    def runcall(self, func, /, *args, **kw):
        return func(*args, **kw)

    def __enter__(self):
        return self

    def __exit__(self, *exception):
        return None


def run(statement, filename=None, sort=-1):
    pass


def runctx(statement, globals, locals, filename=None, sort=-1):
    pass
