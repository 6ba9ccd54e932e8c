"""The families of LaTeX fonts whose widths argmap knows."""

TEX_FONTS = ("latin-modern", "latin-modern-sans", "helvetica", "times", "palatino")
"""The names of the families; Computer Modern is as wide as Latin Modern."""
ANY = "any"
"""In the place of a name: the widest of all."""
