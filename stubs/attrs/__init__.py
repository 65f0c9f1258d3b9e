"""attrs under its newer name."""

from attr import (
    NOTHING, Attribute, Factory, asdict, assoc, astuple, converters, define, evolve, exceptions,
    field, fields, fields_dict, filters, frozen, has, make_class, mutable, resolve_types, setters,
    validate, validators,
)  # fmt: skip
