"""The intermediate representation: instructions, code, and what is computed from them alone."""
