"""Argument schemes: kinds of argument that are used so often that their weak points are known.

scheme.py     what a scheme is
*.toml        those that argmap brings, by family
reading.py    TOML → schemes; positions.py finds the lines of its keys
library.py    the schemes that hold for a map: argmap's own, and those of the user's files
showing.py    schemes for readers
names.py      what other tools call them
"""
