"""Edits of a map, and of the text that it was read from: statements, fixes, the one layout, labels by another name.

`editing` is what users have: several edits of one map, what went with each, and the file with them. Each is one of
`acts`, from a map to a map; `naming` finds what the caller names, `removal` takes statements out so that nothing is left
that names them, `placing` puts them where they belong.

`in_text` carries an act out on a text, by edits of as few lines as possible: `document` knows the lines of a text and
what they declare, `patch` collects what changes, `lines` writes new ones; `taking` takes lines out, with `regroup` for
what becomes of those beside them, `inserting`, `moving` and `replacing` do what they say. `matching` sees that the text
says the map that it should, and `rewriting` writes it anew where no single lines do.

`fixes` carries out the fixes of diagnostics, round after round, until nothing is left to mend;
`formatting` lays a file out as `argmap.syntax.format` does, and makes sure that it says the same map;
`rename` changes a label in all files at once.

`versions` puts two versions of a text together that go back to one: by their lines or, in `weaving`, by their `blocks`.
"""
