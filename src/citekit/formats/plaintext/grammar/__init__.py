"""The rules that label a reference's characters: author, title, container, numbers, imprint.

In: a passage and the identifiers found in it. Out: `Segment`s, each a label with its place and a
confidence. This is the part a trained sequence model can stand in for; all before and after it stays.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from citekit.formats.plaintext.grammar.cues import label_accessed, label_cues
from citekit.formats.plaintext.grammar.draft import Draft, Segment
from citekit.formats.plaintext.grammar.imprint import label_host
from citekit.formats.plaintext.grammar.lead import label_lead
from citekit.formats.plaintext.grammar.locators import label_locators
from citekit.formats.plaintext.grammar.quoted import find_quoted_title, label_before_quote
from citekit.formats.plaintext.grammar.work import label_work

if TYPE_CHECKING:
    from collections.abc import Sequence

    from citekit.formats.plaintext.identifiers import Identifier
    from citekit.formats.plaintext.passage import Passage

__all__ = ["Segment", "label"]


def label(passage: Passage, identifiers: Sequence[Identifier] = ()) -> tuple[Segment, ...]:
    """Label the characters of one reference.

    Examples:
        >>> from citekit.formats.plaintext.passage import Passage
        >>> text = "Han, Ji-Sheng. “Acupuncture and Endorphins.” Neuroscience Letters, vol. 361, 2004."
        >>> for segment in label(Passage(text, range(len(text)))):
        ...     print(segment.label, text[segment.start : segment.end], sep=": ")
        author: Han, Ji-Sheng.
        quoted-title: Acupuncture and Endorphins.
        container-title: Neuroscience Letters
        volume: 361
        issued: 2004
    """
    draft = Draft(passage)
    draft.text = draft.text.replace("\n", " ")
    for found in identifiers:
        draft.segments.append(Segment(found.variable, *found.span, 0.99))
        draft.mask(*found.whole)
    label_accessed(draft)
    quote = find_quoted_title(draft.text)
    if quote:
        label_before_quote(draft, quote)
        draft.take("quoted-title", *quote.inner, 0.97)
        draft.mask(*quote.outer)
        behind = quote.outer.end
        label_cues(draft, behind)
        if not (draft.has("volume") and draft.has("page")):
            label_locators(draft, behind)
        label_host(draft, behind, len(draft.text))
    else:
        lead = label_lead(draft)
        if draft.has("title"):
            label_cues(draft, lead.end)
            label_host(draft, lead.end, len(draft.text))
        else:
            label_work(draft, lead.end, lead.separator)
    return tuple(sorted(draft.segments, key=lambda segment: segment.start))
