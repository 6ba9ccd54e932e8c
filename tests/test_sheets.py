"""Sheets: csv and workbooks as maps, and maps as sheets."""

from __future__ import annotations

import re
from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st

import argmap
from argmap import cli
from argmap.compilation import Compilation
from argmap.diagnostics import ArgmapError
from argmap.model import Argument, Map, Statement
from argmap.readers.sheet import carrier
from argmap.readers.sheet.cells import quoted, rows_of
from argmap.readers.sheet.columns import COLUMNS, letters, meaning
from argmap.writers import written
from argmap.writers.sheet import LONGEST
from tests.conftest import CORPUS, EXAMPLES, ROOT
from tests.interchange import reads_as, reduced
from tests.strategies import maps
from tests.test_cli import run

FOLDER = CORPUS / "interchange" / "csv"
PAGE = (ROOT / "docs" / "sheets.md").read_text(encoding="utf-8")


def read(text: str | bytes, format: str = "csv") -> Compilation:
    data = text.encode() if isinstance(text, str) else text
    return Compilation.of_stream(BytesIO(data), format=format)


def said(found: Compilation) -> list[str]:
    return [d.message for d in found.understood]


def workbook(*rows: list[object], **more: list[list[object]]) -> openpyxl.Workbook:
    made = openpyxl.Workbook()
    for row in rows:
        made.active.append(row)
    for title, others in more.items():
        sheet = made.create_sheet(title)
        for row in others:
            sheet.append(row)
    return made


def saved(made: openpyxl.Workbook) -> bytes:
    stream = BytesIO()
    made.save(stream)
    return stream.getvalue()


def test_the_page_has_the_columns() -> None:
    shown = re.findall(r"^\| `([^`|]+)` \| (.+) \| (.*) \|$", PAGE, re.MULTILINE)
    assert shown == [(c.name, c.what, ", ".join(c.also)) for c in COLUMNS]


def test_every_header_means_one_column() -> None:
    names = [name for column in COLUMNS for name in (column.name, *column.also)]
    assert len(names) == len(set(names))
    for column in COLUMNS:
        for name in (column.name, *column.also):
            for written_so in (name, name.upper(), f" {name.title()}: ", name.replace(" ", "_")):
                assert meaning(written_so) == column.name
    assert meaning("Supports (ids)") == "supports" and meaning("x-Mood") == "x-Mood"
    assert meaning("Attribute.Mood") == "attribute.Mood" and meaning("step.note") == "step.note"
    assert meaning("qualifier") == "qualifier" and meaning("colour") is None
    assert [letters(n) for n in (0, 25, 26, 701, 702)] == ["A", "Z", "AA", "ZZ", "AAA"]


@pytest.mark.parametrize("path", sorted(FOLDER.glob("*.[ct]sv")), ids=lambda path: path.stem)
def test_what_sheets_read_as(path: Path, golden: Callable[[Path, str], None]) -> None:
    reads_as(path, golden)


# What comes back


@pytest.mark.parametrize("format", ["csv", "xlsx"])
@pytest.mark.slow
def test_maps_come_back(format: str) -> None:
    own = [argmap.load(path) for path in (*EXAMPLES.glob("*.arg"), CORPUS / "maps" / "debate.arg")]
    tried = 0
    for map in [*own, *maps(100 if format == "csv" else 25)]:
        made = written(map, format)
        kinds = {loss.kind for loss in made.losses}
        if kinds & {"empty sections", "section titles"}:
            continue
        try:
            expected = reduced(map, made.losses)
        except (ArgmapError, AssertionError):
            continue
        found = read(made.data, format)
        assert not found.understood and not found.losses
        assert found.map.to_dict() == expected.to_dict()
        tried += 1
    assert tried > (80 if format == "csv" else 30)


def test_a_map_of_what_sheets_hold_comes_back_equal(tmp_path: Path) -> None:
    map = argmap.loads(
        "section: One\n  section: Two\n    claim: =1+1 is two; or not.\n      x-Mood: +1\n"
        '      because a: -A, "quoted".\n      and b: \'@B.\n      by expert-opinion\n        strength: 0.25\n'
        "        x-by: -me\n        roles: a=major\n      unless: It is not.\n      although: C.\n"
        "question q: What?\n  answer: This.\n  answer: That.\n"
    )
    for name in ("x.csv", "x.xlsx"):
        assert map.write(tmp_path / name) == ()
        back = argmap.read(tmp_path / name)
        assert back.map == map and not back.losses and not back.diagnostics
        again = back.map.write(tmp_path / f"again-{name}")
        assert again == ()
        assert (tmp_path / f"again-{name}").read_bytes() == (tmp_path / name).read_bytes()
    assert argmap.load(tmp_path / "x.csv") == map


def test_what_sheets_do_not_hold_is_told() -> None:
    map = argmap.loads(
        "map: Bells\n  author: Ann\nsection s: One\n  speaker: Bob\n  claim a: A.\n"
        "section: One\n  claim b: B.\nsection: In / out\n  claim c: C.\nsection: None\n"
    )
    told = [(loss.kind, loss.what.partition(",")[0]) for loss in written(map, "csv").losses]
    assert told == [
        ("title", "Bells"),
        ("map attributes", "author: Ann"),
        ("section labels", "s"),
        ("section speakers", "Bob"),
        ("section titles", "One"),
        ("section titles", "One"),
        ("section titles", "In / out"),
        ("empty sections", "None"),
    ]


def test_steps_that_others_mean_have_names() -> None:
    statements = [Statement(f"{x}.", label=x.lower()) for x in "ABCDE"]
    arguments = [
        Argument(["b", "c"], "a", id="one"),
        Argument(["c", "b"], "a", id="two"),
        Argument(["b"], "d", id="three"),
        Argument(["e"], "two", "undercuts", id="four"),
    ]
    map = argmap.ArgumentMap(statements, arguments)
    text = written(map, "csv").text
    assert "argument-2" in text
    assert read(text).map == map


@given(st.lists(st.lists(st.text(), min_size=1), min_size=1), st.sampled_from(",;\t|"))
def test_cells_come_back(rows: list[list[str]], delimiter: str) -> None:
    text = "".join(delimiter.join(quoted(c, delimiter) for c in row) + "\n" for row in rows)
    found = [[cell.text for cell in row.cells] for row in rows_of(text, delimiter)]
    assert found == [[cell.strip(" \t\n\r") for cell in row] for row in rows]
    active = re.compile(r"\s*[=+\-@]")
    assert not any(
        active.match(text[cell.at.start : cell.at.end].strip(' "'))
        for row in rows_of(text, delimiter)
        for cell in row.cells
    )


# What people write


def test_delimiters_and_line_ends() -> None:
    plain = 'id,text,supports\na,A.,\nb,"B, and\nmore.",a\n'
    expected = read(plain)
    assert [(s.id, s.text) for s in expected.map.statements] == [("a", "A."), ("b", "B, and more.")]
    lines = [["id", "text", "supports"], ["a", "A.", ""], ["b", "B, and\nmore.", "a"]]
    for delimiter in ",;\t|":
        for end in ("\n", "\r\n", "\r"):
            text = "".join(delimiter.join(quoted(c, delimiter) for c in x) + end for x in lines)
            for more in ("", "\ufeff", f"sep={delimiter}{end}"):
                found = read(more + text)
                assert found.map.to_dict() == expected.map.to_dict() and not found.understood
            for encoding in ("utf-16", "utf-8-sig"):
                assert read(text.encode(encoding)).map.to_dict() == expected.map.to_dict()


def test_words_of_people() -> None:
    found = read(
        'text,id,supports,attacks,unstated,type,url\nA.,1.0,,,no,,\nB.,01,1,,YES,fact,\nC.,x y,"1;\n01",,✓,,\n'
    )
    assert not found.understood
    assert [loss.what for loss in found.losses] == ["x y, now the label x-y"]
    assert [s.unstated for s in found.map.statements] == [False, True, True]
    assert found.map.statements[1].attributes["type"] == "fact"
    assert [a.target for a in found.map.arguments].count("claim-1") == 2


def test_several_columns_may_name_targets() -> None:
    found = read("text,id,reason for,supports\nA.,1,,\nB.,2,,\nC.,3,1,2\n")
    assert not found.understood
    assert [a.target for a in found.map.arguments] == ["claim-1", "claim-2"]


def test_two_linked_premises_may_each_say_so() -> None:
    for rows in ("b,B.,a,c,\nc,C.,a,b,expert-opinion\n", "b,B.,a,,expert-opinion\nc,C.,,b,\n"):
        found = read(f"id,text,supports,with,scheme\na,A.,,,\n{rows}")
        (step,) = found.map.arguments
        assert (step.premises, step.scheme) == (("b", "c"), "expert-opinion")
        assert not found.understood


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("", "this sheet holds no statement"),
        ("\n\n", "this sheet holds no statement"),
        ("id,text\n", "this sheet holds no statement"),
        ("a,b\nc,d\n", "no row names the columns of a sheet"),
        ("claim\n", "this sheet holds no statement"),
        ('id,text\na,"A.\nb,B.\n', "row 2: a quotation mark opens this cell, and none closes it"),
        ("id,record,file,identifier,text\n", "this is the table of a corpus"),
    ],
)
def test_what_is_no_sheet(text: str, message: str) -> None:
    (found,) = said(read(text))
    assert found.startswith(message)


def test_other_columns_are_told() -> None:
    found = read("id,text,Mood,\na,A.,glad,\nb,B.,sad,more\n")
    assert [(loss.kind, loss.what) for loss in found.losses] == [
        ("columns", "column C (Mood), as in row 2"),
        ("columns", "column D, as in row 3"),
    ]


# Workbooks


def test_cells_of_a_workbook() -> None:
    made = workbook(
        ["Made by us"],
        [],
        ["Nr", "Statement", "supports", "section", "confidence", "when", "open"],
        [1, "One.", None, "First", 0.5, "soon", True],
        [2.0, "Two,\r\nand _x000D_more.", 1, None, 1, None, False],
        [3, "=A4+1", "1; 2", None, None, None, None],
        [],
        [4, "#REF!", "=1+0", None, None, None, None],
    )
    sheet = made.active
    sheet.merge_cells("D4:D6")
    found = read(saved(made), "xlsx")
    assert [(d.line, d.message) for d in found.understood] == [
        (6, "row 6, column B: a formula, and the workbook doesn't hold its result"),
        (6, "row 6: there is no text"),
        (8, "row 8, column C: a formula, and the workbook doesn't hold its result"),
    ]
    kinds = [loss.kind for loss in found.losses]
    assert kinds == ["rows above the head", "line breaks"]
    one, two, _ = found.map.statements
    assert one.open and one.section == two.section == "section-1"
    assert two.text == "Two, and more." and found.map.arguments[0].target == one.id


def test_the_sheet_whose_columns_are_known_is_read() -> None:
    other: list[list[object]] = [["id", "text"], ["b", "B."]]
    made = workbook(["Some", "words"], Empty=[], Map=[["id", "text"], ["a", "A."]], More=other)
    made["Map"]["B2"].comment = openpyxl.comments.Comment("Is it?", "Ann")
    found = read(saved(made), "xlsx")
    assert [s.text for s in found.map.statements] == ["A."]
    assert [(loss.kind, loss.what) for loss in found.losses] == [
        ("comments", "of 1 cells"),
        ("worksheets", "Sheet; what is read is Map"),
        ("worksheets", "More; what is read is Map"),
    ]


def test_texts_in_a_workbook_are_no_formulas(tmp_path: Path) -> None:
    texts = ["=1+1", "+1", "-1", "@SUM(A1)", "'=1", "_x0041_", "A\x07\ud800B", "x" * (LONGEST + 1)]
    map = Map([Statement(t, label=f"s{n}", id=f"s{n}") for n, t in enumerate(texts)])
    made = written(map, "xlsx")
    assert [loss.kind for loss in made.losses][-2:] == ["control characters", "long texts"]
    cells = [
        row[1] for row in openpyxl.load_workbook(BytesIO(made.data)).active.iter_rows(min_row=2)
    ]
    assert {cell.data_type for cell in cells} == {"s"}
    assert [cell.quotePrefix for cell in cells[:5]] == [True, True, True, True, False]
    found = [s.text for s in read(made.data, "xlsx").map.statements]
    assert found == [*texts[:6], "AB", "x" * LONGEST]
    assert written(map, "xlsx").data == made.data
    lines = written(map, "csv").text.splitlines()
    assert lines[1:5] == [f"s{n},'{text},claim,," for n, text in enumerate(texts[:4])]


def packed(parts: dict[str, bytes]) -> bytes:
    stream = BytesIO()
    with ZipFile(stream, "w", ZIP_DEFLATED) as made:
        for name, content in parts.items():
            made.writestr(name, content)
    return stream.getvalue()


def parts_of(data: bytes) -> dict[str, bytes]:
    with ZipFile(BytesIO(data)) as made:
        return {name: made.read(name) for name in made.namelist()}


SHEET = "xl/worksheets/sheet1.xml"
CELLS = b'<row r="1"><c r="A1" t="inlineStr"><is><t>text</t></is></c></row>'


def hostile(rows: bytes, before: bytes = b"") -> bytes:
    """A workbook with these rows in its sheet."""
    parts = parts_of(saved(workbook(["text"], ["A."])))
    head, tail = re.split(rb"<sheetData>.*</sheetData>", parts[SHEET])
    return packed({**parts, SHEET: before + head + b"<sheetData>" + rows + b"</sheetData>" + tail})


@pytest.mark.slow
def test_hostile_workbooks() -> None:
    good = saved(workbook(["text"], ["A."]))
    entities = b'<!DOCTYPE a [<!ENTITY b "text">]>'
    cell = b'<c r="%s" t="inlineStr"><is><t>A.</t></is></c>'
    refused = {
        b"": "no workbook",
        b"PK\3\4": "no workbook",
        good[:-200]: "no workbook",
        packed({"a": b"b"}): "no workbook",
        packed({"word/document.xml": b"<a/>"}): "no workbook",
        packed({"a": b"\0" * (carrier.MAX_CHARACTERS + 1)}): "when unpacked",
        hostile(
            CELLS + b"<row>" + b"<c/>" * carrier.MOST_TAGS["/worksheets/"] + b"</row>"
        ): "too large",
        hostile(CELLS, entities): "no workbook",
        hostile(CELLS + b'<row r="2">' + cell % b"ZZZZ2" + b"</row>"): "no workbook",
        hostile(CELLS + b'<row r="99999999"><c r="A99999999"/></row>'): "more than 1,048,576 rows",
    }
    for data, message in refused.items():
        found = read(data, "xlsx")
        (problem,) = found.understood
        assert message in problem.message and problem.name == "invalid-document"
        assert not found.map.statements
    # Wide, merged over everything, and with a size that is a lie: read all the same.
    wide = hostile(CELLS + b'<row r="9">' + cell % b"A9" + cell % b"XFD9" + b"</row>")
    parts = parts_of(wide)
    parts[SHEET] = parts[SHEET].replace(
        b"</sheetData>",
        b'</sheetData><mergeCells count="1"><mergeCell ref="A1:XFD1048576"/></mergeCells>',
    )
    parts[SHEET] = re.sub(rb'<dimension ref="[^"]*"', b'<dimension ref="A1"', parts[SHEET])
    found = read(packed(parts), "xlsx")
    assert [s.text for s in found.map.statements] == ["A."]
    assert [loss.what for loss in found.losses] == ["column XFD, as in row 9"]
    # Damaged anywhere.
    for at in range(0, len(good), 97):
        broken = good[:at] + bytes([good[at] ^ 0x55]) + good[at + 1 :]
        assert read(broken, "xlsx").understood is not None


def test_names_tell_a_workbook(tmp_path: Path) -> None:
    data = written(argmap.loads("claim a: A.\n"), "xlsx").data
    for name in ("x.XLSX", "x.xlsm", "none"):
        (tmp_path / name).write_bytes(data)
        assert argmap.read(tmp_path / name).map["a"].text == "A."
    assert Compilation.of_stream(BytesIO(data)).map["a"].text == "A."
    (tmp_path / "y.arg").write_text("use x.xlsm\nclaim b: B.\n  because x.a\n")
    assert argmap.load(tmp_path / "y.arg")["x.a"].text == "A."
    # What is called so has other things in it than argmap writes.
    for name in ("x.xlsm", "x.tsv"):
        with pytest.raises(ValueError, match="can't be told"):
            argmap.load(tmp_path / "none").write(tmp_path / name)
    with pytest.raises(ValueError, match="no text"):
        _ = written(argmap.loads("claim a: A.\n"), "xlsx").text


# The command line


def test_what_openpyxl_leaves_out_is_no_matter(tmp_path: Path) -> None:
    parts = parts_of(hostile(CELLS))
    more = b'<extLst><ext uri="{CCE6A557-97BC-4b89-ADB6-D9C93CAAB3DF}"/></extLst></worksheet>'
    parts[SHEET] = parts[SHEET].replace(b"</worksheet>", more)
    (tmp_path / "x.xlsx").write_bytes(packed(parts))
    done = run("convert", str(tmp_path / "x.xlsx"), "--to", "arg", "--force", "--quiet")
    assert done.returncode == 0 and b"Warning" not in done.stderr
    with pytest.warns(UserWarning, match="not supported"):
        assert not argmap.read(tmp_path / "x.xlsx").map.statements


def test_an_empty_sheet(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    columns = [column.name for column in COLUMNS if column.template]
    assert cli.main(["table", "--template"]) == 0
    assert capsys.readouterr().out == ",".join(columns) + "\n"
    for name in ("x.csv", "x.xlsx"):
        out = str(tmp_path / name)
        assert cli.main(["table", "--template", "-o", out]) == 0
        found = argmap.read(out)
        assert [d.name for d in found.diagnostics] == ["empty-map"] and not found.losses
        assert cli.main(["table", "--template", "-o", out]) == 2
    sheet = openpyxl.load_workbook(tmp_path / "x.xlsx").active
    assert [cell.value for cell in sheet[1]] == columns
    assert all(cell.comment.text for cell in sheet[1])
    assert cli.main(["table"]) == cli.main(["table", "--template", "x.arg"]) == 2
    assert "Traceback" not in capsys.readouterr().err


def test_a_sheet_on_the_command_line(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    sheet, map = tmp_path / "x.xlsx", tmp_path / "x.arg"
    map.write_text("claim a: A.\n  because: B.\n")
    assert cli.main(["convert", str(map), "-o", str(sheet), "--strict"]) == 0
    assert cli.main(["convert", str(sheet), "--to", "arg"]) == 0
    assert capsys.readouterr().out == map.read_text()
    assert cli.main(["convert", str(tmp_path), "--to", "csv", "-o", str(tmp_path / "out")]) == 0
    assert sorted(p.name for p in (tmp_path / "out").iterdir()) == ["x.csv", "x.xlsx.csv"]
    assert cli.main(["check", str(tmp_path / "out" / "x.csv")]) == 0


def test_a_cell_may_have_the_words_of_a_statement() -> None:
    text = (
        "Claim,Reason for,Objection to\n"
        '"We should ban cars, downtown.",,\n'
        'The air is dirty,"we should ban  cars, downtown",\n'
        'Shops lose,,"We should ban cars, downtown."\n'
        "Twice,,\nTwice.,,\nA reason,Twice,\n"
    )
    read = Compilation.of_bytes(text.encode(), "x.csv")
    assert [(a.role, a.target) for a in read.map.arguments] == [
        ("supports", "claim-1"),
        ("rebuts", "claim-1"),
    ]
    (problem,) = read.understood
    assert "row 7, column B (Reason for): several rows say `Twice`" in problem.message
