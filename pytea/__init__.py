"""pytea finds tensor errors in PyTorch programs before they run.

Importing this package loads nothing else: the command line and the editor choose what they need.
"""

__version__ = "0.1.0"
