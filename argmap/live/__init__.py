"""What an editor asks of a text: what may stand here, what this is, where else it stands, how it is built.

Answers are about offsets of the source and know nothing of a protocol; argmap/live/server.py carries them to editors.
Each works on a file with mistakes as far as it is understood.
"""
