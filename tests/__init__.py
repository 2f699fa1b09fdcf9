"""The tests; a package, so that the scorer and the gold set can be imported by name."""
