"""pytea's language server: shapes and errors while you type.

The server answers from the last result; the analysis itself runs in a process of its own
(``worker``), which is kept warm and stopped when its result is not wanted any more.
"""
