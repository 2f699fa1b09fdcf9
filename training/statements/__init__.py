"""The statement step's weights: `python -m training.statements`."""
