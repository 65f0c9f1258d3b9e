"""zipfile: archives are not opened."""

import _pytea

ZIP_STORED, ZIP_DEFLATED, ZIP_BZIP2, ZIP_LZMA = 0, 8, 12, 14


class BadZipFile(Exception):
    pass


class ZipFile:
    def __init__(self, file, mode="r", *args, **options):
        self.filename, self.mode = file, mode

    def _list(self, *args, **kwargs):
        return _pytea.unknown("the files of an archive", "list")

    namelist = infolist = _list

    def read(self, name, pwd=None):
        return _pytea.unknown("a file of an archive", "bytes")

    def open(self, name, mode="r", pwd=None, *, force_zip64=False):
        return _pytea.unknown("a file of an archive")

    getinfo = open

    def _nothing(self, *args, **kwargs):
        return None

    extractall = extract = write = writestr = close = printdir = testzip = setpassword = _nothing

    def __enter__(self):
        return self

    def __exit__(self, *exception):
        return None


def is_zipfile(filename):
    return _pytea.choice("a file is a ZIP archive")


class ZipInfo:
    def __init__(self, filename="NoName", date_time=(1980, 1, 1, 0, 0, 0)):
        self.filename = filename
