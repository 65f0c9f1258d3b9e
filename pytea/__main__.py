"""``python -m pytea``: the same as the console script."""

import sys

from pytea.cli import main

if __name__ == "__main__":
    sys.exit(main())
