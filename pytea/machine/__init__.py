"""The symbolic machine: executes IR over abstract values, path by path."""
