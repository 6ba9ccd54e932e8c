"""The layout `tree`: conclusions on top, reasons below, as small as the map allows.

`forest` makes trees of a view: each statement's box stands once, and a further use refers to it. `curves`
combines the shapes that parts of a figure can have, `growth` gives those of a tree from its leaves up, and
`places` puts the chosen ones where they stand. `lines` draws what leads from box to box, `layout` chooses
among sizes and ways to pack several trees.
"""
