"""How the shipped weights are made. Needs PyTorch, which the installed program doesn't; see README.md."""
