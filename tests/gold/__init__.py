"""The project's own gold set: its source under sentences/, and the converter that gives the records."""
