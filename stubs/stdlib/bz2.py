"""bz2: the contents of files are unknown."""

from gzip import GzipFile, compress, decompress, open


class BZ2File(GzipFile):
    pass
