"""The corpus: whole programs with seeded bugs, real torch as judge, pytea as candidate."""
