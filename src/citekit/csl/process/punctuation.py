"""Punctuation at the seams: doubled marks merge, and periods and commas go inside quotation marks.

A seam is the border between leaves of different origin: a field's own characters are never touched, only
where a field meets the style's punctuation, or two pieces of the style's meet. In: a tree. Out: a tree.

Source: CSL 1.0.2 specification, `punctuation-in-quote`; the table is read off what printed bibliographies do.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from citekit.csl.process.flatten import Draft

if TYPE_CHECKING:
    from citekit.csl.locale import Locale
    from citekit.csl.process.flatten import Leaf
    from citekit.richtext.nodes import Inline

#: Two marks that meet, and what is left of them; two that are both left are not named here.
MERGED: Final = {
    "::": ":", ";:": ";", "!:": "!", "?:": "?",
    ":.": ":", "..": ".", ";.": ";", "!.": "!", "?.": "?",
    ";;": ";",
    ":!": "!", ";!": "!", "!!": "!",
    ":?": "?", ";?": "?", "??": "?",
    ",,": ",",
}  # fmt: skip
#: A mark that goes inside the quotation marks before it, where the locale has it so.
_INSIDE = ".,!?"
_MARKS = ".,:;!?"
#: What stands for a variable where characters come from the affixes of a cite.
AFFIXES: Final = ("prefix", "suffix")
#: What leaves end and begin with where they may have to be mended.
_MEETING = frozenset(_MARKS + " ")


def mend(node: Inline, locale: Locale) -> Inline:
    """Mend the punctuation of one citation or entry."""
    draft = Draft(node)
    mend_draft(draft, locale)
    return draft.finished()


def mend_draft(draft: Draft, locale: Locale) -> None:
    """The same in a draft, whose leaves are changed."""
    leaves = draft.leaves
    _merge(leaves)
    if draft.quoted and locale.option("punctuation-in-quote"):
        # What goes into a quotation can meet another mark there, and what is left behind another one: both
        # steps go on until nothing changes. Each takes characters away or moves them inwards, which ends.
        while _into_quotes(leaves):
            _merge(leaves)


def _into_quotes(leaves: list[Leaf]) -> bool:
    """A period or comma right after a closing quotation mark goes inside it; whether there was one."""
    moved = False
    before: Leaf | None = None
    for leaf in leaves:
        while (
            before is not None
            and leaf.text
            and leaf.text[0] in _INSIDE
            and _joins(before, leaf)
            and _closes(before, leaf)
        ):
            mark, leaf.text = leaf.text[0], leaf.text[1:]
            last = before.text[-1]
            before.text = before.text[:-1] + MERGED.get(last + mark, last + mark)
            moved = True
        if leaf.text:
            before = leaf
    return moved


def _joins(before: Leaf, leaf: Leaf) -> bool:
    """Whether a mark may leave its leaf: the style's may, and that of a cite's affix for a quotation not its own."""
    source = leaf.source
    return source is None or (source.variable in AFFIXES and source != before.source)


def _closes(before: Leaf, leaf: Leaf) -> bool:
    """Whether a quotation ends between two leaves."""
    return len(before.quotes) > len(leaf.quotes) and before.quotes[: len(leaf.quotes)] == leaf.quotes


def _merge(leaves: list[Leaf]) -> None:
    """Marks that meet at a seam become one; a space before a comma or period goes."""
    if not _may_merge(leaves):
        return
    filled: list[Leaf] = []
    coming = [leaf for leaf in reversed(leaves) if leaf.text]
    while coming:
        leaf = coming.pop()
        before = filled[-1] if filled else None
        if before is None or _of_one(before, leaf) or not _seam(before, leaf):
            filled.append(leaf)
            continue
        # A seam that was mended makes new neighbours on both sides; it is shorter, so this ends.
        filled.pop()
        coming.extend(one for one in (leaf, before) if one.text)


def _may_merge(leaves: list[Leaf]) -> bool:
    """Whether marks or spaces meet anywhere; mostly they don't."""
    last = "x"
    for leaf in leaves:
        text = leaf.text
        if text:
            if text[0] in _MEETING and last in _MEETING:
                return True
            last = text[-1]
    return False


def _of_one(before: Leaf, leaf: Leaf) -> bool:
    """Whether two leaves are of one field, whose own characters stay as they are."""
    return leaf.source is not None and leaf.source == before.source


def _seam(before: Leaf, after: Leaf) -> bool:
    """Mend one seam by one step; whether there was anything to mend."""
    last, first = before.text[-1], after.text[0]
    if first in _MARKS and last in _MARKS:
        return _two_marks(before, after, MERGED.get(last + first, ""))
    if last == " " and before.source is None and first in ",.;" and after.source is None:
        before.text = before.text[:-1]
        return True
    if last == " " and first == " " and (after.source is None or before.source is None):
        if after.source is None:
            after.text = after.text[1:]
        else:
            before.text = before.text[:-1]
        return True
    return False


def _two_marks(before: Leaf, after: Leaf, merged: str) -> bool:
    """Two marks that meet, of which the style supplied at least one, become what the table says."""
    last, first = before.text[-1], after.text[0]
    if (before.source is not None and after.source is not None) or not merged:
        return False
    after.text = after.text[1:]
    if merged != last:
        before.text = before.text[:-1] + first
    return True
