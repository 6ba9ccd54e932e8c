"""The language server, asked by a real client over standard input and output."""

from __future__ import annotations

import asyncio
import random
import subprocess
import sys
from collections.abc import Awaitable, Callable
from pathlib import Path

import pytest
from lsprotocol import types
from pygls.lsp.client import LanguageClient

import argmap
from argmap.source import Source
from tests.bench.maps import generated
from tests.conftest import EXAMPLES
from tests.kinds import slow

TEXT = """\
map: The pledge 🕊️
  language: en

recommendation modify: NATO should modify its pledge.
  because hollow: The pledge is hollow 🕊️🕊️.
    because few: Few would agree.
    and all: All have to.
    by modus-ponens
  but strong: It is strong.
few
"""


@slow
class Session:
    """A client, the documents that it has open, and the diagnostics that the server sent of them."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.client = LanguageClient("tests", "1")
        self.found: dict[str, list[types.Diagnostic]] = {}
        self.came = asyncio.Event()
        self.messages: list[str] = []
        self.version = 0

        @self.client.feature(types.TEXT_DOCUMENT_PUBLISH_DIAGNOSTICS)
        def diagnostics(params: types.PublishDiagnosticsParams) -> None:
            self.found[params.uri] = list(params.diagnostics)
            if params.version == self.version:
                self.came.set()

        @self.client.feature(types.WINDOW_SHOW_MESSAGE)
        def message(params: types.ShowMessageParams) -> None:
            self.messages.append(params.message)

    async def start(self, offers: list[str] | None = None) -> types.InitializeResult:
        await self.client.start_io(sys.executable, "-m", "argmap", "lsp")
        general = types.GeneralClientCapabilities(position_encodings=offers)
        made = await self.client.initialize_async(
            types.InitializeParams(
                capabilities=types.ClientCapabilities(general=general if offers else None),
                root_uri=self.folder.as_uri(),
            )
        )
        self.encoding = made.capabilities.position_encoding or "utf-16"
        self.client.initialized(types.InitializedParams())
        return made

    async def stop(self) -> None:
        server = self.client._server
        await self.client.shutdown_async(None)
        self.client.exit(None)
        assert await asyncio.wait_for(server.wait(), 60) == 0
        await self.client.stop()

    def uri(self, name: str) -> str:
        return (self.folder / name).as_uri()

    async def open(self, name: str, text: str) -> list[types.Diagnostic]:
        (self.folder / name).write_text(text, encoding="utf-8")
        return await self._sent(
            name,
            lambda: self.client.text_document_did_open(
                types.DidOpenTextDocumentParams(
                    types.TextDocumentItem(self.uri(name), "argmap", self.version, text)
                )
            ),
        )

    async def edit(
        self, name: str, start: tuple[int, int], end: tuple[int, int], text: str
    ) -> list[types.Diagnostic]:
        place = types.Range(types.Position(*start), types.Position(*end))
        return await self._sent(
            name,
            lambda: self.client.text_document_did_change(
                types.DidChangeTextDocumentParams(
                    types.VersionedTextDocumentIdentifier(version=self.version, uri=self.uri(name)),
                    [types.TextDocumentContentChangePartial(place, text)],
                )
            ),
        )

    async def _sent(self, name: str, send: Callable[[], None]) -> list[types.Diagnostic]:
        self.version += 1
        self.came.clear()
        send()
        await asyncio.wait_for(self.came.wait(), 60)
        return self.found[self.uri(name)]

    def at(self, name: str, line: int, column: int) -> dict[str, object]:
        return {
            "text_document": types.TextDocumentIdentifier(self.uri(name)),
            "position": types.Position(line, column),
        }


def within(
    folder: Path, ask: Callable[[Session], Awaitable[None]], offers: list[str] | None = None
) -> None:
    async def run() -> None:
        session = Session(folder)
        await session.start(offers)
        try:
            await asyncio.wait_for(ask(session), 120)
        finally:
            await session.stop()

    asyncio.run(run())


def place(range_: types.Range) -> tuple[int, int, int, int]:
    return range_.start.line, range_.start.character, range_.end.line, range_.end.character


def test_diagnostics_while_typing(tmp_path: Path) -> None:
    async def ask(session: Session) -> None:
        assert not [d for d in await session.open("a.arg", TEXT) if d.severity == 1]
        # In the middle of a line with signs of two units, then broken, then mended.
        found = await session.edit("a.arg", (4, 46), (4, 46), " because nobody")
        assert [d.code for d in found if d.severity == 1] == []
        found = await session.edit("a.arg", (9, 0), (9, 3), "becuase nobody")
        assert [d.code for d in found if d.severity == 1]
        assert {d.source for d in found} == {"argmap"}
        found = await session.edit("a.arg", (9, 0), (9, 14), "few")
        assert not [d for d in found if d.severity == 1]

    within(tmp_path, ask)


def test_places_count_utf16(tmp_path: Path) -> None:
    async def ask(session: Session) -> None:
        text = "claim 論点: 🕊️ A.\n  because nobody🕊\n"
        found = [d for d in await session.open("a.arg", text) if d.severity == 1]
        assert found[0].range.start.line == 1
        text = "# 🕊\nclaim a: 🕊🕊 A.\n  > 🕊\nso: 🕊\n  because x\n"
        await session.open("b.arg", text)
        found = await session.edit("b.arg", (1, 13), (1, 15), "B!")
        found = await session.edit("b.arg", (4, 10), (4, 11), "y")
        undefined = next(d for d in found if "undefined-label" in str(d.code))
        assert place(undefined.range) == (4, 10, 4, 11)
        hover = await session.client.text_document_hover_async(
            types.HoverParams(**session.at("b.arg", 1, 7))
        )
        assert "🕊🕊B\\!" in hover.contents.value

    within(tmp_path, ask)


WIDE = """\
map: Brücken 🌉

claim brücke-alt: Die Brücke 🌉 muss neu gebaut werden.
  because größe-des-risses: Der Riss wächst.
  but größe-des-risses
  but größe-des-rises
"""
OFFERS = [
    None,
    ["utf-8"],
    ["utf-16"],
    ["utf-32"],
    ["utf-8", "utf-16", "utf-32"],
    ["utf-32", "utf-16"],
    ["utf-7", "utf-8"],
]


def units(text: str, encoding: str) -> int:
    """How long a text is, told without argmap."""
    wide = {"utf-8": lambda c: len(c.encode()), "utf-16": lambda c: 1 + (ord(c) > 0xFFFF)}
    return sum(map(wide.get(encoding, lambda c: 1), text))


def words_at(text: str, found: types.Range, encoding: str) -> str:
    """The words in a range of a text."""
    lines = text.split("\n")

    def offset(at: types.Position) -> int:
        line = lines[at.line]
        column = next(n for n in range(len(line) + 1) if units(line[:n], encoding) == at.character)
        return sum(len(before) + 1 for before in lines[: at.line]) + column

    return text[offset(found.start) : offset(found.end)]


@pytest.mark.parametrize("offers", OFFERS, ids=str)
def test_every_answer_counts_as_agreed(offers: list[str] | None, tmp_path: Path) -> None:
    async def ask(session: Session) -> None:
        encoding, client = session.encoding, session.client
        assert encoding == next((o for o in offers or () if o != "utf-7"), "utf-16")
        uri, label = session.uri("a.arg"), "größe-des-risses"

        def words(found: types.Range) -> str:
            return words_at(WIDE, found, encoding)

        def at(line: int, before: str) -> dict[str, object]:
            text = WIDE.split("\n")[line]
            return session.at("a.arg", line, units(text[: text.index(before)], encoding))

        # The last line comes by two edits, each behind signs of several units.
        await session.open("a.arg", WIDE.replace("größe-des-rises\n", "größe-x\n"))
        column = units("  but größe-", encoding)
        await session.edit("a.arg", (5, column), (5, column + 1), "des-")
        column += 4
        found = await session.edit("a.arg", (5, column), (5, column), "rises")
        undefined = next(d for d in found if "undefined-label" in str(d.code))
        assert words(undefined.range) == "größe-des-rises"
        assert words(undefined.related_information[0].location.range).startswith(
            f"because {label}:"
        )
        place, document = at(3, "ße"), types.TextDocumentIdentifier(uri)

        references = await client.text_document_references_async(
            types.ReferenceParams(context=types.ReferenceContext(True), **place)
        )
        assert [words(r.range) for r in references] == [label, label]
        lights = await client.text_document_document_highlight_async(
            types.DocumentHighlightParams(**place)
        )
        assert [words(light.range) for light in lights] == [label, label]
        home = await client.text_document_definition_async(types.DefinitionParams(**at(4, "ße")))
        assert words(home.range) in (label, f"because {label}: Der Riss wächst.")
        hover = await client.text_document_hover_async(types.HoverParams(**place))
        assert words(hover.range) == label and "Riss wächst" in hover.contents.value
        ready = await client.text_document_prepare_rename_async(types.PrepareRenameParams(**place))
        assert words(ready) == label
        renamed = await client.text_document_rename_async(
            types.RenameParams(new_name="riss", **place)
        )
        assert [words(e.range) for e in renamed.changes[uri]] == [label, label]
        outline = await client.text_document_document_symbol_async(
            types.DocumentSymbolParams(document)
        )
        lines = WIDE.split("\n")
        assert [words(s.selection_range) for s in outline] == [lines[0], lines[2]]
        assert words(outline[1].range) == WIDE[WIDE.index("claim") :].rstrip("\n")
        (action,) = await client.text_document_code_action_async(
            types.CodeActionParams(document, undefined.range, types.CodeActionContext([]))
        )
        (edit,) = action.edit.changes[uri]
        assert (words(edit.range), edit.new_text) == ("größe-des-rises", label)
        items = await client.text_document_completion_async(
            types.CompletionParams(**at(4, "-des-risses"))
        )
        known = {item.label: item.text_edit for item in items}
        assert words(known[label].range) in ("größe", label)
        (laid,) = await client.text_document_formatting_async(
            types.DocumentFormattingParams(document, types.FormattingOptions(2, True))
        ) or [types.TextEdit(types.Range(types.Position(0, 0), types.Position(6, 0)), "")]
        assert words(laid.range) == WIDE

    within(tmp_path, ask, offers)


def test_a_guess_is_offered_and_not_preferred(tmp_path: Path) -> None:
    text = "claim unanimity: A.\n  because unanimously\n  becuase: B.\n"

    async def ask(session: Session) -> None:
        await session.open("a.arg", text)

        async def actions(only: list[str] | None = None) -> list[types.CodeAction]:
            return await session.client.text_document_code_action_async(
                types.CodeActionParams(
                    types.TextDocumentIdentifier(session.uri("a.arg")),
                    types.Range(types.Position(0, 0), types.Position(3, 0)),
                    types.CodeActionContext([], only),
                )
            )

        assert {(a.title, a.is_preferred) for a in await actions()} == {
            ("Write `unanimity`", False),
            ("Write `because`", True),
        }
        assert await actions(["quickfix"]) == await actions()
        # What mends all on saving takes no guess.
        for kind in ("source", "source.fixAll", "source.fixAll.argmap"):
            (every,) = await actions([kind])
            (edit,) = every.edit.changes[session.uri("a.arg")]
            assert edit.new_text == text.replace("becuase", "because")

    within(tmp_path, ask)
    assert not any(d.fix for d in argmap.check(text) if d.name == "undefined-label")


def test_many_edits_leave_the_same_text(tmp_path: Path) -> None:
    """The server has, after edits anywhere, what a client has: it formats to the same."""

    async def ask(session: Session) -> None:
        rng = random.Random(5)
        text = TEXT
        await session.open("a.arg", text)
        for _ in range(60):
            source = Source.of(text)
            start = rng.randrange(len(text) + 1)
            end = min(len(text), start + rng.choice((0, 0, 1, 5, 30)))
            new = rng.choice(("", "x", "🕊", "\n", "  because b: B.\n", ": ", "\n  # c\n", "and"))
            where = [
                (source.position(o).line - 1, source.units_column(o, "utf-16") - 1)
                for o in (start, end)
            ]
            text = text[:start] + new + text[end:]
            found = await session.edit("a.arg", where[0], where[1], new)
            expected = argmap.Compilation.of_text(text, str(session.folder / "a.arg"))
            assert len([d for d in found if d.severity == 1]) == len(
                [d for d in expected.diagnostics if d.severity == "error"]
            )

    within(tmp_path, ask)


def test_completion(tmp_path: Path) -> None:
    async def ask(session: Session) -> None:
        async def words(line: int, column: int) -> dict[str, types.CompletionItem]:
            found = await session.client.text_document_completion_async(
                types.CompletionParams(**session.at("a.arg", line, column))
            )
            assert isinstance(found, list)
            return {item.label: item for item in found}

        await session.open("a.arg", TEXT + "\n  \nby \nbecause pre\n")
        found = await words(11, 2)
        assert {"because", "note", "unless", "provided", "explained by"} <= set(found)
        # Nor does a line under a clause begin with a kind or a label, or look back at a group.
        assert not {"claim", "hollow", "so", "answer", "map"} & set(found)
        assert found["note"].text_edit.new_text == "note: $0"
        found = await words(10, 0)
        assert {"map", "section", "so", "premise", "expert-opinion"} <= set(found)
        assert "${1:" in found["expert-opinion"].text_edit.new_text
        found = await words(12, 3)
        assert {"expert-opinion", "deduction", "few"} <= set(found)
        found = await words(13, 11)
        assert {"premise", "few", "unstated"} <= set(found)
        assert place(found["premise"].text_edit.range) == (13, 8, 13, 11)
        assert found["few"].detail == "Few would agree."
        assert not await words(4, 20)
        await session.edit("a.arg", (11, 0), (11, 2), "  type: ")
        assert {"fact", "value"} <= set(await words(11, 8))

    within(tmp_path, ask)


PASSAGES = """\
section s: Sums
  
question pay: Who pays?
  
  answer state: The state.
suppose big: There is a largest prime.
  
  so next: There is a larger one.
  contradicts big
so none: There is none.
by reductio
  
restates all: All primes have a larger one.
claim paid: Someone pays.
  provided none
  explained by state
  speaker: Anna; Ben
  endorsed: 
challenges 
challenges none because 
because 
"""


def test_completion_in_passages_and_questions(tmp_path: Path) -> None:
    async def ask(session: Session) -> None:
        async def words(line: int, column: int) -> set[str]:
            found = await session.client.text_document_completion_async(
                types.CompletionParams(**session.at("p.arg", line, column))
            )
            assert isinstance(found, list)
            return {item.label for item in found}

        await session.open("p.arg", PASSAGES)
        lines = PASSAGES.split("\n")
        section = await words(1, 2)
        assert {"suppose", "so", "question", "open", "section", "tags", "none"} <= section
        assert not {"because", "answer", "map", "choose", "use"} & section
        question = await words(3, 2)
        assert {"answer", "including", "choose", "speaker"} <= question
        assert not {"because", "but", "so", "claim", "answers", "suppose"} & question
        passage = await words(6, 2)
        assert {"suppose", "so", "against", "premise", "speaker", "next"} <= passage
        assert not {"because", "section", "choose"} & passage
        assert await words(10, 3) >= {"reductio", "conditional-proof", "cases", "deduction"}
        rule = await words(11, 2)
        assert {"unless", "however", "strength", "speaker"} <= rule and "because" not in rule
        assert await words(lines.index("  endorsed: "), 12) == {"yes"}
        conclusions = await words(lines.index("challenges "), 11)
        assert conclusions == {"next", "none"}
        at = lines.index("challenges none because ")
        assert await words(at, len(lines[at])) == {"next"}
        after = await words(lines.index("because "), 8)
        assert {"suppose", "open", "unstated", "claim", "paid", "next"} <= after
        assert not {"pay", "question"} & after
        await session.edit("p.arg", (3, 0), (3, 2), "  choose: ")
        assert await words(3, 10) == {"one", "several"}
        await session.edit("p.arg", (3, 0), (3, 10), "  speaker: ")
        assert await words(3, 11) == {"Anna", "Ben"}

    within(tmp_path, ask)


def test_hover_and_symbols_of_passages_and_questions(tmp_path: Path) -> None:
    text = PASSAGES.replace("  endorsed: \n", "  endorsed: yes\n").partition("challenges")[0]

    async def ask(session: Session) -> None:
        async def hover(line: int, column: int) -> str:
            found = await session.client.text_document_hover_async(
                types.HoverParams(**session.at("p.arg", line, column))
            )
            return found.contents.value

        await session.open("p.arg", text)
        lines = text.split("\n")
        assert "Answers:\n\n- The state. (`state`)" in await hover(2, 10)
        state = await hover(4, 10)
        assert "**open claim** `state`" in state
        assert "Answers the question:\n\n- Who pays? (`pay`)" in state
        assert "Explains:\n\n- Someone pays. (`paid`)" in state
        assert "What follows:\n\n- There is a larger one. (`next`)" in await hover(5, 9)
        supposed = "Only where this is supposed: There is a largest prime. (`big`)"
        assert supposed in await hover(7, 6)
        assert "In other words:\n\n- All primes" in await hover(
            lines.index("so none: There is none."), 4
        )
        paid = await hover(lines.index("claim paid: Someone pays."), 7)
        assert "Held only provided:\n\n- There is none. (`none`)" in paid
        assert "Explained by:\n\n- The state. (`state`)" in paid
        assert "says Anna; Ben, and the author" in paid
        client, document = session.client, types.TextDocumentIdentifier(session.uri("p.arg"))
        symbols = await client.text_document_document_symbol_async(
            types.DocumentSymbolParams(document)
        )
        assert [s.name for s in symbols] == ["s", "pay", "big", "none", "all", "paid"]
        assert [s.name for s in symbols[2].children] == ["next"]
        folds = await client.text_document_folding_range_async(types.FoldingRangeParams(document))
        assert {(2, 4), (5, 8)} <= {(f.start_line, f.end_line) for f in folds}

    within(tmp_path, ask)


def test_hover_definition_references_and_highlights(tmp_path: Path) -> None:
    async def ask(session: Session) -> None:
        await session.open("a.arg", TEXT)
        await session.open("b.arg", "use a.arg as base\nclaim c: C.\n  because base.few\n")
        client = session.client
        hover = await client.text_document_hover_async(
            types.HoverParams(**session.at("a.arg", 4, 12))
        )
        text = hover.contents.value
        assert "**premise** `hollow` · in" in text
        assert "- Few would agree. *and* All have to. — by modus-ponens" in text
        scheme = await client.text_document_hover_async(
            types.HoverParams(**session.at("a.arg", 7, 9))
        )
        assert "odus ponens" in scheme.contents.value
        found = await client.text_document_definition_async(
            types.DefinitionParams(**session.at("a.arg", 9, 1))
        )
        assert place(found.range) == (5, 12, 5, 15)
        found = await client.text_document_definition_async(
            types.DefinitionParams(**session.at("b.arg", 2, 16))
        )
        assert (found.uri, place(found.range)) == (session.uri("a.arg"), (5, 12, 5, 15))
        for declared, places in ((True, [5, 9]), (False, [9])):
            found = await client.text_document_references_async(
                types.ReferenceParams(types.ReferenceContext(declared), **session.at("a.arg", 9, 1))
            )
            assert [location.range.start.line for location in found] == places
        marks = await client.text_document_document_highlight_async(
            types.DocumentHighlightParams(**session.at("a.arg", 5, 13))
        )
        assert [mark.range.start.line for mark in marks] == [5, 9]
        nothing = await client.text_document_definition_async(
            types.DefinitionParams(**session.at("a.arg", 1, 5))
        )
        assert nothing is None

    within(tmp_path, ask)


def test_rename_in_open_and_other_files(tmp_path: Path) -> None:
    async def ask(session: Session) -> None:
        (tmp_path / "argmap.toml").write_text("")
        (tmp_path / "other.arg").write_text("use a.arg\nclaim d: D.\n  because a.few\n")
        await session.open("a.arg", TEXT)
        await session.open("b.arg", "use a.arg as base\nclaim c: C.\n  because base.few\n")
        for name, line, column in (("a.arg", 9, 1), ("b.arg", 2, 16)):
            made = await session.client.text_document_rename_async(
                types.RenameParams(new_name="minority", **session.at(name, line, column))
            )
            found = {
                uri.rpartition("/")[2]: [place(e.range) for e in edits]
                for uri, edits in made.changes.items()
            }
            assert found == {
                "a.arg": [(5, 12, 5, 15), (9, 0, 9, 3)],
                "b.arg": [(2, 15, 2, 18)],
                "other.arg": [(2, 12, 2, 15)],
            }
        refused = await session.client.text_document_rename_async(
            types.RenameParams(new_name="strong", **session.at("a.arg", 9, 1))
        )
        assert refused is None
        assert "stands in" in session.messages[-1]

    within(tmp_path, ask)


def test_symbols_folding_formatting_and_mends(tmp_path: Path) -> None:
    async def ask(session: Session) -> None:
        await session.open("a.arg", TEXT)
        client, document = session.client, types.TextDocumentIdentifier(session.uri("a.arg"))
        found = await client.text_document_document_symbol_async(
            types.DocumentSymbolParams(document)
        )
        assert [s.name for s in found] == ["map", "modify"]
        assert [s.name for s in found[1].children] == ["hollow", "strong"]
        assert [s.name for s in found[1].children[0].children] == ["few", "all"]
        folds = await client.text_document_folding_range_async(types.FoldingRangeParams(document))
        assert (3, 8) in {(f.start_line, f.end_line) for f in folds}
        options = types.FormattingOptions(2, True)
        await session.edit("a.arg", (9, 0), (9, 0), "claim   late :  Later.\n\n\n")
        edits = await client.text_document_formatting_async(
            types.DocumentFormattingParams(document, options)
        )
        assert "\n\nclaim late: Later.\n\nfew\n" in edits[0].new_text
        await session.edit("a.arg", (4, 2), (4, 9), "becuase")
        actions = await client.text_document_code_action_async(
            types.CodeActionParams(
                document,
                types.Range(types.Position(4, 0), types.Position(4, 3)),
                types.CodeActionContext([]),
            )
        )
        edit = actions[0].edit.changes[session.uri("a.arg")][0]
        assert (edit.new_text, place(edit.range)) == ("because", (4, 2, 4, 9))
        broken = await client.text_document_formatting_async(
            types.DocumentFormattingParams(document, options)
        )
        assert not broken

    within(tmp_path, ask)


@pytest.mark.slow
def test_a_large_file(tmp_path: Path) -> None:
    async def ask(session: Session) -> None:
        text = generated(5000)
        await session.open("a.arg", text)
        found = await session.edit("a.arg", (0, 0), (0, 0), "claim: First.\n  because nobody\n")
        assert "AM101 undefined-label" in [d.code for d in found]

    within(tmp_path, ask)


def test_the_examples_are_without_errors_here_too(tmp_path: Path) -> None:
    async def ask(session: Session) -> None:
        for path in sorted(EXAMPLES.glob("*.arg")):
            text = path.read_text(encoding="utf-8")
            found = await session.open(path.name, text)
            sources = [d for d in found if d.severity == 1 and "quotation" not in str(d.code)]
            assert not [d for d in sources if "source" not in str(d.code)], path.name

    within(tmp_path, ask)


def test_an_editor_that_is_not_there_is_told_of() -> None:
    done = subprocess.run(
        ["bash", "-c", '"$0" -m argmap lsp <&-', sys.executable], capture_output=True, check=False
    )
    assert (done.returncode, done.stdout) == (2, b"")
    assert done.stderr == b"argmap: standard input is closed, and an editor speaks through it\n"


def test_it_is_light_and_says_what_is_missing() -> None:
    code = "import sys; sys.modules['pygls'] = None; from argmap.cli import main; sys.exit(main(['lsp']))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert done.returncode == 2
    assert "pip install 'argmap[lsp]'" in done.stderr
    code = "import argmap, sys; argmap.check('claim: A.'); print('pygls' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "False"


@pytest.mark.parametrize("text", ["", "a", "a🕊b\n\nc", "🕊\n", "é\u0301🕊\n🕊x"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "utf-32"])
def test_offsets_and_units_are_inverse(text: str, encoding: str) -> None:
    source = Source.of(text)
    for offset in range(len(text) + 1):
        line, column = source.position(offset).line, source.units_column(offset, encoding)
        assert source.from_units(line - 1, column - 1, encoding) == offset
    assert source.from_units(99, 0, encoding) == len(text)
    assert source.from_units(0, 99, encoding) == len(text.split("\n")[0])
