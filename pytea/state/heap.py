"""The heap of one state: an overlay of records over frozen layers that forked states share."""

from __future__ import annotations

from dataclasses import field

from pytea.records import immutable
from pytea.state import budgets
from pytea.values.objects import Ref
from pytea.values.records import ClassRecord, Record


@immutable(eq=False)
class Layer:
    """Records that nobody changes any more, over an older layer."""

    records: dict[int, Record]
    below: Layer | None
    depth: int
    #: The newest records of this layer and of those below it down to ``beyond``; only now and then.
    span: dict[int, Record] | None = None
    beyond: Layer | None = None
    #: Records of this layer and those below that were read before.
    found: dict[int, Record] = field(default_factory=dict)

    def find(self, addr: int) -> Record | None:
        """Returns the newest record of an address, and notes that it was read."""
        record = self.look(addr)
        if record is not None:
            self.found[addr] = record
        return record

    def look(self, addr: int) -> Record | None:
        """Returns the newest record of an address."""
        layer: Layer | None = self
        record: Record | None = None
        while record is None and layer is not None:
            if layer.span is None:
                record = layer.found.get(addr) or layer.records.get(addr)
                layer = layer.below
            else:
                record = layer.found.get(addr) or layer.span.get(addr)
                layer = layer.beyond
        return record


def _layer(records: dict[int, Record], below: Layer | None) -> Layer:
    """Returns a layer on top of another one; every so often with what stands in many of them.

    The depths at which a power of ``HEAP_SPAN`` is full take in that many layers, so that a look
    goes through a number of them that grows with the logarithm of the depth.
    """
    depth = 1 if below is None else below.depth + 1
    reach = 1
    while depth % (reach * budgets.HEAP_SPAN) == 0:
        reach *= budgets.HEAP_SPAN
    if reach == 1:
        return Layer(records, below, depth)
    stacked: list[dict[int, Record]] = [records]
    layer = below
    while layer is not None and layer.depth > depth - reach:
        if layer.span is None:
            stacked.append(layer.records)
            layer = layer.below
        else:
            stacked.append(layer.span)
            layer = layer.beyond
    span: dict[int, Record] = {}
    for part in reversed(stacked):
        span |= part
    return Layer(records, below, depth, span, layer)


class Addresses:
    """Hands out addresses; shared by all states of one analysis."""

    __slots__ = ("next",)

    def __init__(self) -> None:
        self.next = 1


class Heap:
    """Maps addresses to records; a fork shares all records and copies none."""

    __slots__ = ("addresses", "below", "forks", "lookups", "own", "token")

    def __init__(self, addresses: Addresses, below: Layer | None = None) -> None:
        self.addresses = addresses
        self.below = below
        self.own: dict[int, Record] = {}
        #: Class attributes that were found before, by class and name: (what is stored, its holder).
        #: The address of a class that was looked into is a key, too. Shared with forked heaps; a
        #: heap that changes such a class starts a new one.
        self.lookups: dict[object, tuple[object, object]] = {}
        self.token = object()
        #: How often it was forked.
        self.forks = 0

    def alloc(self, record: Record) -> Ref:
        """Puts a new object into the heap."""
        addr = self.addresses.next
        self.addresses.next = addr + 1
        record.owner = self.token
        self.own[addr] = record
        return Ref(addr)

    def read(self, ref: Ref) -> Record:
        """Returns the record behind a reference; it must not be changed."""
        addr = ref.addr
        record = self.own.get(addr)
        if record is None:
            assert self.below is not None, f"dangling reference {ref}"
            record = self.below.found.get(addr) or self.below.find(addr)
            assert record is not None, f"dangling reference {ref}"
        return record

    def at(self, addr: int) -> Record | None:
        """Returns the record at an address; None where this path has no such object."""
        record = self.own.get(addr)
        if record is None and self.below is not None:
            record = self.below.found.get(addr) or self.below.find(addr)
        return record

    def write(self, ref: Ref, *, attributes: bool = True) -> Record:
        """Returns the record behind a reference for changing it.

        ``attributes`` says whether those of a class may change.
        """
        record = self.own.get(ref.addr)
        if type(record) is ClassRecord and attributes:
            self._forget_lookups(ref, record)
        if record is not None and record.owner is self.token:
            return record
        record = (self.read(ref) if record is None else record).copy()
        if type(record) is ClassRecord and attributes:
            self._forget_lookups(ref, record)
        record.owner = self.token
        self.own[ref.addr] = record
        return record

    def _forget_lookups(self, ref: Ref, record: ClassRecord) -> None:
        """Forgets what was found in classes, unless nobody can have looked into this one yet."""
        is_new = self.below is None or self.below.find(ref.addr) is None
        if not is_new or record.subclasses != () or ref.addr in self.lookups:
            self.lookups = {}

    def put(self, ref: Ref, record: Record) -> None:
        """Replaces the record behind a reference."""
        if type(record) is ClassRecord:
            self.lookups = {}
        record.owner = self.token
        self.own[ref.addr] = record

    def fork(self) -> Heap:
        """Returns a second heap with the same contents; both copy what they change from now on."""
        if self.own:
            self.below = _layer(self.own, self.below)
            self.own = {}
        self.token = object()
        self.forks += 1
        twin = Heap(self.addresses, self.below)
        twin.lookups = self.lookups
        return twin

    def mark(self) -> Layer:
        """Returns a layer that notes what is read from here on of what there is now."""
        base = Layer(self.own, self.below, 1 if self.below is None else self.below.depth + 1)
        self.below, self.own, self.token = base, {}, object()
        return base

    def release(self, base: Layer, forks: int) -> None:
        """Takes a layer off again that ``mark`` put in after ``forks``, if there was none since."""
        if self.below is base and self.forks == forks:
            if base.below is not None:
                for addr, record in base.found.items():
                    if addr not in base.records:
                        base.below.found.setdefault(addr, record)
            base.records.update(self.own)
            self.own, self.below = base.records, base.below
        self.token = object()

    def compact(self) -> None:
        """Flattens deep layers; only called while no other state shares them."""
        if self.below is None or self.below.depth <= budgets.HEAP_LAYERS:
            return
        layers: list[Layer] = []
        layer: Layer | None = self.below
        while layer is not None:
            layers.append(layer)
            layer = layer.below
        flat: dict[int, Record] = {}
        for layer in reversed(layers):
            flat.update(layer.records)
        self.below = Layer(flat, None, 1)

    def changes_since(self, base: Layer | None) -> dict[int, Record] | None:
        """Returns what was written above ``base``, or None when ``base`` is not below."""
        overlays = [self.own]
        layer = self.below
        while layer is not base:
            if layer is None:
                return None
            overlays.append(layer.records)
            layer = layer.below
        changes: dict[int, Record] = {}
        for records in reversed(overlays):
            changes.update(records)
        return changes


def common_layer(a: Heap, b: Heap) -> Layer | None:
    """Returns the newest layer that both heaps stand on."""
    left, right = a.below, b.below
    while left is not right:
        if left is None or right is None:
            return None
        if left.depth >= right.depth:
            left = left.below
        else:
            right = right.below
    return left
