"""addict: a dict whose entries are attributes, and made when they are asked for."""


class Dict(dict):
    def __init__(self, *args, **kwargs):
        super().__init__()
        for key, value in dict(*args, **kwargs).items():
            self[key] = self._hook(value)

    @classmethod
    def _hook(cls, item):
        if isinstance(item, dict) and not isinstance(item, Dict):
            return cls(item)
        if isinstance(item, (list, tuple)):
            return type(item)([cls._hook(element) for element in item])
        return item

    def __getattr__(self, item):
        return self[item]

    def __setattr__(self, name, value):
        self[name] = value

    def __delattr__(self, name):
        del self[name]

    def __missing__(self, name):
        made = self[name] = self.__class__()
        return made

    def to_dict(self):
        return {k: v.to_dict() if isinstance(v, Dict) else v for k, v in self.items()}

    def copy(self):
        return self.__class__(self)

    def deepcopy(self):
        return self.__class__(self.to_dict())

    def update(self, *args, **kwargs):
        for key, value in dict(*args, **kwargs).items():
            if isinstance(value, dict) and isinstance(self.get(key), dict):
                self[key].update(value)
            else:
                self[key] = self._hook(value)

    def setdefault(self, key, default=None):
        if key not in self:
            self[key] = default
        return self[key]

    def freeze(self, shouldFreeze=True):
        pass

    unfreeze = freeze
