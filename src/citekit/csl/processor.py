"""The processor: the passes in order, over a document's citations and references."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING, NamedTuple

from citekit.collector import uninterrupted
from citekit.csl.compile.context import CiteContext, Position
from citekit.csl.compile.formatting import layout_finisher
from citekit.csl.item import Work
from citekit.csl.process.brackets import nest_brackets
from citekit.csl.process.cluster import cluster
from citekit.csl.process.disambiguate import Cites, tell_names_apart, tell_works_apart
from citekit.csl.process.flatten import Draft
from citekit.csl.process.flipflop import flip_flop
from citekit.csl.process.position import place
from citekit.csl.process.punctuation import mend_draft
from citekit.csl.process.quotes import set_quotes
from citekit.csl.process.sort import sort_contexts
from citekit.csl.process.subsequent_author import substitute_authors
from citekit.richtext.nodes import EMPTY, EntryLayout, Inline

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from citekit.csl.compile import Plan
    from citekit.model.citation import Citation
    from citekit.model.item import Item


class BibliographyEntry(NamedTuple):
    """One entry of a reference list: the citation key and the finished tree."""

    key: str
    node: Inline


class Bibliography(NamedTuple):
    """A reference list in the style's order."""

    entries: tuple[BibliographyEntry, ...]
    layout: EntryLayout
    warnings: tuple[str, ...] = ()


class Result(NamedTuple):
    """A document's citations, in its own order, and its reference list."""

    citations: tuple[Inline, ...]
    bibliography: Bibliography
    warnings: tuple[str, ...] = ()


class Processor:
    """Formats the citations and the bibliography of documents with one compiled style.

    Everything is pure: calling a method twice gives the same, and no item is changed.
    """

    def __init__(self, plan: Plan) -> None:
        self.plan = plan

    def bibliography(self, items: Sequence[Item], sections: Mapping[str, int] | None = None) -> Bibliography:
        """The reference list of some works.

        `sections` gives the number of the part of the list that each work stands in, by its key; within a part the
        style's order holds, and numbers run through all of them.
        """
        with uninterrupted():
            return self._bibliography(self._numbered(items, sections=sections), sections)

    def cite(self, citations: Sequence[Citation], items: Sequence[Item]) -> tuple[Inline, ...]:
        """A document's citations; every work of `items` takes part in disambiguation."""
        with uninterrupted():
            return self._cite(citations, self._numbered(items, citations))

    def process(
        self, items: Sequence[Item], citations: Sequence[Citation], sections: Mapping[str, int] | None = None
    ) -> Result:
        """Citations and reference list together; works have the numbers under which they are cited."""
        with uninterrupted():
            contexts = self._numbered(_as_cited(items, citations), citations)
            bibliography = self._bibliography(contexts, sections)
            warnings = (*_unknown(citations, contexts), *bibliography.warnings)
            return Result(self._cite(citations, contexts), bibliography, warnings)

    def _numbered(
        self, items: Sequence[Item], citations: Sequence[Citation] = (), sections: Mapping[str, int] | None = None
    ) -> list[CiteContext]:
        """A context for each work, in the bibliography's order, numbered and disambiguated."""
        # A work without a key is known by its place.
        as_given = [
            CiteContext(Work(item, f"item-{number}" if item.get("id") is None else str(item["id"])))
            for number, item in enumerate(items, 1)
        ]
        contexts = self._in_order(as_given, sections)
        area = self.plan.citation
        if area is None:
            return contexts
        notes = _first_notes(citations)
        cites = Cites(area, _later(contexts, notes))
        named = tell_names_apart(cites)
        if any(how.everywhere for how in named.values()):
            # Persons who were told apart stand in the order of the names that they are shown by.
            contexts = self._in_order([context.told(named[context.work.key]) for context in as_given], sections)
            cites = Cites(area, _later(contexts, notes))
        told = tell_works_apart(cites, named)
        for context in contexts:
            context.work.kept.clear()  # from here on each work is rendered once more
        return [context.told(told[context.work.key]) for context in contexts]

    def _in_order(
        self, contexts: Sequence[CiteContext], sections: Mapping[str, int] | None = None
    ) -> list[CiteContext]:
        """The contexts in the bibliography's order, and numbered by it."""
        # A style may sort by the number, which is then that of the order in which works come.
        contexts = [context.numbered(number) for number, context in enumerate(contexts, 1)]
        if self.plan.bibliography is not None and self.plan.bibliography.sort:
            contexts = sort_contexts(self.plan.bibliography, contexts)
        elif not sections:
            return contexts
        return [context.numbered(number) for number, context in enumerate(_by_section(contexts, sections), 1)]

    def _bibliography(self, contexts: Sequence[CiteContext], sections: Mapping[str, int] | None = None) -> Bibliography:
        contexts = _by_section(contexts, sections)
        area = self.plan.bibliography
        if area is None:
            return Bibliography((), EntryLayout(), ("the style has no bibliography",))
        # What tells cites apart must be found again in the entries: names, given names, suffix, condition.
        entries: list[tuple[CiteContext, Inline]] = []
        warnings: list[str] = []
        for context in contexts:
            node = area.render(context)
            if node is None:
                warnings.append(f"{context.work.key}: nothing of this reference is printed in this style")
            else:
                entries.append((context, node))
        # Nobody is "the same author" across a heading.
        parts = groupby(entries, lambda entry: (sections or {}).get(entry[0].work.key, 0))
        nodes = [node for _, part in parts for node in substitute_authors([node for _, node in part], area.options)]
        finish = layout_finisher(area.layout.affixes)
        done = tuple(
            BibliographyEntry(context.work.key, self._finished(finish(node, "")))
            for (context, _), node in zip(entries, nodes, strict=True)
        )
        return Bibliography(done, _layout(area.options), tuple(warnings))

    def _cite(self, citations: Sequence[Citation], contexts: Sequence[CiteContext]) -> tuple[Inline, ...]:
        area = self.plan.citation
        if area is None:
            return tuple(EMPTY for _ in citations)
        by_key = {context.work.key: context for context in contexts}
        near = area.options.get("near-note-distance", "5")
        placed = place(citations, int(near) if near.isdigit() else 5)
        return tuple(
            self._finished(cluster(self.plan, area, citation, row, by_key))
            for citation, row in zip(citations, placed, strict=True)
        )

    def _finished(self, node: Inline) -> Inline:
        draft = Draft(node)
        mend_draft(draft, self.plan.locale)
        node = draft.finished()
        if draft.flips:
            node = flip_flop(node)
        if self.plan.style.class_ == "note":
            node = nest_brackets(node)
        return set_quotes(node, self.plan.locale) if draft.quoted else node


def _by_section(contexts: Sequence[CiteContext], sections: Mapping[str, int] | None) -> list[CiteContext]:
    """The contexts part by part, in the same order within each."""
    if not sections:
        return list(contexts)
    return sorted(contexts, key=lambda context: sections.get(context.work.key, 0))


def _as_cited(items: Sequence[Item], citations: Sequence[Citation]) -> list[Item]:
    """The items in the order in which they are cited first, then those that are not cited."""
    order: dict[str, int] = {}
    for citation in citations:
        for cite in citation.items:
            order.setdefault(cite.id, len(order))
    return sorted(items, key=lambda item: order.get(str(item.get("id")), len(order)))


def _unknown(citations: Sequence[Citation], contexts: Sequence[CiteContext]) -> Iterator[str]:
    """A warning for each cite of a work that is not there."""
    known = {context.work.key for context in contexts}
    for number, citation in enumerate(citations, 1):
        for cite in citation.items:
            if cite.id not in known:
                yield f"citation {number}: no reference has the key {cite.id!r}"


def _first_notes(citations: Sequence[Citation]) -> dict[str, int]:
    """The note in which each work is cited first."""
    notes: dict[str, int] = {}
    for citation in citations:
        if citation.note_number:
            for cite in citation.items:
                notes.setdefault(cite.id, citation.note_number)
    return notes


def _later(contexts: Sequence[CiteContext], notes: Mapping[str, int]) -> list[CiteContext]:
    """Cites in their tersest form, which must do: later cites show fewer names, and have to be told apart as well."""
    return [
        context._replace(position=Position.SUBSEQUENT, near_note=True, first_note=notes.get(context.work.key, 0))
        for context in contexts
    ]


def _layout(options: Mapping[str, str]) -> EntryLayout:
    def number(name: str, default: int) -> int:
        value = options.get(name, "")
        return int(value) if value.isdigit() and len(value) < 3 else default

    return EntryLayout(
        options.get("hanging-indent") == "true",
        options.get("second-field-align", ""),
        number("line-spacing", 1),
        number("entry-spacing", 1),
    )
