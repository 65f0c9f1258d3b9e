"""Python's builtin functions, types and native modules on abstract values."""
