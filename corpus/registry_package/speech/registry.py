_BUILDERS = {}


def register(name):
    def decorate(cls):
        if name in _BUILDERS:
            raise KeyError(f"{name} is registered twice")
        _BUILDERS[name] = cls
        return cls

    return decorate


def build(name, config):
    cls = _BUILDERS[name]
    make = getattr(cls, "from_config", None)
    return make(config) if make is not None else cls()
