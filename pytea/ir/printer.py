"""Readable text of lowered code, for ``pytea ir`` and for tests."""

from __future__ import annotations

from collections.abc import Iterator

from pytea.ir import instructions as ir
from pytea.ir.code import Code, Module
from pytea.ir.liveness import jump_targets

#: Column in which the place of an instruction begins.
_PLACE_COLUMN = 60

#: Fields that hold one register, and fields that hold several.
REGISTER_FIELDS = frozenset(
    {
        "dst",
        "src",
        "slot",
        "cell",
        "left",
        "right",
        "obj",
        "index",
        "func",
        "first",
        "class_cell",
        "iterator",
        "cond",
        "exception",
        "cause",
        "exit",
        "types",
        "subject",
        "cls",
        "rest",
        "spec",
        "start",
        "stop",
        "step",
        "list",
        "set",
        "dict",
        "key",
        "value",
        "raised",
    }
)
REGISTER_TUPLES = frozenset(
    {
        "items",
        "args",
        "values",
        "keys",
        "parts",
        "targets",
        "bases",
        "defaults",
        "keyword_values",
        "keyword_defaults",
        "closure",
    }
)

#: Fields that hold the index of an instruction.
JUMPS: dict[type[ir.Instruction], tuple[str, ...]] = {
    ir.Jump: ("target",),
    ir.Branch: ("then", "other"),
    ir.ForNext: ("exit",),
    ir.Assert: ("passed",),
    ir.PushHandler: ("target",),
}


def format_module(module: Module, function: str | None = None) -> str:
    """Returns the dump of ``module``, or only of the functions with that name or qualname."""
    chosen = [
        code
        for code in nested_codes(module.code)
        if function is None or function in (code.name, code.qualname)
    ]
    blocks = [format_code(code) for code in chosen]
    if function is None:
        blocks.extend(f"fault {span}: {text}" for span, text in module.faults)
    return "\n\n".join(blocks) + "\n"


def nested_codes(code: Code) -> Iterator[Code]:
    """Yields ``code`` and all Codes inside it, outer ones first, in source order."""
    pending = [code]
    while pending:
        current = pending.pop()
        yield current
        inner = [
            i.code for i in current.instructions if isinstance(i, (ir.MakeFunction, ir.MakeClass))
        ]
        # A ``finally`` body is lowered once per way into it.
        pending.extend(reversed(list({id(c): c for c in inner}.values())))


def format_code(code: Code) -> str:
    """Returns the dump of one Code: a line per instruction, labels where jumps go."""
    lines = [_header(code)]
    targets = jump_targets(code)
    for index, (instruction, span) in enumerate(zip(code.instructions, code.spans, strict=True)):
        if index in targets:
            lines.append(f"L{index}:")
        text = f"  {index:>3}  {_format(code, instruction)}"
        lines.append(f"{text:<{_PLACE_COLUMN}} {span}")
    return "\n".join(lines)


def _header(code: Code) -> str:
    parameters = code.parameters
    shown = list(parameters.positional)
    if parameters.positional_only:
        shown.insert(parameters.positional_only, "/")
    if parameters.varargs is not None:
        shown.append(f"*{parameters.varargs}")
    elif parameters.keyword_only:
        shown.append("*")
    shown.extend(parameters.keyword_only)
    if parameters.varkw is not None:
        shown.append(f"**{parameters.varkw}")
    words = [word for word, on in (("async", code.is_async), ("yields", code.is_generator)) if on]
    free = f" free {', '.join(name for name, _ in code.free_cells)}" if code.free_cells else ""
    return " ".join([*words, code.kind, f"{code.qualname}({', '.join(shown)})"]) + free


def register_name(code: Code, register: int) -> str:
    """Returns the name of a local, or ``t`` and the number of an intermediate value."""
    if register < 0:
        return "-"
    name = code.registers[register]
    if not name:
        return f"t{register}"
    twins = code.registers.count(name)
    return f"{name}#{register}" if twins > 1 else name


def _format(code: Code, instruction: ir.Instruction) -> str:
    opcode = type(instruction).__name__
    word = "".join(f"-{c.lower()}" if c.isupper() else c for c in opcode).lstrip("-")
    result = ""
    shown: list[str] = []
    for name in instruction.__match_args__:
        value = getattr(instruction, name)
        if name == "dst":
            result = f"{register_name(code, value)} = "
        else:
            shown.extend(_operand(code, instruction, name, value))
    return f"{result}{word} {', '.join(shown)}".rstrip()


def _operand(code: Code, instruction: ir.Instruction, name: str, value: object) -> list[str]:
    if name in JUMPS.get(type(instruction), ()):
        return [f"{name}=L{value}"]
    if isinstance(instruction, ir.Const):
        return [repr(value)]
    if isinstance(value, Code):
        return [value.qualname]
    if name in REGISTER_FIELDS and isinstance(value, int) and not isinstance(value, bool):
        text = register_name(code, value)
        return [] if value < 0 else [text if name in ("src", "left", "right") else f"{name}={text}"]
    if name in REGISTER_TUPLES and isinstance(value, tuple):
        joined = ", ".join(register_name(code, register) for register in value)
        return [f"{name}=({joined})"] if value else []
    if value in ((), None, ""):
        return []
    return [f"{name}={value}" if not isinstance(value, str) else f"{value!r}"]
