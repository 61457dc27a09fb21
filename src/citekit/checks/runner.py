"""Rules against a library: ask the registries once, look with every rule, sort what was found.

The registries are anything with `registrations`, which `citekit.Client` has; `checks` itself touches no
network.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final, Protocol

from citekit.checks.report import Report, Verdict
from citekit.checks.rule import Scope
from citekit.checks.rules import RULES
from citekit.checks.subject import Checked, Cited, Resolved
from citekit.errors import UsageError
from citekit.model.registration import Registration, Status

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from citekit.checks.finding import Finding
    from citekit.checks.rule import Rule
    from citekit.model.identifiers import DOI
    from citekit.model.item import Item
    from citekit.model.library import Library
    from citekit.sources.landing import Landing

_NO_ANSWER: Final = "the registries gave no answer for it"


class Registries(Protocol):
    """Who can be asked about DOIs; never raises for what the network does."""

    def registrations(self, dois: Iterable[DOI], /) -> Mapping[DOI, Registration]:
        """What is registered under each of the DOIs."""
        ...

    def repairs(self, items: Iterable[Item], /) -> Sequence[DOI | None]:
        """The DOI that each reference should have, whose own is not registered."""
        ...

    def landings(self, dois: Iterable[DOI], /) -> Mapping[DOI, Landing]:
        """Whether the pages that the DOIs lead to are there."""
        ...


def check(
    library: Library,
    registries: Registries | None = None,
    *,
    select: Iterable[str] | None = None,
    ignore: Iterable[str] = (),
    landing_pages: bool = False,
) -> Report:
    """Check a library by itself, and with `registries` against what they say of its DOIs.

    All DOIs are asked for in one call; with `landing_pages` also whether the pages they lead to are there, which
    takes a request to the publisher for each. `select` and `ignore` name rules by code (`REG007`), family (`REG`) or
    name (`year-differs`); they choose findings, not outcomes, which are always there for every reference.

    Raises:
        UsageError: `select` or `ignore` names no rule.

    Examples:
        >>> from citekit.model import Library
        >>> report = check(Library([{"id": "han", "type": "book", "title": "Acupuncture", "DOI": "10.1016"}]))
        >>> [finding.code for finding in report]
        ['DOI001', 'REQ002', 'REQ002']
        >>> report.references[0].outcome.value, report.exit_code()
        ('no-identifier', 1)
    """
    rules = chosen(RULES, select, ignore)
    checked = _ask(library, registries, landing_pages=landing_pages)
    findings = (finding for rule in rules for finding in _look(rule, checked))
    return Report(
        tuple(sorted(findings, key=lambda finding: finding.sort_key)),
        tuple(map(_verdict, checked.cited)),
        checked.online,
    )


def chosen(rules: Iterable[Rule], select: Iterable[str] | None, ignore: Iterable[str]) -> list[Rule]:
    """The rules that `select` names (all if `None`) without those that `ignore` names.

    Raises:
        UsageError: a name that fits no rule.
    """
    known = tuple(rules)
    selected = known if select is None else [rule for rule in known if rule in _named(known, select)]
    ignored = _named(known, ignore)
    return [rule for rule in selected if rule not in ignored]


def _named(rules: tuple[Rule, ...], names: Iterable[str]) -> list[Rule]:
    found: list[Rule] = []
    for name in names:
        code = name.strip().upper()
        fitting = [rule for rule in rules if code and (rule.code.startswith(code) or rule.name.upper() == code)]
        if not fitting:
            families = ", ".join(sorted({rule.code[:3] for rule in rules}))
            raise UsageError(f"no rule is called {name!r}; the families are {families}")
        found += fitting
    return found


def _ask(library: Library, registries: Registries | None, *, landing_pages: bool) -> Checked:
    """Every reference with what the registries said of its DOI; each DOI is asked for once."""
    cited = [Cited(entry) for entry in library.entries]
    if registries is not None:
        dois = list(dict.fromkeys(one.doi for one in cited if one.doi is not None))
        answers = registries.registrations(dois) if dois else {}
        for one in cited:
            if one.doi is not None:
                unknown = Registration(one.doi, Status.UNCHECKED, reason=_NO_ANSWER)
                one.registration = answers.get(one.doi, unknown)
        _ask_for_repairs(cited, registries)
        if landing_pages:
            _ask_for_pages(cited, registries)
    return Checked(library, tuple(cited), registries is not None)


def _ask_for_repairs(cited: Iterable[Cited], registries: Registries) -> None:
    """What the references should have whose DOIs are not registered."""
    broken = [one for one in cited if one.registration is not None and one.registration.status is Status.ABSENT]
    if broken:
        repairs = registries.repairs([{**one.item, "DOI": str(one.doi)} for one in broken])
        for one, repair in zip(broken, repairs, strict=True):
            one.repair = repair


def _ask_for_pages(cited: Iterable[Cited], registries: Registries) -> None:
    """The pages of the DOIs that are registered; those of others lead nowhere anyway."""
    known = (Status.FOUND, Status.NO_METADATA)
    registered = [one for one in cited if one.registration is not None and one.registration.status in known]
    pages = registries.landings([one.doi for one in registered if one.doi is not None])
    for one in registered:
        one.landing = None if one.doi is None else pages.get(one.doi)


def _look(rule: Rule, checked: Checked) -> Iterator[Finding]:
    if rule.scope is Scope.LIBRARY:
        yield from rule.findings(checked)
        return
    for cited in checked.cited:
        subject: Any = cited if rule.scope is Scope.REFERENCE else _resolved(cited)
        if subject is not None:
            yield from rule.findings(subject, cited.entry)


def _resolved(cited: Cited) -> Resolved | None:
    """The reference with its answer; `None` where nobody was asked or nobody answered."""
    if cited.doi is None or cited.registration is None or cited.registration.status is Status.UNCHECKED:
        return None
    return Resolved(cited, cited.doi, cited.registration)


def _verdict(cited: Cited) -> Verdict:
    outcome, reason = cited.verdict
    settled = cited.registration is not None and cited.registration.status is not Status.UNCHECKED
    return Verdict(cited.key, cited.doi and str(cited.doi), outcome, reason, settled)
