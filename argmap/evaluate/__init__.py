"""Evaluation: which statements of a map are in, out or undecided, one semantics a file.

`theory` translates a map, with what is assumed beside it (`assumptions`), what excludes what (`exclusions`) and what
is preferred to what (`preferences`); `liftings` compare arguments by that in other ways, and `comparisons` says what
comes of it; `absurdities` adds what a reductio rests on beside its passage, and `logic` what the formulas say, where
they have been looked at. `program` makes a
logic program of that, with strict steps the other way round too (`transposition`), whose model is the grounded
semantics (`grounded`). `extensions` has the semantics that clingo computes, with the encoding in complete.lp;
`carneades` and `gradual` weigh reasons; `probabilistic` says how likely they are in, by the
numbers and words of `likelihood`. `framework` builds the abstract arguments, for those who need them.
`semantics` chooses among all of these, by the names in `available`; `evaluation` is what each gives back,
`standing` what statuses say of questions and within passages, `views` what each speaker of a map holds.

Why a status is what it is: `grounds` has what it rests on, and `reasons` puts that into a sentence, in the words of
`phrases`, with the `cycles` that it may come from and the `names` of statements; `explanation` into a nested list; `dispute` finds what would settle it
between two sides, `contrast` why one statement is in rather than another. `crux` searches for what would change it, with what `support_set` says it rests on, and `defence` for what would make it in, by
`acts` that say one thing more, both within `bounds`. `independence` decides whether one statement is held whatever becomes of another. `main_statements`
are those asked about first. `graph` has cycles, components and paths.
"""
