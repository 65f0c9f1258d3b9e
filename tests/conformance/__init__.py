"""The operator stubs judged by torch's own test database: the calls it accepts and refuses."""
