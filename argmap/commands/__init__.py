"""The commands, one file each: `add` adds its parser to the command line, `run` runs it.

What they share is in `parsers`, `inputs`, `outputs`, `figure`, `cores` and `status`. Imports are inside the
functions, so that each command starts with no more than it needs.
"""

COMMANDS = (
    *("check", "explain", "schemes", "coverage", "render", "prove", "evaluate", "crux", "compare"),
    *("convert", "table", "format", "rename", "lsp", "watch", "preview"),
)
"""The names of all, in the order in which help lists them; each is a module of this package."""
