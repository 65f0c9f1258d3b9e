"""The command line of a script for which no arguments were given: there may be some."""

import _pytea


class CommandLine(list):
    """Its known items, behind which there may be more; what runs over it meets the known ones only.

    In open surroundings it is not known how many there are, so that a script that wants an argument
    is followed on both sides.
    """

    def __init__(self, known):
        super().__init__(known)
        self._more = 0
        if _pytea.has_open_surroundings():
            self._more = _pytea.any_int("len(sys.argv) - 1", 0, None)

    def __len__(self):
        _pytea.has_open_surroundings()
        return super().__len__() + self._more

    def __bool__(self):
        return len(self) > 0

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
        rest._more = self._more
        return rest

    def pop(self, index=-1):
        if _pytea.is_known(index) and -1 < index < super().__len__():
            return super().pop(index)
        return _pytea.unknown("an argument of the script", "str")

    def copy(self):
        return self[:]
