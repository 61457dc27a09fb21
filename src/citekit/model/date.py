"""A date as CSL knows it: parts, a range, a season, "circa", or a literal; EDTF in and out."""

from __future__ import annotations

from typing import Any, Self

from pydantic import (
    BaseModel,
    ConfigDict,
    ModelWrapValidatorHandler,
    PrivateAttr,
    model_serializer,
    model_validator,
)

from citekit.model.edtf import date_parts, format_edtf, is_circa, parse_edtf
from citekit.model.spelling import csl_spelling


class Date(BaseModel):
    """A point in time or a range, as exact as the source gives it.

    `date_parts` holds one or two lists of year, month and day, just as they came (CSL-JSON allows strings);
    `year`, `month`, `day` and `end` give them as numbers. Years before the common era are negative.

    Source: CSL 1.0.2 specification, "Date variables"; EDTF by ISO 8601-2:2019.

    Examples:
        >>> date = Date.parse("2004-05")
        >>> date.year, date.month, date.day
        (2004, 5, None)
        >>> Date.parse("2012/2014").end.year
        2014
        >>> Date.parse("in the reign of Anne").literal
        'in the reign of Anne'
        >>> Date(date_parts=((2004,),), season=1).edtf
        '2004-21'
    """

    model_config = ConfigDict(
        frozen=True, extra="allow", alias_generator=csl_spelling, populate_by_name=True, defer_build=True
    )

    date_parts: tuple[tuple[int | str, ...], ...] | None = None
    season: int | str | None = None
    circa: bool | str | int | None = None
    literal: str | None = None
    raw: str | None = None
    #: The string this date was given as, where CSL-JSON had an EDTF string instead of an object.
    _text: str | None = PrivateAttr(default=None)

    @classmethod
    def parse(cls, text: str) -> Self:
        """Read an EDTF date; whatever is not EDTF becomes a literal date."""
        return cls.model_validate(parse_edtf(text) or {"literal": text})

    @model_validator(mode="wrap")
    @classmethod
    def _from_string(cls, value: Any, handler: ModelWrapValidatorHandler[Self]) -> Self:
        if not isinstance(value, str):
            return handler(value)
        date = handler(parse_edtf(value) or {"literal": value})
        date._text = value  # noqa: SLF001 - its own class
        return date

    @model_serializer
    def _serialise(self) -> Any:
        if self._text is not None:
            return self._text
        values = {
            csl_spelling(name): getattr(self, name) for name in type(self).model_fields if name in self.model_fields_set
        }
        if self.date_parts is not None:
            values["date-parts"] = [list(point) for point in self.date_parts]
        return {**values, **(self.model_extra or {})}

    def csl_json(self) -> Any:
        """The date as CSL-JSON has it: an object, or the EDTF string it was given as."""
        return self.model_dump()

    @property
    def _points(self) -> list[list[int]]:
        return date_parts({"date-parts": self.date_parts})

    def _part(self, index: int) -> int | None:
        points = self._points
        return points[0][index] if points and len(points[0]) > index else None

    @property
    def year(self) -> int | None:
        """The (first) year, or `None` where the date is a literal."""
        return self._part(0)

    @property
    def month(self) -> int | None:
        """The (first) month, 1 to 12."""
        return self._part(1)

    @property
    def day(self) -> int | None:
        """The (first) day of the month."""
        return self._part(2)

    @property
    def end(self) -> Date | None:
        """The last point of a range; `None` where the date is one point or the range is open."""
        points = self._points
        if len(points) < 2 or points[1][0] == 0:
            return None
        return type(self)(date_parts=(tuple(points[1]),))

    @property
    def is_circa(self) -> bool:
        """Whether the date is approximate."""
        return is_circa({"circa": self.circa})

    @property
    def edtf(self) -> str:
        """The date in EDTF; the empty string for a literal."""
        return format_edtf({"date-parts": self.date_parts, "season": self.season, "circa": self.circa})

    def __str__(self) -> str:
        return self.edtf or self.literal or self.raw or ""
