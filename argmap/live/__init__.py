"""What an editor asks of a text: what may stand here, what this is, where else it stands, how it is built.

`completion`, `hover`, `places` and `symbols` answer that about offsets of the source and know nothing of a
protocol; `server` carries the answers to editors. Each works on a file with mistakes as far as it is
understood. `watch` notices saved files, and `preview` serves a page that follows them.
"""
