"""Edits of a file, text to text: fixes carried out, the one layout, labels by another name."""
