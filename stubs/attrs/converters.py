"""attrs.converters."""

from attr.converters import *
