"""Signatures, their parameters, and the binding of arguments to them."""


class _Empty:
    pass


class _Kind(int):
    _names = (
        "POSITIONAL_ONLY",
        "POSITIONAL_OR_KEYWORD",
        "VAR_POSITIONAL",
        "KEYWORD_ONLY",
        "VAR_KEYWORD",
    )

    @property
    def name(self):
        return self._names[int(self)]

    def __repr__(self):
        return f"<_ParameterKind.{self.name}: {int(self)}>"

    def __str__(self):
        return self.name


_KINDS = {"positional_only": _Kind(0), "positional": _Kind(1), "varargs": _Kind(2),
          "keyword_only": _Kind(3), "varkw": _Kind(4)}  # fmt: skip


class Parameter:
    empty = _Empty
    POSITIONAL_ONLY, POSITIONAL_OR_KEYWORD, VAR_POSITIONAL = _Kind(0), _Kind(1), _Kind(2)
    KEYWORD_ONLY, VAR_KEYWORD = _Kind(3), _Kind(4)

    def __init__(self, name, kind, *, default=_Empty, annotation=_Empty):
        self.name, self.kind, self.default, self.annotation = name, kind, default, annotation

    def replace(self, **changes):
        values = {"name": self.name, "kind": self.kind, "default": self.default,
                  "annotation": self.annotation, **changes}  # fmt: skip
        return Parameter(**values)

    def __repr__(self):
        return f'<Parameter "{self}">'

    def __str__(self):
        star = "*" if self.kind == 2 else "**" if self.kind == 4 else ""
        return f"{star}{self.name}" + ("" if self.default is _Empty else f"={self.default!r}")


class BoundArguments:
    def __init__(self, signature, arguments):
        self.signature = signature
        self.arguments = arguments

    @property
    def args(self):
        values = []
        for name, parameter in self.signature.parameters.items():
            if parameter.kind in (3, 4) or name not in self.arguments:
                break
            if parameter.kind == 2:
                values.extend(self.arguments[name])
            else:
                values.append(self.arguments[name])
        return tuple(values)

    @property
    def kwargs(self):
        values, behind = {}, False
        for name, parameter in self.signature.parameters.items():
            behind = behind or parameter.kind in (3, 4) or name not in self.arguments
            if behind and name in self.arguments:
                if parameter.kind == 4:
                    values.update(self.arguments[name])
                elif parameter.kind != 2:
                    values[name] = self.arguments[name]
        return values

    def apply_defaults(self):
        made = {}
        for name, parameter in self.signature.parameters.items():
            if name in self.arguments:
                made[name] = self.arguments[name]
            elif parameter.default is not _Empty:
                made[name] = parameter.default
            elif parameter.kind == 2:
                made[name] = ()
            elif parameter.kind == 4:
                made[name] = {}
        self.arguments = made


class Signature:
    empty = _Empty

    def __init__(self, parameters=None, *, return_annotation=_Empty):
        self.parameters = {parameter.name: parameter for parameter in parameters or ()}
        self.return_annotation = return_annotation

    def replace(self, *, parameters=None, return_annotation=_Empty):
        return Signature(self.parameters.values() if parameters is None else parameters)

    def bind(self, /, *args, **kwargs):
        return self._bound(args, kwargs, True)

    def bind_partial(self, /, *args, **kwargs):
        return self._bound(args, kwargs, False)

    def _bound(self, args, kwargs, complete):
        made, rest, kwargs = {}, list(args), dict(kwargs)
        for name, parameter in self.parameters.items():
            if parameter.kind == 2:
                if rest:
                    made[name] = tuple(rest)
                rest = []
            elif parameter.kind == 4:
                if kwargs:
                    made[name] = kwargs
                kwargs = {}
            elif parameter.kind != 3 and rest:
                if name in kwargs:
                    raise TypeError(f"multiple values for argument {name!r}")
                made[name] = rest.pop(0)
            elif parameter.kind != 0 and name in kwargs:
                made[name] = kwargs.pop(name)
            elif complete and parameter.default is _Empty:
                raise TypeError(f"missing a required argument: {name!r}")
        if rest:
            raise TypeError("too many positional arguments")
        if kwargs:
            raise TypeError(f"got an unexpected keyword argument {next(iter(kwargs))!r}")
        return BoundArguments(self, made)

    def __str__(self):
        parts, star = [], False
        for parameter in self.parameters.values():
            if parameter.kind == 3 and not star:
                parts.append("*")
            star = star or parameter.kind in (2, 3)
            parts.append(str(parameter))
        return f"({', '.join(parts)})"

    def __repr__(self):
        return f"<Signature {self}>"
