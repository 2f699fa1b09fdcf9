"""The commands, one file each: a function ``run`` whose parameters are the options, and a worked ``EXAMPLE``.

`cli.py` finds them by their file names. What loads slowly is imported inside ``run``.
"""
