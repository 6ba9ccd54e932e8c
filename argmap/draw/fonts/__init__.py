"""The fonts that argmap brings, and how wide their characters are.

Liberation Sans has the widths of Arial and Helvetica, so that one table serves all writers and a
reader's own Arial. `widths` measures texts by that table, which `make_metrics` makes; `font` shapes text and
has outlines; `found` looks for another font where argmap's own lack a character.
`tex_widths` measures texts in the `tex_fonts` of a LaTeX document, by a table that `make_tex_metrics` makes.
"""
