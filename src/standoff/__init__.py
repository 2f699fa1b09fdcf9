"""Standoff reads news reports of an international crisis and keeps the record."""

__version__ = "0.1.0"
