"""``python -m pytea_lsp``: says that there is no language server yet."""

import sys

if __name__ == "__main__":
    sys.exit("pytea has no language server yet; use: pytea check PATH")
