"""The gate of figures: maps by several hands, and what is measured of how they are drawn.

- `usual/` has thirty maps of 4 to 25 statements, `large/` those of more.
- `maps` reads them; `generated` makes more, of all shapes, by seed.
- `drawn` finds in a drawing's shapes what is a statement's box, a line, a bar.
- `measures` has sizes, lengths, crossings and the order of reading; `separation` what makes a figure
  say two things at once. `geometry` is what they count with.
- `table` prints all that (`python -m tests.figures.table`); `baseline.csv` has the areas of the tree
  that the compact one is held against.
"""
