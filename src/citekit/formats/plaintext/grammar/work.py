"""A title without quotation marks, and what follows: an article's journal, a chapter's book, an imprint.

In: a draft and the offset where the title begins. Out: the draft with title, container and imprint
labelled. Italics decide where there are any; else the numbers of a journal do, and else sentences.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from citekit.formats.plaintext.grammar.contributors import (
    CONTRIBUTOR_CUE,
    label_contributors,
    label_editors_before,
)
from citekit.formats.plaintext.grammar.cues import label_cues
from citekit.formats.plaintext.grammar.draft import FILLER
from citekit.formats.plaintext.grammar.imprint import (
    PLACED,
    PUBLISHER_WORD,
    label_brackets,
    label_date,
    label_publisher,
)
from citekit.formats.plaintext.grammar.locators import label_locators
from citekit.formats.plaintext.grammar.sentences import elements, sentences
from citekit.formats.plaintext.normalize.dates import YEAR

if TYPE_CHECKING:
    from citekit.formats.plaintext.grammar.draft import Draft

_IN = re.compile(
    rf"(?:(?<=[.?!”\"’])|(?<=[\]){FILLER}])|(?<=,))\s(?P<in>[Ii]n:|In)\s?(?=[^\Wa-z\d_]|[“\"]|the\s|\d)|,\s(?P<low>in)\s(?=(?:Proc|[A-Z]\.\s|The\s|Handbook|Encyclop))"
)
_JOURNAL_WORD = re.compile(
    r"\b(?:Journal|Reviews?|Bulletin|Annals|Archives|Letters|Proceedings|Transactions|Advances|Quarterly|BMJ|PLo[Ss]|Frontiers|Lancet|Nature)\b"
)
#: A journal with a volume alone, or a magazine with pages alone.
_NUMBERED = re.compile(r"(?P<container>[^,].{1,200}), (?:(?P<volume>\d{1,4})|(?P<page>\d{1,5}\s?[–-]\s?\d{1,5}))")
_ABBREVIATED = re.compile(r"[^\W\d_]{1,7}\Z")
_TERMINAL = " \n.,;:" + FILLER


def label_work(draft: Draft, start: int, separator: str = ".") -> None:
    """Label a title from `start` on and all that follows it.

    `separator` is what parted the names or the date from the title: a reference that parts its names with a
    comma goes on with commas.
    """
    end = len(draft.text)
    while start < end and draft.text[start] in _TERMINAL + ")":
        start += 1
    italic = draft.italic_in(start, end)
    title_is_italic = italic is not None and italic.start <= start + 1
    host = _IN.search(draft.text, start + 3, end)
    if host and not title_is_italic and draft.text[start : host.start()].strip(_TERMINAL):
        _label_part_of_book(draft, start, host, end)
        return
    cue_start = italic.end if title_is_italic and italic else start
    label_cues(draft, cue_start)
    if not title_is_italic and not CONTRIBUTOR_CUE.search(draft.text, start):
        locators = None if draft.has("volume") and draft.has("page") else label_locators(draft, start + 2)
        limit = _first_label(draft, start, locators)
        has_journal = (
            locators is not None
            or draft.has("volume", "issue", "page")
            or (italic is not None and italic.start > start + 5)
        )
        if has_journal and limit > start and _label_article(draft, start, limit, separator):
            label_date(draft, start, end)
            return
    _label_monograph(draft, start, end, separator)


def _first_label(draft: Draft, start: int, locators: int | None) -> int:
    """Where the numbers of a journal begin."""
    places = [s.start for s in draft.segments if s.label in ("volume", "issue", "page", "issued") and s.start > start]
    if locators is not None:
        places.append(locators)
    if not places:
        return len(draft.text)
    place = min(places)
    filler = re.compile(f"{FILLER}+").search(draft.text, start)
    return min(place, filler.start()) if filler and filler.start() > start else place


# articles -------------------------------------------------------------------------------------------


def _label_article(draft: Draft, start: int, limit: int, separator: str) -> bool:
    """Part title and journal before `limit`; whether there is a journal."""
    italic = draft.italic_in(start, min(len(draft.text), limit + 200))
    if italic and italic.start > start:
        label_brackets(draft, start, italic.start)
        label_contributors(draft, start, italic.start)
        draft.take("container-title", *italic, 0.98)
        _label_bare_volume(draft, italic.end, len(draft.text))
        _take_title(draft, start, italic.start, 0.97)
        return True
    stop = limit
    while stop > start and draft.text[stop - 1] in " \n,;:(" + FILLER:
        stop -= 1
    # The date of "Title. Journal. May 2004;" may stand before the numbers.
    label_date(draft, start + 10, limit) if not draft.has("issued") and draft.text[stop - 1 : stop].isdigit() else None
    while stop > start and draft.text[stop - 1] in " \n,;:(" + FILLER:
        stop -= 1
    if not draft.has("volume"):
        bare = re.compile(r",\s(?P<volume>\d{1,4})\Z").search(draft.text, start, stop)
        if bare:
            draft.take_group("volume", bare, "volume", 0.85)
            stop = bare.start()
    cut = _journal_start(draft.text, start, stop, separator)
    if cut <= start:
        if draft.has("volume", "page") and _is_journal_like(draft.text[start:stop]):
            return draft.take("container-title", start, stop, 0.75)
        return False
    _take_journal(draft, cut, stop)
    label_brackets(draft, start, cut)
    label_contributors(draft, start, cut)
    _take_title(draft, start, cut, 0.85)
    return True


def _label_bare_volume(draft: Draft, start: int, end: int) -> None:
    """A number directly behind the journal's name is its volume."""
    if draft.has("volume"):
        return
    bare = re.compile(rf"\s?,?\s?(?P<volume>\d{{1,4}}[A-Z]?)(?=\s?(?:[,.(]|{FILLER}|\Z))").match(draft.text, start, end)
    if bare:
        draft.take_group("volume", bare, "volume", 0.85)


def _take_journal(draft: Draft, cut: int, stop: int) -> None:
    place = re.compile(r"\s\((?P<place>[A-Z][^()\d]{2,40})\)\Z").search(draft.text, cut, stop)
    if place and place.start() > cut + 2:
        stop = place.start()
    draft.take("container-title", cut, stop, 0.85)


def _is_journal_like(text: str) -> bool:
    """Whether a lone name before volume and pages is a journal's: short, its words capitalised."""
    words = re.findall(r"[^\W\d_]{3,}", text)
    small = sum(word.islower() for word in words if word not in _SMALL)
    return len(words) <= 9 and small == 0


_SMALL = frozenset(
    {
        "and",
        "for",
        "the",
        "der",
        "des",
        "fur",
        "für",
        "und",
        "del",
        "della",
        "les",
        "with",
        "sur",
        "von",
        "van",
    }
)


def _journal_start(text: str, start: int, stop: int, separator: str) -> int:
    """Where the journal's name begins; `start` where everything is one name.

    Behind names parted from the title by a period the journal is the last sentence, or the run of abbreviated
    words at the end; behind a comma it is the last element.
    """
    found = sentences(text, start, stop)
    by_sentence = start
    if len(found) > 1:
        by_sentence = found[-1].start
        index = len(found) - 1
        while index > 1 and _is_abbreviated_name(text[found[index - 1].start : found[index - 1].stop]):
            index -= 1
            by_sentence = found[index].start
        # "J. Am. Chem. Soc." alone, without any title.
        if index == 1 and _is_abbreviated_name(text[found[0].start : found[0].stop]) and "," not in text[start:stop]:
            return start
    parts = elements(text, start, stop)
    by_comma = parts[-1][0] if len(parts) > 1 else start
    if separator == "," and by_comma > start:
        last_sentence = found[-1].start if found else start
        if (
            by_sentence > start
            and by_sentence < by_comma
            and len(found) == 2
            and not _is_abbreviated_name(text[found[0].start : found[0].stop])
        ):
            return by_sentence
        return by_comma if last_sentence <= by_comma or _journal_words(text[by_comma:stop]) else max(by_comma, start)
    if by_sentence > start:
        return by_sentence
    if by_comma > start and _journal_words(text[by_comma:stop]):
        return by_comma
    return start


def _journal_words(text: str) -> bool:
    return text[:1].isupper() and _is_journal_like(text)


def _is_abbreviated_name(text: str) -> bool:
    """Whether a "sentence" is but abbreviated words of a journal's name: "Proc", "Natl", "J. Am"."""
    words = text.replace(".", ". ").split()
    return 0 < len(words) <= 3 and all(
        _ABBREVIATED.match(word.rstrip(".")) and (word[0].isupper() or word in _SMALL) for word in words
    )


def _take_title(draft: Draft, start: int, end: int, confidence: float) -> None:
    text = draft.text[start:end]
    cut = len(text.rstrip(_TERMINAL))
    draft.take("title", start, start + cut + (text[cut : cut + 1] == "."), confidence)


# parts of books -------------------------------------------------------------------------------------


def _label_part_of_book(draft: Draft, start: int, host: re.Match[str], end: int) -> None:
    label_brackets(draft, start, host.start())
    _take_title(draft, start, host.start(), 0.93)
    cue = "in" if host["in"] else "low"
    draft.take("in", *host.span(cue), 0.95)
    position = label_editors_before(draft, host.end(cue), end)
    while position < end and draft.text[position] in _TERMINAL:
        position += 1
    label_cues(draft, position)
    if not draft.has("page") or not draft.has("volume"):
        label_locators(draft, position)
    label_brackets(draft, position, end)
    label_contributors(draft, position, end)
    label_date(draft, position, end)
    italic = draft.italic_in(position, end)
    if italic and italic.start <= position + 1:
        draft.take("container-title", *italic, 0.97)
        after = italic.end
    else:
        filler = draft.text.find(FILLER, position, end)
        found = sentences(draft.text, position, end)
        stop = found[0].stop if found else end
        if 0 <= filler < stop:
            stop = filler
        bracket = draft.text.find(" (", position, stop)
        if bracket > 0 and not draft.text[bracket:stop].rstrip(" .,").endswith(")"):
            stop = bracket
        draft.take("container-title", position, stop, 0.85)
        after = stop
    label_publisher(draft, after, end, sure=True)


# books, reports, theses, pages on the web ----------------------------------------------------------------


def _label_monograph(draft: Draft, start: int, end: int, separator: str) -> None:
    italic = draft.italic_in(start, end)
    if italic and italic.start <= start + 1:
        draft.take("title", *italic, 0.97)
        after = italic.end
        label_brackets(draft, after, end)
    else:
        label_brackets(draft, start, end)
        label_contributors(draft, start, end)
        after = _title_end(draft, start, end, separator)
        draft.take("title", start, after, 0.8)
    label_cues(draft, after)
    label_contributors(draft, after, end)
    label_date(draft, after, end)
    thesis = re.compile(r"(?P<genre>(?:[^\W\d_][\w.’']{0,15}\s){0,3}(?:[Dd]issertation|[Tt]hesis))").search(
        draft.text, after, end
    )
    if thesis and not draft.has("genre"):
        draft.take("genre", *thesis.span("genre"), 0.9)
        comma = draft.text.rfind(",", after, thesis.start())
        if draft.text[after : max(after, comma)].strip(_TERMINAL):
            label_publisher(draft, after, max(after, comma), sure=True)
    name = draft.italic_in(after, end)
    if name:
        draft.take("container-title", *name, 0.9)
    elif _is_web(draft):
        _label_site(draft, after, end)
    issued = draft.first("issued") or draft.first("no-date") or draft.first("status")
    if issued and issued.start < start:
        _label_publisher_sentence(draft, after, end)
    label_publisher(draft, after, end, sure=True)


def _is_web(draft: Draft) -> bool:
    """Whether what follows the title is a site: an address, and a date to the month or none.

    Reports and books on the web have a year alone, and a publisher.
    """
    if not draft.has("URL") or draft.has("genre", "number", "edition", "volume", "editor", "DOI", "ISBN"):
        return False
    issued = draft.first("issued")
    return issued is None or not re.fullmatch(YEAR + "[a-z]?", draft.passage.text[issued.start : issued.end])


def _label_publisher_sentence(draft: Draft, start: int, end: int) -> None:
    """Where the date stood before the title, the sentence behind it is the publisher, commas and all."""
    if draft.has("publisher"):
        return
    for sentence in sentences(draft.text, start, end)[:1]:
        words = draft.text[sentence.start : sentence.stop].split(FILLER)[0].strip(" ,;(")
        numbered = _NUMBERED.fullmatch(words)
        if numbered and draft.has("issued") and not draft.has("volume", "page"):
            for label in ("container-title", "volume", "page"):
                left, right = numbered.span(label.partition("-")[0])
                if left >= 0:
                    draft.take(label, sentence.start + left, sentence.start + right, 0.8)
            return
        if _JOURNAL_WORD.search(words) and draft.has("DOI", "status", "PMID") and not PUBLISHER_WORD.search(words):
            draft.take("container-title", sentence.start, sentence.start + len(words), 0.75)
            return
        if re.match(r"Retrieved|Available|Advance online|\(|\[", words) or ": " in words or len(words) < 3:
            return
        draft.take(
            "archive" if draft.has("publisher") else "publisher",
            sentence.start,
            sentence.start + len(words),
            0.85,
        )


def _label_site(draft: Draft, start: int, end: int) -> None:
    """The site behind the title of a page on the web, unless it is a publisher of books."""
    found = sentences(draft.text, start, end)
    for sentence in found[:1]:
        words = draft.text[sentence.start : sentence.stop].split(FILLER)[0].strip(_TERMINAL)
        if words and not PLACED.match(words) and not re.search(r"\b(?:Press|Publish|Books|Verlag)", words):
            parts = elements(
                draft.text,
                sentence.start,
                sentence.start + len(draft.text[sentence.start : sentence.stop].split(FILLER)[0]),
            )
            if parts:
                draft.take("container-title", *parts[0], 0.7)


def _title_end(draft: Draft, start: int, end: int, separator: str) -> int:
    """The end of a title in sentences or, behind names parted by a comma, of the first element."""
    found = sentences(draft.text, start, end)
    if not found:
        return end
    index = 0
    while index + 1 < len(found) and found[index].mark in "?!" and len(found) > index + 2:
        index += 1
    stop = found[index].stop
    filler = draft.text.find(FILLER, start, stop)
    if filler > start:
        stop = filler
    if separator == "," or (len(found) == 1 and not draft.has("URL", "DOI")):
        parts = elements(draft.text, start, stop)
        if len(parts) > 1 and (len(found) == 1 or PUBLISHER_WORD.search(draft.text[slice(*parts[-1])])):
            stop = parts[-2][1] if PUBLISHER_WORD.search(draft.text[slice(*parts[-1])]) else parts[0][1]
    bracket = re.compile(r"\s\([A-Z][^()]{2,80},?\s?" + FILLER).search(draft.text, start, stop)
    return bracket.start() if bracket else stop
