"""ml_collections: a config whose entries are attributes."""

from ml_collections import config_dict
from ml_collections.config_dict import ConfigDict, FieldReference, FrozenConfigDict
