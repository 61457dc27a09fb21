"""Finding the reference lists of an article, with exact offsets.

In: a text and its kind. Out: each list's heading and body. The body is just what has to be replaced when
the list is regenerated: from after the heading's line (or its end tag) to the end of the last reference.
What follows the last reference, such as a photo credit or the author's biography, does not belong to it,
even where no blank line parts them.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from citekit.formats.plaintext.blocks import html_blocks, outermost
from citekit.formats.plaintext.evidence import looks_like_reference, reference_score
from citekit.formats.plaintext.markup import strip_html
from citekit.formats.plaintext.split import MARKER, split
from citekit.model.span import Span

if TYPE_CHECKING:
    from collections.abc import Sequence

    from citekit.formats.plaintext.blocks import Block
    from citekit.formats.plaintext.passage import Passage


class ReferenceList(NamedTuple):
    """A reference list in an article: its heading (markup included), its body, and the heading's words."""

    heading: Span
    body: Span
    title: str


#: Headings that mean a reference list wherever they stand.
_SURE = (
    "references?",
    "reference list",
    "list of references",
    "references and notes",
    "works? cited",
    "works consulted",
    "literature cited",
    "bibliograph(?:y|ies)",
    "bibliographical references",
    "literatur(?:verzeichnis|angaben)?",
    "quellen(?:verzeichnis|angaben)?",
    "référence(?:s)?(?: bibliographiques)?",
    "bibliographie",
    "referencias(?: bibliográficas)?",
    "bibliografía",
    "obras citadas",
    "referências(?: bibliográficas)?",
    "bibliografia",
    "riferimenti(?: bibliografici)?",
    "referenser",
    "referanser",
    "referencer",
    "litteratur(?:liste|förteckning)?",
    "literatuur(?:lijst)?",
    "referenties",
    "lähteet",
    "literatura",
    "参考文献",
    "參考文獻",
    "참고문헌",
    "список литературы",
    "литература",
)
#: Headings that mean one only if what follows reads like references.
_UNSURE = (
    "resources?",
    "sources?",
    "further reading",
    "suggested reading",
    "recommended reading",
    "additional (?:resources|reading)",
    "helpful resources",
    "reading list",
    "notes?",
    "end ?notes",
    "foot ?notes",
    "citations?",
    "cited sources",
    "links",
    "research",
    "evidence",
    "fuentes",
    "quellen",
    "sources citées",
    "lectures complémentaires",
    "weiterführende literatur",
    "fonti",
    "bronnen",
)
_ADJECTIVE = (
    r"(?:selected|select|annotated|cited|general|key|main|medical|scientific|full|complete|our|article"
    r"|online)\s+"
)
_TAIL = r"(?:\s+(?:cited|used|consulted|list|section|for this article))?"


def _pattern(words: Sequence[str], partner: Sequence[str]) -> re.Pattern[str]:
    one, other = "|".join(words), "|".join(partner)
    return re.compile(
        rf"(?:{_ADJECTIVE})?(?:{one}){_TAIL}(?:\s*(?:and|&|/|,|und|et|y|e)\s*(?:{_ADJECTIVE})?(?:{other}){_TAIL})?\Z",
        re.IGNORECASE,
    )


_SURE_HEADING = _pattern(_SURE, (*_SURE, *_UNSURE))
_UNSURE_HEADING = _pattern(_UNSURE, (*_UNSURE, *_SURE))
_ORDINAL = re.compile(
    r"(?:(?:section|chapter|appendix|part)\s+)?(?:\d{1,2}(?:\.\d{1,2}){0,3}|[A-Z](?:\.\d{1,2}){1,3}|[IVX]{1,5})[.):]?\s+"
)
_ATX = re.compile(r"[ ]{0,3}(?P<level>#{1,6})[ \t]+(?P<title>[^\r\n]*?)(?:[ \t]+#+)?[ \t]*\Z")
_SETEXT = re.compile(r"[ ]{0,3}(?:=+|-{2,})[ \t]*\Z")
_BOLD_LINE = re.compile(r"[ ]{0,3}(?:\*\*|__)(?P<title>[^*_]{1,80}?)(?:\*\*:?|__:?|:\*\*|:__)[ \t]*\Z")
_LINE = re.compile(r"[^\r\n]*(?:\r\n|\r|\n|\Z)")
_LINE_ENDS = re.compile(r"\r\n|\r|\n")


def heading_kind(title: str) -> str:
    """What a heading's words say: "sure", "unsure", or "" where they don't name a reference list.

    Examples:
        >>> heading_kind("5.5 References"), heading_kind("Resources:"), heading_kind("Literature Review")
        ('sure', 'unsure', '')
    """
    title = title.strip()
    if not title or len(title) > 80:
        return ""
    title = re.sub(r"\s+", " ", title.strip("*_#:. \t-–—[]"))
    title = _ORDINAL.sub("", title, count=1)
    title = re.sub(r"\s*\(\d+\)\Z|\s*\((?:selected|partial)\)\Z", "", title, flags=re.IGNORECASE)
    if _SURE_HEADING.match(title):
        return "sure"
    return "unsure" if _UNSURE_HEADING.match(title) else ""


def guess_kind(text: str, path: str | None = None) -> str:
    r"""Whether a text is "html", "markdown" or "text": by its path's extension, else by its markup.

    Examples:
        >>> guess_kind("## References\n\nHan, J."), guess_kind("<p>Han</p>"), guess_kind("Han")
        ('markdown', 'html', 'text')
    """
    name = (path or "").lower()
    for extensions, kind in _EXTENSIONS:
        if name.endswith(extensions):
            return kind
    head = text[:50_000]
    if re.search(r"</(?:p|div|h[1-6]|li|html|body|ul|ol)\s?>|<(?:!doctype html|p>|li>|div[ >])", head, re.IGNORECASE):
        return "html"
    if name.endswith(".txt"):
        return "text"
    if re.search(r"^#{1,6} \S|^(?:={3,}|-{3,})[ \t]*$|\]\(https?://", head, re.MULTILINE):
        return "markdown"
    if re.search(r"(?<![\w*])\*[^\s*][^*\n]{1,300}\*(?![\w*])", head):
        return "markdown"
    return "text"


_EXTENSIONS = (
    ((".md", ".markdown", ".mdown", ".qmd", ".rmd"), "markdown"),
    ((".html", ".htm", ".xhtml"), "html"),
)


def find_reference_lists(text: str, kind: str = "text") -> tuple[ReferenceList, ...]:
    r"""Find the reference lists of an article, in order; none where there is none.

    `kind` is "text", "markdown" or "html", see `guess_kind`. A heading such as "Resources" or "Notes" counts
    only if at least half of what follows it reads like references. A list that is still empty is found
    below a heading such as "References" that ends the article.

    Examples:
        >>> text = "Prose.\n\nReferences\nHan, J. (2004). Rest. Pain, 3(1), 2–3.\nPhoto credit\n"
        >>> (found,) = find_reference_lists(text)
        >>> text[slice(*found.body)]
        'Han, J. (2004). Rest. Pain, 3(1), 2–3.'
        >>> find_reference_lists("Literature Review\nHan (2004) says so.")
        ()
    """
    if kind == "html":
        return _find_in_html(text)
    return _find_in_lines(text, markdown=kind == "markdown")


# text and Markdown ----------------------------------------------------------------------------------


class _Heading(NamedTuple):
    start: int
    end: int  # after the line end
    text_end: int
    level: int  # 1-6; 7 for bold lines, 8 for bare lines
    title: str
    kind: str


def _find_in_lines(text: str, *, markdown: bool) -> tuple[ReferenceList, ...]:
    headings = _line_headings(text, markdown=markdown)
    found: list[ReferenceList] = []
    for number, heading in enumerate(headings):
        if not heading.kind or (found and heading.start < found[-1].body.end):
            continue
        limit = next(
            (other.start for other in headings[number + 1 :] if _ends_list(other, heading)),
            len(text),
        )
        body_end = _last_reference(text, heading, limit, "markdown" if markdown else "text")
        if body_end is None:
            rest = text[heading.end : limit]
            if (
                heading.kind != "sure"
                or rest.strip()
                or text[limit:].strip()
                or not _alone(text, heading, markdown=markdown)
            ):
                continue
            body_end = heading.end
        found.append(ReferenceList(Span(heading.start, heading.text_end), Span(heading.end, body_end), heading.title))
    return tuple(found)


def _alone(text: str, heading: _Heading, *, markdown: bool) -> bool:
    """Whether a heading without anything below it is one: marked as such, or after some text."""
    return (markdown and heading.level < 8) or bool(text[: heading.start].strip())


def _ends_list(other: _Heading, heading: _Heading) -> bool:
    """Whether a later heading closes the section of an earlier one."""
    if other.level <= 6:
        return other.level <= heading.level
    return bool(other.kind) or (other.level == 7 and heading.level >= 7)


def _line_headings(text: str, *, markdown: bool) -> list[_Heading]:
    headings: list[_Heading] = []
    previous: tuple[int, int, str] | None = None
    fenced = False
    for match in _LINE.finditer(text):
        line = match.group().rstrip("\r\n")
        start, end, text_end = match.start(), match.end(), match.start() + len(line)
        if markdown and line.lstrip().startswith(("```", "~~~")):
            fenced = not fenced
        stripped = line.strip()
        if len(stripped) > 200 or fenced:
            previous = None
            continue
        atx = _ATX.match(line)
        if atx:
            title = atx["title"].strip().strip("*_").strip()
            headings.append(_Heading(start, end, text_end, len(atx["level"]), title, heading_kind(title)))
            previous = None
        elif previous and _SETEXT.match(line):
            level = 1 if "=" in line else 2
            title = previous[2].strip("*_")
            if headings and headings[-1].start == previous[0]:
                headings.pop()
            if markdown or heading_kind(title):
                headings.append(_Heading(previous[0], end, text_end, level, title, heading_kind(title)))
            previous = None
        else:
            bold = _BOLD_LINE.match(line)
            title = bold["title"].strip() if bold else stripped
            kind = heading_kind(title) if stripped and len(stripped) <= 80 else ""
            if kind or bold:
                headings.append(_Heading(start, end, text_end, 7 if bold else 8, title.rstrip(":"), kind))
            previous = (start, end, stripped) if stripped else None
        if end == len(text):
            break
    return headings


def _last_reference(text: str, heading: _Heading, limit: int, kind: str) -> int | None:
    """Where the last reference below a heading ends; `None` where the lines are no references."""
    entries = split(text, Span(heading.end, limit), kind)
    spans = [entry.span for entry in entries]
    last = _end_of_run([entry.text for entry in entries], sure=heading.kind == "sure")
    if last is None:
        return None
    while last + 1 < len(entries) and _goes_on(text, entries, last):
        last += 1
    return _line_end(text, spans[last].end, limit)


def _goes_on(text: str, entries: Sequence[Passage], last: int) -> bool:
    """Whether the entry behind the last that is surely a reference is one too, though it says little.

    It is where it has a number or bullet as that one has, or where it stands on the very next line, as the others
    do, with a year or a place in it.
    """
    here, following = entries[last], entries[last + 1]
    if all(MARKER.match(text, _line_start(text, entry.span.start)) for entry in (here, following)):
        return True
    gap = text[here.span.end : following.span.start]
    close = len(_LINE_ENDS.findall(gap)) < 2
    return close and len(following.text) > 40 and reference_score(following.text) >= 1


def _line_start(text: str, position: int) -> int:
    """The start of the line of `position`."""
    return max(text.rfind("\n", 0, position), text.rfind("\r", 0, position)) + 1


def _line_end(text: str, position: int, limit: int) -> int:
    """The end of the characters on the line of `position`, markup after the last of them included."""
    match = re.compile(r"[^\r\n]*").match(text, position, limit)
    assert match is not None  # the pattern matches the empty string
    return position + len(match.group().rstrip())


def _end_of_run(texts: Sequence[str], *, sure: bool) -> int | None:
    """Which is the last reference; among those that look like one, two in a row may not."""
    likely = [looks_like_reference(text) for text in texts]
    last = -1
    for index, good in enumerate(likely):
        if good:
            last = index
        elif index - last > 2:
            break
    if last < 0:
        return None
    count = sum(likely[: last + 1])
    if not sure and count * 2 < last + 1:
        return None
    return last


# HTML -----------------------------------------------------------------------------------------------


def _find_in_html(text: str) -> tuple[ReferenceList, ...]:
    blocks, ends = html_blocks(text, 0, len(text))
    found: list[ReferenceList] = []
    for number, block in enumerate(blocks):
        if found and block.start < found[-1].body.end:
            continue
        title, kind = _html_heading(text, block)
        if not kind:
            continue
        body = _html_body(text, blocks, ends, number, sure=kind == "sure")
        if body is not None:
            found.append(ReferenceList(Span(block.outer_start, block.outer_end), body, title))
    return tuple(found)


def _html_heading(text: str, block: Block) -> tuple[str, str]:
    if not (block.level or block.bold or block.name in ("summary", "dt")) or block.end - block.start > 1000:
        return "", ""
    title = strip_html(text, block.start, block.end).tidy().text.strip().rstrip(":")
    return title, heading_kind(title)


def _html_body(text: str, blocks: Sequence[Block], ends: dict[int, int], number: int, *, sure: bool) -> Span | None:
    heading = blocks[number]
    # The list ends with the next heading of the same or a higher level, or with the element that has the
    # section in it, if that has more in it than the heading.
    limit = len(text)
    for other in blocks[number + 1 :]:
        level = other.level or (7 if other.bold else 0)
        if level and level <= (heading.level or 7) and not looks_like_reference(strip_html(text, *other[1:3]).text):
            limit = other.outer_start
            break
    below = [block for block in blocks[number + 1 :] if block.start < limit]
    if not below:
        return Span(heading.outer_end, heading.outer_end) if sure and heading.level else None
    texts = [strip_html(text, block.start, block.end).tidy().text for block in below if not block.level]
    places = [block for block in below if not block.level]
    closing = [outermost(block, ends, heading.outer_end, limit) for block in places]
    # An element that goes on after the last reference (a wrapper of the page) does not belong to the list.
    for index, block in enumerate(places):
        later = places[index + 1].start if index + 1 < len(places) else limit
        if closing[index] > later:
            closing[index] = block.outer_end
    last = _end_of_run(texts, sure=sure)
    if last is None:
        return None
    while last + 1 < len(places) and places[last].name == places[last + 1].name == "li":
        last += 1
    return Span(heading.outer_end, closing[last])
