"""How a reference begins: its authors or editors, and the date behind them.

In: a draft. Out: what was found there labelled, and a `Lead` that says where the rest begins. A reference
may begin with its title instead; then the lead is empty.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from citekit.formats.plaintext.grammar.contributors import editor_cue
from citekit.formats.plaintext.grammar.draft import FILLER
from citekit.formats.plaintext.grammar.sentences import sentences
from citekit.formats.plaintext.normalize.dates import DATE, NO_DATE, YEAR
from citekit.formats.plaintext.normalize.names import parse_names, read_names

if TYPE_CHECKING:
    from citekit.formats.plaintext.grammar.draft import Draft


class Lead(NamedTuple):
    """Where the title begins, and what parted it from what went before."""

    end: int
    separator: str


_STATUS = r"in press|forthcoming|to appear|submitted|im Druck"
_BRACKETED = re.compile(
    rf"\s*[(\[]\s?(?:(?P<date>{DATE})|(?P<none>{NO_DATE})|(?P<status>{_STATUS}))(?:-[a-z])?[^()]{{0,40}}?[)\]]",
    re.IGNORECASE,
)
_BARE = re.compile(rf"\s?[.,;:]?\s?(?P<date>{YEAR})[a-z]?(?=[.,;:\s”]|\Z)(?P<after>\s?[.,:;]?)")
_SINGLE = re.compile(r"(?P<author>[^\W\d_a-zß-öø-ÿ][\w’'-]{2,30})(?::\s|,\s(?=[“\"])|(?=\set al\b))")
_REPEATED = re.compile(r"(?:[—–―⸺⸻_-]\s?){2,}|[—―⸺⸻]")
_LOWER_WORD = re.compile(r"(?<![-’'])\b[^\W\d_A-Z]{4,}\b")
_SMALL = frozenset("with from into that under over about between among through against de of and for the in on".split())


def label_lead(draft: Draft) -> Lead:
    """Label authors (or editors) and the date behind them, and say where the title begins.

    Examples:
        >>> from citekit.formats.plaintext.grammar.draft import Draft
        >>> from citekit.formats.plaintext.passage import Passage
        >>> text = "Han, J.-S. (2004). Acupuncture and endorphins."
        >>> draft = Draft(Passage(text, range(len(text))))
        >>> text[label_lead(draft).end :]
        'Acupuncture and endorphins.'
    """
    bracketed = _BRACKETED.search(draft.text)
    if bracketed:
        lead = _with_bracketed_date(draft, bracketed)
        if lead:
            return lead
    repeated = _REPEATED.match(draft.text)
    names = read_names(draft.text, 0, _first_filler(draft.text))
    end = repeated.end() if repeated and not names.names else names.end
    single = _SINGLE.match(draft.text)
    if single and names.end <= single.end("author"):
        end = single.end("author")
        et_al = re.compile(r"\set al\.?").match(draft.text, end)
        draft.take("author", 0, et_al.end() if et_al else end, 0.75)
        return Lead(_skip(draft.text, et_al.end() if et_al else single.end()), ".")
    if not names.names and not repeated:
        return _organisation(draft)
    cue = re.compile(r"\s?[,(]\s?(?:eds?|Eds?|editors?|Hrsg)\b\.?\)?").match(draft.text, end)
    label = "editor" if cue else "author"
    bare = _BARE.match(draft.text, cue.end() if cue else end)
    if bare and not _is_volume(draft.text, bare):
        draft.take(label, 0, end, 0.93)
        draft.take("issued", *bare.span("date"), 0.95)
        after = bare["after"].strip() or "."
        return Lead(_skip(draft.text, bare.end()), after if after in ".:" else ",")
    if not _are_people(draft.text, names.shape, len(names.names), end):
        return _organisation(draft)
    draft.take(label, 0, end, 0.9)
    if cue:
        draft.mask(*cue.span())
        end = cue.end()
    tail = draft.text[max(0, end - 1) : end + 2].replace(" ", "")
    separator = "." if re.match(r".?\.|.?:", tail[1:]) or (tail[:1] == "." and tail[1:2] not in ("", ",")) else ","
    return Lead(_skip(draft.text, end), separator)


def _with_bracketed_date(draft: Draft, bracketed: re.Match[str]) -> Lead | None:
    """Names, an organisation or a title, with the date in brackets behind it."""
    before = draft.text[: bracketed.start()]
    if FILLER in before or re.search(r"\d", before) or len(before) > 15_000:
        return None
    names_end = len(before)
    cue = editor_cue(before)
    label = "author"
    if cue > 0:
        label, names_end = "editor", cue
    after = draft.text[bracketed.end() : bracketed.end() + 1]
    following = draft.text[bracketed.end() :].lstrip(" .,:;")
    if not before.strip(" .,"):
        return None
    found = parse_names(before[:names_end])
    if found.shape in ("organisation", "spelt-out"):
        repeated = _REPEATED.match(before)
        if not repeated and (len(sentences(before, 0, len(before))) > 1 or len(before) > 300 or before.count(", ") > 4):
            return None
        if not repeated and (
            not following or (not following[0].isalpha() and following[0] not in "“\"‘'«¿[(" + FILLER)
        ):
            return None
        if _is_title(draft, before, following, found.shape):
            label = "title"
    draft.take(label, 0, names_end if label == "editor" else len(before), 0.9 if label != "title" else 0.7)
    for group, name in (("date", "issued"), ("none", "no-date"), ("status", "status")):
        draft.take_group(name, bracketed, group, 0.97)
    draft.mask(0, bracketed.end())
    return Lead(_skip(draft.text, bracketed.end()), "," if after == "," else ".")


def _is_title(draft: Draft, before: str, following: str, shape: str) -> bool:
    """Whether what stands before the date is the title of a work without author."""
    italic = draft.italic_in(0, len(before))
    if (italic and italic.start <= 1) or re.match(r"In(?::|\s[A-Z])", following):
        return True
    if shape != "organisation":
        return False
    words = [word for word in _LOWER_WORD.findall(before) if word not in _SMALL]
    # A title in sentence case, followed by no more than a site or publisher.
    return (
        len(words) > 1
        and before.rstrip().endswith((".", "?", "!", "]", ")"))
        and len(sentences(following, 0, len(following))) <= 2
    )


def _organisation(draft: Draft) -> Lead:
    """An organisation that stands first: one short sentence in capitals with title and imprint behind it."""
    text = draft.text
    found = sentences(text, 0, len(text))
    start = found[0].start if found else 0
    italic = draft.italic_in(0, len(text))
    if len(found) < 2 or (italic and italic.start <= start + 1):
        return Lead(0, ".")
    first = text[found[0].start : found[0].stop]
    second_is_italic = italic is not None and abs(italic.start - found[1].start) <= 1 and found[0].mark == "."
    words = first.split()
    lower = [word for word in _LOWER_WORD.findall(first) if word not in _SMALL]
    imprint = re.search(rf",\s(?:{DATE}|{FILLER})", text[found[1].start : found[1].end])
    capital = not lower and len(words) <= 12 and not re.search(r"[\d“”\"?]", first) and ":" not in first
    if found[0].mark == "." and (second_is_italic or (capital and len(found) > 2 and not imprint)):
        draft.take("author", found[0].start, found[0].stop, 0.75)
        return Lead(_skip(text, found[0].end), ".")
    return Lead(0, ".")


def _are_people(text: str, shape: str, count: int, end: int) -> bool:
    """Whether names that were read without a date behind them are people and not the words of a title."""
    following = text[end : end + 1]
    if shape == "spelt-out":
        ended = text[end - 1 : end] == "." or following in ".:" or (following == "," and count > 1)
        return ended and (count > 1 or bool(re.search(r"\b[A-Z]\.\s", text[:end])))
    if shape in ("inverted-spelt-out", "inverted-first"):
        return text[end - 1 : end] == "." or following in (".", ":", ";", "") or count > 1
    return following in ("", " ", ",", ".", ":", ";", "“", "(", "\n", "’") or text[end - 1 : end] == "."


def _is_volume(text: str, bare: re.Match[str]) -> bool:
    """Whether the "year" behind the names is a page or volume: followed by a number in brackets."""
    return bool(re.match(r"\s?\(\d", text[bare.end() :]))


def _first_filler(text: str) -> int:
    place = text.find(FILLER)
    return len(text) if place < 0 else place


def _skip(text: str, position: int) -> int:
    while position < len(text) and text[position] in " \n.,:;)":
        position += 1
    return position
