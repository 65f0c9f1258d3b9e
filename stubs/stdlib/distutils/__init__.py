"""distutils: what programs still take from it: truths in words, and versions."""
