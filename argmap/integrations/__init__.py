"""argmap in the programs that people write in: one program, one file. Each loads no more than its own.

`jupyter` for notebooks, `widget`, with widget.js, for a map to edit in one, `jupyter_lsp` for files in JupyterLab, `markdown` for Python-Markdown, `pandoc` for Pandoc and Quarto, `sphinx`, and
`pygments`, which colours texts; latex/argmap.sty is a package for LaTeX. `figures` reads the options that
documents give a figure.
"""
