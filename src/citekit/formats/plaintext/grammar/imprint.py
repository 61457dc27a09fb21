"""What stands behind a title: brackets, dates, places and publishers, containers.

In: a draft and a region. Out: the draft with those labelled. Nothing here looks before the region.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from citekit.formats.plaintext.grammar.contributors import label_contributors
from citekit.formats.plaintext.grammar.draft import FILLER
from citekit.formats.plaintext.grammar.sentences import elements, sentences
from citekit.formats.plaintext.normalize.dates import DATE, NO_DATE, YEAR

if TYPE_CHECKING:
    from citekit.formats.plaintext.grammar.draft import Draft

_ROUND = re.compile(r"\((?P<inner>[^()]{1,240}(?:\([^()]{0,60}\)[^()]{0,60})?)\)")
_SQUARE = re.compile(r"\[(?P<inner>[^\[\]]{2,200})\]")
_ORIGINAL = re.compile(
    rf"\(?\b(?:Original work published|Originally published|"
    rf"First published)(?: in)?\s(?P<date>(?:{DATE})|\d{{3,4}})\)?",
    re.IGNORECASE,
)
_NUMBER = re.compile(
    r"(?P<genre>[^\d;]{0,80}?)\s?\b(?:Nos?\.|Number|#)\s?(?P<number>[\w][\w./–-]{0,40}(?:\s\d[\w./–-]{0,20})?)\Z"
    r"|(?P<series>(?:[A-Z][\w&-]*\s){1,5}(?:Guideline|Report|Paper|Standard|Publication|Bulletin|Circular|Brief))\s(?P<code>[A-Z]{0,6}-?\d[\w./-]{0,20})\Z"
)
_THESIS = re.compile(
    r"\b(?:dissertation|thesis|Dissertation|Thesis|Diss\.|Habilitation\w*|Diplomarbeit|Masterarbeit)\b"
)
_VOLUME = re.compile(r"\bVols?\.\s?(?P<volume>[\dIVXLC]+(?:\s?[–-]\s?[\dIVXLC]+)?)\b")
_PLACE = (
    r"(?!(?:The|A|An|In)\s)[^\W\d_a-z][\w.'’-]*(?:\s[\w.'’-]+){0,3}"
    r"(?:(?:,\s|/|\s?&\s?|\sand\s)[^\W\d_a-z][\w.'’ -]{1,24}){0,3}"
)
PLACED = re.compile(
    rf"(?P<place>{_PLACE})\s?:\s(?P<publisher>[^:\d“”\"]{{2,120}}?)(?=\s?[,;.]?\s?(?:[{FILLER})]|\Z)|,)"
)
_PUBLISHED = re.compile(rf"\((?P<who>[^()]{{3,160}}?)[,;]\s?(?P<issued>{DATE})\)")
_DATE = re.compile(rf"(?P<date>{DATE})(?=\s*(?:[,.;:)\]{FILLER}]|\Z))", re.IGNORECASE)
_STATUS = re.compile(r"(?<=[,.]\s)(?P<status>in press|forthcoming)(?=[.,;]|\Z)")
_BARE_NO_DATE = re.compile(rf"(?<=[\s(]){NO_DATE}(?=[\s,.)]|\Z)")
PUBLISHER_WORD = re.compile(
    r"\b(?:Press|Publish\w*|Verlag|Books?|Wiley|Springer|Elsevier|Routledge|Sage|SAGE|Academic|UP|P|Sons|Macmillan|Palgrave|Penguin|"
    r"Norton|McGraw|Pearson|Blackwell|Harper\w*|Houghton|Mifflin|Random House|Vintage|Knopf|Simon|"
    r"Doubleday|Birkhäuser|North-Holland|"
    r"Dover|Addison|Prentice|Hall|Kluwer|Saunders|Mosby|Lippincott|Churchill|Livingstone|Thieme|Karger|Suhrkamp|Éditions|Editions|"
    r"Wydawnictwo|Editorial|Presses?|University|Institute?|Association|Society|Organization|Inc|Ltd|Office|Co)\b"
)
_PROCEEDINGS = re.compile(
    r"\b(?:Proc(?:eedings|\.)|Conf(?:erence|\.)|Symposium|Symp\.|Workshop|Congress|Meeting|Colloquium)"
)


def label_brackets(draft: Draft, start: int, end: int) -> None:
    """Label what stands in brackets behind a title: volume, number and genre, medium, thesis."""
    original = _ORIGINAL.search(draft.text, start, end)
    if original:
        draft.take("original-date", *original.span("date"), 0.97)
        draft.mask(*original.span())
    _label_square_brackets(draft, start, end)
    for match in list(_ROUND.finditer(draft.text, start, end)):
        inner = draft.text[slice(*match.span("inner"))]
        if FILLER in inner and not re.search(r"[^\W_]", inner.replace(FILLER, "")):
            draft.mask(*match.span())
            continue
        volume = _VOLUME.search(draft.text, *match.span("inner"))
        if volume and not draft.has("volume"):
            draft.take("volume", *volume.span("volume"), 0.96)
            draft.mask(*volume.span())
        number = _NUMBER.match(inner.strip())
        if number and not draft.has("number") and FILLER not in inner:
            _take_number(draft, match.start("inner") + len(inner) - len(inner.lstrip()), number)
            draft.mask(*match.span())
        if not re.search(r"[^\W_]", draft.text[slice(*match.span("inner"))].replace(FILLER, "")):
            draft.mask(*match.span())


def _label_square_brackets(draft: Draft, start: int, end: int) -> None:
    """A medium or genre, or a thesis with its university."""
    for match in list(_SQUARE.finditer(draft.text, start, end)):
        inner = match["inner"]
        if FILLER in inner:
            draft.mask(*match.span())
            continue
        if _THESIS.search(inner):
            comma = inner.rfind(", ") if inner.count(", ") == 1 else inner.find(", ")
            cut = match.start("inner") + (comma if comma > 0 else len(inner))
            draft.take("genre", match.start("inner"), cut, 0.95)
            draft.take("publisher", min(cut + 1, match.end("inner")), match.end("inner"), 0.95)
        elif inner[:1].isalpha():
            draft.take("genre", *match.span("inner"), 0.8)
        draft.mask(*match.span())


def _take_number(draft: Draft, base: int, number: re.Match[str]) -> None:
    genre, value = ("genre", "number") if number["number"] else ("series", "code")
    if number[genre].strip() and not draft.has("genre"):
        draft.take("genre", base + number.start(genre), base + number.end(genre), 0.9)
    draft.take("number", base + number.start(value), base + number.end(value), 0.93)


def label_date(draft: Draft, start: int, end: int) -> None:
    """Label the date that stands alone between commas, periods or brackets; one before is the original's."""
    if draft.has("issued", "no-date"):
        return
    status = _STATUS.search(draft.text, start, end)
    if status:
        draft.take("status", *status.span("status"), 0.9)
        return
    candidates = [match for match in _DATE.finditer(draft.text, start, end) if _is_delimited(draft.text, match.start())]
    if candidates:
        last = candidates[-1]
        first = candidates[0]
        draft.take("issued", *last.span("date"), 0.95)
        if len(candidates) > 1 and re.fullmatch(YEAR, first["date"]) and first["date"] < last["date"][-4:]:
            if draft.text[first.end() : first.end() + 1] == ".":
                draft.take("original-date", *first.span("date"), 0.8)
            else:
                draft.mask(*first.span())
        return
    no_date = _BARE_NO_DATE.search(draft.text, start, end)
    if no_date:
        draft.take("no-date", *no_date.span(), 0.9)


def _is_delimited(text: str, start: int) -> bool:
    before = text[max(0, start - 3) : start].rstrip(" \n")
    return before == "" or before[-1] in ',.;:([”"' + FILLER or before.endswith((" c", "©"))


def label_publisher(draft: Draft, start: int, end: int, *, sure: bool = False) -> None:
    """Label "Place: Publisher" or what is left between commas."""
    if draft.has("publisher"):
        return
    bracket = _PUBLISHED.search(draft.text, start, end)
    if bracket:
        if not draft.has("issued"):
            draft.take("issued", *bracket.span("issued"), 0.93)
        _take_place_and_publisher(draft, *bracket.span("who"))
        draft.mask(*bracket.span())
        return
    placed = PLACED.search(draft.text, start, end)
    if placed and (placed.start() <= start + 2 or draft.text[: placed.start()].rstrip()[-1:] in ".,;(?!:" + FILLER):
        draft.take("publisher-place", *placed.span("place"), 0.85)
        draft.take("publisher", *placed.span("publisher"), 0.85)
        draft.mask(*placed.span())
        return
    left = [(a, b) for a, b in elements(draft.text, start, end) if not _is_debris(draft.text[a:b])]
    number = _NUMBER.match(draft.text[slice(*left[0])]) if left and not draft.has("number") else None
    if number:
        _take_number(draft, left[0][0], number)
        left = left[1:]
    if left and (sure or PUBLISHER_WORD.search(draft.text[slice(*left[0])]) or not draft.has("volume", "page")):
        first, last = left[0]
        cut = draft.text.find(FILLER, first, last)
        last = last if cut < 0 else cut
        if (
            len(left) > 1
            and PUBLISHER_WORD.search(draft.text[slice(*left[1])])
            and not PUBLISHER_WORD.search(draft.text[first:last])
        ):
            draft.take("publisher-place", first, last, 0.6)
            draft.take("publisher", *left[1], 0.75)
        elif (
            len(left) > 1
            and not PUBLISHER_WORD.search(draft.text[first:last])
            and FILLER not in draft.text[first : left[-1][1]]
        ):
            # "Farrar, Straus and Giroux" is one publisher.
            draft.take("publisher", first, left[-1][1], 0.7)
        else:
            draft.take("publisher", first, last, 0.8 if sure else 0.65)
            rest = left[1:]
            if rest and all(re.fullmatch(r"[^\W\d_][\w .'’-]{1,30}", draft.text[a:b].rstrip(".")) for a, b in rest[:2]):
                draft.take("publisher-place", rest[0][0], rest[min(1, len(rest) - 1)][1], 0.6)


def _take_place_and_publisher(draft: Draft, start: int, end: int) -> None:
    inner = draft.text[start:end]
    if ":" in inner:
        colon = start + inner.index(":")
        draft.take("publisher-place", start, colon, 0.9)
        draft.take("publisher", colon + 1, end, 0.9)
        return
    comma = inner.find(", ")
    if comma > 0:
        draft.take("publisher", start, start + comma, 0.85)
        draft.take("publisher-place", start + comma + 1, end, 0.85)
    else:
        draft.take("publisher", start, end, 0.85)


def _is_debris(text: str) -> bool:
    """Whether what is left says nothing: single letters, "and", "In", "Epub ahead of print"."""
    words = re.findall(r"[^\W\d_]{2,}", text.replace(FILLER, " "))
    return (
        not words
        or bool(
            re.match(
                r"(?:in|and|pp|epub|print|eng|from|by|at|also|see|vol|volume|retrieved|article|online|doi|eds?)\b\.?\W*\Z",
                text,
                re.IGNORECASE,
            )
        )
        or bool(re.match(r"Epub\b|Erratum\b|Published online\b|Advance online\b", text))
    )


def label_container(draft: Draft, start: int, end: int) -> int:
    """Label the container behind a title in quotation marks, and say where it ends."""
    while start < end and draft.text[start] in " \n,.;:":
        start += 1
    italic = draft.italic_in(start, end)
    if italic and italic.start <= start + 3:
        stop = italic.end
        # "Journal : ABBR" or a subtitle may have lost its italics.
        draft.take("container-title", start, stop, 0.97)
        return stop
    parts = elements(draft.text, start, end)
    if not parts:
        return start
    limit = draft.text.find(FILLER, start, end)
    limit = end if limit < 0 else limit
    leading = [(a, min(b, limit)) for a, b in parts if a < limit]
    if not leading or _is_debris(draft.text[slice(*leading[0])]):
        return start
    first, last = leading[0]
    if draft.has("volume", "issue") and len(leading) > 1:
        last = leading[-1][1]
    elif len(leading) > 2:
        last = leading[-2][1]
    elif not draft.has("volume", "issue"):
        inner = sentences(draft.text, first, last)
        if (
            len(inner) > 1
            and len(draft.text[inner[0].start : inner[0].stop].split()) > 1
            and draft.text[inner[0].start : inner[0].stop].count(".") == 0
        ):
            last = inner[0].stop
    draft.take("container-title", first, last, 0.85)
    return last


def label_host(draft: Draft, start: int, end: int) -> None:
    """Label everything behind a title in quotation marks: container, contributors, date, publisher."""
    lead = re.compile(r"[\s.,;:]*(?P<in>[Ii]n\b:?)\s").match(draft.text, start, end)
    if lead:
        draft.take("in", *lead.span("in"), 0.9)
        start = lead.end()
    label_brackets(draft, start, end)
    label_contributors(draft, start, end)
    label_date(draft, start, end)
    published = _PUBLISHED.search(draft.text, start, end)
    if published:
        label_publisher(draft, start, end)
    after = label_container(draft, start, end)
    container = draft.first("container-title")
    if container and not draft.has("publisher"):
        name = draft.passage.text[container.start : container.end]
        if _PROCEEDINGS.search(name):
            left = [(a, b) for a, b in elements(draft.text, after, end) if not _is_debris(draft.text[a:b])]
            if left and not PUBLISHER_WORD.search(draft.text[slice(*left[0])]):
                draft.take("publisher-place", left[0][0], left[-1][1], 0.6)
                return
    second = _second_container(draft, after, end)
    label_publisher(draft, after, second, sure=not draft.has("volume"))
    if second < end and draft.has("page", "volume", "issued"):
        part = elements(draft.text, second, end)
        if part and not _is_debris(draft.text[slice(*part[0])]):
            draft.take("source", *part[0], 0.7)


def _second_container(draft: Draft, start: int, end: int) -> int:
    """Where MLA's second container (a database) begins: behind a period after the pages or the date."""
    match = re.compile(rf"{FILLER}\.\s(?=[^\W\d_])").search(draft.text, start, end)
    return match.end() if match else end
