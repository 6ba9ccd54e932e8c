"""What an editor offers for a fault beside its fix: what may have been meant, for the writer to choose."""

from __future__ import annotations

import pytest

import argmap
from argmap.compilation import Compilation
from argmap.live.offers import offers
from argmap.syntax.words import KEYWORDS
from tests.conftest import CORPUS


@pytest.mark.parametrize(
    ("line", "titles"),
    [
        ("  because ,wet", ["write `because: wet`"]),
        ("  given: The gauge read twelve.", ["write `because: The gauge read twelve.`"]),
        ("  and c: Nothing joins.", ["write `because c: Nothing joins.`"]),
        ("  because unanimously", ["write `unanimity`"]),
        # No step stands above it from which this would be the exception.
        ("  otherwise x: The owner would pay.", []),
        # An example has words that the line has not; a fix is certain, and stands alone.
        ("  because:", []),
        ("  becuase: B.", ["write `because`"]),
    ],
)
def test_what_is_offered(line: str, titles: list[str]) -> None:
    compilation = Compilation.of_text(f"claim unanimity: The roof leaks.\n{line}\n")
    found = [made.title for d in compilation.diagnostics for made in offers(d, compilation)]
    assert found == titles


def test_what_is_shown_is_offered_where_it_mends() -> None:
    count = 0
    for path in sorted((CORPUS / "errors").glob("*.arg")):
        compilation = Compilation.of_file(path)
        for d in compilation.diagnostics:
            for made in offers(d, compilation) if d.source is compilation.source else ():
                if made is d.fix or made is d.guess:
                    continue
                count += 1
                (edit,) = made.edits
                text = d.source.text
                then = argmap.check(text[: edit.span.start] + edit.text + text[edit.span.end :])
                assert (d.name, d.line) not in {(one.name, one.line) for one in then}
                # What the writer has said is still there.
                said = text[edit.span.start : edit.span.end].replace(":", " ").split()
                lost = set(said) - set(edit.text.replace(":", " ").split()) - KEYWORDS
                assert len(lost) <= 2, (path.name, lost)
    assert count > 50
