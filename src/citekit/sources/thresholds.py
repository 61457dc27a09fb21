"""Every limit that comparing a reference with a registry's record uses, each with its reason.

Similarities are 0 to 1: twice the longest common subsequence over the sum of the lengths, of folded
characters or of folded words. Word order counts: a reordered title is another title.
"""

from __future__ import annotations

from typing import Final

#: Below this share of common characters a title "differs"; above it is a drift: a misspelling, an
#: added word. Careless copies of one title stay above, titles of one series mostly fall below.
TITLE_DRIFT: Final = 0.85

#: Titles that have no more words in common than this can be those of two works. Unrelated English titles
#: share "of", "the", "in" and seldom reach it, while characters alone agree by half in any two titles.
TITLE_ANOTHER_WORDS: Final = 0.50

#: The same for characters, so that a title run together or hyphenated otherwise is not called another.
TITLE_ANOTHER_LETTERS: Final = 0.72

#: Two words at least this alike are one word misspelt, not one put in the other's place
#: ("acupunture"), while "increased" and "decreased" are two words (0.78).
SAME_WORD: Final = 0.80

#: A title without its subtitle needs this many words to be told from a heading ("Editorial: ...").
FRAGMENT_WORDS: Final = 2

#: After a comma or a semicolon, which may as well stand inside a title, it needs more.
FRAGMENT_WORDS_WEAK: Final = 4

#: A title that was cut where no subtitle begins needs more before it is taken for the same work.
CUT_WORDS: Final = 5

#: Surnames this alike are one name misspelt or transliterated otherwise ("Tchaikovsky", "Tchaikovskij").
#: Short names need equality: "Li" and "Lin" are two people.
SAME_SURNAME: Final = 0.85

#: Given names less alike than this, spelt out on both sides, belong to two people ("John", "James").
SAME_GIVEN: Final = 0.60

#: An organisation's name may drop "The", "Inc." or a department and stay the same organisation.
SAME_ORGANISATION: Final = 0.85

#: What a name counts that agrees only with a misspelling or another initial: not half, since two of the
#: many people called Zhang or Smith do that by chance.
MISSPELT_NAME: Final = 0.40

#: Bylines of which less than this share agrees disagree: the second signal for "another work". One common
#: co-author of many is what two works of one laboratory have.
AUTHORS_DISAGREE: Final = 0.50

#: One year off is the gap between online and print; two is a mistake.
YEARS_DRIFT: Final = 1

#: A title that a search gave may be misspelt by this much, no more. Tuned on references rendered from the records
#: in `benchmarks/search.py`, with the record there and held out.
FOUND_TITLE: Final = 0.90

#: Fields that have to agree where names or year are missing on one side, or the title is "Editorial".
FOUND_SUPPORT: Final = 4

#: Two candidates whose scores are closer than this are not told apart.
AMBIGUOUS: Final = 0.03

#: What each field adds to the score; a field that one side lacks is left out of the mean.
WEIGHTS: Final[dict[str, float]] = {
    "title": 0.50,
    "author": 0.25,
    "issued": 0.10,
    "volume": 0.05,
    "issue": 0.03,
    "page": 0.07,
}

#: Characters of a title or a name that are compared; no real one is longer, and hostile ones cost no time.
LONGEST_TEXT: Final = 2000

#: Names of a byline that are compared; the largest collaborations sign with about 5,000.
LONGEST_BYLINE: Final = 6000
