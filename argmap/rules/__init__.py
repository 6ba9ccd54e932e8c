"""The rules that check maps: one rule, one file, its docstring its page."""
