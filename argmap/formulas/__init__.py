"""Formulas: what they are made of, and what those of a map say together."""
