"""itertools: every function of CPython 3.12, as generators."""


def count(start=0, step=1):
    while True:
        yield start
        start += step


def cycle(iterable):
    saved = []
    for item in iterable:
        yield item
        saved.append(item)
    while saved:
        for item in saved:
            yield item


def repeat(object, times=None):
    if times is None:
        while True:
            yield object
    for _ in range(times):
        yield object


def chain(*iterables):
    for iterable in iterables:
        for item in iterable:
            yield item


def _chain_from(iterables):
    for iterable in iterables:
        for item in iterable:
            yield item


chain.from_iterable = _chain_from


def accumulate(iterable, func=None, *, initial=None):
    total, empty = initial, initial is None
    if not empty:
        yield total
    for item in iterable:
        if empty:
            total, empty = item, False
        else:
            total = total + item if func is None else func(total, item)
        yield total


def batched(iterable, n):
    if n < 1:
        raise ValueError("n must be at least one")
    batch = []
    for item in iterable:
        batch.append(item)
        if len(batch) == n:
            yield tuple(batch)
            batch = []
    if batch:
        yield tuple(batch)


def compress(data, selectors):
    for item, selected in zip(data, selectors):
        if selected:
            yield item


def dropwhile(predicate, iterable):
    dropping = True
    for item in iterable:
        if dropping and predicate(item):
            continue
        dropping = False
        yield item


def takewhile(predicate, iterable):
    for item in iterable:
        if not predicate(item):
            return
        yield item


def filterfalse(predicate, iterable):
    for item in iterable:
        if not (item if predicate is None else predicate(item)):
            yield item


def starmap(function, iterable):
    for args in iterable:
        yield function(*args)


def pairwise(iterable):
    first = True
    for item in iterable:
        if not first:
            yield previous, item
        previous, first = item, False


def islice(iterable, *bounds):
    window = slice(*bounds)
    start = 0 if window.start is None else window.start
    step = 1 if window.step is None else window.step
    stop = window.stop
    if start < 0 or stop is not None and stop < 0:
        subject = "Stop argument" if len(bounds) == 1 else "Indices"
        raise ValueError(
            f"{subject} for islice() must be None or an integer: 0 <= x <= sys.maxsize."
        )
    return _islice(iterable, start, stop, step)


def _islice(iterable, start, stop, step):
    items = iter(iterable)
    position = 0
    if stop is not None and stop <= start:
        for _ in zip(range(stop), items):
            pass
        return
    for _ in zip(range(start), items):
        position += 1
    if position < start:
        return
    following = start
    for item in items:
        if position == following:
            yield item
            following += step
        position += 1
        if stop is not None and position >= stop:
            return


def zip_longest(*iterables, fillvalue=None):
    iterators = [iter(iterable) for iterable in iterables]
    active = [True for _ in iterators]
    while True:
        row = []
        for index, iterator in enumerate(iterators):
            item = next(iterator, _END) if active[index] else _END
            if item is _END:
                active[index] = False
                item = fillvalue
            row.append(item)
        if not any(active):
            return
        yield tuple(row)


class _End:
    pass


_END = _End()


class tee:
    """One branch; ``tee(iterable, n)`` gives a tuple of them that share what was read."""

    def __new__(cls, iterable, n=2):
        if n < 0:
            raise ValueError("n must be >= 0")
        shared, source = [], iter(iterable)
        return tuple([_branch(source, shared) for _ in range(n)])


def _branch(source, shared):
    position = 0
    while True:
        if position == len(shared):
            item = next(source, _END)
            if item is _END:
                return
            shared.append(item)
        yield shared[position]
        position += 1


class groupby:
    def __init__(self, iterable, key=None):
        self._items = iter(iterable)
        self._key = key
        self._waiting = []
        self._group = None

    def __iter__(self):
        return self

    def _pull(self):
        item = next(self._items, _END)
        if item is not _END:
            self._waiting = [(item if self._key is None else self._key(item), item)]
        return item is not _END

    def __next__(self):
        if self._group is not None:
            for _ in self._group:
                pass
        if not self._waiting and not self._pull():
            raise StopIteration
        key = self._waiting[0][0]
        self._group = self._members(key)
        return key, self._group

    def _members(self, key):
        while self._waiting and self._waiting[0][0] == key:
            item = self._waiting[0][1]
            self._waiting = []
            yield item
            if not self._waiting:
                self._pull()


def product(*iterables, repeat=1):
    pools = [tuple(iterable) for iterable in iterables] * repeat
    rows = [()]
    for pool in pools:
        rows = [(*row, item) for row in rows for item in pool]
    return iter(rows)


def _checked(r):
    if r < 0:
        raise ValueError("r must be non-negative")
    return r


def combinations(iterable, r):
    pool = tuple(iterable)
    return iter([tuple([pool[i] for i in row]) for row in _choices(len(pool), _checked(r), 1)])


def combinations_with_replacement(iterable, r):
    pool = tuple(iterable)
    return iter([tuple([pool[i] for i in row]) for row in _choices(len(pool), _checked(r), 0)])


def _choices(size, length, gap):
    rows = [()]
    for _ in range(length):
        rows = [(*row, i) for row in rows for i in range(row[-1] + gap if row else 0, size)]
    return rows


def permutations(iterable, r=None):
    pool = tuple(iterable)
    rows = [()]
    for _ in range(len(pool) if r is None else _checked(r)):
        rows = [(*row, i) for row in rows for i in range(len(pool)) if i not in row]
    return iter([tuple([pool[i] for i in row]) for row in rows])
