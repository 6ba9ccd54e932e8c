"""The commands, one file each: `add` adds its parser to the command line, `run` runs it.

A command is a module that is named in `COMMANDS`. What they share: `parsers` with options that several have, `inputs`
that they read, `outputs` that they write, `figure` for a figure and its files, `batch` for many maps, `search` for those that
look for smallest sets, `classroom` for maps that are held against a model, `merge` with `merge_driver` for git, `lost` for
the table of what was lost, `cores` for a process on each core, `status` for how they end. `reference` and `manual` make the page of
all commands and the manual page from the command line's own grammar. Imports are inside the functions,
so that each command starts with no more than it needs.
"""

COMMANDS = (
    *("check", "explain", "schemes", "coverage", "render", "report", "prove"),
    *("evaluate", "crux", "defend", "compare", "merge", "merge-driver", "convert"),
    *("table", "format", "rename", "lsp", "watch", "preview"),
)
"""The names of all, in the order in which help lists them; each is a module of this package."""
