"""What real torch says: clean programs run, each seeded bug crashes on a known line."""
