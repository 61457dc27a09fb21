"""Locales: terms, dates and options of a language, merged from style over region over language over English.

Source: CSL 1.0.2 specification, "Locale", "Terms", "Localized Date Formats" and "Locale Fallback".
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

from citekit.csl.xml import Element, parse_xml
from citekit.errors import StyleError, StyleProblem

if TYPE_CHECKING:
    from collections.abc import Mapping

_FORM_FALLBACK: Final = {"verb-short": "verb", "symbol": "short", "verb": "long", "short": "long"}

#: The region a bare language stands for: CSL's locale fallback table.
PRIMARY: Final = {
    "af": "af-ZA", "ar": "ar", "bg": "bg-BG", "ca": "ca-AD", "cs": "cs-CZ", "cy": "cy-GB", "da": "da-DK",
    "de": "de-DE", "el": "el-GR", "en": "en-US", "es": "es-ES", "et": "et-EE", "eu": "eu", "fa": "fa-IR",
    "fi": "fi-FI", "fr": "fr-FR", "he": "he-IL", "hr": "hr-HR", "hu": "hu-HU", "id": "id-ID", "is": "is-IS",
    "it": "it-IT", "ja": "ja-JP", "km": "km-KH", "ko": "ko-KR", "la": "la", "lt": "lt-LT", "lv": "lv-LV",
    "mn": "mn-MN", "nb": "nb-NO", "nl": "nl-NL", "nn": "nn-NO", "pl": "pl-PL", "pt": "pt-PT", "ro": "ro-RO",
    "ru": "ru-RU", "sk": "sk-SK", "sl": "sl-SI", "sr": "sr-RS", "sv": "sv-SE", "th": "th-TH", "tr": "tr-TR",
    "uk": "uk-UA", "vi": "vi-VN", "zh": "zh-CN",
}  # fmt: skip


class Term(NamedTuple):
    """A term's two numbers, and for ordinals how it is matched."""

    single: str
    multiple: str
    gender: str = ""
    match: str = ""


class Locale(NamedTuple):
    """Terms by (name, form), dates by form (as elements), options; ordinals by (name, gender form)."""

    lang: str
    terms: Mapping[tuple[str, str], Term]
    ordinals: Mapping[tuple[str, str], Term]
    dates: Mapping[str, Element]
    options: Mapping[str, str]

    def over(self, other: Locale) -> Locale:
        """This locale with what it lacks taken from another; ordinals come from one of them as a whole."""
        return Locale(
            self.lang or other.lang,
            {**other.terms, **self.terms},
            self.ordinals or other.ordinals,
            {**other.dates, **self.dates},
            {**other.options, **self.options},
        )

    def term(self, name: str, form: str = "long", *, plural: bool = False) -> str | None:
        """A term's text, in the form asked for or the one it falls back to; `None` where there is none.

        Examples:
            >>> locale = parse_locale(
            ...     '<locale xmlns="http://purl.org/net/xbiblio/csl" xml:lang="en-US"><terms>'
            ...     '<term name="page" form="short"><single>p.</single><multiple>pp.</multiple></term>'
            ...     '</terms></locale>')
            >>> locale.term("page", "symbol", plural=True), locale.term("nothing")
            ('pp.', None)
        """
        current: str | None = form
        while current is not None:
            term = self.terms.get((name, current))
            if term is not None:
                return term.multiple if plural else term.single
            current = _FORM_FALLBACK.get(current)
        return None

    def term_of(self, name: str, form: str) -> str | None:
        """A term's text in this very form; `None` where it would be that of another one."""
        term = self.terms.get((name, form))
        return term.single if term is not None else None

    def gender(self, name: str) -> str:
        """The gender of a term: "masculine", "feminine" or empty."""
        term = self.terms.get((name, "long"))
        return term.gender if term else ""

    def option(self, name: str) -> bool:
        """A style option of the locale, such as `punctuation-in-quote`."""
        return self.options.get(name) == "true"


EMPTY: Final = Locale("", {}, {}, {}, {})


def parse_locale(text: str | bytes) -> Locale:
    """Read a CSL locale file.

    Raises:
        StyleError: it is not one.
    """
    root = parse_xml(text)
    if root.tag != "locale":
        problem = StyleProblem(root.line, f"the root element is {root.tag!r}, not 'locale'")
        raise StyleError("this is not a CSL locale", [problem])
    return _with_neuter(locale_from_element(root))


def _with_neuter(locale: Locale) -> Locale:
    """A file's locale where terms that it has in a gender only stand for nouns without one as well."""
    terms = dict(locale.terms)
    for gender in (" feminine", " masculine"):
        for (name, form), term in locale.terms.items():
            if name.endswith(gender):
                terms.setdefault((name.removesuffix(gender), form), term)
    return locale._replace(terms=terms) if len(terms) > len(locale.terms) else locale


def locale_from_element(root: Element) -> Locale:
    """A `cs:locale` element, of a file or of a style."""
    terms: dict[tuple[str, str], Term] = {}
    ordinals: dict[tuple[str, str], Term] = {}
    for parent in root.find_all("terms"):
        for element in parent.find_all("term"):
            name = element.get("name").replace("sub verbo", "sub-verbo")
            single, multiple = element.find("single"), element.find("multiple")
            term = Term(
                _term_text((single or element).text),
                _term_text((multiple or single or element).text),
                element.get("gender"),
                element.get("match"),
            )
            gender = element.get("gender-form")
            if name == "ordinal" or name.startswith("ordinal-"):
                ordinals[name, gender] = term
            else:
                terms[f"{name} {gender}" if gender else name, element.get("form", "long")] = term
    options: dict[str, str] = {}
    for element in root.find_all("style-options"):
        options.update(element.attributes)
    dates = {element.get("form"): element for element in root.find_all("date")}
    return Locale(root.get("xml:lang"), terms, ordinals, dates, options)


def _term_text(text: str) -> str:
    """A term on several lines of XML is one line; spaces of its own it keeps."""
    return " ".join(text.split()) if "\n" in text else text


def fallbacks(lang: str) -> list[str]:
    """The locale files to try for a language, the best first: its own, its language's main one, English.

    Examples:
        >>> fallbacks("de-AT")
        ['de-AT', 'de-DE', 'en-US']
    """
    language = lang.partition("-")[0].lower()
    chain = [lang, PRIMARY.get(language, lang), "en-US"]
    return list(dict.fromkeys(entry for entry in chain if entry))
