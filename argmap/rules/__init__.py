"""What a reviewer would say of a map: one rule, one file, its docstring its page.

`argmap.rulebook` has a row for each rule, with all that is known of it; its module here has a function
`check`, from a `Context` to diagnostics. `review` runs the rules; `context` is what a rule looks at; `ignores` reads
the comments that silence them; `pages` finds their pages, those of the errors of the language in the
folder `language`.

What several rules share: `roots`, `scheme_steps` and `critical_answers` (steps with a scheme), `english` (words and
sentences), `step_terms`, `formulas`, `circles` (what leads back to itself), `replies` (what is held against objections) and `standing` (what supports, attacks and
excludes what, in whatever words), on which `context` is built.
"""
