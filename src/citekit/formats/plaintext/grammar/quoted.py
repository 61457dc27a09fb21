"""A title in quotation marks: MLA, Chicago, IEEE and many house styles.

In: a draft. Out: the place of the title, and what stands before it labelled. Quotation marks are nearly
decisive, but not those around a few words of a title without them.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from citekit.formats.plaintext.grammar.contributors import editor_cue
from citekit.formats.plaintext.grammar.draft import FILLER
from citekit.formats.plaintext.normalize.dates import DATE, NO_DATE
from citekit.model.span import Span

if TYPE_CHECKING:
    from citekit.formats.plaintext.grammar.draft import Draft


class QuotedTitle(NamedTuple):
    """The place of a title with its quotation marks, and without."""

    outer: Span
    inner: Span


_PAIRS = {
    "“": "”",
    '"': '"',
    "«": "»",
    "„": "“”",
    "‘": "’",
    "'": "'",
    "`": "'´",
    "「": "」",
    "《": "》",
    "”": "”",
    "‹": "›",
}
_OPENER = re.compile(r"(?:(?<=[.,:;)\]\s])|\A)[“\"«„‘'`「《”](?=[^\s.,;:)])")
_DATED = re.compile(rf"[\s,]*[(\[]?\s?(?:(?P<date>{DATE})|(?P<none>{NO_DATE}))\s?[)\]]?[\s.,:;]*\Z", re.IGNORECASE)


def find_quoted_title(text: str) -> QuotedTitle | None:
    """The title in quotation marks; `None` where the reference has no such title.

    Examples:
        >>> text = "Li, Q. “On ‘Pain’ and Rest.” EXPLORE, vol. 14."
        >>> quote = find_quoted_title(text)
        >>> text[slice(*quote.inner)]
        'On ‘Pain’ and Rest.'
        >>> find_quoted_title("Teaching with the help of “Dr. House.” PLoS ONE, 13.") is None
        True
    """
    for tries, match in enumerate(_OPENER.finditer(text, 0, 15_000)):
        if tries > 20:
            break
        before = text[: match.start()].rstrip(" \n")
        if before and before[-1] not in ".,:;)]" + FILLER:
            continue
        close = _closing(text, match.start())
        if close < 0 or close - match.start() < 6:
            continue
        after = text[close + 1 : close + 3].strip()
        terminal = (
            text[close - 1] in ".,?!" or after[:1] in ".,;:([" + FILLER or after == "" or after[:2].lower() == "in"
        )
        if terminal or after[:1].isupper() or after[:1].isdigit():
            return QuotedTitle(Span(match.start(), close + 1), Span(match.start() + 1, close))
    return None


def _closing(text: str, start: int) -> int:
    """The mark that closes the one at `start`: nested pairs are skipped, apostrophes too."""
    opener = text[start]
    closers = _PAIRS[opener]
    depth = 0
    single = opener in "‘'`"
    for position in range(start + 1, min(len(text), start + 3000)):
        character = text[position]
        if character == opener and opener not in closers and not single:
            depth += 1
        elif character in closers:
            following = text[position + 1 : position + 2]
            if single and (
                following.isalnum()
                or (
                    following == " "
                    and text[position - 1] == "s"
                    and text[position - 1 : position] not in ".,?!"
                    and text[position + 2 : position + 3].islower()
                )
            ):
                continue
            if opener == '"' and following.isalnum() and text[position - 1].isspace():
                depth += 1
                continue
            if depth == 0:
                return position
            depth -= 1
    return -1


def label_before_quote(draft: Draft, quote: QuotedTitle) -> None:
    """Label authors (or editors) and a date that stand before the title."""
    end = quote.outer.start
    before = draft.text[:end]
    dated = _DATED.search(before, max(0, end - 60))
    if dated:
        draft.take_group("issued", dated, "date", 0.96)
        draft.take_group("no-date", dated, "none", 0.96)
        end = dated.start()
    cue = editor_cue(draft.text[:end])
    if cue > 0:
        draft.take("editor", 0, cue, 0.9)
    elif draft.text[:end].strip(" \n.,;:" + FILLER):
        draft.take("author", 0, end, 0.95)
    draft.mask(0, quote.outer.start)
