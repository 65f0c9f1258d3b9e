"""Internals that programs import."""
