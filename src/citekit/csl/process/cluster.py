"""One citation: its cites sorted, rendered, collapsed, with what its author wrote and what the layout puts around.

In: a citation's cites with their positions, and the contexts of the works. Out: a tree that the last passes have not
seen yet.

Source: CSL 1.0.2 specification, "Citation", "Sorting" and "Cite Grouping".
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from citekit.csl.compile.context import LocatorTag
from citekit.csl.compile.formatting import layout_finisher
from citekit.csl.process.collapse import Cite, collapse
from citekit.csl.process.names import first_names, first_title, glue, in_prose, leading_names, opened, without
from citekit.csl.process.punctuation import AFFIXES
from citekit.csl.process.sort import sort_contexts
from citekit.richtext.markup import parse_markup
from citekit.richtext.nodes import EMPTY, Fragment, Inline, Source, Text, first_tagged

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from citekit.csl.compile import AreaPlan, Plan
    from citekit.csl.compile.context import CiteContext
    from citekit.csl.process.position import Placed
    from citekit.model.citation import Citation, CitationItem


def cluster(
    plan: Plan, area: AreaPlan, citation: Citation, row: Sequence[Placed], by_key: Mapping[str, CiteContext]
) -> Inline:
    """A citation, from its placed cites and the contexts of the works by key; cites of unknown works are left out."""
    pairs = [(placed, _context(by_key[placed.item.id], placed)) for placed in row if placed.item.id in by_key]
    if len(pairs) > 1 and area.sort:
        # What the keys leave equal stands as in the bibliography.
        pairs.sort(key=lambda pair: pair[1].citation_number)
        order = {id(context): number for number, context in enumerate(sort_contexts(area, [c for _, c in pairs]))}
        pairs.sort(key=lambda pair: order[id(pair[1])])
    finish = layout_finisher(area.layout.affixes)
    modes = {citation.mode if placed.item.mode == "normal" else placed.item.mode for placed, _ in pairs}
    if len(modes) == 1 and modes <= {"narrative", "author-only"}:
        return _narrative(plan, area, pairs, finish, modes.pop())
    cites: list[Cite] = []
    for placed, context in pairs:
        node = area.render(context)
        if node is None:
            continue
        item = placed.item
        if "suppress-author" in (item.mode, citation.mode):
            names = first_names(node)
            node = without(node, names) if names is not None else node
            if node is None:
                continue
        if not cites and (not item.prefix.strip() or item.prefix.rstrip()[-1] in ".!?"):
            node = opened(node)
        affixed = _affixed(node, item, context.work.key)
        cites.append(
            Cite(
                affixed,
                context.citation_number,
                bool(item.prefix),
                bool(item.suffix),
                bool(item.locator) and first_tagged(node, LocatorTag) is not None,
                item.prefix.lstrip().startswith(","),
                item.suffix.rstrip().endswith(","),
            )
        )
    if not cites:
        return EMPTY
    note = plan.style.class_ == "note"
    dash = plan.locale.term("citation-range-delimiter") or "–"
    return finish(collapse(cites, area.options, area.layout.delimiter, note=note, dash=dash), "")


def _narrative(
    plan: Plan,
    area: AreaPlan,
    pairs: Sequence[tuple[Placed, CiteContext]],
    finish: Callable[[Inline, str], Inline],
    mode: str,
) -> Inline:
    """Authors in the sentence, each with the rest of its cite behind it."""
    rows: list[Inline] = []
    for placed, context in pairs:
        node = area.render(context)
        if node is None:
            continue
        names: Inline | None = leading_names(node) or first_title(node)
        if names is None:
            rows.append(finish(node, "") if mode == "narrative" else node)
            continue
        author = in_prose(names, plan.locale)
        rest = without(node, names) if mode == "narrative" else None
        if rest is not None:
            rest = finish(_affixed(rest, placed.item, context.work.key), "")
        rows.append(glue(author, rest))
    joined: list[Inline] = []
    for row in rows:
        if joined:
            joined.append(Text("; "))
        joined.append(row)
    return Fragment(tuple(joined))


def _context(context: CiteContext, placed: Placed) -> CiteContext:
    item = placed.item
    return context._replace(
        locator=item.locator.strip(),
        label=(item.label or "page").replace("sub verbo", "sub-verbo"),
        position=placed.position,
        near_note=placed.near_note,
        first_note=placed.first_note,
    )


def _affixed(node: Inline, item: CitationItem, key: str) -> Inline:
    """A cite in what its author wrote around it: those characters have a source, and stay as they were written."""
    prefix, suffix = item.prefix, item.suffix
    if not prefix and not suffix:
        return node
    row = [node]
    if prefix:
        row.insert(0, parse_markup(prefix if prefix[-1:].isspace() else prefix + " ", Source(key, AFFIXES[0])))
    if suffix:
        row.append(parse_markup(suffix if suffix[:1] in " ,.;:!?)" else " " + suffix, Source(key, AFFIXES[1])))
    return Fragment(tuple(row))
