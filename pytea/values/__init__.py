"""The abstract domain: what a register, an attribute or a list item of the analysed program holds."""
