"""attrs.exceptions."""

from attr.exceptions import *
