"""Tell cites apart that read the same: more names, given names, a year suffix, the style's condition.

In: a context for every work, as the citation area renders it. Out: a `Disambiguation` for each key. Sets of
ambiguous cites come from a table of rendered texts, so that the cost grows with the number of works; only
members of such sets are rendered again. Each step keeps only what made a difference.

Source: CSL 1.0.2 specification, "Disambiguation".
"""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from citekit.csl.compile.context import CiteContext, Disambiguation, NamesTag
from citekit.richtext.nodes import Tagged, plain, walk

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from citekit.csl.compile import AreaPlan

_NONE = Disambiguation()
_MAX_NAMES = 30


class _Cites:
    """Rendered cites, each kept under what it depends on."""

    def __init__(self, area: AreaPlan, contexts: Mapping[str, CiteContext]) -> None:
        self.area = area
        self.contexts = contexts
        self._texts: dict[tuple[str, Disambiguation], str] = {}

    def text(self, key: str, how: Disambiguation) -> str:
        """A work's cite under a disambiguation."""
        found = self._texts.get((key, how))
        if found is None:
            node = self.area.render(self.contexts[key]._replace(disambiguation=how)).node
            found = self._texts[key, how] = plain(node) if node is not None else ""
        return found

    def names(self, key: str, how: Disambiguation) -> tuple[int, int]:
        """How many names a cite shows of how many there are (of the first name variable in it)."""
        node = self.area.render(self.contexts[key]._replace(disambiguation=how)).node
        for inner in walk(node) if node is not None else ():
            if isinstance(inner, Tagged) and isinstance(inner.tag, NamesTag):
                return len(inner.tag.names), len(inner.tag.views)
        return 0, 0

    def groups(self, keys: Iterable[str], how: Mapping[str, Disambiguation]) -> list[list[str]]:
        """Sets of works whose cites read the same."""
        found: dict[str, list[str]] = defaultdict(list)
        for key in keys:
            text = self.text(key, how[key])
            if text:
                found[text].append(key)
        return [group for group in found.values() if len(group) > 1]


def disambiguate(area: AreaPlan, contexts: Sequence[CiteContext]) -> dict[str, Disambiguation]:
    """What each work's cites need to be told apart; `contexts` come in the order of the bibliography."""
    options = area.options
    by_key = {context.work.key: context for context in contexts}
    how: dict[str, Disambiguation] = dict.fromkeys(by_key, _NONE)
    cites = _Cites(area, by_key)
    steps: list[Callable[[_Cites, list[str], dict[str, Disambiguation]], None]] = []
    if options.get("disambiguate-add-names") == "true":
        steps.append(_add_names)
    if options.get("disambiguate-add-givenname") == "true":
        steps.append(_given_names(options.get("givenname-disambiguation-rule", "by-cite")))
    if options.get("disambiguate-add-year-suffix") == "true":
        steps.append(_year_suffixes)
    steps.append(_condition)
    for step in steps:
        for group in cites.groups(by_key, how):
            step(cites, group, how)
    return how


def _add_names(cites: _Cites, group: list[str], how: dict[str, Disambiguation]) -> None:
    """Show as many names as tell the members of a set apart; those they don't tell apart go back."""
    sizes = {key: cites.names(key, how[key]) for key in group}
    most = min(max((total for _, total in sizes.values()), default=0), _MAX_NAMES)
    start = min((shown for shown, _ in sizes.values()), default=0)
    open_set = [group]
    for count in range(start + 1, most + 1):
        following: list[list[str]] = []
        for part in open_set:
            trial = {key: how[key]._replace(names_shown=count) for key in part}
            split = _split(cites, part, trial)
            if len(split) > 1:
                for subset in split:
                    for key in subset:
                        how[key] = trial[key]
            following.extend(subset for subset in split if len(subset) > 1)
        open_set = following
        if not open_set:
            break


def _split(cites: _Cites, group: Sequence[str], trial: Mapping[str, Disambiguation]) -> list[list[str]]:
    found: dict[str, list[str]] = defaultdict(list)
    for key in group:
        found[cites.text(key, trial[key])].append(key)
    return list(found.values())


def _given_names(rule: str) -> Callable[[_Cites, list[str], dict[str, Disambiguation]], None]:
    """Initials, then given names in full, of as few names as tell the members of a set apart."""
    levels = (1,) if rule.endswith("with-initials") else (1, 2)
    primary = rule.startswith("primary-name")

    def step(cites: _Cites, group: list[str], how: dict[str, Disambiguation]) -> None:
        for level in levels:
            shown = max(cites.names(key, how[key])[0] for key in group)
            positions = range(1 if primary else min(shown, _MAX_NAMES))
            expanded: tuple[tuple[int, int], ...] = ()
            for position in positions:
                wider = (*expanded, (position, level))
                trial = {key: how[key]._replace(given=wider) for key in group}
                if len(_split(cites, group, trial)) > len(
                    _split(cites, group, {key: how[key]._replace(given=expanded) for key in group})
                ):
                    expanded = wider
            if expanded:
                for key in group:
                    how[key] = how[key]._replace(given=expanded)
                remaining = [part for part in _split(cites, group, how) if len(part) > 1]
                if not remaining or level == levels[-1]:
                    return
                for part in remaining:
                    step(cites, part, how) if len(part) < len(group) else None
                return

    return step


def _year_suffixes(cites: _Cites, group: list[str], how: dict[str, Disambiguation]) -> None:
    """Letters in the order of the bibliography: a, b, … z, aa."""
    order = {key: number for number, key in enumerate(cites.contexts)}
    members = sorted(group, key=order.__getitem__)
    trial = {key: how[key]._replace(year_suffix=_letters(number)) for number, key in enumerate(members, 1)}
    how.update(trial)


def _letters(number: int) -> str:
    text = ""
    while number:
        number, rest = divmod(number - 1, 26)
        text = chr(ord("a") + rest) + text
    return text


def _condition(cites: _Cites, group: list[str], how: dict[str, Disambiguation]) -> None:
    trial = {key: how[key]._replace(condition=True) for key in group}
    if any(cites.text(key, trial[key]) != cites.text(key, how[key]) for key in group):
        how.update(trial)
