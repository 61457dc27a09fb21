"""Patterns for citation keys, as Better BibTeX's users write them: `auth.lower + shorttitle(3,3) + year`.

A pattern is a sum of parts; several sums with `|` between them are tried until one gives something. A part is a name
of the table `PARTS`, with numbers in brackets where it takes some, or a text in quotation marks, and behind it any
number of filters of the table `FILTERS`, each after a dot. What comes out is plain letters, digits and `-_:./+`.

Source: Better BibTeX for Zotero, "Citation keys".
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from citekit.errors import UsageError
from citekit.model.edtf import date_parts

if TYPE_CHECKING:
    from collections.abc import Callable

    from citekit.model.item import Item

#: Letters that have no decomposition, as people write them in ASCII.
_ASCII: Final = str.maketrans(
    {"ß": "ss", "æ": "ae", "Æ": "Ae", "œ": "oe", "Œ": "Oe", "ø": "o", "Ø": "O", "ł": "l", "Ł": "L", "đ": "d",
     "Đ": "D", "ð": "d", "Ð": "D", "þ": "th", "Þ": "Th", "ı": "i"}
)  # fmt: skip
#: Words of a title that no key is made of.
SKIPPED: Final = frozenset(
    """a an the of on in and to for from by with at as or nor but about against between into through during before
    after above below toward towards under over upon via per der die das des dem den ein eine einer eines und von zu
    zur zum im le la les l un une des du de d et el los las y del o os as e do da dos il lo gli i del della di het een
    van en""".split()
)
_CREATORS: Final = ("author", "editor", "translator", "director", "composer")
_TOKEN: Final = re.compile(r"""\s*(?:([A-Za-z][\w-]*)|(\d+)|'([^'\n]*)'|"([^"\n]*)"|([+|.(),]))""")
_LONGEST: Final = 500

Arguments = tuple[Any, ...]


def ascii_of(text: str) -> str:
    """A text in plain letters; what has none is left out.

    Examples:
        >>> ascii_of("Müßig Ørsted")
        'Mussig Orsted'
    """
    decomposed = unicodedata.normalize("NFKD", text[: 4 * _LONGEST].translate(_ASCII))
    return decomposed.encode("ascii", "ignore").decode()


@dataclass(frozen=True, slots=True)
class _Call:
    """A part or a filter with its arguments."""

    name: str
    arguments: Arguments


@dataclass(frozen=True, slots=True)
class _Term:
    """A part, or a text of its own, and the filters behind it."""

    part: _Call | str
    filters: tuple[_Call, ...]

    def value(self, item: Item) -> str:
        text = self.part if isinstance(self.part, str) else PARTS[self.part.name](item, *self.part.arguments)
        for call in self.filters:
            text = FILTERS[call.name](text, *call.arguments)
        return text


class KeyPattern:
    """A pattern, read once; calling it with an item gives the item's key, or "" where the pattern gives nothing.

    Raises:
        UsageError: the pattern can't be read; the message says where and what is near it.

    Examples:
        >>> han = {"author": [{"family": "Hän", "given": "Ji-Sheng"}], "title": "The Pain of <i>Needles</i>",
        ...     "issued": {"date-parts": [[2004, 5]]}, "container-title": "Neuroscience Letters"}
        >>> KeyPattern("auth.lower + shorttitle(1,1) + year")(han)
        'hanPain2004'
        >>> KeyPattern("authEtAl + '_' + journal.abbr + year.select(3,2) | title")(han)
        'Han_NL04'
        >>> KeyPattern("atuh + year")
        Traceback (most recent call last):
        ...
        citekit.errors.UsageError: the key pattern 'atuh + year': there is no 'atuh' (did you mean 'auth'?)
    """

    def __init__(self, pattern: str) -> None:
        self.pattern = pattern
        self._sums = _Reader(pattern).read()

    def __call__(self, item: Item) -> str:
        """The key of an item."""
        for terms in self._sums:
            text = "".join(ascii_of(term.value(item)) for term in terms)
            key = re.sub(r"[^A-Za-z0-9_:./+-]", "", text)[:_LONGEST]
            if key:
                return key
        return ""

    def __repr__(self) -> str:
        return f"KeyPattern({self.pattern!r})"


class _Reader:
    """Recursive descent over the tokens of a pattern."""

    def __init__(self, pattern: str) -> None:
        self.pattern = pattern
        self.tokens: list[re.Match[str]] = []
        position = 0
        while position < len(pattern.rstrip()):
            match = _TOKEN.match(pattern, position)
            if match is None:
                raise self.wrong(f"can't read {pattern[position:].strip()[:20]!r}")
            self.tokens.append(match)
            position = match.end()
        self.position = 0

    def wrong(self, what: str) -> UsageError:
        return UsageError(f"the key pattern {self.pattern!r}: {what}")

    def sign(self) -> str:
        """The next sign (`+`, `|`, `.`, a bracket or a comma), or ""."""
        return (self.tokens[self.position][5] or "") if self.position < len(self.tokens) else ""

    def read(self) -> tuple[tuple[_Term, ...], ...]:
        sums = [self.sum()]
        while self.sign() == "|":
            self.position += 1
            sums.append(self.sum())
        if self.position < len(self.tokens):
            raise self.wrong(f"'+' or '|' is missing before {self.tokens[self.position].group().strip()!r}")
        return tuple(sums)

    def sum(self) -> tuple[_Term, ...]:
        terms = [self.term()]
        while self.sign() == "+":
            self.position += 1
            terms.append(self.term())
        return tuple(terms)

    def term(self) -> _Term:
        if self.position >= len(self.tokens):
            raise self.wrong("something is missing at its end")
        token = self.tokens[self.position]
        literal = token[3] if token[3] is not None else token[4]
        part: _Call | str
        if literal is not None:
            self.position += 1
            part = literal
        else:
            part = self.call(PARTS)
        filters: list[_Call] = []
        while self.sign() == ".":
            self.position += 1
            filters.append(self.call(FILTERS))
        return _Term(part, tuple(filters))

    def call(self, known: dict[str, Any]) -> _Call:
        token = self.tokens[self.position] if self.position < len(self.tokens) else None
        name = token[1] if token else None
        if not name:
            raise self.wrong(f"{token.group().strip()!r} stands where a name should" if token else "a name is missing")
        if name not in known:
            import difflib  # noqa: PLC0415 - only for the message

            near = difflib.get_close_matches(name, known, 1)
            raise self.wrong(f"there is no {name!r}" + (f" (did you mean {near[0]!r}?)" if near else ""))
        self.position += 1
        arguments: list[Any] = []
        if self.sign() == "(":
            self.position += 1
            while self.sign() != ")":
                if self.position >= len(self.tokens):
                    raise self.wrong(f"the bracket behind {name!r} is not closed")
                token = self.tokens[self.position]
                if token[2] is None and token[3] is None and token[4] is None:
                    raise self.wrong(f"{token.group().strip()!r} is neither a number nor a text")
                arguments.append(int(token[2]) if token[2] else token[3] if token[3] is not None else token[4])
                self.position += 1
                if self.sign() == ",":
                    self.position += 1
            self.position += 1
        self.check(name, known[name], arguments)
        return _Call(name, tuple(arguments))

    def check(self, name: str, function: Callable[..., str], arguments: list[Any]) -> None:
        """Whether a function takes these arguments: it is tried on nothing."""
        try:
            function({} if function in PARTS.values() else "", *arguments)
        except (TypeError, ValueError, AttributeError):
            raise self.wrong(f"{name!r} does not take {', '.join(map(repr, arguments)) or 'nothing'}") from None


# parts


def _families(item: Item) -> list[str]:
    for variable in _CREATORS:
        names = item.get(variable)
        if isinstance(names, list | tuple) and names:
            return [text for name in names if isinstance(name, dict) and (text := _family(name))]
    return []


def _family(name: dict[str, Any]) -> str:
    family = str(name.get("family") or "")
    return re.sub(r"[\s'’]", "", family) if family else re.sub(r"\s", "", str(name.get("literal") or ""))


def _auth(item: Item, letters: int = 0, number: int = 1) -> str:
    families = _families(item)
    text = families[number - 1] if 0 < number <= len(families) else ""
    return ascii_of(text)[:letters] if letters else text


def _auth_last(item: Item) -> str:
    return (_families(item) or [""])[-1]


def _authors(item: Item, most: int = 0, letters: int = 0, etal: str = "EtAl") -> str:
    families = _families(item)
    shown = families[:most] if most else families
    more = etal if len(shown) < len(families) else ""
    return "".join(ascii_of(family)[: letters or None] for family in shown) + more


def _auth_et_al(item: Item) -> str:
    families = _families(item)
    return "".join(families) if len(families) < 3 else families[0] + "EtAl"


def _authors_alpha(item: Item) -> str:
    """As BibTeX's style "alpha" has it: three letters of one name, else the first of each of up to four."""
    families = [ascii_of(family) for family in _families(item)]
    if len(families) == 1:
        return families[0][:3]
    return "".join(family[:1] for family in families[: 3 if len(families) > 4 else 4]) + "+" * (len(families) > 4)


def _auth_initials(item: Item) -> str:
    for variable in _CREATORS:
        names = item.get(variable)
        if isinstance(names, list | tuple) and names and isinstance(names[0], dict):
            return str(names[0].get("given") or "")[:1]
    return ""


def _plain(value: object) -> str:
    text = str(value) if isinstance(value, str | int | float) and not isinstance(value, bool) else ""
    return re.sub(r"<[^<>]{0,80}>", "", text[:_LONGEST])


def _words(text: str, *, skip: bool = True) -> list[str]:
    words = [re.sub(r"[^A-Za-z0-9]", "", ascii_of(word)) for word in re.split(r"[\s\u2010-\u2015/]+", text)]
    words = [word for word in words if word]
    return [word for word in words if word.lower() not in SKIPPED] or words if skip else words


def _capitalized(word: str) -> str:
    return word[:1].upper() + word[1:]


def _title(item: Item) -> str:
    return " ".join(map(_capitalized, _words(_plain(item.get("title")), skip=False)))


def _shorttitle(item: Item, words: int = 3, capitals: int = 0) -> str:
    found = _words(_plain(item.get("title")))[:words]
    return " ".join(_capitalized(word) if number < capitals else word.lower() for number, word in enumerate(found))


def _date(item: Item, variable: str, part: int) -> str:
    date = item.get(variable)
    points = date_parts(date) if isinstance(date, dict) else []
    return str(abs(points[0][part])) if points and len(points[0]) > part else ""


def _pages(item: Item, which: int) -> str:
    numbers = re.findall(r"\w+", _plain(item.get("page")))
    return numbers[which] if numbers else ""


def _keyword(item: Item, number: int = 1) -> str:
    words = [word.strip() for word in re.split(r"[,;]", _plain(item.get("keyword"))) if word.strip()]
    return words[number - 1] if 0 < number <= len(words) else ""


def _variable(name: str) -> Callable[..., str]:
    return lambda item: _plain(item.get(name))


#: What a pattern is made of.
PARTS: Final[dict[str, Callable[..., str]]] = {
    "auth": _auth,
    "authorLast": _auth_last,
    "authForeIni": _auth_initials,
    "authors": _authors,
    "authEtAl": _auth_et_al,
    "authorsAlpha": _authors_alpha,
    "title": _title,
    "shorttitle": _shorttitle,
    "veryshorttitle": lambda item, words=1, capitals=0: _shorttitle(item, words, capitals),
    "year": lambda item: _date(item, "issued", 0),
    "shortyear": lambda item: _date(item, "issued", 0)[-2:],
    "month": lambda item: _date(item, "issued", 1),
    "day": lambda item: _date(item, "issued", 2),
    "origyear": lambda item: _date(item, "original-date", 0),
    "journal": lambda item: _plain(item.get("container-title-short") or item.get("container-title")),
    "container": _variable("container-title"),
    "publisher": _variable("publisher"),
    "volume": _variable("volume"),
    "issue": _variable("issue"),
    "number": _variable("number"),
    "doi": _variable("DOI"),
    "language": _variable("language"),
    "firstpage": lambda item: _pages(item, 0),
    "lastpage": lambda item: _pages(item, -1),
    "keyword": _keyword,
    "type": _variable("type"),
}


# filters


def _substring(text: str, start: int = 1, length: int = 0) -> str:
    text = ascii_of(text)
    return text[max(start, 1) - 1 :][: length or None]


def _select(text: str, start: int = 1, length: int = 0) -> str:
    """Some of the words; of a single word, some of the letters."""
    words = text.split()
    if len(words) > 1:
        return " ".join(words[max(start, 1) - 1 :][: length or None])
    return _substring(text, start, length)


#: What can stand behind a part, after a dot.
FILTERS: Final[dict[str, Callable[..., str]]] = {
    "lower": lambda text: text.lower(),
    "upper": lambda text: text.upper(),
    "capitalize": lambda text: " ".join(map(_capitalized, text.split())),
    "abbr": lambda text: "".join(word[:1] for word in _words(text)),
    "acronym": lambda text: "".join(word[:1].upper() for word in _words(text)),
    "ascii": ascii_of,
    "alphanum": lambda text: re.sub(r"[^\w\s]|_", "", text),
    "clean": lambda text: re.sub(r"[^A-Za-z0-9]", "", ascii_of(text)),
    "nopunct": lambda text: re.sub(r"[^\w\s]", "", text),
    "skipwords": lambda text: " ".join(_words(text)),
    "condense": lambda text, joint="": str(joint + "").join(text.split()),
    "select": _select,
    "substring": _substring,
    "prefix": lambda text, before: (before + "") + text if text else "",
    "postfix": lambda text, behind: text + (behind + "") if text else "",
    "default": lambda text, other: text or (other + ""),
    "replace": lambda text, old, new: text.replace(old + "", new + "") if old else text,
}
