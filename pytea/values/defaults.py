"""What torch uses where a call does not say it: the settings that hold on one path."""

from __future__ import annotations

from pytea.records import immutable
from pytea.values.dtype import CPU, FLOAT32, DType


@immutable()
class Defaults:
    """``set_default_dtype``, ``set_default_device`` and the autocast regions around a call."""

    #: None when it is not known, as for ``device``.
    dtype: DType | None = FLOAT32
    device: object = CPU
    #: By device type: the dtype to which autocast brings matrix products, None when it is not known.
    autocast: tuple[tuple[str, DType | None], ...] = ()
    #: The devices that were the default outside of each ``with torch.device(...)`` that is on.
    outer: tuple[object, ...] = ()

    def merged(self, other: Defaults) -> Defaults:
        """Returns what is known when either of the two holds."""
        if self == other:
            return self
        mine, theirs = dict(self.autocast), dict(other.autocast)
        regions = sorted({*mine, *theirs})
        return Defaults(
            self.dtype if self.dtype == other.dtype else None,
            self.device if self.device == other.device else None,
            tuple(
                (kind, mine[kind] if kind in mine and mine[kind] == theirs.get(kind) else None)
                for kind in regions
            ),
            self.outer if self.outer == other.outer else tuple(None for _ in self.outer),
        )


#: What holds when a program starts.
AT_START = Defaults()
