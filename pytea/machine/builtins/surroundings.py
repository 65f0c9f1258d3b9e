"""Where the program runs, as the stubs ask: its command line, data files, GPU."""

from __future__ import annotations

from pytea.machine.machine import Machine
from pytea.machine.signals import PathEnds
from pytea.machine.tables import native
from pytea.values.objects import Value
from pytea.values.unknown import Unknown


@native("_pytea", "has_gpu")
def intrinsic_has_gpu(m: Machine) -> Value:
    """Returns whether there is a GPU."""
    m.program.asked_gpu = True
    return m.program.gpu


@native("_pytea", "has_open_surroundings")
def intrinsic_has_open_surroundings(m: Machine) -> Value:
    """Returns whether arguments and variables that are not given may be there all the same."""
    m.program.asked_surroundings = True
    return m.program.open_surroundings


@native("_pytea", "has_open_flags")
def intrinsic_has_open_flags(m: Machine) -> Value:
    """Returns whether switches of the command line that are not given may be on all the same."""
    m.program.asked_flags = True
    return m.program.open_flags


@native("_pytea", "leave")
def intrinsic_leave(m: Machine) -> Value:
    """Ends the path as one that could not do here what the program is for."""
    m.program.left = True
    raise PathEnds


@native("_pytea", "script_arguments")
def intrinsic_script_arguments(m: Machine) -> Value:
    return m.new_list(list(m.program.arguments))


@native("_pytea", "script_path")
def intrinsic_script_path(m: Machine) -> Value:
    return str(m.program.script)


@native("_pytea", "file_text")
def intrinsic_file_text(m: Machine, path: Value) -> Value:
    path = m.resolve(path)
    if isinstance(path, str) and m.program.data_text is not None:
        text = m.program.data_text(path)
        if text is not None:
            return text
    return Unknown("the contents of a file", "str")
