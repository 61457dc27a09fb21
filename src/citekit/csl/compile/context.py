"""What a rendering depends on, and what it gives back.

`CiteContext` is everything a cite's output may depend on: frozen and hashable, the key under which renderings
are kept. `Frame` is the one mutable thing in the engine: it lives for one rendering and dies with it.
"""

from __future__ import annotations

from collections.abc import Callable
from enum import IntEnum
from typing import TYPE_CHECKING, NamedTuple, TypeAlias

if TYPE_CHECKING:
    from citekit.csl.item import NameView, Work
    from citekit.richtext.nodes import Inline


#: What a fragment says of the variables it called; combined with `max`, a group vanishes iff EMPTY.
NONE, EMPTY, FILLED = 0, 1, 2


#: A node, or nothing, and what it says of variables: a plain pair, since there are millions of them.
Rendered: TypeAlias = "tuple[Inline | None, int]"

NOTHING: Rendered = (None, NONE)
MISSING: Rendered = (None, EMPTY)


class Disambiguation(NamedTuple):
    """What makes a cite unlike others: names shown, how each given name is shown, a suffix, a condition.

    `condition` counts how many of the style's tests for `disambiguate`, in the order in which they come, are true.
    `given` pairs places, as (name variable, position), with 1 (initials) or 2 (in full); `everywhere` says that
    they are shown to tell persons apart and not cites, so that works are sorted by them.
    """

    names_shown: int = 0
    given: tuple[tuple[tuple[str, int], int], ...] = ()
    year_suffix: str = ""
    condition: int = 0
    everywhere: bool = False

    @property
    def levels(self) -> dict[tuple[str, int], int]:
        """How each given name is shown, by its place."""
        return dict(self.given)


class Position(IntEnum):
    """Where a cite stands among the cites of the same work."""

    NOWHERE = 0  # in the bibliography: every test of a position is false
    FIRST = 1
    SUBSEQUENT = 2
    IBID = 3
    IBID_WITH_LOCATOR = 4


class CiteContext(NamedTuple):
    """Everything a cite's output may depend on."""

    work: Work
    locator: str = ""
    label: str = "page"
    position: int = Position.NOWHERE
    near_note: bool = False
    citation_number: int = 0
    first_note: int = 0
    disambiguation: Disambiguation = Disambiguation()

    def numbered(self, number: int) -> CiteContext:
        """The same with a citation number."""
        return CiteContext(*self[:5], number, *self[6:])

    def told(self, how: Disambiguation) -> CiteContext:
        """The same with what tells it from others."""
        return CiteContext(*self[:7], how)


class Frame:
    """One rendering under way: the context, the variables substituted away, what was rendered so far."""

    __slots__ = ("conditions", "context", "seen", "substituting", "suffixed", "suppressed", "work")

    def __init__(self, context: CiteContext) -> None:
        self.context = context
        self.work = context.work
        self.suppressed: set[str] = set()
        self.seen: set[str] = set()
        self.suffixed = False
        self.conditions = 0
        self.substituting = False


Render: TypeAlias = Callable[[Frame], Rendered]


class Fixed:
    """A rendering that is the same for every work: a term, a value, or nothing at all."""

    __slots__ = ("rendered",)

    def __init__(self, rendered: Rendered) -> None:
        self.rendered = rendered

    def __call__(self, _frame: Frame) -> Rendered:
        """What is always rendered."""
        return self.rendered


nothing = Fixed(NOTHING)
missing = Fixed(MISSING)


class NamesTag(NamedTuple):
    """A rendered name variable: which, and each name by itself, without labels.

    `initials` tells whether given names are shown as initials before they are shown in full, and `look` gives a
    name, by its place, as it is with its given names at a level.
    """

    variable: str
    names: tuple[Inline, ...]
    views: tuple[NameView, ...] = ()
    initials: bool = False
    look: Callable[[int, int], Inline] | None = None


class YearSuffixTag(NamedTuple):
    """The letter that tells works of one year apart."""

    suffix: str


class DateTag(NamedTuple):
    """A rendered date."""

    variable: str


class TermTag(NamedTuple):
    """A term of a citation in a note, which is capitalised where the note begins with it."""

    term: str


class StandInTag(NamedTuple):
    """What stands where a work has no names, for the variables that it should have had."""

    variables: tuple[str, ...]


class NumberTag(NamedTuple):
    """The citation number."""

    number: int


class LocatorTag(NamedTuple):
    """The place cited in the work."""

    locator: str
