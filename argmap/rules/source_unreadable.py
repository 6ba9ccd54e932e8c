"""A text file that is named as a source isn't there, or is no text in UTF-8.

## Why

Quotations from it can't be looked up, so none of them is checked.

## Example

```text title="letter.txt"
Last year, eleven cyclists were hurt between the bridge and the station.
```

```arg
map: A cycle lane for Bridge Street
  source: leter.txt

claim: Bridge Street is dangerous for cyclists.
  because: Eleven cyclists were hurt there last year.
```

## Instead

Put the file there, or mend its name: the path is relative to the folder of the map. Of a book or a page
that is not beside the map, give the citation or the address.

```text title="letter.txt"
Last year, eleven cyclists were hurt between the bridge and the station.
```

```arg
map: A cycle lane for Bridge Street
  source: letter.txt

claim: Bridge Street is dangerous for cyclists.
  because: Eleven cyclists were hurt there last year.
```

## How

A source is a text file where it has no blanks, is no web address, and ends in `.txt` or `.md`. Said once a
file, where it is named first. What begins as a path does (`/`, `./`, `../`, `~/`) and is none of a text file is
reported too, and so is the name of a pipe or a device, which is never opened.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from argmap.diagnostics import Diagnostic, Related, replace
from argmap.files import is_text_file_path, nearest_file, require_file
from argmap.rules.context import Context

if TYPE_CHECKING:
    from argmap.quotations.library import Origin, TextFile


def check(context: Context) -> Iterator[Diagnostic]:
    """Opens every text file that is named."""
    yield from _not_understood(context)
    map = context.map
    things = [map.attributes]
    things += [section.attributes for section in map.sections]
    things += [statement.attributes for statement in context.statements]
    named = (attributes.get("source") for attributes in things)
    if not any(isinstance(value, str) and is_text_file_path(value) for value in named):
        return
    said = set()
    for origin, file in context.library.origins:
        if file.problem and file not in said:
            said.add(file)
            found = _unreadable(context, origin, file)
            if found is not None:
                yield found


def _not_understood(context: Context) -> Iterator[Diagnostic]:
    """Paths that are taken for citations because of quotes around them or blanks in them."""
    map = context.map
    owners = [
        ("", map.attributes),
        *((s.id, s.attributes) for s in map.sections if "." not in s.id),
    ]
    owners += [(s.id, s.attributes) for s in context.statements if "source" in s.attributes]
    known: dict[str, tuple[str, str] | None] = {}
    for owner, attributes in owners:
        written = attributes.get("source")
        if not isinstance(written, str) or is_text_file_path(written) or "://" in written:
            continue
        if written not in known:
            known[written] = _no_text_file(context, written)
        if said := known[written]:
            span = context.place("attribute", owner, "source", or_else=_thing(context, owner))
            yield context.report("source-unreadable", said[0], span, said[1])
            continue
        path = written.strip("\"'“”‘’«» ")
        if not path.casefold().endswith((".txt", ".md")):
            continue
        span = context.place("attribute", owner, "source", or_else=_thing(context, owner))
        if is_text_file_path(path):
            value = context.source.text.find(written, span.end)
            fix = replace("delete the quotes", (value, value + len(written)), path)
            yield context.report(
                "source-unreadable",
                f"a path stands without quotes, so {written} is taken for a citation",
                span,
                f"write: `source: {path}`",
                fix=fix if context.syntax and value >= 0 else None,
            )
        elif (file := context.project.locate(path, context.source)) and file.is_file():
            yield context.report(
                "source-unreadable",
                f"a path holds no blanks, so `{written}` is taken for a citation",
                span,
                "rename the file, for instance with `-` for the blanks",
            )


def _no_text_file(context: Context, written: str) -> tuple[str, str] | None:
    """What is wrong with the path of what is no text file, and what to write; None for a citation."""
    if any(c.isspace() for c in written):
        return None
    if written.startswith(_PATHS):
        return (
            f"`{written}` is a path, but not of a text file, so it is taken for a citation",
            "give the path of a text file in the map's folder that ends in `.txt` or `.md`",
        )
    path = context.project.locate(written, context.source)
    try:
        if path is not None and path.exists() and not path.is_dir():
            require_file(path)
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or "it can't be read"
        return f"`{written}` can't be read: {reason}", "name a file that ends in `.txt` or `.md`"
    return None


_PATHS = ("/", "./", "../", "~/")


def _unreadable(context: Context, origin: Origin, file: TextFile) -> Diagnostic | None:
    from argmap.quotations.library import Problem

    written = origin.value
    help: tuple[str, ...] = ()
    related: tuple[Related, ...] = ()
    near = None
    if file.problem is Problem.OUTSIDE:
        if context.syntax is not None:
            return None  # `source-outside-folder` has said so
        message = f"`{written}` lies outside the project's folder, where nothing is read"
        help = ("put the source beside the map, or an `argmap.toml` into a folder above both",)
    elif file.problem is Problem.MISSING:
        message = f"there is no file `{written}`"
        near = nearest_file(file.path, (".txt", ".md")) if file.path else None
        near = near and written[: len(written) - len(written.rpartition("/")[2])] + near
        help = (
            "a path is relative to the folder of the map; "
            "for what is no file, write a citation or a web address",
        )
    elif file.problem is Problem.FOLDER:
        message = f"`{written}` is a folder"
        help = ("name a file in it",)
    elif file.problem is Problem.ENCODING:
        wrong = file.diagnostic
        message = f"`{written}` is not UTF-8 text"
        help = ("save it as UTF-8: until then no quotation is looked up in it",)
        if wrong is not None and wrong.source.text:
            related = (Related(wrong.message, wrong.source, wrong.span),)
        elif wrong is not None and "UTF-16" not in wrong.message:
            help = ("take the words out of it into a plain text file, saved as UTF-8",)
    else:
        message = f"`{written}` can't be read: {file.reason}"
    owner = origin.owner
    span = context.place("attribute", owner, "source", or_else=_thing(context, owner))
    meant = written, near
    return context.report("source-unreadable", message, span, *help, related=related, meant=meant)


def _thing(context: Context, owner: str) -> str | None:
    """The statement that has the source; a section stands nowhere but at its attribute."""
    return owner if owner in context.map else None
