"""Stage 1: inputs in, reports out; one file an input format, found by itself (see formats.py)."""

from standoff.reading.inputs import read_inputs

__all__ = ["read_inputs"]
