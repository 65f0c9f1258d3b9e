"""What calls of names of ``typing`` give, and the parts that type hints are made of."""

from __future__ import annotations

from pytea.machine.builtins.attribute_functions import find_or_missing
from pytea.machine.machine import Machine
from pytea.machine.types import DICT, FROZENSET, LIST, NONE, SET, TUPLE, TYPE
from pytea.values.objects import BuiltinType, Ref, Typing, Value, typing_name
from pytea.values.unknown import Unknown

#: What generic names stand for.
_CLASSES: dict[str, BuiltinType] = {
    "List": LIST, "Dict": DICT, "Tuple": TUPLE, "Set": SET, "FrozenSet": FROZENSET, "Type": TYPE,
}  # fmt: skip
#: Forms that are their own origin, if they have arguments.
_FORMS = (
    "Union",
    "Literal",
    "Annotated",
    "ClassVar",
    "Final",
    "Required",
    "NotRequired",
    "Generic",
)
#: Classes that may have been given arguments of which nothing is kept.
_GENERIC = frozenset({LIST, DICT, TUPLE, SET, FROZENSET, TYPE})
#: What gives back what it decorates or is asked about.
_TRANSPARENT = frozenset({
    "final", "overload", "override", "runtime_checkable", "no_type_check", "reveal_type",
    "newtype", "assert_never", "dataclass_transform", "jaxtyped",
})  # fmt: skip


def call_typing(m: Machine, function: Typing, args: list[Value]) -> Value:
    """Returns the result of calling a name of ``typing`` or a module like it."""
    short = function.name.rpartition(".")[2]
    if short == "cast" and len(args) == 2:
        return args[1]
    if short == "NewType" and len(args) == 2:
        return Typing("typing.newtype")
    if short in ("get_origin", "get_args") and len(args) == 1:
        hint = m.resolve(args[0])
        return origin_of(m, hint) if short == "get_origin" else arguments_of(hint)
    if short in ("get_type_hints", "get_origin", "get_args", "get_overloads", "is_typeddict"):
        return Unknown(f"typing.{short}")
    if short == "jaxtyped" and not args:
        return function
    if len(args) == 1 and short in _TRANSPARENT:
        return args[0]
    return Typing(function.name)


def origin_of(m: Machine, hint: Value) -> Value:
    """Returns ``typing.get_origin(hint)``."""
    if not isinstance(hint, Typing):
        return _parts_of_class(hint, None)
    module, _, short = hint.name.rpartition(".")
    if module in ("jaxtyping", "torchtyping"):
        return Unknown("the parts of a type")
    if hint.name == "types.UnionType":
        return _class_in(m, "types", short)
    if short in _CLASSES:
        return _CLASSES[short]
    abstract = _class_in(m, "collections.abc", short)
    if abstract is not None and (hint.arguments or module == "typing"):
        return abstract
    if not hint.arguments:
        return None
    if short == "Optional":
        short = "Union"
    return typing_name(f"typing.{short}") if short in _FORMS else Unknown("the parts of a type")


def _class_in(m: Machine, module: str, name: str) -> Value:
    """Returns a class of the standard library, or None where the module has none of that name."""
    found = find_or_missing(m, m.program.semantics.import_module(m, module), name)
    return found if isinstance(found, Ref) else None


def arguments_of(hint: Value) -> Value:
    """Returns ``typing.get_args(hint)``."""
    if not isinstance(hint, Typing):
        return _parts_of_class(hint, ())
    if not hint.arguments:
        return ()
    short = hint.name.rpartition(".")[2]
    if short == "Callable" or hint.name.startswith(("jaxtyping.", "torchtyping.")):
        return Unknown("the parts of a type")
    given = (*hint.arguments, None) if short == "Optional" else hint.arguments
    if short == "Literal":
        return tuple(given)
    members = tuple(NONE if member is None else member for member in given)
    if short not in ("Union", "Optional", "UnionType"):
        return members
    flat: list[Value] = []
    for member in members:
        nested = isinstance(member, Typing) and _is_union(member)
        flat.extend(arguments_of(member) if nested else (member,))  # type: ignore[arg-type]
    return tuple(dict.fromkeys(flat))


def _is_union(hint: Typing) -> bool:
    return hint.name in ("typing.Union", "typing.Optional", "types.UnionType")


def _parts_of_class(hint: Value, otherwise: Value) -> Value:
    if isinstance(hint, (Ref, Unknown)) or (isinstance(hint, BuiltinType) and hint in _GENERIC):
        return Unknown("the parts of a type")
    return otherwise
