"""Sparse matrices: their shapes and dtypes are followed, what they hold is not."""

import numpy as np

import _pytea


class Matrix:
    """What sums of a sparse matrix give: an array that stays two-dimensional."""

    def __init__(self, shape, dtype):
        self._array = np.empty(shape, dtype)

    def __array__(self, dtype=None, copy=None):
        return self._array

    def __getattr__(self, name):
        if name.startswith("__"):
            raise AttributeError(name)
        return getattr(self._array, name)

    @property
    def A(self):
        return self._array

    @property
    def A1(self):
        return self._array.ravel()

    def getA(self):
        return self._array

    def getA1(self):
        return self._array.ravel()

    def flatten(self, order="C"):
        return self._array.reshape(1, -1)

    ravel = flatten

    def __len__(self):
        return self._array.shape[0]

    def __getitem__(self, index):
        return self._array[index]

    def __setitem__(self, index, value):
        self._array[index] = value


def _operation(name):
    def operate(self, *others):
        return getattr(self._array, name)(*map(np.asarray, others))

    return operate


for _name in ("add", "radd", "sub", "rsub", "truediv", "rtruediv", "pow", "eq", "ne", "lt", "gt", "le", "ge"):
    setattr(Matrix, f"__{_name}__", _operation(f"__{_name}__"))


def _size(index, size):
    """Returns how many rows an index takes; None for a single one."""
    if isinstance(index, (int, np.integer)):
        return None
    if isinstance(index, slice) and _pytea.is_known(size):
        return len(range(size)[index])
    return len(np.empty(size)[index])


class spmatrix:
    format = "csr"
    ndim = 2

    def __init__(self, arg1, shape=None, dtype=None, copy=False):
        self.dtype = np.dtype(dtype) if dtype is not None else np.dtype("float64")
        self._count = None
        if isinstance(arg1, spmatrix):
            self.shape, self._count = arg1.shape, arg1._count
            self.dtype = arg1.dtype if dtype is None else self.dtype
        elif isinstance(arg1, tuple) and shape is None and _are_sizes(arg1):
            self.shape = tuple(arg1)
        elif isinstance(arg1, tuple):
            data = arg1[0]
            self.shape = shape if shape is not None else _pytea.unknown("the shape of a sparse matrix", "tuple")
            self.dtype = getattr(data, "dtype", self.dtype) if dtype is None else self.dtype
            self._count = len(data) if hasattr(data, "__len__") else None
        elif _pytea.is_known(arg1):
            dense = np.atleast_2d(np.asarray(arg1))
            self.shape, self.dtype = dense.shape, dense.dtype if dtype is None else self.dtype
        else:
            self.shape = shape if shape is not None else arg1

    def _like(self, shape=None, dtype=None):
        return type(self)(self if shape is None else shape, dtype=dtype or self.dtype)

    def __getattr__(self, name):
        if name.startswith("to") or name.startswith("as") or name in ("copy", "conj", "conjugate"):
            return lambda *args, **options: self._like()
        if name.startswith("__"):
            raise AttributeError(name)
        return _pytea.unknown(f"the attribute {name} of a sparse matrix")

    @property
    def nnz(self):
        if self._count is None:
            self._count = _pytea.any_int("nnz", 0, None)
        return self._count

    def getnnz(self, axis=None):
        return self.nnz if axis is None else np.empty(self.shape[1 - axis], int)

    @property
    def data(self):
        return np.empty(self.nnz, self.dtype)

    @data.setter
    def data(self, value):
        self._count = len(value)

    @property
    def row(self):
        return np.empty(self.nnz, np.int32)

    col = indices = row

    @property
    def indptr(self):
        return np.empty(self.shape[0] + 1, np.int32)

    @property
    def size(self):
        return self.nnz

    @property
    def T(self):
        return self.transpose()

    def transpose(self, axes=None, copy=False):
        return self._like((self.shape[1], self.shape[0]))

    def get_shape(self):
        return self.shape

    def tocoo(self, copy=False):
        made = coo_matrix(self)
        made._count = self.nnz
        return made

    def tocsr(self, copy=False):
        return csr_matrix(self)

    def tocsc(self, copy=False):
        return csc_matrix(self)

    def tolil(self, copy=False):
        return lil_matrix(self)

    def todok(self, copy=False):
        return dok_matrix(self)

    def toarray(self, order=None, out=None):
        return np.empty(self.shape, self.dtype)

    todense = toarray

    @property
    def A(self):
        return self.toarray()

    def astype(self, dtype, casting="unsafe", copy=True):
        return self._like(dtype=np.dtype(dtype))

    def sum(self, axis=None, dtype=None, out=None):
        if axis is None:
            return np.empty((1,), self.dtype)[0]
        return Matrix((1, self.shape[1]) if axis in (0, -2) else (self.shape[0], 1), self.dtype)

    mean = sum

    def max(self, axis=None, out=None):
        if axis is None:
            return np.empty((1,), self.dtype)[0]
        return coo_matrix((1, self.shape[1]) if axis in (0, -2) else (self.shape[0], 1), dtype=self.dtype)

    min = max

    def diagonal(self, k=0):
        return np.empty(min(self.shape), self.dtype)

    def setdiag(self, values, k=0):
        pass

    eliminate_zeros = sum_duplicates = sort_indices = prune = setdiag

    def nonzero(self):
        return np.empty(self.nnz, np.int64), np.empty(self.nnz, np.int64)

    def dot(self, other):
        if isinstance(other, spmatrix):
            np.empty(self.shape) @ np.empty(other.shape)
            return csr_matrix((self.shape[0], other.shape[1]))
        if not _pytea.is_known(other) or np.ndim(other) == 0:
            return self._like()
        return np.empty(self.shape, self.dtype) @ np.asarray(other)

    __matmul__ = __mul__ = dot

    def __rmatmul__(self, other):
        return np.asarray(other) @ np.empty(self.shape, self.dtype)

    def __rmul__(self, other):
        return self._like() if np.ndim(other) == 0 else self.__rmatmul__(other)

    def multiply(self, other):
        other_shape = other.shape if isinstance(other, spmatrix) else np.shape(other)
        return csr_matrix((np.empty(self.shape) * np.empty(other_shape)).shape, dtype=self.dtype)

    def _met(self, other):
        if isinstance(other, spmatrix):
            if other.shape != self.shape:
                raise ValueError(f"inconsistent shapes: {self.shape} and {other.shape}")
            return csr_matrix(self.shape, dtype=self.dtype)
        if np.ndim(other) == 0:
            return csr_matrix(self.shape, dtype=self.dtype)
        return np.empty(self.shape, self.dtype) + np.asarray(other)

    __add__ = __radd__ = __sub__ = __rsub__ = __gt__ = __lt__ = __ge__ = __le__ = _met
    __ne__ = maximum = minimum = _met

    def __truediv__(self, other):
        return self._met(other)

    def __neg__(self):
        return self._like()

    __abs__ = __neg__

    def power(self, n, dtype=None):
        return self._like()

    __pow__ = power

    def __len__(self):
        raise TypeError("sparse matrix length is ambiguous; use getnnz()")

    def __getitem__(self, index):
        rows, columns = index if isinstance(index, tuple) else (index, slice(None))
        sizes = _size(rows, self.shape[0]), _size(columns, self.shape[1])
        if None not in sizes:
            return csr_matrix(sizes, dtype=self.dtype)
        if sizes == (None, None):
            return np.empty((1,), self.dtype)[0]
        return csr_matrix(tuple(1 if size is None else size for size in sizes), dtype=self.dtype)

    def __setitem__(self, index, value):
        pass

    def getrow(self, i):
        return csr_matrix((1, self.shape[1]), dtype=self.dtype)

    def getcol(self, j):
        return csr_matrix((self.shape[0], 1), dtype=self.dtype)

    def reshape(self, *shape, order="C", copy=False):
        shape = shape[0] if len(shape) == 1 else shape
        return coo_matrix(np.empty(self.shape).reshape(shape).shape, dtype=self.dtype)


def _are_sizes(pair):
    return len(pair) == 2 and all(np.ndim(part) == 0 and not isinstance(part, tuple) for part in pair)


class csr_matrix(spmatrix):
    pass


class csc_matrix(spmatrix):
    format = "csc"


class coo_matrix(spmatrix):
    format = "coo"


class lil_matrix(spmatrix):
    format = "lil"


class dok_matrix(spmatrix):
    format = "dok"


class dia_matrix(spmatrix):
    format = "dia"
