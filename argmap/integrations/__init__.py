"""argmap in other programs: coloured by Pygments, drawn in Sphinx, in Markdown, in notebooks, by Pandoc and in LaTeX.

Nothing here is loaded unless it is asked for, and what is named needs the program that it is for.

What a block of a document asks for is read in one way: `options` are those that it can have, `block` makes of them and of a map
what is shown, and `place` finds where it stands. `sphinx`, `markdown`, `pandoc` (with `pandoc_call`, how Pandoc was called) and `jupyter` show it in their documents; `widget`, with widget.js, is a map to edit in a notebook, and `jupyter_lsp` tells JupyterLab of the language server; `latex_figures` and
`typst_figures` draw what documents with latex/argmap.sty and typst/argmap.typ ask for; `pygments` colours the language.
"""
