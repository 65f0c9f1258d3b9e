"""beartype.vale: conditions in type hints; nothing is asked of them here."""


class _Validator:
    def __and__(self, other):
        return self

    def __or__(self, other):
        return self

    def __invert__(self):
        return self


class _Factory:
    def __getitem__(self, condition):
        return _Validator()


Is = _Factory()
IsAttr = _Factory()
IsEqual = _Factory()
IsInstance = _Factory()
IsSubclass = _Factory()
