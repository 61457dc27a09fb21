"""The report as one JSON object, for programs.

`findings`: each `code`, `rule`, `severity`, `key`, `path`, `line`, `column`, `field`, `message`, `value`,
`expected`, `source`. `references`: each `key`, `doi`, `outcome`, `reason`. `summary`: the counts. What is not
known is `null`.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from citekit.checks.reporters.reporter import Reporter

if TYPE_CHECKING:
    from citekit.checks.report import Report


def render(report: Report) -> str:
    """Print a report as a JSON object, two spaces of indent."""
    value = {
        "findings": [finding.as_json() for finding in report.findings],
        "references": [verdict.as_json() for verdict in report.references],
        "summary": report.summary.as_json(),
    }
    # A lone surrogate out of a hostile file can't be encoded; escaped it can.
    text = json.dumps(value, ensure_ascii=False, indent=2)
    return (text if _encodable(text) else json.dumps(value, indent=2)) + "\n"


def _encodable(text: str) -> bool:
    return not any("\ud800" <= letter <= "\udfff" for letter in text)


REPORTER = Reporter("json", render)
