"""Evaluation: which statements of a map are in, out or undecided, one semantics a file."""
