"""pandas: tables whose rows and columns are counted; what stands in them is not known."""

__version__ = "2.2.3"

from pandas.frame import DataFrame
from pandas.indexes import DatetimeIndex, date_range, to_datetime
from pandas.reading import concat, get_dummies, read_csv, read_excel, read_feather, read_json, merge
from pandas.reading import read_parquet, read_pickle, read_sql, read_table, to_numeric
from pandas.series import Series

