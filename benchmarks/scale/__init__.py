"""How the cost of a check grows with the depth of a model."""
