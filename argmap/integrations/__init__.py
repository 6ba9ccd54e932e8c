"""Plugins for other programs, one file each; each imports only its own program."""
