"""The check rules: identifiers, fields, duplicates, syntax, registries, notices, in this order.

To add one, write its module beside the others and add it here; `tests/checks/rules` wants its examples.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from citekit.checks.rules.author_differs import author_differs
from citekit.checks.rules.author_or_date_missing import author_or_date_missing
from citekit.checks.rules.corrected import corrected
from citekit.checks.rules.doi_alias import doi_alias
from citekit.checks.rules.doi_another_work import doi_another_work
from citekit.checks.rules.doi_deleted import doi_deleted
from citekit.checks.rules.doi_malformed import doi_malformed
from citekit.checks.rules.doi_not_registered import doi_not_registered
from citekit.checks.rules.doi_of_container import doi_of_container
from citekit.checks.rules.doi_trailing_punctuation import doi_trailing_punctuation
from citekit.checks.rules.doi_without_metadata import doi_without_metadata
from citekit.checks.rules.duplicate_identifier import duplicate_identifier
from citekit.checks.rules.duplicate_key import duplicate_key
from citekit.checks.rules.expression_of_concern import expression_of_concern
from citekit.checks.rules.landing_page_gone import landing_page_gone
from citekit.checks.rules.not_checked import not_checked
from citekit.checks.rules.pages_differ import pages_differ
from citekit.checks.rules.partly_retracted import partly_retracted
from citekit.checks.rules.required_field_missing import required_field_missing
from citekit.checks.rules.retracted import retracted
from citekit.checks.rules.title_differs import title_differs
from citekit.checks.rules.unreadable import unreadable
from citekit.checks.rules.volume_or_issue_differs import volume_or_issue_differs
from citekit.checks.rules.withdrawn import withdrawn
from citekit.checks.rules.year_differs import year_differs

if TYPE_CHECKING:
    from citekit.checks.rule import Rule

RULES: Final[tuple[Rule, ...]] = (
    doi_malformed,  # DOI001
    doi_trailing_punctuation,  # DOI003
    doi_not_registered,  # DOI010
    doi_another_work,  # DOI011
    doi_of_container,  # DOI012
    doi_alias,  # DOI013
    doi_without_metadata,  # DOI014
    doi_deleted,  # DOI017
    landing_page_gone,  # DOI018
    required_field_missing,  # REQ001
    author_or_date_missing,  # REQ002
    duplicate_key,  # DUP001
    duplicate_identifier,  # DUP002
    unreadable,  # SYN001
    title_differs,  # REG001
    author_differs,  # REG003
    year_differs,  # REG007
    volume_or_issue_differs,  # REG010
    pages_differ,  # REG011
    retracted,  # RET001
    withdrawn,  # RET002
    partly_retracted,  # RET003
    expression_of_concern,  # RET004
    corrected,  # RET005
    not_checked,  # RUN001
)
