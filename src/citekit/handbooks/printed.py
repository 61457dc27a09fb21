"""Rules that our styles carry out in printing, told to whoever asks why an entry looks as it does.

Each is the rule's name, what it says, its source, and a condition on the item as it is printed. They change no
item: `mla.csl` and `apa.csl` do the work, and this is the list of the choices an editor asks about.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from citekit.handbooks.rule import Printed

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from citekit.model.item import Item

_LEADING: Final = ("author", "editor", "director", "host", "composer", "translator", "compiler", "illustrator")


def _more_than(number: int) -> Callable[[Item], bool]:
    return lambda item: any(_length(item, role) > number for role in ("author", "editor"))


def _length(item: Item, role: str) -> int:
    names = item.get(role)
    return len(names) if isinstance(names, list | tuple) else 0


def _has(*variables: str) -> Callable[[Item], bool]:
    return lambda item: all(item.get(variable) for variable in variables)


def _lacks(*variables: str) -> Callable[[Item], bool]:
    return lambda item: not any(item.get(variable) for variable in variables)


def _is_literal(item: Item) -> bool:
    names = item.get("author")
    return isinstance(names, list | tuple) and any(isinstance(name, dict) and name.get("literal") for name in names)


PRINTED: Final[Mapping[str, tuple[Printed, ...]]] = {
    "mla": (
        Printed("et-al", "Of three or more authors the first is named, then et al.", "MLA Handbook 5.8", _more_than(2)),
        Printed(
            "no-author", "An entry without an author begins with the title.", "MLA Handbook 5.3", _lacks(*_LEADING)
        ),
        Printed(
            "organisation",
            "An organisation's name stands in full and is not turned round.",
            "MLA Handbook 5.17",
            _is_literal,
        ),
        Printed("doi-first", "A DOI stands for the address.", "MLA Handbook 5.93", _has("DOI", "URL")),
        Printed(
            "pages",
            "Of the last page only the two last digits are printed.",
            "MLA Handbook 2.140",
            lambda item: "-" in str(item.get("page") or ""),
        ),
        Printed(
            "months", "Months but May, June and July are shortened.", "MLA Handbook 5.83", lambda item: _dated(item, 2)
        ),
        Printed(
            "original", "The year of the first edition follows the title.", "MLA Handbook 5.108", _has("original-date")
        ),
        Printed("no-date", "Where there is no date none is printed.", "MLA Handbook 5.68", _lacks("issued", "status")),
    ),
    "apa": (
        Printed(
            "nineteen-authors",
            "Of 21 authors or more the first 19 and the last are named.",
            "Publication Manual 9.8",
            _more_than(20),
        ),
        Printed(
            "no-author", "The title moves to the place of the author.", "Publication Manual 9.12", _lacks(*_LEADING)
        ),
        Printed(
            "organisation",
            "An organisation's name stands in full.",
            "Publication Manual 9.11",
            _is_literal,
        ),
        Printed(
            "no-date", "n.d. stands for a date there is none of.", "Publication Manual 9.17", _lacks("issued", "status")
        ),
        Printed("doi-first", "A DOI stands for the address.", "Publication Manual 9.34", _has("DOI", "URL")),
        Printed(
            "article-number",
            "An article's number stands where pages would.",
            "Publication Manual 9.27",
            lambda item: str(item.get("type", "")).startswith("article-") and bool(item.get("number")),
        ),
        Printed(
            "year-only",
            "Numbered periodicals and books tell the year alone.",
            "Publication Manual 9.14",
            lambda item: item.get("type") in ("article-journal", "book", "chapter", "thesis") and _dated(item, 2),
        ),
        Printed(
            "original",
            "The first publication is told after the entry.",
            "Publication Manual 9.41",
            _has("original-date"),
        ),
    ),
}


def _dated(item: Item, parts: int) -> bool:
    """Whether the date has at least so many parts: 2 is a month, 3 a day."""
    issued = item.get("issued")
    points = issued.get("date-parts") if isinstance(issued, dict) else None
    return isinstance(points, list) and bool(points) and isinstance(points[0], list) and len(points[0]) >= parts
