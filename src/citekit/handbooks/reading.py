"""A title as the rules for proper nouns read it: its words, and which of them are found to keep their capitals.

It is filled by one rule after the other and dies with the call that made it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from citekit.handbooks.lexicon import Lexicon, stem
from citekit.handbooks.words import HYPHENS

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from citekit.handbooks.words import Word

#: Kinds that say for certain that a word is a name; "given?" and "surnames?" are everyday words too.
NAMES: Final = frozenset({"words", "eponyms", "given", "own"})
_SPACES: Final = frozenset({" ", "\u00a0"})


class Reading:
    """The words of a title, and what is known of each by its index.

    `found` has the words that keep their capitals, as they are to be written; `kinds` what the lexicon calls a word,
    found or not; `review` what was decided with little confidence.
    """

    def __init__(self, words: Sequence[Word], lexicon: Lexicon, review: list[str]) -> None:
        self.words = words
        self.lexicon = lexicon
        self.review = review
        self.found: dict[int, str] = {}
        self.kinds: dict[int, str] = {}
        self.lowers = [word.lower for word in words]
        #: Which words there are: most rules have nothing to do in most titles, and this tells it at once.
        self.present = frozenset(self.lowers)
        self.stems = [stem(word.text) if word.text[-1] in "s’'" else word.text for word in words]
        #: A word's part of `phrase_key`.
        self.keys = [f"{name} ".lower().replace(".", "") for name in self.stems] + [""]
        self.capitals = [word.is_capitalised or word.text[0].isupper() for word in words]

    def keep(self, index: int, *, unsure: bool = False) -> None:
        """Lets a word keep its capital; `unsure` says that somebody should look at it."""
        if index not in self.found:
            self.found[index] = self.words[index].text
            if unsure and not self.words[index].opens:
                self.review.append(self.words[index].text)

    def keep_all(self, indices: Iterable[int]) -> None:
        """Lets the capitalised words of a phrase keep their capitals, and puts the phrase forward for review."""
        new = [index for index in indices if self.capitals[index] and index not in self.found]
        for index in new:
            self.found[index] = self.words[index].text
        inner = [self.words[index] for index in new if not self.words[index].opens]
        if inner:
            self.review.append("".join((word.gap if word.gap in HYPHENS else " ") + word.text for word in inner)[1:])

    def follows(self, index: int) -> bool:
        """Whether a word stands after the one before it with no more than a space between."""
        return 0 < index < len(self.words) and self.words[index].gap in _SPACES

    def before(self, index: int) -> str:
        """The word before another, in lower case; empty where a mark or nothing stands there."""
        return self.lowers[index - 1] if self.follows(index) else ""

    def after(self, index: int) -> str:
        """The word after another, in lower case; empty where a mark or nothing stands there."""
        return self.lowers[index + 1] if self.follows(index + 1) else ""

    def noun_after(self, index: int) -> str:
        """The word after another without the ending of a genitive: "council" for "Council's"."""
        return self.stems[index + 1].lower() if self.follows(index + 1) else ""

    def is_genitive(self, index: int) -> bool:
        """Whether a word ends as a genitive does."""
        return len(self.stems[index]) < len(self.words[index].text)
