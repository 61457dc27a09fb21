"""Collapse the cites of one citation: ranges of numbers, one author for several years.

In: a citation's rendered cites. Out: runs of nodes, each with the delimiter that follows it.

Source: CSL 1.0.2 specification, "Cite Grouping" and "Cite Collapsing".
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from citekit.csl.compile.context import NumberTag, YearSuffixTag
from citekit.csl.process.names import first_names, without
from citekit.richtext.nodes import Fragment, Inline, Tagged, Text, plain, walk

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence


class Cite(NamedTuple):
    """A rendered cite: its node, citation number, whether affixes or a locator make it stand alone.

    A cite whose own prefix or suffix brings a comma needs no delimiter there.
    """

    node: Inline
    number: int = 0
    alone: bool = False
    comma_before: bool = False
    comma_after: bool = False


def collapse(cites: Sequence[Cite], options: Mapping[str, str], delimiter: str) -> Inline:
    """The cites of a citation in a row, grouped and collapsed as the style asks."""
    mode = options.get("collapse", "")
    if mode == "citation-number":
        return _numbers(cites, options, delimiter)
    if mode in ("year", "year-suffix", "year-suffix-ranged") or "cite-group-delimiter" in options:
        return _authors(cites, options, delimiter, mode)
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


def _numbers(cites: Sequence[Cite], options: Mapping[str, str], delimiter: str) -> Inline:
    """[1, 2, 3, 5] becomes [1–3, 5]."""
    runs: list[list[Cite]] = []
    for cite in cites:
        last = runs[-1][-1] if runs else None
        bare = not cite.alone and any(
            isinstance(node, Tagged) and isinstance(node.tag, NumberTag) for node in walk(cite.node)
        )
        if last is not None and bare and not last.alone and cite.number == last.number + 1:
            runs[-1].append(cite)
        else:
            runs.append([cite])
    after = options.get("after-collapse-delimiter", delimiter)
    pairs: list[tuple[Inline, str]] = []
    for run in runs:
        if len(run) >= 3:
            pairs.append((Fragment((run[0].node, Text("–"), run[-1].node)), after))
        else:
            pairs.extend((cite.node, delimiter) for cite in run)
    return _row(pairs)


def _authors(cites: Sequence[Cite], options: Mapping[str, str], delimiter: str, mode: str) -> Inline:
    """Cites by the same authors come together; but for the first they lose the names where years collapse."""
    groups: dict[str, list[Cite]] = {}
    for index, cite in enumerate(cites):
        names = first_names(cite.node)
        key = plain(names) if names is not None and not cite.alone else f"\0{index}"
        groups.setdefault(key, []).append(cite)
    within = options.get("cite-group-delimiter", ", ")
    after = options.get("after-collapse-delimiter", delimiter)
    pairs: list[tuple[Inline, str]] = []
    for group in groups.values():
        if len(group) == 1:
            pairs.append((group[0].node, delimiter))
            continue
        nodes = [group[0].node]
        for cite in group[1:]:
            names = first_names(cite.node) if mode else None
            rest = without(cite.node, names) if names is not None else cite.node
            if rest is not None:
                nodes.append(rest)
        if mode.startswith("year-suffix"):
            pairs.append((_suffixes(nodes, options, within), after))
        else:
            pairs.append((_row([(node, within) for node in nodes]), after if mode else delimiter))
    return _row(pairs)


def _suffixes(nodes: Sequence[Inline], options: Mapping[str, str], within: str) -> Inline:
    """2012a, 2012b becomes 2012a, b."""
    between = options.get("year-suffix-delimiter", within)
    pairs: list[tuple[Inline, str]] = []
    previous = ""
    for node in nodes:
        suffix = next(
            (part for part in walk(node) if isinstance(part, Tagged) and isinstance(part.tag, YearSuffixTag)),
            None,
        )
        text = plain(node)
        stem = text[: -len(plain(suffix))] if suffix is not None and text.endswith(plain(suffix)) else ""
        if pairs and suffix is not None and stem and previous.endswith(stem):
            pairs[-1] = (pairs[-1][0], between)
            pairs.append((suffix, within))
        else:
            pairs.append((node, within))
            previous = stem or text
    return _row(pairs)
