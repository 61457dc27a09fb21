"""A work as its CSL variables: what people build, read and change."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Self

from pydantic import BaseModel, ConfigDict, PrivateAttr, ValidationError

from citekit.model.date import Date  # noqa: TC001 - pydantic needs the types at run time
from citekit.model.name import Name  # noqa: TC001
from citekit.model.spelling import attribute_spelling, csl_spelling

if TYPE_CHECKING:
    from collections.abc import Mapping

    from citekit.model.item import Item


class Reference(BaseModel):
    """A work: one field for each CSL 1.0.2 variable, named as CSL names it with `_` for `-`.

    Rich text is CSL's own markup inside the strings (`<i>`, `<sup>`, `<span class="nocase">`). Members that
    CSL does not know are kept and written back. References don't change; `replace` makes a changed copy.

    Source: CSL 1.0.2 specification, appendix IV, and the `csl-data.json` schema.

    Examples:
        >>> work = Reference(id="han2004", type="article-journal", title="Acupuncture and Endorphins")
        >>> work["title"], work.key, work.get("container-title")
        ('Acupuncture and Endorphins', 'han2004', None)
        >>> work.replace(container_title="Neuroscience Letters").csl_json()["container-title"]
        'Neuroscience Letters'
        >>> Reference(titel="x").csl_json()
        {'titel': 'x'}
    """

    model_config = ConfigDict(
        frozen=True,
        extra="allow",
        alias_generator=csl_spelling,
        populate_by_name=True,
        protected_namespaces=(),
        defer_build=True,
    )

    id: str | int | float | None = None
    type: str | None = None
    categories: tuple[str, ...] | None = None
    custom: dict[str, Any] | None = None

    # titles and text
    abstract: str | None = None
    annote: str | None = None
    archive: str | None = None
    archive_collection: str | None = None
    archive_location: str | None = None
    archive_place: str | None = None
    authority: str | None = None
    call_number: str | None = None
    citation_key: str | None = None
    citation_label: str | None = None
    collection_title: str | None = None
    container_title: str | None = None
    container_title_short: str | None = None
    dimensions: str | None = None
    division: str | None = None
    DOI: str | None = None
    event: str | None = None
    event_place: str | None = None
    event_title: str | None = None
    genre: str | None = None
    ISBN: str | None = None
    ISSN: str | None = None
    jurisdiction: str | None = None
    keyword: str | None = None
    language: str | None = None
    license: str | None = None
    medium: str | None = None
    note: str | None = None
    original_publisher: str | None = None
    original_publisher_place: str | None = None
    original_title: str | None = None
    part_title: str | None = None
    PMCID: str | None = None
    PMID: str | None = None
    publisher: str | None = None
    publisher_place: str | None = None
    references: str | None = None
    reviewed_genre: str | None = None
    reviewed_title: str | None = None
    scale: str | None = None
    source: str | None = None
    status: str | None = None
    title: str | None = None
    title_short: str | None = None
    URL: str | None = None
    volume_title: str | None = None
    volume_title_short: str | None = None
    year_suffix: str | None = None

    # numbers, as they are written: "12", "1-3", "S5", "xii"
    chapter_number: str | int | float | None = None
    citation_number: str | int | float | None = None
    collection_number: str | int | float | None = None
    edition: str | int | float | None = None
    first_reference_note_number: str | int | float | None = None
    issue: str | int | float | None = None
    locator: str | int | float | None = None
    number: str | int | float | None = None
    number_of_pages: str | int | float | None = None
    number_of_volumes: str | int | float | None = None
    page: str | int | float | None = None
    page_first: str | int | float | None = None
    part: str | int | float | None = None
    part_number: str | int | float | None = None
    printing: str | int | float | None = None
    printing_number: str | int | float | None = None
    section: str | int | float | None = None
    supplement: str | int | float | None = None
    supplement_number: str | int | float | None = None
    version: str | int | float | None = None
    volume: str | int | float | None = None

    # dates
    accessed: Date | None = None
    available_date: Date | None = None
    event_date: Date | None = None
    issued: Date | None = None
    original_date: Date | None = None
    submitted: Date | None = None

    # names
    author: tuple[Name, ...] | None = None
    chair: tuple[Name, ...] | None = None
    collection_editor: tuple[Name, ...] | None = None
    compiler: tuple[Name, ...] | None = None
    composer: tuple[Name, ...] | None = None
    container_author: tuple[Name, ...] | None = None
    contributor: tuple[Name, ...] | None = None
    curator: tuple[Name, ...] | None = None
    director: tuple[Name, ...] | None = None
    editor: tuple[Name, ...] | None = None
    editor_translator: tuple[Name, ...] | None = None
    editorial_director: tuple[Name, ...] | None = None
    executive_producer: tuple[Name, ...] | None = None
    guest: tuple[Name, ...] | None = None
    host: tuple[Name, ...] | None = None
    illustrator: tuple[Name, ...] | None = None
    interviewer: tuple[Name, ...] | None = None
    narrator: tuple[Name, ...] | None = None
    organizer: tuple[Name, ...] | None = None
    original_author: tuple[Name, ...] | None = None
    performer: tuple[Name, ...] | None = None
    producer: tuple[Name, ...] | None = None
    recipient: tuple[Name, ...] | None = None
    reviewed_author: tuple[Name, ...] | None = None
    script_writer: tuple[Name, ...] | None = None
    series_creator: tuple[Name, ...] | None = None
    translator: tuple[Name, ...] | None = None

    #: Members whose values CSL-JSON does not allow ("author": "Han"), kept as they came.
    _invalid: dict[str, Any] = PrivateAttr(default_factory=dict)

    @classmethod
    def from_csl_json(cls, item: Item) -> Self:
        """Build a reference from a CSL-JSON object, whatever is wrong with it.

        Members with a value of the wrong kind are set aside in `invalid`; they raise nothing and are
        written back by `csl_json`.

        Examples:
            >>> broken = Reference.from_csl_json({"id": 7, "title": "A", "author": "Han"})
            >>> broken.title, broken.author, broken.invalid
            ('A', None, {'author': 'Han'})
            >>> broken.csl_json()
            {'id': 7, 'title': 'A', 'author': 'Han'}
        """
        members = dict(item)
        try:
            return cls.model_validate(members, by_alias=True, by_name=False)
        except ValidationError as error:
            bad = {str(problem["loc"][0]) for problem in error.errors(include_url=False) if problem["loc"]}
        good = {name: value for name, value in members.items() if name not in bad}
        reference = cls.model_validate(good, by_alias=True, by_name=False)
        reference._invalid.update((name, members[name]) for name in members if name in bad)  # noqa: SLF001
        return reference

    def csl_json(self) -> dict[str, Any]:
        """The work as a CSL-JSON object: only the members it was given, unknown and invalid ones included."""
        members = self.model_dump(by_alias=True, exclude_unset=True)
        for attribute in self.model_extra or ():
            # An unknown member that is spelt like an attribute ("container_title") marks the field as set.
            variable = csl_spelling(attribute)
            if variable != attribute and variable in members and members[variable] is None:
                del members[variable]
        lists = {name: list(value) for name, value in members.items() if isinstance(value, tuple)}
        return {**members, **lists, **self._invalid}

    def replace(self, **changes: Any) -> Self:
        """A copy with some variables changed, under their attribute names; `None` removes one."""
        members = self.csl_json()
        for attribute, value in changes.items():
            members.pop(csl_spelling(attribute), None)
            if value is not None:
                members[csl_spelling(attribute)] = value
        return type(self).model_validate(members)

    @property
    def invalid(self) -> Mapping[str, Any]:
        """Members whose values are of the wrong kind, by their CSL names."""
        return self._invalid

    @property
    def key(self) -> str:
        """The citation key: the `id` as text."""
        return "" if self.id is None else str(self.id)

    def get(self, variable: str, default: Any = None) -> Any:
        """The value of a variable under its CSL spelling, or `default`."""
        attribute = attribute_spelling(variable)
        if attribute in type(self).model_fields and csl_spelling(attribute) == variable:
            value = getattr(self, attribute)
        else:
            value = (self.model_extra or {}).get(variable)
        return default if value is None else value

    def __getitem__(self, variable: str) -> Any:
        value = self.get(variable)
        if value is None:
            raise KeyError(variable)
        return value

    def __contains__(self, variable: str) -> bool:
        return self.get(variable) is not None
