"""The errors citekit raises.

Errors are for callers who asked for the impossible; what is wrong with a *bibliography* is never an
exception but a `citekit.model.problem.Problem` or a finding of `citekit check`.

```
CitekitError
├── ReadError(ValueError)          a file that can't be read as what it was said to be
├── EditError(ValueError)          an edit of a file that can't be made, or collides with another
├── UnknownFormat(LookupError)     no format, output or registry of that name
├── StyleError(ValueError)         a CSL style or locale with mistakes: .problems
│   ├── StyleNotFound(LookupError)
│   └── LocaleNotFound(LookupError)
├── UnknownReference(KeyError)     a citation key that is not in the library
├── SourceError                    a registry could not be asked: .url
│   ├── RateLimited                .retry_after
│   ├── SourceUnavailable          connection, time-out, 5xx
│   └── BadResponse                not what the registry promises
└── UsageError                     command line and configuration
```

Examples:
    >>> error = ReadError("the file is empty", path="refs/sources.bib", hint="is it the right one?")
    >>> print(error)
    refs/sources.bib: the file is empty (is it the right one?)
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence


class CitekitError(Exception):
    """Every error citekit raises on purpose."""


class ReadError(CitekitError, ValueError):
    """A file that can't be read as what it was said to be; says what, where, and what to try."""

    def __init__(
        self,
        message: str,
        *,
        path: str | None = None,
        line: int | None = None,
        column: int | None = None,
        hint: str = "",
    ) -> None:
        super().__init__(message)
        self.message = message
        self.path = path
        self.line = line
        self.column = column
        self.hint = hint

    def __str__(self) -> str:
        place = ":".join(str(part) for part in (self.path, self.line, self.column) if part is not None)
        hint = f" ({self.hint})" if self.hint else ""
        return f"{place}: {self.message}{hint}" if place else f"{self.message}{hint}"


class EditError(CitekitError, ValueError):
    """An edit of a file that can't be made: nothing of that name, not a value, or it collides with another edit."""


class UnknownFormat(CitekitError, LookupError):
    """No format, output or registry of the name that was asked for."""


class StyleProblem:
    """One mistake in a style: its line and, where it is known, column (1-based), what is wrong, and what to try."""

    __slots__ = ("column", "hint", "line", "message")

    def __init__(self, line: int, message: str, hint: str = "", column: int | None = None) -> None:
        self.line = line
        self.column = column
        self.message = message
        self.hint = hint

    def __eq__(self, other: object) -> bool:
        return isinstance(other, StyleProblem) and str(self) == str(other)

    def __hash__(self) -> int:
        return hash(str(self))

    def __repr__(self) -> str:
        return f"StyleProblem({self.line}, {self.message!r}, {self.hint!r})"

    def __str__(self) -> str:
        hint = f" ({self.hint})" if self.hint else ""
        return f"line {self.line}: {self.message}{hint}"


class StyleError(CitekitError, ValueError):
    """A CSL style or locale with mistakes, all of them at once in `problems`."""

    def __init__(self, message: str, problems: Sequence[StyleProblem] = ()) -> None:
        super().__init__(message)
        self.message = message
        self.problems = tuple(problems)

    def __str__(self) -> str:
        return "\n".join([self.message, *(f"  {problem}" for problem in self.problems)])


class StyleNotFound(StyleError, LookupError):
    """No style of that name or at that path."""


class LocaleNotFound(StyleError, LookupError):
    """No locale file for that language."""


class UnknownReference(CitekitError, KeyError):
    """A citation key that is not in the library; says which keys are near it."""

    def __init__(self, key: str, suggestions: Sequence[str] = ()) -> None:
        super().__init__(key)
        self.key = key
        self.suggestions = tuple(suggestions)

    def __str__(self) -> str:
        near = f" (did you mean {', '.join(self.suggestions)}?)" if self.suggestions else ""
        return f"no reference with the key {self.key!r}{near}"


class SourceError(CitekitError):
    """A registry could not be asked; this says nothing about the work asked for."""

    def __init__(self, message: str, *, url: str = "") -> None:
        super().__init__(message)
        self.url = url


class RateLimited(SourceError):
    """The registry says that too many requests came, and may say when to come back (seconds)."""

    def __init__(self, message: str, *, url: str = "", retry_after: float | None = None) -> None:
        super().__init__(message, url=url)
        self.retry_after = retry_after


class SourceUnavailable(SourceError):
    """No connection, a time-out, or a server fault (5xx)."""


class BadResponse(SourceError):
    """An answer that is not what the registry promises: HTML for JSON, truncated, too large."""


class UsageError(CitekitError):
    """A command line or a configuration that can't be carried out."""
