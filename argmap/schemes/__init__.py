"""Argument schemes: kinds of argument that are used so often that their weak points are known.

`scheme` says what a scheme is. Those that argmap brings are TOML files here, by family; `reading` makes
schemes of such files, and `positions` finds the lines of their keys. `library` has the schemes that hold for
a map: argmap's own, and those of the user's files. `showing` shows schemes to readers, `names` has what other
tools call them.
"""
