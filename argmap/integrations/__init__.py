"""argmap in the programs that people write in: one program, one file. Each loads no more than its own.

`jupyter` for notebooks, `markdown` for Python-Markdown, `pandoc` for Pandoc and Quarto, `sphinx`, and
`pygments`, which colours texts; latex/argmap.sty is a package for LaTeX. `figures` reads the options that
documents give a figure.
"""
