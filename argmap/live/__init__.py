"""For editors: completion, hover, definitions and references, symbols; the language server; watching; preview.

All but the server work with offsets of the source and know nothing of a protocol; argmap/live/server.py
translates for editors. Each works on a file with errors, as far as it can be parsed.
"""
