"""What the formulas of a map prove: which steps are valid, and what the others lack.

`prove` asks the questions, of which each `question` is whether formulas can be true together, and `middle` looks for the
premise that a step leaves unsaid; `conflicts` finds what can't be true together, and `facts` hands on to an evaluation what
formulas say of it. `solver` puts them to z3, in the form that `encoding` gives them; `world` is a
counterexample, and works out by itself what is true in it. A small world is looked for first, by writing
the quantifiers out for one thing, two things, three; a proof only then. Budgets are counted in z3's units
of work, never by the clock. `results` is what was found out, a `verdict` for each step, and `wording`
says it; `reconstruction` holds all that a map draws against the formulas, and `reconstruction_wording` says that.
"""
