"""``python -m pytea_lsp``: the language server over the standard streams."""

import sys

from pytea_lsp.main import serve

if __name__ == "__main__":
    sys.exit(serve())
