"""The schema of CSL 1.0.2 as tables: which element may have which attributes, values and children.

In: nothing. Out: `RULES`, with `BY_ATTRIBUTE` and `BY_VALUE` for elements whose rule depends on an attribute.
A rule's name is the element's, with a word before it where the element is another thing in another place
("dependent style", "localized date"). `citekit.csl.lint` walks these tables; nothing is decided here.

Source: csl.rnc, csl-choose.rnc, csl-terms.rnc, csl-types.rnc, csl-variables.rnc and csl-categories.rnc of the
CSL schema, version 1.0.2.
"""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING, Final, NamedTuple

from citekit.csl.vocabulary import (
    CONDITIONS,
    DATE_FORMS,
    DATE_PARTS,
    IN_NAMES,
    MATCHES,
    NUMBER_FORMS,
    POSITIONS,
    TERM_FORMS,
    TEXT_CASES,
)
from citekit.model.variables import (
    DATE_VARIABLES,
    ITEM_TYPES,
    LOCATOR_LABELS,
    NAME_VARIABLES,
    NUMBER_VARIABLES,
    TEXT_VARIABLES,
)

if TYPE_CHECKING:
    from collections.abc import Mapping


class Values(NamedTuple):
    """What an attribute or an element's text may be: one of some words, or what a pattern matches whole."""

    what: str = "value"
    words: tuple[str, ...] = ()
    pattern: str = ""
    hint: str = ""
    many: bool = False


_NONE: Final[Mapping[str, Values]] = MappingProxyType({})
_NO_CHILDREN: Final[Mapping[str, str]] = MappingProxyType({})


class Rule(NamedTuple):
    """What may and must stand in an element.

    `children` has the rule of each; `order` has chains of children that must follow each other; `some` says
    what there must be one of at least; `text` is None where only elements may stand.
    """

    attributes: Mapping[str, Values] = _NONE
    required: tuple[str, ...] = ()
    children: Mapping[str, str] = _NO_CHILDREN
    needs: tuple[str, ...] = ()
    once: tuple[str, ...] = ()
    order: tuple[tuple[str, ...], ...] = ()
    some: str = ""
    text: Values | None = None
    one_of: tuple[str, ...] = ()
    together: tuple[str, ...] = ()


# ----- Vocabulary ------------------------------------------------------------------------------------------

#: What the engine reads and other programs write, but the schema of 1.0.2 does not have as variables, and what it has.
INSTEAD: Final[Mapping[str, str]] = {
    "part": "part-number",
    "printing": "printing-number",
    "supplement": "supplement-number",
    "volume-title-short": "volume-title",
}
NUMBERS: Final = tuple(name for name in NUMBER_VARIABLES if name not in INSTEAD)
TEXTS: Final = tuple(name for name in TEXT_VARIABLES if name not in INSTEAD)
#: Which element prints a variable of a kind.
ELEMENT_OF: Final[Mapping[str, str]] = {"name": "names", "date": "date", "number": "number", "text": "text"}

LOCATORS: Final = tuple(label for label in LOCATOR_LABELS if label != "title")
_MONTHS: Final = tuple(f"month-{month:02d}" for month in range(1, 13))
_ORDINALS: Final = ("ordinal", *(f"ordinal-{number:02d}" for number in range(100)))
_LONG_ORDINALS: Final = tuple(f"long-ordinal-{number:02d}" for number in range(1, 11))
_NUMBER_TERMS: Final = (
    "chapter-number", "citation-number", "collection-number", "edition", "first-reference-note-number", "issue",
    "number", "number-of-pages", "number-of-volumes", "page", "page-first", "part", "part-number", "printing",
    "printing-number", "section", "supplement", "supplement-number", "version", "volume",
)  # fmt: skip
_GENDERED: Final = (*_MONTHS, *_NUMBER_TERMS)
_OTHER_TERMS: Final = (
    "accessed", "ad", "advance-online-publication", "album", "and", "and others", "anonymous", "at",
    "audio-recording", "available at", "bc", "bce", "by", "ce", "circa", "cited", "editortranslator", "et-al",
    "film", "forthcoming", "from", "henceforth", "ibid", "in", "in press", "internet", "interview", "letter",
    "loc-cit", "no date", "no-place", "no-publisher", "on", "online", "op-cit", "original-work-published",
    "personal-communication", "podcast", "podcast-episode", "preprint", "presented at", "radio-broadcast",
    "radio-series", "radio-series-episode", "reference", "retrieved", "review-of", "scale", "special-issue",
    "special-section", "television-broadcast", "television-series", "television-series-episode", "video",
    "working-paper", "open-quote", "close-quote", "open-inner-quote", "close-inner-quote",
    "page-range-delimiter", "colon", "comma", "semicolon", "season-01", "season-02", "season-03", "season-04",
)  # fmt: skip
#: No part of CSL 1.0.2, but what processors print between the ends of a range of citation numbers.
_EXTENSIONS: Final = ("citation-range-delimiter",)
TERMS: Final = tuple(
    dict.fromkeys(
        (*_OTHER_TERMS, *_EXTENSIONS, *_GENDERED, *LOCATORS, *ITEM_TYPES, *NAME_VARIABLES, *_ORDINALS, *_LONG_ORDINALS)
    )
)  # fmt: skip
_FIELDS: Final = (
    "anthropology", "astronomy", "biology", "botany", "chemistry", "communications", "engineering", "generic-base",
    "geography", "geology", "history", "humanities", "law", "linguistics", "literature", "math", "medicine",
    "philosophy", "physics", "political_science", "psychology", "science", "social_science", "sociology",
    "theology", "zoology",
)  # fmt: skip

# ----- Values ----------------------------------------------------------------------------------------------

ANY: Final = Values()
_NAME: Final = Values("name", pattern=r"\s*[\w.:·-]+\s*", hint="letters, digits and -._: without spaces")
_BOOLEAN: Final = Values(words=("true", "false", "1", "0"), hint="true or false")
_INTEGER: Final = Values("number", pattern=r"\s*[+-]?[0-9]+\s*", hint="a whole number")
_COUNT: Final = Values("number", pattern=r"\s*\+?[0-9]+\s*", hint="a whole number, 0 or more")
_POSITIVE: Final = Values("number", pattern=r"\s*\+?0*[1-9][0-9]*\s*", hint="a whole number, 1 or more")
_LANGUAGE: Final = Values("language", pattern=r"\s*[a-zA-Z]{1,8}(?:-[a-zA-Z0-9]{1,8})*\s*", hint="as in en-GB or de")
_MOMENT: Final = Values(
    "time",
    pattern=r"\s*-?[0-9]{4,9}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}(?:\.[0-9]{1,9})?"
    r"(?:Z|[+-][0-9]{2}:[0-9]{2})?\s*",
    hint="as in 2024-05-17T12:00:00+00:00",
)
_ISSN: Final = Values("ISSN", pattern=r"[0-9]{4}-[0-9]{3}[0-9xX]", hint="as in 1234-567X")
_GENDER: Final = Values("gender", ("masculine", "feminine"))
_FIRST: Final = Values("version", ("1.0",), hint="CSL 1.0.2 and those before it are written 1.0")

_VARIABLES: Final = (*DATE_VARIABLES, *NAME_VARIABLES, *NUMBERS, *TEXTS)
_ANY_VARIABLE: Final = Values("variable", _VARIABLES)
_ANY_VARIABLES: Final = _ANY_VARIABLE._replace(many=True)
_TERM_FORM: Final = Values("form", TERM_FORMS)
_SHORT_OR_LONG: Final = Values("form", ("short", "long"))


def _words(attribute: str, *words: str) -> dict[str, Values]:
    return {attribute: Values(attribute, words)}


_AFFIXES: Final = {"prefix": ANY, "suffix": ANY}
_DELIMITER: Final = {"delimiter": ANY}
_FONT: Final = {
    **_words("font-style", "italic", "normal", "oblique"),
    **_words("font-variant", "normal", "small-caps"),
    **_words("font-weight", "normal", "bold", "light"),
    **_words("text-decoration", "none", "underline"),
    **_words("vertical-align", "baseline", "sup", "sub"),
}
_DISPLAY: Final = _words("display", "block", "left-margin", "right-inline", "indent")
_CASE: Final = _words("text-case", *TEXT_CASES)
_STRIP: Final = {"strip-periods": _BOOLEAN}
_PRECEDES: Final = ("contextual", "always", "never", "after-inverted-name")
_NAME_OPTIONS: Final = {
    **_words("and", "text", "symbol"),
    **_words("delimiter-precedes-et-al", *_PRECEDES),
    **_words("delimiter-precedes-last", *_PRECEDES),
    "et-al-min": _INTEGER,
    "et-al-use-first": _INTEGER,
    "et-al-subsequent-min": _INTEGER,
    "et-al-subsequent-use-first": _INTEGER,
    "et-al-use-last": _BOOLEAN,
    "initialize": _BOOLEAN,
    "initialize-with": ANY,
    **_words("name-as-sort-order", "first", "all"),
    "sort-separator": ANY,
}
#: What `cs:style`, `cs:citation` and `cs:bibliography` hand down to names.
_INHERITABLE: Final = {
    **_NAME_OPTIONS,
    "name-delimiter": ANY,
    "names-delimiter": ANY,
    **_words("name-form", "long", "short", "count"),
}
_LABEL_SHARED: Final = {**_words("plural", "always", "never", "contextual"), **_AFFIXES, **_FONT, **_STRIP, **_CASE}
_STYLE_HEAD: Final = {"default-locale": _LANGUAGE, "version": _FIRST}

# ----- Rules -----------------------------------------------------------------------------------------------

_RENDERING: Final = {tag: tag for tag in ("names", "date", "label", "text", "number", "choose", "group")}
_ONE_AT_LEAST: Final = "something to print (text, names, date, number, label, group or choose)"
_INFO: Final = {
    "author": "person", "category": "category", "contributor": "person", "id": "id", "issn": "issn",
    "eissn": "issn", "issnl": "issn", "link": "link", "published": "moment", "rights": "rights",
    "summary": "words", "title": "title", "title-short": "words", "updated": "moment",
}  # fmt: skip
_INFO_RULE: Final = Rule(
    children=_INFO,
    needs=("title", "id", "updated"),
    once=("id", "eissn", "issnl", "published", "rights", "summary", "title", "title-short", "updated"),
)
_TERM: Final = Rule(
    {"name": Values("term", TERMS), "form": _TERM_FORM},
    ("name",),
    {"single": "words of a term", "multiple": "words of a term"},
    once=("single", "multiple"),
    order=(("single", "multiple"),),
    text=ANY,
    together=("single", "multiple"),
)
_CONDITION_VALUES: Final = {
    "disambiguate": Values("disambiguate", ("true",)),
    "is-numeric": _ANY_VARIABLES,
    "is-uncertain-date": Values("date variable", DATE_VARIABLES, many=True),
    "locator": Values("locator", LOCATORS, many=True),
    "position": Values("position", POSITIONS, many=True),
    "type": Values("item type", ITEM_TYPES, many=True),
    "variable": _ANY_VARIABLES,
}
_BRANCH: Final = Rule(
    {**{name: _CONDITION_VALUES[name] for name in CONDITIONS}, **_words("match", *MATCHES)},
    children=_RENDERING,
    one_of=CONDITIONS,
)
_LOCALE_PARTS: Final = {"style-options": "style-options", "date": "locale date", "terms": "terms"}
_PART_FORMS: Final = {
    "day": Values("form", ("numeric", "numeric-leading-zeros", "ordinal")),
    "month": Values("form", ("long", "short", "numeric", "numeric-leading-zeros")),
    "year": Values("form", ("short", "long")),
}
_PART: Final = {"name": Values("date part", DATE_PARTS), "range-delimiter": ANY, **_FONT, **_CASE}
_DATE: Final = {"variable": Values("date variable", DATE_VARIABLES), **_AFFIXES, **_DISPLAY, **_FONT, **_CASE}
_TEXT: Final = {**_AFFIXES, **_DISPLAY, **_FONT, "quotes": _BOOLEAN, **_STRIP, **_CASE}
_DATE_FORM: Final = _words("form", *DATE_FORMS)
_KEY: Final = {
    "names-min": _INTEGER,
    "names-use-first": _INTEGER,
    "names-use-last": _BOOLEAN,
    **_words("sort", "ascending", "descending"),
}


def _part(name: str, more: Mapping[str, Values]) -> Rule:
    strip = _STRIP if name == "month" else {}
    return Rule({**_PART, "form": _PART_FORMS[name], **strip, **more}, ("name",))


RULES: Final[Mapping[str, Rule]] = {
    "style": Rule(
        {
            **_words("class", "in-text", "note"),
            **_STYLE_HEAD,
            **_words("demote-non-dropping-particle", "never", "sort-only", "display-and-sort"),
            "initialize-with-hyphen": _BOOLEAN,
            **_words(
                "page-range-format", "expanded", "minimal", "minimal-two", "chicago", "chicago-15", "chicago-16"
            ),
            **_INHERITABLE,
        },
        ("class", "version"),
        {"info": "info", "locale": "locale", "macro": "macro", "citation": "citation", "bibliography": "bibliography"},
        ("info", "citation"),
        ("info", "citation", "bibliography"),
        (("info", "locale"), ("info", "macro"), ("info", "citation"), ("info", "bibliography")),
    ),
    "dependent style": Rule(_STYLE_HEAD, ("version",), {"info": "dependent info"}, ("info",), ("info",)),
    # ----- who and what -----
    "info": _INFO_RULE,
    "dependent info": _INFO_RULE._replace(children={**_INFO, "link": "dependent link"}),
    "locale info": Rule(
        children={"translator": "person", "rights": "rights", "updated": "moment"}, once=("rights", "updated")
    ),
    "person": Rule(children={"name": "name of a person", "email": "name of a person", "uri": "name of a person"},
                   needs=("name",), once=("name", "email", "uri")),
    "name of a person": Rule(text=ANY),
    "id": Rule(text=ANY),
    "issn": Rule(text=_ISSN),
    "moment": Rule(text=_MOMENT),
    "title": Rule({"xml:lang": _LANGUAGE}, text=ANY),
    "words": Rule({"xml:lang": _LANGUAGE}, text=ANY),
    "rights": Rule({"license": ANY, "xml:lang": _LANGUAGE}, text=ANY),
    "link": Rule({"href": ANY, "rel": Values("rel", ("self", "template", "documentation")), "xml:lang": _LANGUAGE},
                 ("href", "rel"), text=ANY),
    "dependent link": Rule(
        {"href": ANY, "rel": Values("rel", ("self", "independent-parent", "documentation")), "xml:lang": _LANGUAGE},
        ("href", "rel"), text=ANY),
    "category of a format": Rule(
        {"citation-format": Values("citation format", ("author", "author-date", "label", "note", "numeric"))}),
    "category of a field": Rule({"field": Values("field", _FIELDS)}),
    # ----- locales -----
    "locale": Rule({"xml:lang": _LANGUAGE}, children=_LOCALE_PARTS, once=("style-options", "terms")),
    "locale file": Rule(
        {"xml:lang": _LANGUAGE, "version": _FIRST}, ("xml:lang", "version"), {"info": "locale info", **_LOCALE_PARTS},
        ("style-options", "date", "terms"), ("info", "style-options", "terms"),
        (("info", "style-options"), ("info", "date"), ("info", "terms"))),
    "style-options": Rule({"limit-day-ordinals-to-day-1": _BOOLEAN, "punctuation-in-quote": _BOOLEAN}),
    "locale date": Rule({**_DATE_FORM, **_DELIMITER, **_FONT, **_CASE}, ("form",), {"date-part": "date-part"},
                        some="a <date-part>"),
    "terms": Rule(children={"term": "term"}, some="a <term>"),
    "term": _TERM,
    "ordinal term": _TERM._replace(attributes={
        **_TERM.attributes, "gender-form": _GENDER,
        **_words("match", "last-digit", "last-two-digits", "whole-number")}),
    "long ordinal term": _TERM._replace(attributes={**_TERM.attributes, "gender-form": _GENDER}),
    "gendered term": _TERM._replace(attributes={**_TERM.attributes, "gender": _GENDER}),
    "words of a term": Rule(text=ANY),
    # ----- areas -----
    "macro": Rule({"name": _NAME}, ("name",), _RENDERING, some=_ONE_AT_LEAST),
    "citation": Rule(
        {
            "cite-group-delimiter": ANY,
            **_words("collapse", "citation-number", "year", "year-suffix", "year-suffix-ranged"),
            "year-suffix-delimiter": ANY,
            "after-collapse-delimiter": ANY,
            "disambiguate-add-names": _BOOLEAN,
            "disambiguate-add-givenname": _BOOLEAN,
            "disambiguate-add-year-suffix": _BOOLEAN,
            **_words("givenname-disambiguation-rule", "all-names", "all-names-with-initials", "primary-name",
                     "primary-name-with-initials", "by-cite"),
            "near-note-distance": _INTEGER,
            **_INHERITABLE,
        },
        children={"sort": "sort", "layout": "layout of a citation"},
        needs=("layout",), once=("sort", "layout"), order=(("sort", "layout"),),
    ),
    "bibliography": Rule(
        {
            "hanging-indent": _BOOLEAN,
            "entry-spacing": _COUNT,
            "line-spacing": _POSITIVE,
            **_words("second-field-align", "flush", "margin"),
            "subsequent-author-substitute": ANY,
            **_words("subsequent-author-substitute-rule", "complete-all", "complete-each", "partial-each",
                     "partial-first"),
            **_INHERITABLE,
        },
        children={"sort": "sort", "layout": "layout of a bibliography"},
        needs=("layout",), once=("sort", "layout"), order=(("sort", "layout"),),
    ),
    "layout of a citation": Rule({**_AFFIXES, **_DELIMITER, **_FONT}, children=_RENDERING, some=_ONE_AT_LEAST),
    "layout of a bibliography": Rule({**_AFFIXES, **_FONT}, children=_RENDERING, some=_ONE_AT_LEAST),
    "sort": Rule(children={"key": "key"}, some="a <key>"),
    "key of a variable": Rule({"variable": _ANY_VARIABLE, **_KEY}),
    "key of a macro": Rule({"macro": _NAME, **_KEY}),
    # ----- rendering elements -----
    "text of a variable": Rule(
        {"variable": Values("variable", (*NUMBERS, *TEXTS)), "form": _SHORT_OR_LONG, **_TEXT}),
    "text of a macro": Rule({"macro": _NAME, **_TEXT}),
    "text of a term": Rule({"term": Values("term", TERMS), "form": _TERM_FORM, "plural": _BOOLEAN, **_TEXT}),
    "text of a value": Rule({"value": ANY, **_TEXT}),
    "number": Rule(
        {"variable": Values("number variable", NUMBERS),
         **_words("form", *NUMBER_FORMS),
         **_AFFIXES, **_DISPLAY, **_FONT, **_CASE}, ("variable",)),
    "label": Rule(
        {"variable": Values("number variable", NUMBERS), **_words("form", "long", "short", "symbol"),
         **_LABEL_SHARED}, ("variable",)),
    "group": Rule({**_AFFIXES, **_DELIMITER, **_DISPLAY, **_FONT}, children=_RENDERING, some=_ONE_AT_LEAST),
    "localized date": Rule(
        {**_DATE, **_words("date-parts", "year-month-day", "year-month", "year"), **_DATE_FORM}, ("variable",),
        {"date-part": "localized date-part"}),
    "date of parts": Rule({**_DATE, **_DELIMITER}, ("variable",), {"date-part": "date-part"},
                          some='a <date-part>, or form="text" or "numeric" of the locale'),
    **{name: _part(name, _AFFIXES) for name in _PART_FORMS},
    **{f"localized {name}": _part(name, {}) for name in _PART_FORMS},
    "names": Rule(
        {"variable": Values("name variable", NAME_VARIABLES, many=True), **_AFFIXES, **_DELIMITER, **_DISPLAY, **_FONT},
        ("variable",),
        {**{tag: tag for tag in IN_NAMES}, "label": "label of names"},
        once=IN_NAMES,
        order=(("name", "et-al", "substitute"), ("label", "substitute")),
    ),
    "name": Rule({**_NAME_OPTIONS, **_words("form", "long", "short", "count"), **_AFFIXES, **_DELIMITER, **_FONT},
                 children={"name-part": "name-part"}),
    "name-part": Rule({"name": Values("name part", ("family", "given")), **_AFFIXES, **_FONT, **_CASE}, ("name",)),
    "et-al": Rule({**_words("term", "et-al", "and others"), **_FONT}),
    "label of names": Rule({"form": _TERM_FORM, **_LABEL_SHARED}),
    "substitute": Rule(children=_RENDERING, some=_ONE_AT_LEAST),
    "choose": Rule(
        children={"if": "if", "else-if": "else-if", "else": "else"}, needs=("if",), once=("if", "else"),
        order=(("if", "else-if", "else"),)),
    "if": _BRANCH,
    "else-if": _BRANCH,
    "else": Rule(children=_RENDERING, some=_ONE_AT_LEAST),
}  # fmt: skip

#: Rules that depend on which one of some attributes is there; "" is the rule where none of them is.
BY_ATTRIBUTE: Final[Mapping[str, Mapping[str, str]]] = {
    "text": {
        "variable": "text of a variable",
        "macro": "text of a macro",
        "term": "text of a term",
        "value": "text of a value",
    },
    "key": {"variable": "key of a variable", "macro": "key of a macro"},
    "category": {"citation-format": "category of a format", "field": "category of a field"},
    "date": {"form": "localized date", "": "date of parts"},
}
#: Rules that depend on the value of an attribute; "" is the rule for a value that nobody knows.
BY_VALUE: Final[Mapping[str, tuple[str, Mapping[str, str]]]] = {
    "term": (
        "name",
        {
            "": "term",
            **dict.fromkeys(_GENDERED, "gendered term"),
            **dict.fromkeys(_ORDINALS, "ordinal term"),
            **dict.fromkeys(_LONG_ORDINALS, "long ordinal term"),
        },
    ),
    "date-part": ("name", {"": "month", **{name: name for name in _PART_FORMS}}),
    "localized date-part": ("name", {"": "localized month", **{name: f"localized {name}" for name in _PART_FORMS}}),
}

#: An attribute that does nothing unless another stands beside it or is inherited.
COMPANIONS: Final[Mapping[str, str]] = {
    "et-al-min": "et-al-use-first",
    "et-al-use-first": "et-al-min",
    "et-al-subsequent-min": "et-al-subsequent-use-first",
    "et-al-subsequent-use-first": "et-al-subsequent-min",
    "et-al-use-last": "et-al-min",
    "names-min": "names-use-first",
    "names-use-first": "names-min",
    "givenname-disambiguation-rule": "disambiguate-add-givenname",
    "subsequent-author-substitute-rule": "subsequent-author-substitute",
    "year-suffix-delimiter": "collapse",
}
#: Rules of what describes a style to people; a mistake there is a warning, since nothing is printed otherwise.
DESCRIPTIVE: Final = frozenset(
    {
        "person", "name of a person", "category", "category of a format", "category of a field", "issn", "moment",
        "rights", "words", "locale info",
    }
)  # fmt: skip
#: What to try where a child is missing.
MISSING: Final[Mapping[tuple[str, str], str]] = {
    ("style", "citation"): "a dependent style names its parent in <info>: "
    '<link rel="independent-parent" href="http://www.zotero.org/styles/…"/>',
    ("info", "updated"): "as in <updated>2024-05-17T12:00:00+00:00</updated>",
}
