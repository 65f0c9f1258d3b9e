"""Sequential, ModuleList and ModuleDict."""

from collections import OrderedDict

from _pytea import add_entry, is_known

from torch.nn.module import Module, check_module


def position(container, idx):
    """Returns the non-negative position of an item."""
    size = len(container)
    if not -size <= idx < size:
        raise IndexError(f"index {idx} is out of range")
    return idx % size if idx < 0 else idx


def _check_iterable(value, text):
    if is_known(value) and not hasattr(value, "__iter__"):
        raise TypeError(f"{text}, but got {type(value).__name__}")


def pairs_of(values, name):
    """Returns the (key, value) pairs with which a dict-like container is updated."""
    _check_iterable(values, f"{name}.update should be called with an iterable of key/value pairs")
    return values.items() if hasattr(values, "items") else values


class _Numbered(Module):
    """A container whose children have their positions as names."""

    def __len__(self):
        return len(self._modules)

    def __iter__(self):
        return iter(list(self._modules.values()))

    def _name_at(self, idx):
        return list(self._modules)[position(self, idx)]

    def __setitem__(self, idx, module):
        setattr(self, self._name_at(idx), module)

    def _renumber(self, modules):
        self._modules.clear()
        for i, module in enumerate(modules):
            self._modules[str(i)] = module

    def __delitem__(self, idx):
        modules = list(self._modules.values())
        del modules[idx]
        self._renumber(modules)

    def append(self, module):
        name = str(len(self))
        if is_known(name):
            self.add_module(name, module)
        else:
            check_module(module)
            add_entry(self._modules, name, module)
        return self

    def pop(self, key):
        module = self[key]
        del self[key]
        return module

    def __contains__(self, module):
        return any(own is module for own in self._modules.values())


class Sequential(_Numbered):
    def __init__(self, *args):
        super().__init__()
        if len(args) == 1 and isinstance(args[0], OrderedDict):
            for name, module in args[0].items():
                self.add_module(name, module)
        else:
            for i, module in enumerate(args):
                self.add_module(str(i), module)

    def forward(self, input):
        for module in self._modules.values():
            input = module(input)
        return input

    def __getitem__(self, idx):
        if isinstance(idx, slice):
            return self.__class__(OrderedDict(list(self._modules.items())[idx]))
        return self._modules[self._name_at(idx)]

    def insert(self, index, module):
        if is_known(module) and not isinstance(module, Module):
            raise AssertionError("module should be of type: <class 'torch.nn.Module'>")
        size = len(self._modules)
        if not -size <= index <= size:
            raise IndexError(f"Index out of range: {index}")
        modules = list(self._modules.values())
        modules.insert(index + size if index < 0 else index, module)
        self._renumber(modules)
        return self

    def extend(self, sequential):
        for module in sequential:
            self.append(module)
        return self

    def __add__(self, other):
        if not isinstance(other, Sequential):
            raise ValueError(
                "add operator supports only objects of Sequential class, but "
                f"{type(other).__name__} is given."
            )
        return Sequential(*self, *other)

    def __iadd__(self, other):
        if not isinstance(other, Sequential):
            raise ValueError(
                "add operator supports only objects of Sequential class, but "
                f"{type(other).__name__} is given."
            )
        return self.extend(list(other))

    def __mul__(self, other):
        if not isinstance(other, int):
            raise TypeError(f"unsupported operand type(s) for *: Sequential and {other!r}")
        if other <= 0:
            raise ValueError(f"Non-positive multiplication factor {other} for Sequential")
        return Sequential(*(list(self) * other))

    def __rmul__(self, other):
        return self.__mul__(other)

    def __imul__(self, other):
        self._renumber(list(self * other))
        return self


class ModuleList(_Numbered):
    def __init__(self, modules=None):
        super().__init__()
        if modules is not None:
            self.extend(modules)

    def __getitem__(self, idx):
        if isinstance(idx, slice):
            return self.__class__(list(self._modules.values())[idx])
        if not is_known(idx):
            return list(self._modules.values())[idx]
        return self._modules[str(position(self, idx))]

    def extend(self, modules):
        _check_iterable(modules, "ModuleList.extend should be called with an iterable")
        for module in list(modules):
            self.append(module)
        return self

    def __iadd__(self, modules):
        return self.extend(modules)

    def __add__(self, other):
        return ModuleList([*self, *other])

    def insert(self, index, module):
        modules = list(self._modules.values())
        modules.insert(index, module)
        self._renumber(modules)


class ModuleDict(Module):
    def __init__(self, modules=None):
        super().__init__()
        if modules is not None:
            self.update(modules)

    def __getitem__(self, key):
        return self._modules[key]

    def __setitem__(self, key, module):
        self.add_module(key, module)

    def __delitem__(self, key):
        del self._modules[key]

    def __len__(self):
        return len(self._modules)

    def __iter__(self):
        return iter(list(self._modules))

    def __contains__(self, key):
        return key in self._modules

    def clear(self):
        self._modules.clear()

    def pop(self, key):
        return self._modules.pop(key)

    def keys(self):
        return self._modules.keys()

    def items(self):
        return self._modules.items()

    def values(self):
        return self._modules.values()

    def update(self, modules):
        for key, module in pairs_of(modules, "ModuleDict"):
            self[key] = module


class Container(Module):
    def __init__(self, **kwargs):
        super().__init__()
        for key, value in kwargs.items():
            self.add_module(key, value)
