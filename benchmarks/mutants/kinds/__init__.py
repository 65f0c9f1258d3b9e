"""The kinds of edits, by theme; importing this package registers them all."""

from benchmarks.mutants.kinds import axes, flow, layers, numbers, operations, types

__all__ = ["axes", "flow", "layers", "numbers", "operations", "types"]
