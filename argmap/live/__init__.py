"""For editors: completion, hover, definitions and references, symbols; the language server; watching; preview.

`completion`, `hover`, `label_references`, `offers` and `symbols` answer that about offsets of the source and know nothing of a
protocol; `server` carries the answers to editors, in the forms that `protocol` gives them. Each works on a file with mistakes as far as it is
understood. `place` says what a line is nested under. `watch` notices saved files, and `preview` serves a page that follows them.
"""
