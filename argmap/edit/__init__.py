"""Edits of a file, text to text: fixes carried out, the one layout, labels by another name.

`fixes` carries out the fixes of diagnostics, round after round, until nothing is left to mend;
`formatting` lays a file out as `argmap.syntax.format` does, and makes sure that it says the same map;
`rename` changes a label in all files at once.
"""
