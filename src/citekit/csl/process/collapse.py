"""Collapse the cites of one citation: ranges of numbers, one author for several years.

In: a citation's rendered cites. Out: runs of nodes, each with the delimiter that follows it.

Source: CSL 1.0.2 specification, "Cite Grouping" and "Cite Collapsing".
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from citekit.csl.compile.context import NumberTag, YearSuffixTag
from citekit.csl.process.names import first_names, without
from citekit.richtext.nodes import Fragment, Inline, Tagged, Text, first_tagged, plain

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence


class Cite(NamedTuple):
    """A rendered cite: its node, citation number, whether it has affixes of its own, whether it shows a locator.

    A cite whose own prefix or suffix brings a comma needs no delimiter there.
    """

    node: Inline
    number: int = 0
    prefixed: bool = False
    suffixed: bool = False
    located: bool = False
    comma_before: bool = False
    comma_after: bool = False


def collapse(
    cites: Sequence[Cite], options: Mapping[str, str], delimiter: str, *, note: bool = False, dash: str = "–"
) -> Inline:
    """The cites of a citation in a row, grouped and collapsed as the style asks; `dash` joins a range of numbers.

    Without a `cite-group-delimiter`, a style for notes parts the years of one author like any cites.
    """
    mode = options.get("collapse", "")
    if mode == "citation-number":
        return _numbers(cites, delimiter, dash)
    if mode in ("year", "year-suffix", "year-suffix-ranged") or "cite-group-delimiter" in options:
        return _authors(cites, options, delimiter, mode, default=delimiter if note else ", ")
    following = [cite.comma_before for cite in cites[1:]] + [False]
    return _row(
        [
            (cite.node, " " if cite.comma_after else "" if comma else delimiter)
            for cite, comma in zip(cites, following, strict=True)
        ]
    )


def _row(pairs: Sequence[tuple[Inline, str]]) -> Inline:
    nodes: list[Inline] = []
    for index, (node, delimiter) in enumerate(pairs):
        nodes.append(node)
        if index < len(pairs) - 1 and delimiter:
            nodes.append(Text(delimiter))
    return nodes[0] if len(nodes) == 1 else Fragment(tuple(nodes))


def _numbers(cites: Sequence[Cite], delimiter: str, dash: str) -> Inline:
    """[1, 2, 3, 5] becomes [1–3, 5]."""
    runs: list[list[Cite]] = []
    for cite in cites:
        last = runs[-1][-1] if runs else None
        # A prefix stands before a range as before a number; a suffix or a locator belongs to its own number.
        if (
            last is not None
            and not cite.prefixed
            and not _ends(cite)
            and not _ends(last)
            and cite.number == last.number + 1
            and first_tagged(cite.node, NumberTag) is not None
        ):
            runs[-1].append(cite)
        else:
            runs.append([cite])
    pairs: list[tuple[Inline, str]] = []
    for run in runs:
        if len(run) >= 3:
            pairs.append((Fragment((run[0].node, Text(dash), run[-1].node)), delimiter))
        else:
            pairs.extend((cite.node, delimiter) for cite in run)
    return _row(pairs)


def _ends(cite: Cite) -> bool:
    return cite.suffixed or cite.located


def _authors(cites: Sequence[Cite], options: Mapping[str, str], delimiter: str, mode: str, *, default: str) -> Inline:
    """Cites by the same authors come together; but for the first they lose the names where years collapse."""
    groups: dict[str, list[Cite]] = {}
    for index, cite in enumerate(cites):
        groups.setdefault(_author_key(cite, mode) or f"\0{index}", []).append(cite)
    within = options.get("cite-group-delimiter", default)
    after = options.get("after-collapse-delimiter", delimiter) if mode else delimiter
    pairs: list[tuple[Inline, str]] = []
    for group in groups.values():
        nodes = [group[0]]
        for cite in group[1:]:
            names = first_names(cite.node) if mode else None
            rest = without(cite.node, names) if names is not None else cite.node
            if rest is not None:
                nodes.append(cite._replace(node=rest))
        if mode.startswith("year-suffix"):
            between = options.get("year-suffix-delimiter", options.get("cite-group-delimiter", delimiter))
            row = _suffixes(nodes, between, within, mode)
        else:
            # A locator may hold the delimiter itself, so a stronger one, if there is one, follows it.
            located = options.get("after-collapse-delimiter", within) if mode else within
            row = [(cite.node, located if cite.located else within) for cite in nodes]
        pairs.extend(row[:-1])
        # The delimiter after collapsed groups parts all groups, but where only suffixes collapse.
        pairs.append((row[-1][0], after if len(nodes) > 1 or mode != "year-suffix" else delimiter))
    return _row(pairs)


def _author_key(cite: Cite, mode: str) -> str:
    """What cites of one group have in common; empty for a cite that stands by itself."""
    names = first_names(cite.node)
    if names is not None:
        return plain(names)
    return " " if mode.startswith("year-suffix") and _suffix_of(cite.node) is not None else ""


def _suffix_of(node: Inline) -> Tagged | None:
    return first_tagged(node, YearSuffixTag)


def _suffixes(nodes: Sequence[Cite], between: str, within: str, mode: str) -> list[tuple[Inline, str]]:
    """2012a, 2012b becomes 2012a, b; ranged, three letters or more in a row become 2012a–c."""
    pairs: list[tuple[Inline, str]] = []
    letters: list[str] = []
    year = ""
    for cite in nodes:
        suffix = None if cite.located else _suffix_of(cite.node)
        text = plain(cite.node)
        letter = plain(suffix) if suffix is not None else ""
        stem = text[: -len(letter)] if letter and text.endswith(letter) else ""
        if pairs and suffix is not None and stem and year.endswith(stem):
            pairs[-1] = (pairs[-1][0], between)
            pairs.append((suffix, within))
        else:
            pairs.append((cite.node, within))
            year = stem or text
            letter = letter if stem else ""
        letters.append(letter)
    return _ranged(pairs, letters, between) if mode == "year-suffix-ranged" else pairs


def _ranged(pairs: list[tuple[Inline, str]], letters: list[str], between: str) -> list[tuple[Inline, str]]:
    """The same with runs of three letters or more drawn together."""
    result: list[tuple[Inline, str]] = []
    start = 0
    while start < len(pairs):
        end = start
        while end + 1 < len(pairs) and pairs[end][1] == between and _follows(letters[end], letters[end + 1]):
            end += 1
        if end - start >= 2:
            result.append((Fragment((pairs[start][0], Text("–"), pairs[end][0])), pairs[end][1]))
        else:
            result.extend(pairs[start : end + 1])
        start = end + 1
    return result


def _follows(letter: str, following: str) -> bool:
    return len(letter) == len(following) == 1 and ord(following) == ord(letter) + 1
