"""Loggers find their parents whichever of them is asked for first."""

import logging

child = logging.getLogger("one.two.three")
aside = logging.getLogger("one.two.four.five")
print(child.parent.name, aside.parent.name)
middle = logging.getLogger("one.two")
print(child.parent.name, aside.parent.name, middle.parent.name)
top = logging.getLogger("one")
print(child.parent.name, middle.parent.name, top.parent.name)
nearer = logging.getLogger("one.two.four")
print(aside.parent.name, nearer.parent.name)
