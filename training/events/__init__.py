"""The event coder's training set, its weights and their measures: `python -m training.events`."""
