"""Quotations and the texts they come from: looking words up, and how much of a text is quoted.

`library` reads the texts that a map quotes. `folding` folds away what does not count in a comparison, and
keeps track of places; `find` finds a quotation in a text: `pattern` takes it apart, and `search` looks for
the pieces; `nearest` finds the passage that is most like it, where it is not there. `coverage` counts what is quoted.
"""
