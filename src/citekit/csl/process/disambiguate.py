"""Tell cites apart that read the same: more names, given names, a year suffix, the style's condition.

In: a context for every work, as the citation area renders it. Out: a `Disambiguation` for each key. Sets of
ambiguous cites come from a table of rendered texts, so that the cost grows with the number of works; only
members of such sets are rendered again. Each step keeps only what made a difference.

Source: CSL 1.0.2 specification, "Disambiguation".
"""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, NamedTuple

from citekit.csl.compile.context import CiteContext, DateTag, Disambiguation, NamesTag
from citekit.richtext.nodes import Quoted, Tagged, Text, plain

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from citekit.csl.compile import AreaPlan
    from citekit.csl.item import NameView
    from citekit.richtext.nodes import Inline

_NONE = Disambiguation()
_MAX_NAMES = 30
_MAX_CONDITIONS = 5
_INITIALS, _IN_FULL = 1, 2


class _Row(NamedTuple):
    """What is kept of a cite's name variable: its names as they read, in all, and whether they may be initials."""

    variable: str
    names: tuple[str, ...]
    views: tuple[NameView, ...]
    initials: bool
    look: Callable[[int, int], Inline] | None


class Cites:
    """Every work's cite as the citation area renders it, each kept as text under what it depends on.

    `contexts` come in the order of the bibliography.
    """

    def __init__(self, area: AreaPlan, contexts: Sequence[CiteContext]) -> None:
        self.area = area
        self.contexts = {context.work.key: context for context in contexts}
        self.order = {key: number for number, key in enumerate(self.contexts)}
        self._seen: dict[tuple[str, Disambiguation], tuple[str, tuple[_Row, ...]]] = {}

    def _cite(self, key: str, how: Disambiguation) -> tuple[str, tuple[_Row, ...]]:
        found = self._seen.get((key, how))
        if found is None:
            node = self.area.render(self.contexts[key].told(how))
            texts: list[str] = []
            rows: list[_Row] = []
            if node is not None:
                _read(node, texts, rows)
            found = self._seen[key, how] = "".join(texts), tuple(rows)
        return found

    def text(self, key: str, how: Disambiguation) -> str:
        """A work's cite as text, without what doesn't tell works apart."""
        return self._cite(key, how)[0]

    def names(self, key: str, how: Disambiguation) -> tuple[_Row, ...]:
        """The name variables that a cite shows."""
        return self._cite(key, how)[1]

    def groups(self, keys: Iterable[str], how: Mapping[str, Disambiguation], *, empty: bool = False) -> list[list[str]]:
        """Sets of works whose cites read the same; those of which nothing is printed only where that is asked for."""
        sets = [group for group in self.split(keys, how) if len(group) > 1]
        return [group for group in sets if empty or self.text(group[0], how[group[0]])]

    def split(self, keys: Iterable[str], how: Mapping[str, Disambiguation]) -> list[list[str]]:
        """The works by what their cites read."""
        found: dict[str, list[str]] = defaultdict(list)
        for key in keys:
            found[self.text(key, how[key])].append(key)
        return list(found.values())


def _read(node: Inline, texts: list[str], rows: list[_Row]) -> None:
    """The characters of a cite, but for the day on which its source was looked at, and its names."""
    if isinstance(node, Text):
        texts.append(node.text)
        return
    if isinstance(node, Tagged):
        tag = node.tag
        if isinstance(tag, NamesTag):
            rows.append(
                _Row(tag.variable, tuple([plain(name) for name in tag.names]), tag.views, tag.initials, tag.look)
            )
        elif isinstance(tag, DateTag) and tag.variable == "accessed":
            return
    elif isinstance(node, Quoted):
        texts.append(node.open)
    for child in node.children:
        _read(child, texts, rows)
    if isinstance(node, Quoted):
        texts.append(node.close)


def tell_names_apart(cites: Cites) -> dict[str, Disambiguation]:
    """The names and given names that each work's cites need to be told apart."""
    options = cites.area.options
    how: dict[str, Disambiguation] = dict.fromkeys(cites.contexts, _NONE)
    rule = options.get("givenname-disambiguation-rule", "by-cite")
    add_given = options.get("disambiguate-add-givenname") == "true"
    if add_given and rule != "by-cite":
        _expand_everywhere(cites, how, rule)
    methods = _Methods(options.get("disambiguate-add-names") == "true", add_given and rule == "by-cite")
    if any(methods):
        for group in cites.groups(cites.contexts, how):
            _tell_apart(cites, group, how, methods)
    return how


def tell_works_apart(cites: Cites, named: Mapping[str, Disambiguation]) -> dict[str, Disambiguation]:
    """What cites need beyond the names they have: a year suffix, or the condition."""
    how = dict(named)
    if cites.area.options.get("disambiguate-add-year-suffix") == "true":
        for group in cites.groups(cites.contexts, how):
            _year_suffixes(cites, group, how)
    _conditions(cites, how)
    return how


class _Methods(NamedTuple):
    """What may be tried on the names of cites that read the same."""

    add_names: bool
    add_given: bool


def _tell_apart(cites: Cites, group: list[str], how: dict[str, Disambiguation], methods: _Methods) -> None:
    """Names one by one, and the given names of each: what splits a set stays, what doesn't goes back."""
    tags = {key: cites.names(key, how[key]) for key in group}
    if len({tuple((tag.variable, tag.views) for tag in tags[key]) for key in group}) < 2:
        return
    shown = max((len(tag.names) for key in group for tag in tags[key]), default=0)
    total = max((len(tag.views) for key in group for tag in tags[key]), default=0)
    last = min(total, _MAX_NAMES) if methods.add_names else shown
    levels = (_INITIALS, _IN_FULL) if any(tag.initials for key in group for tag in tags[key]) else (_IN_FULL,)
    variables = list(dict.fromkeys(tag.variable for key in group for tag in tags[key]))
    start = max((how[key].names_shown for key in group), default=0)
    for count in range(shown, last + 1):
        trial = {key: how[key]._replace(names_shown=max(count, start)) for key in group}
        if count > shown and _settle(cites, group, trial, how, methods):
            return
        if not methods.add_given:
            continue
        positions = range(count) if count == shown else (count - 1,)
        for place in ((variable, index) for index in positions for variable in variables):
            for level in levels:
                wider = {key: value._replace(given=_given(value.given, place, level)) for key, value in trial.items()}
                if _settle(cites, group, wider, how, methods):
                    return


def _settle(
    cites: Cites,
    group: list[str],
    trial: Mapping[str, Disambiguation],
    how: dict[str, Disambiguation],
    methods: _Methods,
) -> bool:
    """Keep a trial if it splits the set, and go on with what is left of it."""
    parts = cites.split(group, trial)
    if len(parts) < 2:
        return False
    how.update(trial)
    for part in parts:
        if len(part) > 1:
            _tell_apart(cites, part, how, methods)
    return True


_Place = tuple[str, int]
_Look = tuple[str, str, str]


def _given(given: tuple[tuple[_Place, int], ...], place: _Place, level: int) -> tuple[tuple[_Place, int], ...]:
    return tuple(sorted({**dict(given), place: level}.items()))


def _expand_everywhere(cites: Cites, how: dict[str, Disambiguation], rule: str) -> None:
    """Names that look alike but aren't get initials or given names in every cite, ambiguous or not.

    Source: `all-names` and `primary-name`, with their `-with-initials` forms.
    """
    primary, only_initials = rule.startswith("primary-name"), rule.endswith("with-initials")
    shown: dict[str, set[_Place]] = {}
    looks: dict[str, dict[_Place, _Look]] = {}
    rows_of = {key: cites.names(key, _NONE)[: 1 if primary else None] for key in how}
    considered = {
        key: [view for row in rows for view in row.views[: 1 if primary else None]] for key, rows in rows_of.items()
    }
    shared = _shared_families(considered.values())
    known: dict[tuple[NameView, bool], _Look] = {}
    for key, rows in rows_of.items():
        if not any(view.family in shared for view in considered[key]):
            continue
        shown[key] = {(row.variable, index) for row in rows for index in range(1 if primary else len(row.names))}
        looks[key] = {
            (row.variable, index): _looked(row, index, known)
            for row in rows
            for index in range(1 if primary else min(len(row.views), _MAX_NAMES))
        }
    pool = [look for key, row in looks.items() for place, look in row.items() if place in shown[key]]
    wider = [look for row in looks.values() for look in row.values()]
    among_shown, among_all = _levels(pool, only_initials), _levels(wider, only_initials)
    for key, row in looks.items():
        given = {
            place: level
            for place, look in row.items()
            if (level := (among_shown if place in shown[key] else among_all).get(look, 0))
        }
        if given:
            how[key] = how[key]._replace(given=tuple(sorted(given.items())), everywhere=True)


def _shared_families(rows: Iterable[Sequence[NameView]]) -> set[str]:
    """Family names that more than one person has."""
    persons: dict[str, set[NameView]] = defaultdict(set)
    for views in rows:
        for view in views:
            persons[view.family].add(view)
    return {family for family, views in persons.items() if family and len(views) > 1}


def _looked(row: _Row, index: int, known: dict[tuple[NameView, bool], _Look]) -> _Look:
    """How a name reads as it stands, with initials, and in full; the same person reads the same everywhere."""
    person = row.views[index], index == 0
    if person not in known:
        assert row.look is not None
        plainly, initials, full = (plain(row.look(index, level)) for level in (0, _INITIALS, _IN_FULL))
        # Without initials there is nothing between a name as it stands and all of it.
        known[person] = plainly, initials if row.initials else plainly, _same_initials(full)
    return known[person]


def _same_initials(name: str) -> str:
    """A name with its initials close together, however they were spaced."""
    return name.replace(". ", ".")


def _levels(pool: Iterable[_Look], only_initials: bool) -> dict[_Look, int]:
    """For each name (as it stands, with initials, in full) what tells it from all others; 0 where nothing has to."""
    alike: dict[str, set[str]] = defaultdict(set)
    with_initials: dict[str, set[str]] = defaultdict(set)
    names = set(pool)
    for plainly, initials, full in names:
        alike[plainly].add(full)
        with_initials[initials].add(full)
    levels: dict[_Look, int] = {}
    for name in names:
        if len(alike[name[0]]) < 2:
            continue
        if len(with_initials[name[1]]) < 2:
            levels[name] = _INITIALS
        elif not only_initials:
            levels[name] = _IN_FULL
    return levels


def _year_suffixes(cites: Cites, group: list[str], how: dict[str, Disambiguation]) -> None:
    """Letters in the order of the bibliography: a, b, … z, aa."""
    members = sorted(group, key=cites.order.__getitem__)
    trial = {key: how[key]._replace(year_suffix=_letters(number)) for number, key in enumerate(members, 1)}
    how.update(trial)


def _letters(number: int) -> str:
    text = ""
    while number:
        number, rest = divmod(number - 1, 26)
        text = chr(ord("a") + rest) + text
    return text


def _conditions(cites: Cites, how: dict[str, Disambiguation]) -> None:
    """The style's tests for `disambiguate` become true one after the other, for works that are still cited alike."""
    for number in range(1, _MAX_CONDITIONS + 1):
        groups = cites.groups(cites.contexts, how, empty=True)
        changed = 0
        for group in groups:
            trial = {key: how[key]._replace(condition=number) for key in group}
            if any(cites.text(key, trial[key]) != cites.text(key, how[key]) for key in group):
                how.update(trial)
                changed += 1
        # A test may say nothing of these works, and the next one more; two that do are the end.
        if not groups or (not changed and number > 1):
            return
