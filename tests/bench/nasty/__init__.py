"""Inputs of at most 20 kB that are hard on some stage: what a stranger may send.

`CASES` names each: a function from a size in bytes to the files it is made of, by name, the first of which is read.
`graphs` are maps of odd shapes, `words` odd texts and formulas, `files` maps with sources and imports, `documents` what
other tools write.
"""

from tests.bench.nasty import documents, files, graphs, words
from tests.bench.nasty.cases import CASES, SIZE

__all__ = ["CASES", "SIZE", "documents", "files", "graphs", "words"]
