"""Regenerating the list inside an article: in a document and its new entries, out the article's new text.

Everything outside the list stays as it is, character by character; the list keeps its wrapper, its marks, its
indentation and its line ends. Regenerating twice changes nothing the second time, so that a list is stale
exactly if the new text differs from the old.
"""

from __future__ import annotations

import difflib
import re
from typing import TYPE_CHECKING

from citekit.documents.shape import LINE_END
from citekit.errors import ReadError
from citekit.model.span import Edit, Span, apply_edits

if TYPE_CHECKING:
    from collections.abc import Sequence

    from citekit.documents.document import Document

_INDENT = re.compile(r"[ \t]*\Z")


def regenerate(document: Document, entries: Sequence[str]) -> str:
    r"""The text of the article with these entries as its list.

    `entries` are lines in the list's own markup, as `render_entries` gives them for this document.

    Raises:
        ReadError: the list is set in a way that can't be written again, or an entry reads like a marker.

    Examples:
        >>> from citekit.documents import Document
        >>> from citekit.model.span import SourceText
        >>> article = "Prose.\r\n[citekit:begin]\r\n* old\r\n[citekit:end]\r\n"
        >>> regenerate(Document.find(SourceText(article)), ["Han. Pain.", "Li. Rest."])
        'Prose.\r\n[citekit:begin]\r\n* Han. Pain.\r\n* Li. Rest.\r\n[citekit:end]\r\n'
    """
    edit = regeneration(document, entries)
    return document.source.text if edit is None else apply_edits(document.source.text, [edit])


def regeneration(document: Document, entries: Sequence[str]) -> Edit | None:
    """The one edit that brings the list up to date; `None` where it is."""
    entries = [entry for entry in entries if entry.strip()]
    start, end = document.core_span
    text = document.source.text
    if start == end and not entries:
        return None
    new = _encodable(document, document.shape.pour(entries)) if entries else ""
    if next(document.form.markers(new), None) is not None:
        raise ReadError("an entry reads like a citekit marker", path=document.source.path)
    # An entry that does not look like a reference can be taken for what follows the list. If what follows is
    # just what would be written, it is the list: it must not be added once more.
    if text[start:end] == new or (end - start < len(new) and text.startswith(new, start)):
        return None
    if start == end:
        return _first_time(document, new)
    return Edit(Span(start, end), new)


def _first_time(document: Document, new: str) -> Edit:
    """A list where there was none: set apart from its markers or its heading."""
    start, end = document.region.span
    text, newline, gap = document.source.text, document.newline, document.form.gap
    above = 0 if document.region.marked or text[:start].endswith(("\n", "\r", ">")) or not start else 1
    if document.region.marked:
        indent = _INDENT.search(text, start, end)
        return Edit(document.region.span, f"{newline * gap}{new}{newline * gap}{indent.group() if indent else ''}")
    if document.kind == "html":
        return Edit(Span(start, start), newline + new)
    return Edit(document.region.span, f"{newline * (above + gap - 1)}{new}{newline}")


def _encodable(document: Document, new: str) -> str:
    """Numeric character references for what the file's encoding lacks, so that the rest need not change."""
    if not document.form.references:
        return new
    encoding = document.source.encoding
    return new.encode(encoding, "xmlcharrefreplace").decode(encoding)


def unified_diff(old: str, new: str, path: str = "article") -> str:
    r"""A unified diff of two texts, line ends left out of account; empty where they are equal.

    Examples:
        >>> print(unified_diff("Han\nLi\n", "Han\nZhao\n", "a.txt"), end="")
        --- a/a.txt
        +++ b/a.txt
        @@ -1,2 +1,2 @@
         Han
        -Li
        +Zhao
    """
    name = path.lstrip("/\\")
    before, after = (_lines(text) for text in (old, new))
    lines = difflib.unified_diff(before, after, f"a/{name}", f"b/{name}", lineterm="")
    return "".join(f"{line}\n" for line in lines)


def _lines(text: str) -> list[str]:
    lines = LINE_END.split(text)
    if lines[-1] == "":
        return lines[:-1]
    return [*lines[:-1], f"{lines[-1]}\n\\ No newline at end of file"]
