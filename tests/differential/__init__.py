"""Operator stubs compared with eager CPU torch on calls of our own, valid and invalid."""
