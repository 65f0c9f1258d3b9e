"""The command line of a script for which no arguments were given: there may be some."""

import _pytea


class CommandLine(list):
    """Its known items, behind which there may be more; what runs over it meets the known ones only.

    How many there are is open, so that a script that wants an argument is followed on both sides.
    """

    def __init__(self, known):
        super().__init__(known)
        self._length = _pytea.any_int("len(sys.argv)", super().__len__(), None)

    def __len__(self):
        return self._length

    def __bool__(self):
        return self._length > 0

    def __getitem__(self, index):
        if isinstance(index, slice):
            return self._slice(index)
        if not _pytea.is_known(index) or not -1 < index < super().__len__():
            return _pytea.unknown("an argument of the script", "str")
        return super().__getitem__(index)

    def _slice(self, index):
        known = super().__getitem__(index)
        if index.stop is not None or index.step is not None:
            return known
        rest = CommandLine(known)
        rest._length = self._length - (super().__len__() - len(known))
        return rest

    def pop(self, index=-1):
        if _pytea.is_known(index) and -1 < index < super().__len__():
            self._length -= 1
            return super().pop(index)
        return _pytea.unknown("an argument of the script", "str")

    def append(self, text):
        self._length += 1
        super().append(text)

    def extend(self, texts):
        for text in texts:
            self.append(text)

    def __iadd__(self, texts):
        self.extend(texts)
        return self

    def insert(self, index, text):
        self._length += 1
        super().insert(index, text)

    def remove(self, text):
        if text in self:
            self._length -= 1
            super().remove(text)

    def copy(self):
        return self[:]
