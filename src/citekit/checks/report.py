"""What a check gives: findings, and an outcome for every reference, apart from each other.

A reference without findings is not "clean": its outcome says whether it agrees with the registry, differs,
is absent there, could not be checked, or has nothing to be checked by.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import asdict, dataclass, field
from typing import TYPE_CHECKING, Any, Final, overload

from citekit.checks.finding import Finding, Severity
from citekit.errors import UsageError
from citekit.model.registration import Outcome

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

#: More unchecked references than this share of those with a DOI are too many for a verdict: one time-out in a
#: long list is no reason to fail a build, one in six is.
TOO_MANY_UNCHECKED: Final = 0.10

#: Families of findings that tell of the run and not of a reference; `exit_code` has code 3 for them.
_RUN: Final = "RUN"


@dataclass(frozen=True, slots=True)
class Verdict:
    """The outcome for one reference, and why.

    `doi` is what the registries were asked for. `settled` is whether the registries' answer was final: also
    a registered DOI without metadata is, though nothing could be compared and its outcome is "unchecked".
    """

    key: str
    doi: str | None
    outcome: Outcome
    reason: str = ""
    settled: bool = True

    def as_json(self) -> Mapping[str, Any]:
        """The verdict as the JSON reporter writes it."""
        return {"key": self.key, "doi": self.doi, "outcome": str(self.outcome), "reason": self.reason}


@dataclass(frozen=True, slots=True)
class Summary:
    """Counts of a report.

    The outcomes add up to `references`; `verified` counts those the registries gave a final answer for.
    """

    files: int = 0
    references: int = 0
    verified: int = 0
    agrees: int = 0
    differs: int = 0
    absent: int = 0
    unchecked: int = 0
    no_identifier: int = 0
    errors: int = 0
    warnings: int = 0
    infos: int = 0
    online: bool = False

    def as_json(self) -> Mapping[str, Any]:
        """The counts under their JSON names, `no_identifier` as the outcome is spelt."""
        return {name.replace("_", "-"): value for name, value in asdict(self).items()}


@dataclass(frozen=True, slots=True)
class Report(Sequence[Finding]):
    """A sequence of findings, sorted by place, with `references` and `summary` beside it.

    `online` is whether the registries were to be asked.
    """

    findings: tuple[Finding, ...] = ()
    references: tuple[Verdict, ...] = ()
    online: bool = False
    files: int = field(default=1, kw_only=True)

    @overload
    def __getitem__(self, index: int) -> Finding: ...
    @overload
    def __getitem__(self, index: slice) -> Sequence[Finding]: ...
    def __getitem__(self, index: int | slice) -> Finding | Sequence[Finding]:
        return self.findings[index]

    def __len__(self) -> int:
        return len(self.findings)

    @property
    def summary(self) -> Summary:
        """The counts."""
        outcomes = Counter(verdict.outcome for verdict in self.references)
        severities = Counter(finding.severity for finding in self.findings)
        return Summary(
            files=self.files,
            references=len(self.references),
            verified=sum(_is_verified(verdict) for verdict in self.references) if self.online else 0,
            agrees=outcomes[Outcome.AGREES],
            differs=outcomes[Outcome.DIFFERS],
            absent=outcomes[Outcome.ABSENT],
            unchecked=outcomes[Outcome.UNCHECKED],
            no_identifier=outcomes[Outcome.NO_IDENTIFIER],
            errors=severities[Severity.ERROR],
            warnings=severities[Severity.WARNING],
            infos=severities[Severity.INFO],
            online=self.online,
        )

    @property
    def too_little_checked(self) -> bool:
        """Whether the registries were to be asked and answered for too few references to give a verdict.

        That is when more than a tenth of the references with a DOI stayed without a final answer, and when
        there are references but none of them was verified at all, be it that none has a DOI.
        """
        if not self.online or not self.references:
            return False
        identified = [v for v in self.references if v.outcome is not Outcome.NO_IDENTIFIER]
        open_ = sum(not verdict.settled for verdict in identified)
        return not any(map(_is_verified, identified)) or open_ > TOO_MANY_UNCHECKED * len(identified)

    def exit_code(self, fail_on: str = "error") -> int:
        """The exit code for a command: 0 clean, 1 findings at or above `fail_on`, 3 too little checked.

        `fail_on` is "error", "warning" or "never". Findings come first: what is certainly wrong stays wrong
        during an outage. What could not be checked is no finding here; it makes the code 3 if it is too much
        (see `too_little_checked`), whatever `fail_on` is. So with the registries asked, the code is never 0
        when nothing could be verified.

        Raises:
            UsageError: `fail_on` is none of "error", "warning", "never".

        Examples:
            >>> Report((Finding("REG007", "year-differs", Severity.WARNING, "the year is 2003"),)).exit_code()
            0
        """
        limits = {"error": 0, "warning": 1, "never": -1}
        if fail_on not in limits:
            raise UsageError(f"findings can fail on error, warning or never, not on {fail_on!r}")
        failing = [f for f in self.findings if f.severity.rank <= limits[fail_on] and f.code[:3] != _RUN]
        if failing:
            return 1
        return 3 if self.too_little_checked else 0

    @classmethod
    def merge(cls, reports: Iterable[Report]) -> Report:
        """One report over several files, in their order."""
        parts = list(reports)
        return cls(
            tuple(finding for part in parts for finding in part.findings),
            tuple(verdict for part in parts for verdict in part.references),
            any(part.online for part in parts),
            files=sum(part.files for part in parts),
        )


def _is_verified(verdict: Verdict) -> bool:
    return verdict.settled and verdict.outcome is not Outcome.NO_IDENTIFIER
