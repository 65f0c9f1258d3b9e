"""scipy.sparse."""

import _pytea
import numpy as np
from scipy.sparse._matrix import (
    coo_matrix,
    csc_matrix,
    csr_matrix,
    dia_matrix,
    dok_matrix,
    lil_matrix,
    spmatrix,
)

csr_array, csc_array, coo_array, lil_array = csr_matrix, csc_matrix, coo_matrix, lil_matrix
dok_array, dia_array = dok_matrix, dia_matrix
sparray = bsr_matrix = spmatrix


def issparse(x):
    return isinstance(x, spmatrix)


isspmatrix = issparse


def isspmatrix_coo(x):
    return isinstance(x, coo_matrix)


def isspmatrix_csr(x):
    return isinstance(x, csr_matrix)


def isspmatrix_csc(x):
    return isinstance(x, csc_matrix)


def eye(m, n=None, k=0, dtype=float, format=None):
    return dia_matrix((m, m if n is None else n), dtype=dtype)


def identity(n, dtype="d", format=None):
    return eye(n, dtype=dtype)


eye_array = eye


def diags(diagonals, offsets=0, shape=None, format=None, dtype=None):
    if shape is None:
        first = diagonals if np.ndim(offsets) == 0 else diagonals[0]
        shift = abs(offsets if np.ndim(offsets) == 0 else offsets[0])
        count = np.asarray(first).ravel().shape[0] + shift
        shape = (count, count)
    return dia_matrix(tuple(shape))


diags_array = spdiags = diags


def random(m, n, density=0.01, format="coo", dtype=None, **options):
    return coo_matrix((m, n))


rand = random_array = random


def _joined(blocks, dim):
    shapes = [np.empty(block.shape) for block in blocks]
    return coo_matrix(np.concatenate(shapes, dim).shape, dtype=blocks[0].dtype)


def vstack(blocks, format=None, dtype=None):
    return _joined(list(blocks), 0)


def hstack(blocks, format=None, dtype=None):
    return _joined(list(blocks), 1)


def block_diag(mats, format=None, dtype=None):
    shapes = [mat.shape for mat in mats]
    return coo_matrix((sum(s[0] for s in shapes), sum(s[1] for s in shapes)))


def bmat(blocks, format=None, dtype=None):
    return _pytea.unknown("a sparse matrix of blocks")


def triu(A, k=0, format=None):
    return coo_matrix(A)


tril = triu


def kron(A, B, format=None):
    return coo_matrix((A.shape[0] * B.shape[0], A.shape[1] * B.shape[1]))


def find(A):
    return A.tocoo().row, A.tocoo().col, A.tocoo().data


def load_npz(file):
    return _pytea.unknown("a sparse matrix in a file")


def save_npz(file, matrix, compressed=True):
    pass
