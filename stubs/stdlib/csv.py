"""csv: known lines are read, files are unknown."""

import _pytea

QUOTE_MINIMAL, QUOTE_ALL, QUOTE_NONNUMERIC, QUOTE_NONE = 0, 1, 2, 3


class Error(Exception):
    pass


class Dialect:
    delimiter = ","
    quotechar = '"'


class excel(Dialect):
    pass


class excel_tab(excel):
    delimiter = "\t"


def _rows(lines, options):
    if not _pytea.is_known(lines):
        return _pytea.unknown("the rows of a file", "list")
    return _pytea.call_host("csv.reader", list(lines), _format(options))


def _format(options):
    dialect = options.pop("dialect", None)
    if dialect is not None and not isinstance(dialect, str):
        return {"delimiter": dialect.delimiter, "quotechar": dialect.quotechar, **options}
    return {"delimiter": "\t", **options} if dialect == "excel-tab" else options


class reader:
    def __init__(self, csvfile, dialect="excel", **fmtparams):
        rows = _rows(csvfile, {"dialect": dialect, **fmtparams})
        self._rows = iter(rows)
        self.line_num = 0

    def __iter__(self):
        return self

    def __next__(self):
        row = next(self._rows)
        self.line_num += 1
        return row


class DictReader:
    def __init__(
        self, f, fieldnames=None, restkey=None, restval=None, dialect="excel", *args, **kwds
    ):
        self._rows = reader(f, dialect, **kwds)
        self._fieldnames = fieldnames
        self.restkey, self.restval = restkey, restval

    @property
    def fieldnames(self):
        if self._fieldnames is None:
            self._fieldnames = next(self._rows, None)
        return self._fieldnames

    def __iter__(self):
        return self

    def __next__(self):
        names = self.fieldnames
        row = next(self._rows)
        while row == []:
            row = next(self._rows)
        if not _pytea.is_known(row) or not _pytea.is_known(names):
            return _pytea.unknown("a row of a file", "dict")
        made = dict(zip(names, row))
        if len(row) > len(names):
            made[self.restkey] = row[len(names) :]
        for name in names[len(row) :]:
            made[name] = self.restval
        return made


class writer:
    def __init__(self, csvfile, dialect="excel", **fmtparams):
        self._file, self._options = csvfile, _format({"dialect": dialect, **fmtparams})

    def writerow(self, row):
        if not _pytea.is_known(row):
            return self._file.write(_pytea.unknown("a line of a file", "str"))
        cells = [cell if isinstance(cell, (str, float)) else _cell(cell) for cell in row]
        return self._file.write(_pytea.call_host("csv.line", cells, self._options))

    def writerows(self, rows):
        for row in rows:
            self.writerow(row)


def _cell(value):
    return "" if value is None else str(value)


class DictWriter(writer):
    def __init__(
        self, f, fieldnames, restval="", extrasaction="raise", dialect="excel", *args, **kwds
    ):
        super().__init__(f, dialect, **kwds)
        self.fieldnames, self._missing, self._extra = fieldnames, restval, extrasaction

    def writeheader(self):
        return super().writerow(self.fieldnames)

    def writerow(self, rowdict):
        if self._extra == "raise" and any(key not in self.fieldnames for key in rowdict):
            raise ValueError("dict contains fields not in fieldnames")
        return super().writerow([rowdict.get(name, self._missing) for name in self.fieldnames])


def register_dialect(name, dialect=None, **fmtparams):
    pass


def field_size_limit(limit=None):
    return 131072


def list_dialects():
    return ["excel", "excel-tab", "unix"]


class Sniffer:
    def sniff(self, sample, delimiters=None):
        return excel

    def has_header(self, sample):
        return _pytea.choice("a CSV file has a header")
