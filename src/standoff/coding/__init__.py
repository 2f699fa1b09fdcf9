"""Stage 2: one report in, one record out; a file a step, run in the order that pipeline.py gives."""
