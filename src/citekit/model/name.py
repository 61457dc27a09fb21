"""A name as CSL knows it: family and given parts, particles and suffix, or a literal for an organisation."""

from __future__ import annotations

from typing import Any

from pydantic import BaseModel, ConfigDict

from citekit.model.spelling import csl_spelling


class Name(BaseModel):
    """A person or an organisation.

    Parts are as CSL-JSON has them; members that CSL does not know are kept.

    Source: CSL 1.0.2 specification, "Names", and the name definition of `csl-data.json`.

    Examples:
        >>> Name(family="Humboldt", given="Alexander", dropping_particle="von").family
        'Humboldt'
        >>> str(Name(literal="World Health Organization"))
        'World Health Organization'
        >>> Name.model_validate({"family": "King", "suffix": "Jr."}).csl_json()
        {'family': 'King', 'suffix': 'Jr.'}
    """

    model_config = ConfigDict(
        frozen=True, extra="allow", alias_generator=csl_spelling, populate_by_name=True, defer_build=True
    )

    family: str | None = None
    given: str | None = None
    dropping_particle: str | None = None
    non_dropping_particle: str | None = None
    suffix: str | None = None
    comma_suffix: bool | str | int | None = None
    static_ordering: bool | str | int | None = None
    literal: str | None = None
    parse_names: bool | str | int | None = None

    @property
    def is_literal(self) -> bool:
        """Whether this is one unit that is never inverted: an organisation, a mononym."""
        return self.literal is not None

    def csl_json(self) -> dict[str, Any]:
        """The name as a CSL-JSON object, with only the members it was given."""
        return self.model_dump(by_alias=True, exclude_unset=True)

    def __str__(self) -> str:
        if self.literal is not None:
            return self.literal
        parts = (self.given, self.dropping_particle, self.non_dropping_particle, self.family, self.suffix)
        return " ".join(part for part in parts if part)
