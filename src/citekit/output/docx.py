"""DOCX: a Word document with real paragraphs, hanging indents, italics, links and bookmarks.

Entries are paragraphs of the named style "Bibliography", which Word knows, so that a document they are pasted into
sets them in its own way and one change of the style changes all of them. The same list gives the same bytes: the
document tells no author and no time.
"""

from __future__ import annotations

import io
import zipfile
from itertools import groupby
from typing import TYPE_CHECKING, Any, Final

from citekit.output import text
from citekit.output.listing import anchor
from citekit.output.runs import one_line, runs
from citekit.output.segments import segments
from citekit.output.writer import Writer

if TYPE_CHECKING:
    from collections.abc import Iterable

    from citekit.output.listing import ListEntry, Listing
    from citekit.output.runs import Run

#: Half an inch, the indent the handbooks ask for.
_INDENT: Final = 0.5
_EPOCH: Final = (1980, 1, 1, 0, 0, 0)


def pack(listing: Listing) -> bytes:
    """The list as the bytes of a .docx file."""
    import docx  # noqa: PLC0415 - a quarter of a second, for this output alone

    document = docx.Document()
    _set_up(document, listing)
    count = 0
    for section in listing.sections:
        if section.heading:
            document.add_heading(one_line(section.heading), level=2)
        for entry in section.entries:
            count += 1
            _add(document, entry, count)
    written = io.BytesIO()
    document.save(written)
    return _timeless(written.getvalue())


def _set_up(document: Any, listing: Listing) -> None:
    """The named styles, and nothing in the document's properties that the list doesn't tell."""
    from datetime import UTC, datetime  # noqa: PLC0415

    from docx.enum.style import WD_STYLE_TYPE  # noqa: PLC0415
    from docx.shared import Inches, Pt  # noqa: PLC0415

    properties = document.core_properties
    properties.author = properties.last_modified_by = properties.title = properties.comments = ""
    properties.created = properties.modified = datetime(1980, 1, 1, tzinfo=UTC)
    layout = listing.layout
    labels = [
        sum(len(run.text) for run in part.runs)
        for entry in listing.entries
        for part in segments(entry.node)
        if part.display == "left-margin"
    ]
    indent = (max(labels) + 1) * 0.1 if labels else _INDENT if layout.hanging_indent else 0
    for name, hangs in (("Bibliography", True), ("Annotation", False)):
        style = document.styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
        style.base_style = document.styles["Normal"]
        style.quick_style = True
        form = style.paragraph_format
        form.left_indent = Inches(indent if hangs else indent or _INDENT)
        if hangs and indent:
            form.first_line_indent = Inches(-indent)
            form.tab_stops.add_tab_stop(Inches(indent))
        form.line_spacing = float(layout.line_spacing)
        form.space_before = Pt(0)
        form.space_after = Pt(12 * layout.entry_spacing)


def _add(document: Any, entry: ListEntry, count: int) -> None:
    parts = segments(entry.node)
    if not parts:
        return
    paragraph = document.add_paragraph(style="Bibliography")
    _bookmark(paragraph, anchor(entry.key).replace("-", "_"), count)
    for number, part in enumerate(parts):
        if number and parts[number - 1].display == "left-margin":
            paragraph.add_run().add_tab()
        elif number:
            paragraph.add_run().add_break()
        _write(paragraph, part.runs)
    for note in entry.notes:
        _write(document.add_paragraph(style="Annotation"), runs(note))


def _bookmark(paragraph: Any, name: str, count: int) -> None:
    from docx.oxml import OxmlElement  # noqa: PLC0415
    from docx.oxml.ns import qn  # noqa: PLC0415

    for tag in ("w:bookmarkStart", "w:bookmarkEnd"):
        mark = OxmlElement(tag)
        mark.set(qn("w:id"), str(count))
        if tag == "w:bookmarkStart":
            mark.set(qn("w:name"), name)
        paragraph._p.append(mark)  # noqa: SLF001 - python-docx has no bookmarks; this is its documented way out


def _write(paragraph: Any, row: Iterable[Run]) -> None:
    for href, group in groupby(row, key=lambda run: run.href):
        link = _hyperlink(paragraph, href) if href else None
        for run in group:
            written = paragraph.add_run(run.text)
            _look(written.font, run, linked=link is not None)
            if link is not None:
                link.append(written._r)  # noqa: SLF001 - as above: it makes no hyperlinks


def _hyperlink(paragraph: Any, href: str) -> Any:
    from docx.opc.constants import RELATIONSHIP_TYPE  # noqa: PLC0415
    from docx.oxml import OxmlElement  # noqa: PLC0415
    from docx.oxml.ns import qn  # noqa: PLC0415

    link = OxmlElement("w:hyperlink")
    link.set(qn("r:id"), paragraph.part.relate_to(href, RELATIONSHIP_TYPE.HYPERLINK, is_external=True))
    paragraph._p.append(link)  # noqa: SLF001
    return link


def _look(font: Any, run: Run, *, linked: bool) -> None:
    from docx.shared import RGBColor  # noqa: PLC0415

    look = run.formatting
    if look.font_style:
        font.italic = True
    if look.font_weight == "bold":
        font.bold = True
    if look.font_variant:
        font.small_caps = True
    if look.vertical_align == "sup":
        font.superscript = True
    if look.vertical_align == "sub":
        font.subscript = True
    if look.text_decoration or linked:
        font.underline = True
    if linked:
        font.color.rgb = RGBColor(0x05, 0x63, 0xC1)


def _timeless(packed: bytes) -> bytes:
    """The same file with the same time for each of its members."""
    written = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(packed)) as source,
        zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED) as target,
    ):
        for member in sorted(source.infolist(), key=lambda member: member.filename != "[Content_Types].xml"):
            target.writestr(zipfile.ZipInfo(member.filename, _EPOCH), source.read(member), zipfile.ZIP_DEFLATED)
    return written.getvalue()


WRITER = Writer("docx", (".docx",), text.inline, text.bibliography, pack)
