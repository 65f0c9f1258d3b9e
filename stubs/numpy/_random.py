"""The operators that the methods of Generator call: their parameters are not those of the old functions."""
