"""The shapes in which styles set names, each read by a method of its own."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from citekit.formats.plaintext.normalize.name_tokens import Token, tokens
from citekit.formats.plaintext.normalize.person import person, spread

if TYPE_CHECKING:
    from collections.abc import Callable

    from citekit.model.item import NameItem

_MAX_NAMES = 5000


class NameList(NamedTuple):
    """Names read along a text: where the text of them ends, their shape, and whether "et al." was there."""

    names: list[NameItem]
    end: int
    shape: str = ""
    et_al: bool = False


class NameReader:
    """Tokens with a place in them; every shape is read by one of its own methods."""

    def __init__(self, text: str, start: int, end: int) -> None:
        self.text = text
        self.tokens = list(tokens(text, start, min(end, start + 60_000)))
        self.tokens.append(Token("", end, end, "end"))

    def kind(self, index: int) -> str:
        """What the word there can be; past the last one, "end"."""
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
        """The text from one word to before another."""
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
        return after, person(self.span_text(index, family), self.span_text(family + 1, given), suffix)

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
            return after, person(self.span_text(index, first), self.span_text(first, words), suffix)
        last = words - 1
        if (
            last <= index
            or self.kind(last) not in ("caps", "initial")
            or not any(self.kind(i) in ("cap", "caps") for i in range(index, last))
        ):
            return None
        after, suffix = self.suffix(words)
        return after, person(self.span_text(index, last), spread(self.tokens[last].text), suffix)

    def initials_first(self, index: int, _number: int) -> tuple[int, NameItem] | None:
        """The shape of Q.-Q. Li: one name."""
        given = self.initials(index)
        if given < 0:
            return None
        family = self.family(given, most=3)
        if family < 0:
            return None
        after, suffix = self.suffix(family)
        return after, person(self.span_text(given, family), self.span_text(index, given), suffix)

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
        return after, person(self.span_text(family, words), self.span_text(index, family), suffix)

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
        return after, person(self.span_text(index, family), self.span_text(family + 1, given), suffix)

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
        """Names in one shape for as far as there are any."""
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
