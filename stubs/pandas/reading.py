"""Files and columns that become tables."""

from _pytea import is_known, unknown
from pandas._shared import any_columns, any_rows, is_names
from pandas.frame import DataFrame, frame


def read_csv(path, *args, names=None, usecols=None, index_col=None, nrows=None, chunksize=None,
             iterator=False, **kwargs):  # fmt: skip
    if chunksize is not None or iterator:
        return unknown("a table that is read in pieces")
    columns, seen = any_columns(), []
    for listed in (usecols, names):
        if is_names(listed):
            columns, seen = len(listed), list(listed)
            break
    if index_col is not None and index_col is not False:
        columns = columns - 1 if is_names(usecols) or is_names(names) else any_columns()
    return frame(any_rows(), columns, seen)


def _read(path=None, *args, **kwargs):
    return frame(any_rows(), any_columns(), [])


read_table = read_csv
read_excel = read_feather = read_json = read_parquet = read_pickle = read_sql = _read


def get_dummies(data, *args, **kwargs):
    return frame(len(data) if is_known(data) else any_rows(), any_columns(), [])


def concat(objs, *args, **kwargs):
    return frame(any_rows(), any_columns(), [])


def merge(left, right, *args, **kwargs):
    if not is_known(left) or not isinstance(left, DataFrame):
        return frame(any_rows(), any_columns(), [])
    return left.merge(right)


def to_numeric(arg, *args, **kwargs):
    return arg

