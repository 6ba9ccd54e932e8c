"""What a reviewer would say of a map: one rule, one file, its docstring its page."""
