"""Formulas: what they are made of, and what those of a map say together.

`parser` reads the text of one, by grammars/formula.lark; `formula` is what it is made of, and writes it;
`scope` says which name does what in it; `substitution` puts variables in the place of names; `negation` sees what denies
what without a proof. `parsed`
reads the formulas of a map together and finds what is wrong with them.
"""
