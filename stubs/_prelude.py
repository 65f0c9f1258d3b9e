"""Parts of Python's builtins that call the analysed program: interpreted like user code."""


def call(function, args, kwargs):
    return function(*args, **kwargs)


def call_class(cls, args, kwargs):
    instance = cls.__new__(cls, *args, **kwargs)
    if isinstance(instance, cls):
        instance.__init__(*args, **kwargs)
    return instance


def get_attribute(obj, name):
    return getattr(obj, name)


def run_class_hooks(cls, pairs, parent_hook, kwargs):
    for value, name in pairs:
        value.__set_name__(cls, name)
    if parent_hook is not None:
        parent_hook(cls, **kwargs)
    return cls


def list_of(iterator):
    items = []
    for item in iterator:
        items.append(item)
    return items


def sequence_iterator(sequence):
    index = 0
    while True:
        try:
            item = sequence[index]
        except (IndexError, StopIteration):
            return
        yield item
        index += 1


def call_until(function, sentinel):
    while True:
        item = function()
        if item == sentinel:
            return
        yield item


_end = object()


def zip_iterators(iterators):
    while True:
        items = []
        for iterator in iterators:
            item = next(iterator, _end)
            if item is _end:
                return
            items.append(item)
        yield tuple(items)


def map_one(function, iterator):
    for item in iterator:
        yield function(item)


def map_many(function, iterator):
    for items in iterator:
        yield function(*items)


def filter_items(function, iterator):
    for item in iterator:
        if item if function is None else function(item):
            yield item


def all_items(iterator):
    for item in iterator:
        if not item:
            return False
    return True


def any_items(iterator):
    for item in iterator:
        if item:
            return True
    return False


def contains_item(iterator, wanted):
    for item in iterator:
        if item is wanted or item == wanted:
            return True
    return False


def sum_items(items, start):
    total = start
    for item in items:
        total = total + item
    return total


def close_generator(generator):
    try:
        generator.throw(GeneratorExit)
    except (GeneratorExit, StopIteration):
        return None
    raise RuntimeError("generator ignored GeneratorExit")


def run_awaitable(awaitable):
    return (yield from awaitable.__await__())


def async_items(source):
    iterator = source.__aiter__()
    while True:
        try:
            item = yield from iterator.__anext__()
        except StopAsyncIteration:
            return
        yield item
