"""Journals' names as AMA and NLM abbreviate them: from the record, from a table, else word by word.

NLM's catalogue abbreviates by ISO 4 and prints no full stops: significant words of a name give way to the forms of
the List of Title Word Abbreviations (`data/title_words.tsv`), articles, conjunctions and prepositions go, and a name
of one word stays whole. What was made this way is a guess that a person should compare with the catalogue.

Sources: ISO 4:1997; Citing Medicine, 2nd edition, appendix A; AMA Manual of Style 3.11 and 13.10.
"""

from __future__ import annotations

import re
import unicodedata
from functools import cache, lru_cache
from importlib.resources import files
from typing import TYPE_CHECKING, Final, NamedTuple

from citekit.handbooks.journals import JOURNALS
from citekit.handbooks.words import word_set

if TYPE_CHECKING:
    from citekit.model.item import Item

#: Words that ISO 4 leaves out, in the languages of the word list.
_DROPPED: Final = word_set(
    "a al an and at by d da das de del dell della delle dem den der des di die do dos du e ed ein eine el en et for"
    " from für gli i il im in into its l la las le les lo los nach o of on or os over part per pour section the to u"
    " und upon van vom von with y zu zum zur"
)
_PARENTHESES: Final = re.compile(r"\s*\([^()]{0,200}\)+|\s*\[[^\[\]]{0,200}\]")
_SUBTITLE: Final = re.compile(r"\s*(?::|;|=|/|\s[-–—]\s).*\Z", re.DOTALL)
_WORD: Final = re.compile(r"[^\W_]+(?:['’.][^\W_]+)*\.?", re.UNICODE)
_TAG: Final = re.compile(r"<[^<>]{1,80}>")
_AMPERSAND: Final = re.compile(r"&(?:amp;)*")
#: Beginnings shorter than this say too little.
_SHORTEST: Final = 3


class Abbreviated(NamedTuple):
    """A journal's name in its short form, and whether it was made word by word."""

    text: str
    derived: bool = False


@lru_cache(maxsize=1024)
def abbreviate(title: str) -> Abbreviated:
    """The short form of a journal's name, without full stops.

    Examples:
        >>> abbreviate("The New England Journal of Medicine").text
        'N Engl J Med'
        >>> abbreviate("Journal of Integrative Nursing and Rheumatology")
        Abbreviated(text='J Integr Nurs Rheumatol', derived=True)
        >>> abbreviate("Pain"), abbreviate("The Lancet").text
        (Abbreviated(text='Pain', derived=False), 'Lancet')
    """
    name = " ".join(_AMPERSAND.sub("&", _TAG.sub("", title)).split())
    known = JOURNALS.get(_key(name))
    if known is not None:
        return Abbreviated(known)
    whole = _PARENTHESES.sub("", name).strip() or name
    known = JOURNALS.get(_key(whole))
    if known is not None:
        return Abbreviated(known)
    head = _SUBTITLE.sub("", whole).strip() or whole
    words = _WORD.findall(head)
    kept = [word for word in words if word.lower() not in _DROPPED] or words
    if len(kept) < 2:
        return Abbreviated(_plain(kept[0]) if kept else head)
    return Abbreviated(" ".join(_short(word) for word in kept), derived=True)


@lru_cache(maxsize=1024)
def _key(name: str) -> str:
    """A name as the table has it: lower case, no article in front, "and" for the ampersand, no marks."""
    plain = _folded(name.lower()).replace("&", " and ")
    words = re.findall(r"[^\W_]+", plain)
    return " ".join(words[1:] if words[:1] == ["the"] else words)


def _plain(word: str) -> str:
    return word.rstrip(".")


def _short(word: str) -> str:
    bare = word.replace(".", "")
    if not bare.islower() and not bare.istitle():
        return bare  # "BMC", "PLoS", "eLife"
    short = _short_form(bare.lower())
    return (short or bare)[:1].upper() + (short or bare)[1:]


def _short_form(word: str) -> str:
    """The word's own entry in the list, else that of its longest beginning; empty where it stays whole."""
    exact, beginnings = _title_words()
    folded = _folded(word)
    for candidate in (folded, folded.removesuffix("s")):
        if candidate in exact:
            return exact[candidate]
    for length in range(len(folded), _SHORTEST - 1, -1):
        if folded[:length] in beginnings:
            return beginnings[folded[:length]]
    return ""


def _folded(text: str) -> str:
    if text.isascii():
        return text
    apart = unicodedata.normalize("NFKD", text)
    return "".join(character for character in apart if not unicodedata.combining(character))


@cache
def _title_words() -> tuple[dict[str, str], dict[str, str]]:
    """Whole words and beginnings of words, with their short forms; an empty one says that the word stays."""
    exact: dict[str, str] = {}
    beginnings: dict[str, str] = {}
    text = files("citekit.handbooks").joinpath("data/title_words.tsv").read_text(encoding="utf-8")
    for line in text.splitlines():
        word, _, short = line.partition("\t")
        if word.endswith("-"):
            beginnings[word[:-1]] = short
        elif not word.startswith("-"):
            exact[word] = short
    return exact, beginnings


def short_journal(item: Item) -> tuple[str, bool]:
    """The short form of the journal an item is in, and whether it is a guess: the record's own comes first.

    Examples:
        >>> short_journal({"container-title": "Pain Medicine", "container-title-short": "Pain Med."})
        ('Pain Med', False)
    """
    title = str(item.get("container-title") or "")
    given = str(item.get("container-title-short") or item.get("journalAbbreviation") or "").strip()
    known = JOURNALS.get(_key(_PARENTHESES.sub("", title))) if title else None
    if known is not None:
        return known, False
    if given and _key(given) != _key(title):
        return re.sub(r"\.(?=\s|$|-|:)", "", given), False
    short = abbreviate(title or given)
    return short.text, short.derived
