"""Files without an entry point: what each of their modules and functions needs and gives."""
