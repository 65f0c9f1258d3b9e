"""attrs.validators."""

from attr.validators import *
