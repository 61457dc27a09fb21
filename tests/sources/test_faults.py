"""Faults at any host, at any point, or by chance: no answer is wrong, and what could be had is had."""

import pytest

from citekit.model import DOI
from citekit.sources.client import Client
from citekit.testing import Clock, Fault, Registry, RegistryTransport

CITED = [f"10.5555/work.{number}" for number in range(90)]
DATA = [f"10.5281/zenodo.{number}" for number in range(6)]
NOWHERE = [f"10.5555/nowhere.{number}" for number in range(12)]
ALIASES = {f"10.5555/alias.{number}": CITED[number] for number in range(4)}
MEDRA = {f"10.1400/{number}": "mEDRA" for number in range(3)}
EXPECTED = {
    **dict.fromkeys([*CITED, *DATA, *ALIASES], "found"),
    **dict.fromkeys(MEDRA, "no-metadata"),
    **dict.fromkeys(NOWHERE, "absent"),
}
#: What each service alone can tell, beyond what it is needed for to learn who else to ask.
ONLY_AT = {
    "crossref": {*CITED, *ALIASES},
    "doi": {*MEDRA, *NOWHERE},
    "datacite": set(DATA),
}


class Storm(Fault):
    """A fault that begins after a second and passes."""

    def __init__(self, what, lasts, clock):
        super().__init__(what)
        self.begin, self.end, self.clock = clock() + 1, clock() + 1 + lasts, clock

    def strikes(self, *asked):
        return self.begin <= self.clock() < self.end and super().strikes(*asked)


def statuses(*faults, clock=None):
    clock = clock or Clock()
    registry = Registry(
        [{"DOI": doi, "type": "journal-article", "title": [f"On {doi}"]} for doi in CITED],
        datacite=[{"doi": doi, "titles": [{"title": doi}], "publicationYear": 2020} for doi in DATA],
        aliases=ALIASES,
        agencies=MEDRA,
        faults=faults,
        enforce=True,
        clock=clock,
        sleep=clock.sleep,
    )
    transport = RegistryTransport(registry)
    with Client("me@example.org", transport=transport, clock=clock, sleep=clock.sleep) as client:
        found = client.registrations(map(DOI, EXPECTED))
    return {str(doi): str(registration.status) for doi, registration in found.items()}


def wrong(found):
    return {doi: status for doi, status in found.items() if status not in ("unchecked", EXPECTED[doi])}


def missed(found):
    return {doi for doi, status in found.items() if status == "unchecked"}


WHATS = ("429", "503", "504", "html", "garbage", "truncated", "reset")


@pytest.mark.parametrize("what", WHATS)
@pytest.mark.parametrize("service", ["crossref", "doi", "datacite"])
@pytest.mark.parametrize("point", [1, 2, 3, 5, 8])
def test_a_host_that_goes_down_at_any_point_spoils_no_verdict(what, service, point):
    found = statuses(Fault(what, service=service, nth=range(point, 10**6)))
    assert wrong(found) == {}
    assert missed(found) <= ONLY_AT[service]


@pytest.mark.parametrize("what", WHATS)
@pytest.mark.parametrize("seed", range(4))
def test_chance_faults_cost_no_answer(what, seed):
    found = statuses(Fault(what, rate=0.05, seed=seed))
    assert wrong(found) == {}
    assert missed(found) == set()


@pytest.mark.parametrize(("what", "lasts"), [("429", 60), ("503", 5), ("504", 5), ("reset", 2)])
def test_a_storm_that_passes_costs_no_answer(what, lasts):
    clock = Clock()
    assert statuses(Storm(what, lasts, clock), clock=clock) == EXPECTED


def test_every_second_answer_a_429_costs_no_answer():
    assert statuses(Fault("429", nth=range(2, 10**4, 2))) == EXPECTED
