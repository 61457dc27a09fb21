"""Checking a bibliography: rules, findings, and what the registries say.

`check(library, registries)` gives a `Report`. Rules are in `citekit.checks.rules`, one file each, listed in
`RULES`; ways to print a report in `citekit.checks.reporters`, listed in `REPORTERS`.
"""

from __future__ import annotations

from citekit.checks.finding import Finding, Severity
from citekit.checks.report import Report, Summary, Verdict
from citekit.checks.rule import Remark, Rule, Scope, rule
from citekit.checks.rules import RULES
from citekit.checks.runner import Registries, check
from citekit.model.registration import Outcome

__all__ = [
    "RULES",
    "Finding",
    "Outcome",
    "Registries",
    "Remark",
    "Report",
    "Rule",
    "Scope",
    "Severity",
    "Summary",
    "Verdict",
    "check",
    "rule",
]
