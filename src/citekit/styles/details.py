"""What a style says of itself: kind, fields, licence, the parent it leads to.

In: a style's file and those of its parents. Out: `StyleDetails`. Reads `cs:info` and no formatting.

Source: CSL 1.0.2 specification, "Info" and "Style".
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

from citekit.csl.xml import parse_xml
from citekit.errors import StyleError

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from citekit.csl.xml import Element
    from citekit.styles.repository import StyleSource

#: What a style's citations look like, in words.
FORMATS: Final = {
    "author": "author",
    "author-date": "author and date",
    "label": "label",
    "note": "notes",
    "numeric": "numbers",
}


class StyleDetails(NamedTuple):
    """A style as it describes itself; of what a dependent style leaves open, its parent's.

    `parents` are the names of the styles a dependent one leads to, the last of which formats; `handbook` is the one
    whose rules go beyond what CSL can say.
    """

    name: str
    title: str
    id: str
    class_: str
    format: str
    fields: tuple[str, ...]
    locale: str
    parents: tuple[str, ...]
    path: str
    handbook: str
    bibliography: bool
    rights: str
    license: str
    updated: str
    summary: str
    documentation: tuple[str, ...]
    issn: tuple[str, ...]

    def as_json(self) -> dict[str, object]:
        """The details as a JSON object; what is not said is `None` or an empty list."""
        return {
            key.rstrip("_"): list(value) if isinstance(value, tuple) else None if value == "" else value
            for key, value in self._asdict().items()
        }


def style_details(chain: Sequence[StyleSource]) -> StyleDetails:
    """What the first of a chain of styles is, each being the next one's alias (`repository.style_chain`).

    Raises:
        StyleError: a file is not XML.

    Examples:
        >>> from citekit.styles.repository import style_chain
        >>> details = style_details(style_chain("apa"))
        >>> details.format, details.class_, details.handbook
        ('author-date', 'in-text', 'apa')
    """
    roots = [_root(source) for source in chain]
    own, last = roots[0], roots[-1]
    return StyleDetails(
        name=chain[0].name,
        title=_text(own, "title"),
        id=_text(own, "id"),
        class_=last.get("class", "in-text"),
        format=next((value for root in roots for value in _categories(root, "citation-format")), ""),
        fields=tuple(_categories(own, "field")) or tuple(_categories(last, "field")),
        locale=next(filter(None, (root.get("default-locale") for root in roots)), ""),
        parents=tuple(source.name for source in chain[1:]),
        path=chain[0].path,
        handbook=chain[-1].handbook or "",
        bibliography=last.find("bibliography") is not None,
        rights=_text(own, "rights"),
        license=next((element.get("license") for element in _all(own, "rights")), ""),
        updated=_text(own, "updated"),
        summary=_text(own, "summary"),
        documentation=tuple(
            link.get("href") for link in _all(own, "link") if link.get("rel") == "documentation" and link.get("href")
        ),
        issn=tuple(dict.fromkeys(_plain(element) for tag in ("issn", "eissn", "issnl") for element in _all(own, tag))),
    )


def _root(source: StyleSource) -> Element:
    try:
        return parse_xml(source.text)
    except StyleError as error:
        raise StyleError(f"{source.path}: {error.message}", error.problems) from None


def _all(root: Element, tag: str) -> Iterator[Element]:
    info = root.find("info")
    return info.find_all(tag) if info else iter(())


def _text(root: Element, tag: str) -> str:
    return next((_plain(element) for element in _all(root, tag)), "")


def _plain(element: Element) -> str:
    """An element's text on one line, without what would steer a terminal."""
    return "".join(letter for letter in " ".join(element.text.split()) if letter.isprintable())


def _categories(root: Element, attribute: str) -> Iterator[str]:
    return (element.get(attribute) for element in _all(root, "category") if element.get(attribute))
