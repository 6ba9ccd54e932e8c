"""A report as a Word document, with the styles that Word has for titles, headings, captions and lists."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cached_property
from io import BytesIO
from typing import Any

from argmap.draw.bidi import begins_from_right
from argmap.draw.setup import MM
from argmap.extras import needed
from argmap.wording import shown
from argmap.writers.archive import timeless
from argmap.writers.png import to_png
from argmap.writers.report.blocks import (
    BlockWriter,
    Document,
    Heading,
    Items,
    Paragraph,
    Picture,
    Run,
    Runs,
    Table,
    plain,
)
from argmap.writers.report.office import ACCENT, FONT, MUTED, RULE, TAB, letters, property_of
from argmap.writers.report.paper import Paper, scale_to

_INDENT = 6.0
"""How far the items of a list are indented at each level, in millimetres."""
_BULLETS = ("List Bullet", "List Bullet 2", "List Bullet 3")
_CONTINUED = ("List Continue", "List Continue 2", "List Continue 3")
_BEHIND = tuple(
    f"w:{name}" for name in "adjustRightInd snapToGrid spacing ind jc rPr sectPr".split()
)
"""What stands behind the direction among the properties of a paragraph."""
_SIZES = {
    "Normal": 10,
    "Title": 24,
    "Subtitle": 11,
    "Heading 1": 16,
    "Heading 2": 12.5,
    "Heading 3": 11,
    "Heading 4": 10,
    "Caption": 9,
}


def to_docx(document: Document, paper: Paper, dpi: int, template: bytes | None = None) -> bytes:
    """The document as the bytes of a docx file, with the styles of a template where one is given; the same document gives the
    same bytes.

    Raises `MissingExtra` where python-docx is not installed, `ValueError` for a template that is none.
    """
    return _Writer(document, paper, dpi, template).written()


class _Writer(BlockWriter[None]):
    def __init__(self, document: Document, paper: Paper, dpi: int, template: bytes | None) -> None:
        docx = needed("docx", "report", "a docx")
        self.oxml, self.shared = needed("docx.oxml", "report", "a docx"), docx.shared
        self.document, self.paper, self.dpi = document, paper, dpi
        self.bookmarks = 0
        self.styles: dict[str, Any] = {}
        if template is None:
            self.made = docx.Document()
            self._set_up()
            return
        try:
            self.made = docx.Document(BytesIO(template))
        except Exception as error:  # of zip, of XML, of packages that lack a part
            raise ValueError(f"the template is no docx: {error}") from None
        body = self.made.element.body
        for element in [*body]:
            if not element.tag.endswith("}sectPr"):
                body.remove(element)

    def written(self) -> bytes:
        """The bytes of the file."""
        document = self.document
        about = self.made.core_properties
        about.title, about.author = property_of(document.name), property_of(document.author)
        about.language, about.comments = property_of(document.language), ""
        about.last_modified_by, about.revision = "", 1
        for language in self.made.styles.element.xpath("w:docDefaults//w:lang"):
            if document.language:
                language.set(_w("val"), document.language)
        self._paragraph("Title", document.title)
        for line in document.about[:-1]:
            self._paragraph("Subtitle", line)
        self._paragraph("Normal", document.about[-1])
        self._contents()
        for part in document.parts:
            for block in (part.heading, *part.blocks):
                self.block(block)
        stream = BytesIO()
        self.made.save(stream)
        return timeless(stream.getvalue())

    # Looks, where no template has them

    def _set_up(self) -> None:
        mm, paper = self.shared.Mm, self.paper
        section = self.made.sections[0]
        section.page_width, section.page_height = mm(paper.width), mm(paper.height)
        for side in ("left", "right", "top", "bottom"):
            setattr(section, f"{side}_margin", mm(paper.margin))
        fonts = self.made.styles.element.xpath("w:docDefaults//w:rFonts")
        for name, size in _SIZES.items():
            style = self._style(name)
            style.font.size = self.shared.Pt(size)
            style.font.italic = style.font.bold = None
            fonts += style.element.xpath("w:rPr/w:rFonts")
            if name not in ("Normal", "Caption", "Subtitle"):
                style.font.bold = True
                style.font.color.rgb = self.shared.RGBColor.from_string(ACCENT)
            elif name == "Caption":
                style.font.color.rgb = self.shared.RGBColor.from_string("1B2733")
        for font in fonts:
            for theme in [name for name in font.attrib if "heme" in name and "Asia" not in name]:
                del font.attrib[theme]
            for script in ("ascii", "hAnsi", "cs"):
                font.set(_w(script), FONT)
        spacing = self._style("Heading 1").paragraph_format
        spacing.space_before, spacing.space_after = self.shared.Pt(20), self.shared.Pt(6)
        self._style("Heading 2").paragraph_format.space_before = self.shared.Pt(12)
        for name in ("Normal", *_BULLETS, *_CONTINUED, "List Number", "toc 1"):
            style = self._style(name).paragraph_format
            style.space_after = self.shared.Pt(6 if name == "Normal" else 2)
            style.line_spacing = 1.1
        self._grid()
        self._footer(section)

    def _grid(self) -> None:
        """Tables have lines between rows, and none beside."""
        borders = self.made.styles["Table Grid"].element.find(f".//{_w('tblBorders')}")
        for side in [*borders]:
            if side.tag in (_w("left"), _w("right"), _w("insideV")):
                borders.remove(side)
            else:
                side.set(_w("color"), RULE)

    def _footer(self, section: Any) -> None:
        """The number of the page."""
        paragraph = section.footer.paragraphs[0]
        paragraph.alignment = 2
        for kind in ("begin", "PAGE", "end"):
            paragraph.add_run()._r.append(self._field(kind))

    def _field(self, kind: str) -> Any:
        if kind in ("begin", "separate", "end"):
            return self._element("w:fldChar", fldCharType=kind)
        made = self._element("w:instrText")
        made.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
        made.text = f" {kind} "
        return made

    def _style(self, name: str) -> Any:
        """A style by its name in English; one that a template lacks is added."""
        if name not in self.styles:
            known = {style.name: style for style in self.made.styles}
            if name not in known:
                kind = 2 if name == "Hyperlink" else 3 if name == "Table Grid" else 1
                known[name] = self.made.styles.add_style(name, kind)
                if name == "Hyperlink":
                    known[name].font.color.rgb = self.shared.RGBColor.from_string(ACCENT)
            self.styles[name] = known[name]
        return self.styles[name]

    # Blocks

    def heading(self, block: Heading) -> None:
        """Writes a heading."""
        self._paragraph(f"Heading {min(block.level, 4)}", block.runs, block.anchor)

    def paragraph(self, block: Paragraph) -> None:
        """Writes a paragraph."""
        self._paragraph("Normal", block.runs, note=block.kind == "note")

    def _paragraph(
        self, style: str, runs: Runs, anchor: str = "", note: bool = False, number: str = ""
    ) -> Any:
        paragraph = self.made.add_paragraph(style=self._style(style))
        if number:
            runs = (Run(number, face="bold"), TAB, *runs)
        self._fill(paragraph, runs, anchor, note)
        return paragraph

    def _fill(self, paragraph: Any, runs: Runs, anchor: str = "", note: bool = False) -> None:
        """Puts runs into a paragraph, which links lead to by the anchor."""
        element = paragraph._p
        if begins_from_right(plain(runs)):
            element.get_or_add_pPr().insert_element_before(self._element("w:bidi"), *_BEHIND)
        if anchor:
            self.bookmarks += 1
            number = str(self.bookmarks)
            element.append(
                self._element("w:bookmarkStart", id=number, name=anchor.replace("-", "_"))
            )
        for run in runs:
            place = element
            if run.to or run.url:
                place = self._element("w:hyperlink")
                if run.to:
                    place.set(_w("anchor"), run.to.replace("-", "_"))
                else:
                    kind = self._relationships.HYPERLINK
                    place.set(_r("id"), self.made.part.relate_to(run.url, kind, is_external=True))
                element.append(place)
            for made in self._letters(paragraph, run, note):
                place.append(made)
        if anchor:
            element.append(self._element("w:bookmarkEnd", id=number))

    @cached_property
    def _relationships(self) -> Any:
        return needed("docx.opc.constants", "report", "a docx").RELATIONSHIP_TYPE

    def _letters(self, paragraph: Any, run: Run, note: bool) -> Iterator[Any]:
        for piece in letters(run):
            made = paragraph.add_run(piece.text)
            if run.to or run.url:
                made.style = self._style("Hyperlink")
            if piece.bold:
                made.bold = True
            if piece.italic:
                made.italic = True
            if piece.script:
                setattr(made.font, "superscript" if piece.script == "^" else "subscript", True)
            if note:
                made.font.size = self.shared.Pt(8.5)
                made.font.color.rgb = self.shared.RGBColor.from_string(MUTED)
            if begins_from_right(piece.text):
                made.font.rtl = True
            yield made._r

    def _contents(self) -> None:
        """The headings as a field, which Word can fill anew, with links for the time being."""
        self._paragraph("TOC Heading", (Run("Contents"),))
        items = [*self.document.contents()]
        for n, item in enumerate(items):
            paragraph = self._paragraph("toc 1", item.runs)
            first = next(one for one in paragraph._p if not one.tag.endswith("}pPr"))
            if n == 0:
                for kind in ("begin", r'TOC \o "1-1" \h \z \u', "separate"):
                    run = self._element("w:r")
                    run.append(self._field(kind))
                    first.addprevious(run)
            if n == len(items) - 1:
                paragraph.add_run()._r.append(self._field("end"))

    def picture(self, block: Picture) -> None:
        mm, drawing = self.shared.Mm, self.document.drawing
        page = drawing.pages[block.number - 1]
        width = page.width / MM * scale_to(self._room, page)
        paragraph = self.made.add_paragraph(style=self._style("Normal"))
        self._fill(paragraph, (), block.anchor)
        paragraph.paragraph_format.keep_with_next = True
        paragraph.paragraph_format.line_spacing = 1.0
        data = BytesIO(to_png(drawing, self.dpi, block.number - 1))
        shape = paragraph.add_run().add_picture(data, width=mm(width))
        about = shape._inline.docPr
        about.set("descr", shown(block.alternative))
        about.set("name", f"Figure {block.number}")
        self._paragraph("Caption", block.caption)

    @property
    def _room(self) -> tuple[float, float]:
        """How wide and high a figure may be, in millimetres."""
        section = self.made.sections[0]
        sides = (section.page_width, section.left_margin, section.right_margin)
        ends = (section.page_height, section.top_margin, section.bottom_margin)
        if None in (*sides, *ends):
            return self.paper.room
        wide, high = (one - two - three for one, two, three in (sides, ends))
        around = self.paper.height - 2 * self.paper.margin - self.paper.room[1]
        return wide / 36000, high / 36000 - around

    def table(self, block: Table) -> None:
        table = self.made.add_table(
            rows=0, cols=len(block.columns), style=self._style("Table Grid")
        )
        table.autofit = False
        widths = [self.shared.Mm(self._room[0] * share) for share in block.shares]
        for column, width in zip(table.columns, widths, strict=True):
            column.width = width
        heads = tuple((Run(column, face="bold"),) for column in block.columns)
        for n, row in enumerate((heads, *block.rows)):
            made = table.add_row()
            about = made._tr.get_or_add_trPr()
            about.append(self._element("w:cantSplit"))
            if n == 0:
                about.append(self._element("w:tblHeader"))
            for cell, runs, width in zip(made.cells, row, widths, strict=True):
                cell.width = width
                paragraph = cell.paragraphs[0]
                paragraph.paragraph_format.space_after = self.shared.Pt(2)
                self._fill(paragraph, runs)
        # A table is followed by a paragraph, or the next one would be joined to it.
        self.made.add_paragraph().paragraph_format.space_after = self.shared.Pt(0)

    def items(self, block: Items) -> None:
        mm = self.shared.Mm
        asides = [item.aside for item in block.items[1:]] + [False]
        for (level, item), aside in zip(block.levels, asides, strict=True):
            styles = _CONTINUED if item.aside else _BULLETS
            style = "List Number" if item.number else styles[min(level, 2)]
            paragraph = self._paragraph(style, item.runs, item.anchor, item.aside, item.number)
            form = paragraph.paragraph_format
            if aside:
                form.keep_with_next = True
            if item.number:
                # The number is written out, so that it is that of the figures whatever is added to the list.
                about = paragraph._p.get_or_add_pPr().get_or_add_numPr()
                about.get_or_add_ilvl().val, about.get_or_add_numId().val = 0, 0
                form.left_indent, form.first_line_indent = mm(12), mm(-12)
                form.tab_stops.add_tab_stop(mm(12))
                continue
            form.left_indent = mm(_INDENT * level + 5)
            form.first_line_indent = mm(0 if item.aside else -5)

    def _element(self, tag: str, **attributes: str) -> Any:
        made = self.oxml.OxmlElement(tag)
        for key, value in attributes.items():
            made.set(_w(key), value)
        return made


def _w(name: str) -> str:
    return f"{{http://schemas.openxmlformats.org/wordprocessingml/2006/main}}{name}"


def _r(name: str) -> str:
    return f"{{http://schemas.openxmlformats.org/officeDocument/2006/relationships}}{name}"
