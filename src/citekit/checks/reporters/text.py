"""The report as text, for people: findings under their references, then what was and was not checked.

Every finding's line begins with `path:line:column:`, which editors and terminals make a link of.
"""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING, Final

from citekit.checks.reporters.reporter import Reporter
from citekit.checks.rule import printable
from citekit.model.registration import Outcome

if TYPE_CHECKING:
    from collections.abc import Iterator

    from citekit.checks.finding import Finding
    from citekit.checks.report import Report, Summary, Verdict

_KEYS_SHOWN: Final = 12


def render(report: Report) -> str:
    """Print a report: a block for each reference with findings, and the summary."""
    lines: list[str] = []
    for (_, key), group in groupby(report.findings, key=lambda finding: (finding.path, finding.key)):
        findings = list(group)
        if key:
            lines.append(printable(key))
        for finding in findings:
            lines += _lines(finding)
        lines.append("")
    lines += _summary(report)
    return "\n".join(lines) + "\n"


def _lines(finding: Finding) -> Iterator[str]:
    place = f"{printable(finding.place)}: " if finding.path or finding.line else ""
    yield f"  {place}{finding.severity} {finding.code} {finding.message}"
    if finding.source and finding.code[:3] in ("REG", "DOI", "RET") and "(" in finding.source:
        yield f"      source: {printable(finding.source)}"


def _summary(report: Report) -> Iterator[str]:
    summary = report.summary
    yield f"{_findings(summary)} in {_count(summary.references, 'reference')}."
    if not summary.references:
        return
    if not summary.online:
        yield (
            "No registry was asked: whether the DOIs exist and lead to these works, and whether any was "
            "retracted, is not checked."
        )
    else:
        share = f"{summary.verified} of {summary.references}"
        yield f"Checked against the registries: {share}. {_outcomes(summary)}"
    for reason, verdicts in _not_checked(report).items():
        yield f"Not checked ({printable(reason)}): {_keys(verdicts)}"


def _findings(summary: Summary) -> str:
    counts = (summary.errors, "error"), (summary.warnings, "warning"), (summary.infos, "note")
    return ", ".join(_count(number, noun) for number, noun in counts if number) or "No findings"


def _count(number: int, noun: str) -> str:
    return f"{number} {noun}" + ("" if number == 1 else "s")


def _outcomes(summary: Summary) -> str:
    return (
        f"{summary.agrees} agree, {summary.differs} differ, {summary.absent} absent, "
        f"{summary.unchecked} unchecked, {summary.no_identifier} without an identifier."
    )


def _not_checked(report: Report) -> dict[str, list[Verdict]]:
    """The references nothing was compared for, by the reason."""
    by_reason: dict[str, list[Verdict]] = {}
    for verdict in report.references:
        if verdict.outcome in (Outcome.UNCHECKED, Outcome.NO_IDENTIFIER):
            by_reason.setdefault(verdict.reason, []).append(verdict)
    return by_reason


def _keys(verdicts: list[Verdict]) -> str:
    shown = ", ".join(printable(verdict.key) for verdict in verdicts[:_KEYS_SHOWN])
    more = len(verdicts) - _KEYS_SHOWN
    return f"{shown} and {more} more" if more > 0 else shown


REPORTER = Reporter("text", render)
