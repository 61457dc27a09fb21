"""A style as typed values: what the file says, with lines, before any locale or reference is known."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple, TypeAlias

if TYPE_CHECKING:
    from collections.abc import Mapping

    from citekit.csl.locale import Locale
    from citekit.richtext.nodes import Formatting

Options: TypeAlias = "Mapping[str, str]"


class Affixes(NamedTuple):
    """What stands around a rendered element, and how it is set."""

    prefix: str = ""
    suffix: str = ""
    formatting: Formatting | None = None
    display: str = ""
    quotes: bool = False
    text_case: str = ""
    strip_periods: bool = False


class Text(NamedTuple):
    """`cs:text`: a variable, a macro, a term or a value."""

    line: int
    affixes: Affixes
    variable: str = ""
    macro: str = ""
    term: str = ""
    value: str = ""
    form: str = "long"
    plural: bool = False


class Number(NamedTuple):
    """`cs:number`."""

    line: int
    affixes: Affixes
    variable: str
    form: str = "numeric"


class Label(NamedTuple):
    """`cs:label`, by itself or in `cs:names`."""

    line: int
    affixes: Affixes
    variable: str = ""
    form: str = "long"
    plural: str = "contextual"


class DatePart(NamedTuple):
    """`cs:date-part`."""

    line: int
    affixes: Affixes
    name: str
    form: str = ""
    range_delimiter: str = "–"


class Date(NamedTuple):
    """`cs:date`; `form` is empty where the style gives all parts itself."""

    line: int
    affixes: Affixes
    variable: str
    form: str = ""
    date_parts: str = "year-month-day"
    delimiter: str = ""
    parts: tuple[DatePart, ...] = ()


class NamePart(NamedTuple):
    """`cs:name-part`: how family or given names are set."""

    name: str
    affixes: Affixes


class Name(NamedTuple):
    """`cs:name`."""

    line: int
    affixes: Affixes
    options: Options
    parts: tuple[NamePart, ...] = ()


class EtAl(NamedTuple):
    """`cs:et-al`."""

    line: int
    affixes: Affixes
    term: str = "et-al"


class Names(NamedTuple):
    """`cs:names`, with its substitutes; `label_first` where the label stands before the name."""

    line: int
    affixes: Affixes
    variables: tuple[str, ...]
    delimiter: str | None
    options: Options
    name: Name | None = None
    et_al: EtAl | None = None
    label: Label | None = None
    label_first: bool = False
    substitute: tuple[Node, ...] = ()


class Group(NamedTuple):
    """`cs:group`."""

    line: int
    affixes: Affixes
    delimiter: str
    children: tuple[Node, ...]


class Condition(NamedTuple):
    """One test of a branch: `type`, `variable`, `is-numeric`, … and the values it names."""

    test: str
    values: tuple[str, ...]


class Branch(NamedTuple):
    """`cs:if`, `cs:else-if` or `cs:else` (no conditions)."""

    line: int
    match: str
    conditions: tuple[Condition, ...]
    children: tuple[Node, ...]


class Choose(NamedTuple):
    """`cs:choose`."""

    line: int
    branches: tuple[Branch, ...]


Node: TypeAlias = "Text | Number | Label | Date | Names | Group | Choose"


class SortKey(NamedTuple):
    """`cs:key`."""

    line: int
    variable: str
    macro: str
    descending: bool
    options: Options


class Layout(NamedTuple):
    """`cs:layout`."""

    line: int
    affixes: Affixes
    delimiter: str
    children: tuple[Node, ...]


class Area(NamedTuple):
    """`cs:citation` or `cs:bibliography`."""

    line: int
    name: str
    options: Options
    layout: Layout
    sort: tuple[SortKey, ...] = ()


class Macro(NamedTuple):
    """`cs:macro`."""

    line: int
    name: str
    children: tuple[Node, ...]


class Style(NamedTuple):
    """`cs:style`; a dependent style has a `parent` and no areas."""

    id: str
    title: str
    class_: str
    default_locale: str
    parent: str
    options: Options
    macros: Mapping[str, Macro]
    locales: tuple[Locale, ...]
    citation: Area | None = None
    bibliography: Area | None = None
