"""Deciding conditions under facts: `default_solver()` and the `Solver` protocol.

Importing this package does not import z3.  A solver belongs to one analysis, like the conditions it is asked about.
"""

from pytea.solver.cheap import CheapSolver
from pytea.solver.default import default_solver
from pytea.solver.protocol import Facts, Model, Solver, Statistics, Verdict

__all__ = ["CheapSolver", "Facts", "Model", "Solver", "Statistics", "Verdict", "default_solver"]
