"""lzma: the contents of files are unknown."""

from gzip import GzipFile, compress, decompress, open


class LZMAFile(GzipFile):
    pass
