"""numpy: names are native, operators, or come from the files of this folder."""

__version__ = "2.2.0"
