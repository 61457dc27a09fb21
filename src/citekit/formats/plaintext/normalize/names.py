"""Names: where a list of them ends, and CSL's name objects for those in it.

Reference styles set names in few shapes, and a list keeps to one: all inverted with initials ("Li, Q.-Q., &
Han, J."), inverted without comma ("Li QQ, Han J"), not inverted ("Q.-Q. Li, J. Han and N. Zhao"), or the
first one inverted and spelt out ("Li, Qian-Qian, and Na Zhao"). `read_names` reads in every shape and keeps
the one that gets furthest; `parse_names` is told that a text is nothing but names, so that what has no
shape is an organisation.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from citekit.model.item import NameItem

_WORD = r"[^\W\d_](?:[^\W\d_]|['’`´](?=[^\W\d_])|[-‐‑](?=[^\W\d_])|\.(?=[-‐‑][^\W\d_]))*\.?"
_TOKEN = re.compile(rf"(?P<word>{_WORD})|(?P<mark>[,;&])|(?P<ellipsis>…|\.\s?\.\s?\.)|(?P<other>\S)")
_INITIAL = re.compile(
    r"[^\W\d_]\.\Z|(?:[^\W\d_]{1,2}\.?[-‐‑])+[^\W\d_]{1,2}\.\Z|(?:Ch|Th|Ph|Chr|Yu|St|Sh|Zh|Ya|Wm|Jos|Geo|Fr)\.\Z"
)
_SUFFIX = re.compile(r"(?:Jr|Sr)\.?\Z|(?:II|III|IV|2nd|3rd)\.?\Z")
_PARTICLES = frozenset(
    "de da do dos das del della delle di du la le les lo van von der den ter ten te zu zum zur vom am"
    " im auf y e af av el al bin ibn ben abu st st. san santa 't d’ d' op in't".split()
)
_AND = frozenset({"and", "&", "et", "und", "y", "e", "och", "og", "en", "ed", "with", "ve", "i"})
_MAX_NAMES = 5000
#: Words that no person's name has, so that whoever has them is an organisation.
_CORPORATE = re.compile(
    r"\b(?:Associations?|Institut\w*|Universit\w*|Organi[sz]ations?|Society|Cent(?:er|re)s?|Committee|Council|Department|Agency|"
    r"Ministry|Group|Consortium|Collaboration|collaboration|Foundation|Federation|Academy|College|Board|Bureau|Office|"
    r"Administration|Commission|Network|Initiative|Hospital|Clinic|Service|Services|Team|Project|Program|Programme|Task|Force|"
    r"Inc|Ltd|LLC|GmbH|Corporation|Company|Bank|Nations|Health|National|International|American|Royal|World|European|Trust|"
    r"Union|League|Staff|Editors?|Government|House|Senate|Congress|Press|Investigators|Trialists|Collaborators|Authority)\b"
)


_PARTED = r"\s*;\s*|(?<=[^\s,])\s+&\s+(?=The |[A-Z][a-z]+ [A-Z])"
_PARTED_BY_AND = rf"{_PARTED}|,\s*(?:&|and)\s+"


class NameList(NamedTuple):
    """Names read along a text: where the text of them ends, their shape, and whether "et al." was there."""

    names: list[NameItem]
    end: int
    shape: str = ""
    et_al: bool = False


class _Token(NamedTuple):
    text: str
    start: int
    end: int
    kind: str  # initial, caps, cap, particle, and, comma, semicolon, etal, suffix, ellipsis, other


def _tokens(text: str, start: int, end: int) -> Iterator[_Token]:
    for match in _TOKEN.finditer(text, start, end):
        word = match.group()
        yield _Token(word, match.start(), match.end(), _kind(match.lastgroup or "", word))


def _kind(group: str, word: str) -> str:
    if group == "mark":
        return {",": "comma", ";": "semicolon", "&": "and"}[word]
    if group == "ellipsis":
        return "ellipsis"
    if group != "word":
        return "other"
    if word in _AND:
        return "and"
    if _SUFFIX.match(word):
        return "suffix"
    if word.lower() in _PARTICLES and (
        word[0].islower() or word in ("De", "Van", "Von", "La", "Le", "Di", "Da", "Del", "Der")
    ):
        return "particle"
    if _INITIAL.match(word) and word[0].isupper():
        return "initial"
    letters = word.rstrip(".").replace("-", "").replace("‐", "")
    if letters.isupper() and letters.isascii() and len(letters) <= 4:
        return "caps"
    if letters.isupper() and len(letters) <= 3:
        return "caps"
    if word[0].isupper() or not word[0].islower() or (len(word) > 2 and word[1] in "’'" and word[2:3].isupper()):
        return "cap"
    return "other"


class _Reader:
    """Tokens with a place in them; every shape is read by one of its own methods."""

    def __init__(self, text: str, start: int, end: int) -> None:
        self.text = text
        self.tokens = list(_tokens(text, start, min(end, start + 60_000)))
        self.tokens.append(_Token("", end, end, "end"))

    def kind(self, index: int) -> str:
        return self.tokens[min(index, len(self.tokens) - 1)].kind

    def ends_sentence(self, index: int) -> bool:
        """Whether the word there ends with a period that is no initial's or abbreviation's."""
        token = self.tokens[index]
        if token.kind == "cap":
            return token.text.endswith(".")
        return token.kind == "caps" and token.text.endswith(".") and len(token.text) > 2

    def is_et_al(self, index: int) -> int:
        """How many tokens "et al." takes there; 0 where there is none."""
        first = self.tokens[index].text.lower() if index < len(self.tokens) else ""
        second = self.tokens[index + 1].text.lower().rstrip(".") if index + 1 < len(self.tokens) else ""
        if first == "et" and second in ("al", "alii", "coll"):
            return 2
        if first in ("and", "&") and second in ("others", "colleagues"):
            return 2
        if first in ("u", "u.") and second in ("a", "al"):
            return 2
        return 1 if first.rstrip(".") in ("etal", "others") else 0

    # pieces ---------------------------------------------------------------------------------------

    def family(self, index: int, most: int = 4) -> int:
        """The end of a family name: particles, then capitalised words."""
        words = 0
        while index < len(self.tokens) - 1:
            kind = self.kind(index)
            if kind == "particle" and (words == 0 or self.kind(index + 1) in ("cap", "particle")):
                index += 1
            elif kind in ("cap", "caps") and words < most:
                index += 1
                words += 1
                if self.ends_sentence(index - 1):
                    break
            else:
                break
        return index if words else -1

    def initials(self, index: int, *, spaced_caps: bool = False) -> int:
        """The end of one or more initials: "J.", "J.-S.", "JS" too if `spaced_caps`."""
        first = index
        while self.kind(index) == "initial" or (
            spaced_caps and self.kind(index) == "caps" and (index == first or self.kind(index - 1) == "caps")
        ):
            index += 1
            if index - first > 7:
                break
        return index if index > first else -1

    def separator(self, index: int) -> int:
        """The end of what stands between two names: a comma, a semicolon, "and", or several of them."""
        first = index
        while self.kind(index) in ("comma", "semicolon", "and", "ellipsis") and index - first < 3:
            if self.is_et_al(index):
                break
            index += 1
        return index if index > first else -1

    def span_text(self, first: int, last: int) -> str:
        return self.text[self.tokens[first].start : self.tokens[last - 1].end]

    def suffix(self, index: int) -> tuple[int, str]:
        """A "Jr." with or without its comma: the end of it, and the suffix."""
        place = index + 1 if self.kind(index) == "comma" else index
        if self.kind(place) == "suffix":
            return place + 1, self.tokens[place].text
        return index, ""

    # one name in each shape -----------------------------------------------------------------------

    def inverted_initials(self, index: int, _number: int) -> tuple[int, NameItem] | None:
        """The shape of Li, Q.-Q: one name."""
        family = self.family(index)
        if family < 0 or self.kind(family) != "comma" or self.ends_sentence(family - 1):
            return None
        given = self.initials(family + 1, spaced_caps=True)
        if given < 0:
            return None
        if self.kind(given) == "particle" and self.kind(given + 1) in ("comma", "and", "semicolon"):
            given += 1  # Neumann, J. von
        after, suffix = self.suffix(given)
        return after, _person(self.span_text(index, family), self.span_text(family + 1, given), suffix)

    def caps_after(self, index: int, _number: int) -> tuple[int, NameItem] | None:
        """The shape of Li QQ: one name."""
        words = index
        while self.kind(words) in ("cap", "particle", "caps") and words - index < 6:
            words += 1
            if self.tokens[words - 1].text.endswith("."):
                break
        if (
            self.kind(words) == "initial"
            and self.kind(words - 1) in ("cap", "caps")
            and len(self.tokens[words].text) == 2
        ):
            words += 1  # the last one: "Li Q."
        elif (
            self.kind(words - 1) == "caps" and self.kind(words - 2) == "caps" and len(self.tokens[words - 1].text) == 1
        ):
            first = words - 1  # Li Q Q
            while first - 1 > index and self.kind(first - 1) == "caps" and len(self.tokens[first - 1].text) == 1:
                first -= 1
            after, suffix = self.suffix(words)
            return after, _person(self.span_text(index, first), self.span_text(first, words), suffix)
        last = words - 1
        if (
            last <= index
            or self.kind(last) not in ("caps", "initial")
            or not any(self.kind(i) in ("cap", "caps") for i in range(index, last))
        ):
            return None
        after, suffix = self.suffix(words)
        return after, _person(self.span_text(index, last), _spread(self.tokens[last].text), suffix)

    def initials_first(self, index: int, _number: int) -> tuple[int, NameItem] | None:
        """The shape of Q.-Q. Li: one name."""
        given = self.initials(index)
        if given < 0:
            return None
        family = self.family(given, most=3)
        if family < 0:
            return None
        after, suffix = self.suffix(family)
        return after, _person(self.span_text(given, family), self.span_text(index, given), suffix)

    def spelt_out(self, index: int, _number: int) -> tuple[int, NameItem] | None:
        """The shape of Qian-Qian Li: one name."""
        words = index
        while self.kind(words) in ("cap", "initial", "particle", "caps") and words - index < 6:
            words += 1
            if self.ends_sentence(words - 1):
                break
        if words - index < 2 or self.kind(words - 1) not in ("cap", "caps"):
            return None
        family = words - 1
        while family > index + 1 and self.kind(family - 1) == "particle":
            family -= 1
        after, suffix = self.suffix(words)
        return after, _person(self.span_text(family, words), self.span_text(index, family), suffix)

    def inverted_first(self, index: int, number: int) -> tuple[int, NameItem] | None:
        """The shape of Li, Qian-Qian, and Na Zhao: one name."""
        return self.inverted_spelt_out(index, number) if number == 0 else self.spelt_out(index, number)

    def inverted_spelt_out(self, index: int, _number: int) -> tuple[int, NameItem] | None:
        """The shape of Li, Qian-Qian: one name."""
        family = self.family(index)
        if family < 0 or self.kind(family) != "comma" or self.ends_sentence(family - 1):
            return None
        given = self.given_words(family + 1)
        if given < 0:
            return None
        after, suffix = self.suffix(given)
        return after, _person(self.span_text(index, family), self.span_text(family + 1, given), suffix)

    def given_words(self, index: int) -> int:
        """The end of given names: initials, words, initials; after initials only a word that ends there."""
        first = index
        while self.kind(index) == "initial" and index - first < 5:
            index += 1
        led_by_initials = index > first
        words = 0
        while self.kind(index) in ("cap", "caps") and words < 4:
            if led_by_initials and not (
                self.ends_sentence(index) or self.kind(index + 1) in ("comma", "and", "end", "semicolon")
            ):
                break
            index += 1
            words += 1
            if self.ends_sentence(index - 1):
                return index
        while self.kind(index) == "initial" and index - first < 7:
            index += 1
        while self.kind(index) == "particle" and words and self.kind(index + 1) in ("comma", "and", "end", "semicolon"):
            index += 1
        return index if index > first else -1

    # a list in one shape --------------------------------------------------------------------------

    def read(
        self, shape: str, one: Callable[[int, int], tuple[int, NameItem] | None], *, semicolons: bool = False
    ) -> NameList:
        names: list[NameItem] = []
        index, end, et_al = 0, self.tokens[0].start, False
        while len(names) < _MAX_NAMES:
            found = one(index, len(names))
            if found is None:
                break
            index, name = found
            names.append(name)
            end = self.tokens[index - 1].end
            if self.ends_sentence(index - 1) or (
                shape == "caps-after"
                and self.tokens[index - 1].text.endswith(".")
                and self.kind(index - 1) == "initial"
            ):
                width = self.is_et_al(index)
                if not width:
                    break
            after = self.separator(index)
            place = index if self.is_et_al(index) else max(after, index)
            width = self.is_et_al(place)
            if width:
                end = self.tokens[place + width - 1].end
                et_al = True
                break
            et_al = et_al or any(self.kind(i) == "ellipsis" for i in range(index, max(after, index)))
            if after < 0 or (semicolons and not any(self.kind(i) in ("semicolon", "and") for i in range(index, after))):
                break
            index = after
        return NameList(names, end, shape, et_al)


_SHAPES: tuple[tuple[str, str, bool], ...] = (
    ("inverted-initials", "inverted_initials", False),
    ("caps-after", "caps_after", False),
    ("initials-first", "initials_first", False),
    ("inverted-spelt-out", "inverted_spelt_out", True),
    ("inverted-first", "inverted_first", False),
    ("spelt-out", "spelt_out", False),
)
_COLLABORATION = re.compile(
    r"(?:The )?[^\W\d_][\w /&+-]{1,60}? (?:[Cc]ollaborations?|Consortium|Group|Investigators|"
    r"Trialists|Collaborators|Team)(?=[,.;:]| et al| \(|$)"
)


def read_names(text: str, start: int = 0, end: int | None = None) -> NameList:
    """Read names along a text from `start` for as far as there are any.

    Example:
        >>> found = read_names("Li QQ, Han JS, et al. Acupuncture. Pain 2004")
        >>> found.names, found.end, found.et_al
        ([{'family': 'Li', 'given': 'Q. Q.'}, {'family': 'Han', 'given': 'J. S.'}], 21, True)
        >>> read_names("effects of massage on pain").names
        []
    """
    end = len(text) if end is None else end
    led: list[NameItem] = []
    group = _COLLABORATION.match(text, start, end)
    if group:
        led = [{"literal": group.group()}]
        following = re.compile(r"(?:\s?[,;]\s?|\s(?=et al))").match(text, group.end(), end)
        if following is None:
            return NameList(led, group.end(), "organisation")
        reader = _Reader(text, following.end(), end)
        width = reader.is_et_al(0)
        if width:
            return NameList(led, reader.tokens[width - 1].end, "organisation", et_al=True)
        rest = _best(reader)
        if not rest.names:
            return NameList(led, group.end(), "organisation")
        return NameList(led + rest.names, rest.end, rest.shape, rest.et_al)
    return _best(_Reader(text, start, end))


def _best(reader: _Reader) -> NameList:
    best = NameList([], reader.tokens[0].start)
    for shape, method, semicolons in _SHAPES:
        found = reader.read(shape, getattr(reader, method), semicolons=semicolons)
        if not found.names or found.end <= best.end:
            continue
        # Words after a list of names with initials are the title, unless "and" says that the list goes on.
        if shape in ("spelt-out", "inverted-first") and best.shape in ("initials-first", "caps-after"):
            gap = reader.text[best.end : best.end + 8]
            closed = reader.text[found.end - 1 : found.end] == "." or reader.text[found.end : found.end + 1] in (
                "",
                ".",
                ",",
                ":",
                ";",
            )
            lone = best.shape == "caps-after" and len(best.names) == 1 and not gap.startswith(",")
            if not re.match(r",?\s?(?:and|&|et|und|y)\s", gap) and not (lone and closed):
                continue
        best = found
    return best


def parse_names(text: str) -> NameList:
    """Names out of a text that is nothing but names; what has no shape of a name is an organisation.

    Example:
        >>> parse_names("Li, Qian-Qian, et al.").names, parse_names("AMTA.").names
        ([{'family': 'Li', 'given': 'Qian-Qian'}], [{'literal': 'AMTA'}])
        >>> parse_names("World Health Organization, & National Institute on Aging").names
        [{'literal': 'World Health Organization'}, {'literal': 'National Institute on Aging'}]
    """
    text = text.strip(" \n,;:")
    if not text:
        return NameList([], 0)
    bare = re.sub(r"[,;]?\s*(?:\bet\s?al\b\.?|\band (?:others|colleagues)\b)[.,]*\Z", "", text)
    et_al = bare != text
    found = read_names(bare)
    if (
        found.names
        and not bare[found.end :].strip(" .,;")
        and not (_is_corporate(bare) and found.shape in ("spelt-out", "inverted-first", "inverted-spelt-out"))
    ):
        return NameList(found.names, len(text), found.shape, et_al or found.et_al)
    rest = re.match(r"[,;]?\s*(?:&|and|;)\s+(?=\S)", bare[found.end :]) if found.names else None
    if rest and found.shape not in ("spelt-out", "inverted-first"):
        following = parse_names(bare[found.end + rest.end() :])
        return NameList([*found.names, *following.names], len(text), found.shape, et_al or following.et_al)
    return NameList(_organisations(bare), len(text), "organisation", et_al)


def _is_corporate(text: str) -> bool:
    return bool(_CORPORATE.search(text))


def _organisations(text: str) -> list[NameItem]:
    """Organisations, and people among them, separated by semicolons, or by "&" and commas before it."""
    text = text.strip(" ,;:")
    text = text if re.search(r"\b(?:[A-Z]\.){2,}\Z|\b(?:Inc|Ltd|Co|Corp|Jr)\.\Z", text) else text.rstrip(".")
    # "Heart, Lung, and Blood Institute" is one; APA parts organisations by ", &", where "and" is in a name.
    serial = text.count(",") > 1 and not re.search(r",\s*&\s", text)
    pieces = re.split(_PARTED if serial else _PARTED_BY_AND, text)
    names: list[NameItem] = []
    for piece in pieces:
        person = read_names(piece)
        whole = bool(person.names) and not piece[person.end :].strip(" .")
        if whole and person.shape in ("inverted-initials", "initials-first", "caps-after"):
            names += person.names
        elif piece.strip():
            names.append({"literal": piece.strip()})
    return names


def _person(family: str, given: str, suffix: str) -> NameItem:
    family = family.strip()
    if family.isupper() and len(family) > 1:
        family = (
            "-".join(_capital(part) for part in family.split("-"))
            if " " not in family
            else " ".join(map(_capital, family.split(" ")))
        )
    given = _without_period(re.sub(r"(?<=[^\W\d_]\.)(?=[^\W\d_])", " ", given.strip()))
    name: NameItem = {"family": _without_period(family), "given": given}
    if re.fullmatch(r"[A-Z]{1,4}(?: [A-Z]{1,4})?|[A-Z]{1,2}-[A-Z]{1,2}", given):
        name["given"] = _spread(given)
    if suffix:
        name["suffix"] = suffix if suffix.endswith(".") or not suffix.lower().startswith(("jr", "sr")) else suffix + "."
    return name


def _capital(word: str) -> str:
    return word[:1] + word[1:].lower()


def _without_period(name: str) -> str:
    """A name without the period of its sentence; an initial keeps its own."""
    last = re.split(r"[\s-]", name)[-1]
    return name if len(last.rstrip(".")) <= 1 or _INITIAL.match(last) or not last.endswith(".") else name[:-1]


def _spread(caps: str) -> str:
    """Initials that stand without periods, with them: "QQ" is "Q. Q.".

    Example:
        >>> _spread("JS"), _spread("J-S")
        ('J. S.', 'J.-S.')
    """
    groups = re.split(r"[-‐‑]", caps.strip(". "))
    if len(groups) > 1:
        return "-".join(f"{' '.join(letter + '.' for letter in group if letter.isalpha())}" for group in groups)
    return " ".join(letter + "." for letter in groups[0] if letter.isalpha())
