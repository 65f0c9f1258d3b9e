"""What tables and columns share: operators keep the size, most methods, too."""

import numpy
from _pytea import fresh_int, is_known, summary, unknown

CELL = "a cell of a table"


#: The dtypes of numbers that keep their name in numpy.
_DTYPES = {
    int: numpy.int64,
    float: numpy.float64,
    "int": numpy.int64,
    "float": numpy.float64,
    "int64": numpy.int64,
    "int32": numpy.int32,
    "float64": numpy.float64,
    "float32": numpy.float32,
    numpy.int64: numpy.int64,
    numpy.int32: numpy.int32,
    numpy.float64: numpy.float64,
    numpy.float32: numpy.float32,
}


def any_rows():
    """Returns a number of rows that depends on what stands in a table."""
    return fresh_int("rows", 1, None)


def any_columns():
    return fresh_int("columns", 1, None)


def number(*args, **kwargs):
    return unknown(CELL, "float")


def array(shape, dtype=None):
    return numpy.empty(shape, dtype=unknown("the dtype of a table") if dtype is None else dtype)


def is_names(value):
    """Returns whether a value is a list of column names whose length is known."""
    return is_known(value) and isinstance(value, (list, tuple))


class Sized:
    """A table or a column; subclasses say what one of the same size is."""

    #: What ``astype`` made of all cells; None where that is not known.
    _dtype = None

    def _binary(self, other):
        return self._same()

    __add__ = __radd__ = __sub__ = __rsub__ = __mul__ = __rmul__ = _binary
    __truediv__ = __rtruediv__ = __floordiv__ = __mod__ = __pow__ = _binary
    __lt__ = __le__ = __gt__ = __ge__ = __eq__ = __ne__ = _binary
    __and__ = __or__ = __xor__ = __rand__ = __ror__ = _binary

    def _unary(self):
        return self._same()

    __neg__ = __invert__ = __abs__ = _unary

    def _kept(self, *args, **kwargs):
        return None if kwargs.get("inplace") is True else self._same()

    def astype(self, dtype, copy=True, errors="raise"):
        made = self._same()
        if is_known(dtype) and dtype in _DTYPES:
            made._dtype = _DTYPES[dtype]
        return made

    fillna = replace = round = copy = sort_values = sort_index = interpolate = _kept
    ffill = bfill = clip = abs = shift = diff = cumsum = rank = isna = isnull = notna = _kept
    notnull = pct_change = where = mask = add = sub = mul = div = eq = ne = lt = gt = le = _kept
    infer_objects = convert_dtypes = cumprod = pow = isin = between = _kept

    def _fewer(self, *args, **kwargs):
        if kwargs.get("inplace") is True:
            self._rows = any_rows()
            return None
        return self._with_rows(any_rows())

    dropna = drop_duplicates = nlargest = nsmallest = truncate = _fewer

    def sample(self, n=None, frac=None, replace=False, weights=None, random_state=None, axis=None,
               ignore_index=False):  # fmt: skip
        if frac is None:
            return self._with_rows(1 if n is None else n)
        return self._same() if frac == 1 else self._with_rows(any_rows())

    def head(self, n=5):
        return self.iloc[:n]

    def tail(self, n=5):
        return self.iloc[-n:]

    def to_numpy(self, dtype=None, copy=False, na_value=None):
        return self.values

    def __array__(self, dtype=None, copy=None):
        return self.values

    def __len__(self):
        return self._rows

    @property
    def ndim(self):
        return len(self.shape)

    @property
    def size(self):
        return self.values.size

    @property
    def empty(self):
        return unknown("whether a table is empty", "bool")

    @property
    def index(self):
        return Index(self._rows)

    @property
    def iloc(self):
        return _ByPosition(self)

    def pipe(self, function, *args, **kwargs):
        return function(self, *args, **kwargs)

    def __bool__(self):
        return unknown(CELL, "bool")


class _ByPosition:
    def __init__(self, table):
        self._table = table

    def __getitem__(self, key):
        if not is_known(key):
            return unknown("rows of a table that are not known")
        return self._table._of_shape(numpy.empty(self._table.shape)[key].shape)

    def __setitem__(self, key, value):
        pass


class Index:
    """The names of rows or columns."""

    def __init__(self, count):
        self._count = count

    def __len__(self):
        return self._count

    def __iter__(self):
        return iter(summary([unknown("a name in a table", "str")], self._count))

    def __contains__(self, name):
        return unknown("whether a table has a column", "bool")

    def __getitem__(self, key):
        if not is_known(key) or isinstance(key, Index):
            return Index(any_rows())
        if isinstance(key, int):
            return unknown("a name in a table", "str")
        return Index(numpy.empty((self._count,))[key].shape[0])

    @property
    def values(self):
        return self

    @property
    def size(self):
        return self._count

    @property
    def shape(self):
        return (self._count,)

    def tolist(self):
        return summary([unknown("a name in a table", "str")], self._count)

    to_list = tolist

    def _some(self, *args, **kwargs):
        return Index(any_rows())

    drop = difference = intersection = union = _some

    def get_loc(self, name):
        return unknown("the place of a column", "int")

    @property
    def str(self):
        return unknown("the names of a table")
