"""One object for one of two, of which a path may hold either: tensors, and tables of tensors.

Which of the two it is matters only to who changes it in place, and a Choice splits every path that
looks at it. A table is a dict with the same keys on both sides and something of this kind, or the
same plain value, behind each of them: what ``state_dict()`` gives, kept from the best epoch so far.
"""

from __future__ import annotations

from collections.abc import Callable

from pytea.state.heap import Heap
from pytea.state.likeness import is_plain_result, same_rank
from pytea.symbolic.diagram import leaf_values, map_leaves
from pytea.values.objects import Ref, Value
from pytea.values.records import DictRecord, InstanceRecord, Record, TensorRecord
from pytea.values.tensor import Tensor

_PLAIN = (int, float, str, bool, type(None))
#: Pairs of objects behind two values that are looked at for some that may become one.
_PAIRS = 16


class Either:
    """Makes the objects of one merge that stand for one of two.

    ``read_a`` and ``read_b`` give the record of an address on either side, ``tensor`` merges two.
    """

    def __init__(
        self,
        heap: Heap,
        read_a: Callable[[int], Record | None],
        read_b: Callable[[int], Record | None],
        tensor: Callable[[Tensor, Tensor], Tensor],
    ) -> None:
        self.heap, self.tensor = heap, tensor
        self.read_a, self.read_b = read_a, read_b
        self.made: dict[tuple[int, int], Ref] = {}

    def of(self, x: Ref, y: Ref) -> Ref | None:
        """Returns what stands for ``x`` or ``y``; None where they are not of one kind."""
        found = self.made.get((x.addr, y.addr))
        if found is not None:
            return found
        if not self._fits(x, y):
            return None
        return self._make(x, y)

    def leaves(self, x: Value, y: Value) -> tuple[Value, Value]:
        """Returns two values with one object for each pair in them that may be one."""
        firsts = [leaf for leaf in leaf_values(x) if isinstance(leaf, Ref)]
        seconds = [leaf for leaf in leaf_values(y) if isinstance(leaf, Ref)]
        if len(firsts) * len(seconds) > _PAIRS:
            return x, y
        for left in firsts:
            for right in seconds:
                one = None if left.addr == right.addr else self.of(left, right)
                if one is not None:
                    return _with(x, left, one), _with(y, right, one)
        return x, y

    def _fits(self, x: Ref, y: Ref) -> bool:
        match self.read_a(x.addr), self.read_b(y.addr):
            case TensorRecord() as a, TensorRecord() as b:
                plain = is_plain_result(a) and is_plain_result(b)
                return plain and same_rank(a.tensor, b.tensor)
            case DictRecord() as a, DictRecord() as b:
                return self._same_keys(a, b)
            case InstanceRecord() as a, InstanceRecord() as b:
                bare = a.cls is b.cls and not a.attrs and not b.attrs
                return bare and self._item_fits(a.payload, b.payload)
        return False

    def _same_keys(self, a: DictRecord, b: DictRecord) -> bool:
        if type(a) is not DictRecord or type(b) is not DictRecord or not a.entries:
            return False
        closed = a.rest is None and b.rest is None and list(a.entries) == list(b.entries)
        return closed and all(
            self._item_fits(entry[1], b.entries[key][1]) for key, entry in a.entries.items()
        )

    def _item_fits(self, x: Value, y: Value) -> bool:
        if x is y:
            return True
        if isinstance(x, Ref) and isinstance(y, Ref):
            same = _same_number(self.read_a(x.addr), self.read_b(y.addr))
            return same or self._fits(x, y)
        return type(x) is type(y) and isinstance(x, _PLAIN) and x == y

    def _make(self, x: Ref, y: Ref) -> Ref:
        found = self.made.get((x.addr, y.addr))
        if found is not None:
            return found
        a, b = self.read_a(x.addr), self.read_b(y.addr)
        record: Record
        if isinstance(a, TensorRecord) and isinstance(b, TensorRecord):
            record = TensorRecord(self.tensor(a.tensor, b.tensor), {})
        elif isinstance(a, DictRecord) and isinstance(b, DictRecord):
            record = DictRecord(
                {
                    key: (entry[0], self._item(entry[1], b.entries[key][1]))
                    for key, entry in a.entries.items()
                }
            )
        else:
            assert isinstance(a, InstanceRecord) and isinstance(b, InstanceRecord)
            record = InstanceRecord(a.cls, {}, self._item(a.payload, b.payload))
        made = self.heap.alloc(record)
        self.made[x.addr, y.addr] = made
        return made

    def _item(self, x: Value, y: Value) -> Value:
        return self._make(x, y) if isinstance(x, Ref) and isinstance(y, Ref) and x is not y else x


def _same_number(a: Record | None, b: Record | None) -> bool:
    """Returns whether two objects are tensors of one number, as ``num_batches_tracked`` is."""
    if not isinstance(a, TensorRecord) or not isinstance(b, TensorRecord):
        return False
    known = a.tensor.data is not None and a.tensor.data == b.tensor.data
    bare = not (a.leaf or b.leaf or a.attrs or b.attrs)
    return known and bare and same_rank(a.tensor, b.tensor)


def _with(value: Value, old: Ref, new: Ref) -> Value:
    return map_leaves(value, lambda leaf: new if leaf is old else leaf)
