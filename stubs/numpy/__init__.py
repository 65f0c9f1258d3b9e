"""numpy: names are native, operators, or come from the files of this folder."""
