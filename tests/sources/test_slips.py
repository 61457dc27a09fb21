"""DOIs that are not registered: what they were meant to be, confirmed by the record."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from citekit.model import DOI
from citekit.sources.client import Client
from citekit.sources.landing import LandingStatus
from citekit.sources.slips import MOST, likely
from citekit.testing import Clock, Fault, Registry, RegistryTransport

HAN = "10.1016/j.neulet.2003.12.019"
RECORD = {
    "DOI": HAN,
    "type": "journal-article",
    "title": ["Acupuncture and endorphins"],
    "author": [{"family": "Han", "given": "Ji-Sheng"}],
    "issued": {"date-parts": [[2004]]},
    "container-title": ["Neuroscience Letters"],
    "volume": "361",
    "page": "258-261",
}
OTHER = {**RECORD, "DOI": "10.1016/j.neulet.2003.12.01", "title": ["Moxibustion"], "author": [{"family": "Li"}]}
ITEM = {
    "type": "article-journal",
    "title": "Acupuncture and Endorphins",
    "author": [{"family": "Han", "given": "J.-S."}],
    "issued": {"date-parts": [[2004]]},
}


def asking(*faults, **more):
    clock = Clock()
    registry = Registry([RECORD, OTHER], faults=faults, clock=clock, sleep=clock.sleep, **more)
    return registry, Client(transport=RegistryTransport(registry), clock=clock, sleep=clock.sleep)


# What must not happen ---------------------------------------------------------------------------------


@pytest.mark.parametrize("doi", [HAN, "10.1002/(sici)1097-4571(1990)41:6<391::aid-asi1>3.0.co;2-9", "10.1000/full"])
def test_a_doi_without_a_slip_has_no_other_spelling(doi):
    assert likely(DOI(doi)) == ()


def test_a_spelling_that_is_registered_for_another_work_is_no_repair():
    _, client = asking()
    with client:
        assert client.repairs([{**ITEM, "title": "Cupping for knee pain", "DOI": OTHER["DOI"] + "."}]) == [None]


def test_a_reference_with_nothing_to_compare_gets_no_repair():
    _, client = asking()
    with client:
        assert client.repairs([{"type": "article-journal", "DOI": HAN + "/full"}]) == [None]


def test_an_outage_repairs_nothing_and_raises_nothing():
    _, client = asking(Fault("503"))
    with client:
        assert client.repairs([{**ITEM, "DOI": HAN + "/full"}]) == [None]


@given(st.text(min_size=1, max_size=80))
def test_no_doi_is_too_odd(text):
    doi = DOI.parse_exact("10.1000/" + text)
    if doi is not None:
        found = likely(doi)
        assert len(found) <= MOST
        assert doi not in found
        assert all(isinstance(one, DOI) for one in found)


# What is found ----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "slip",
    [
        "10.1016/j.neulet.2003.12.019/full",
        "10.1016/j.neulet.2003.12.019/epdf",
        "10.1016/j.neulet.2003.12.019.pdf",
        "10.1016/j.neulet.2003.12.019;jsessionid=1a2b",
        "10.1016/j.neulet.2003.12.019?via=ihub",
        "10.1016/j.neulet.2003.12.019.pmid:15135942",
        "10.1016/j.neulet.2003.12.019.accessed",
        "10.1016/j.neulet.2003.12.019[crossref]",
        "10.1016/j.neulet.2003.12.019).",
        "10.1016/10.1016/j.neulet.2003.12.019",
        "10.1016/j.neulet.2003.12.0\u200b19",
        "10.1016/j.neulet.2oo3.12.o19",
    ],
)
def test_a_slip_is_undone(slip):
    _, client = asking()
    with client:
        assert client.repairs([{**ITEM, "DOI": slip}]) == [HAN]


@pytest.mark.parametrize("slip", ["10.1016/j.neulet.2003.12.0190", "10.1016/j.neulet.2003.21.019", "10.1016/x"])
def test_what_no_spelling_explains_is_searched_for(slip):
    registry, client = asking()
    with client:
        assert client.repairs([{**ITEM, "DOI": slip}]) == [HAN]
    assert registry.count("crossref", "list") >= 1


# Landing pages ----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("status", "expected"), [(200, "there"), (404, "gone"), (410, "gone"), (403, "unknown"), (500, "unknown")]
)
def test_only_404_and_410_say_that_a_page_is_gone(status, expected):
    _, client = asking(landing={HAN: status})
    with client:
        assert client.landings([DOI(HAN)])[DOI(HAN)].status == expected


@pytest.mark.parametrize("what", ["reset", "429", "503", "redirect"])
def test_a_page_that_could_not_be_asked_for_is_unknown(what):
    _, client = asking(Fault(what, service="doi", location="http://192.168.0.1/login"))
    with client:
        found = client.landings([DOI(HAN)])[DOI(HAN)]
    assert (found.status, bool(found.reason)) == (LandingStatus.UNKNOWN, True)


def test_a_deleted_doi_is_known_with_and_without_its_page():
    _, client = asking(deleted=["10.1000/gone"])
    with client:
        doi = DOI("10.1000/gone")
        assert client.registrations([doi])[doi].deleted
        assert client.landings([doi])[doi].status == "deleted"


@pytest.mark.parametrize(("status", "days"), [(200, 7), (404, 1)])
def test_what_is_known_of_a_page_is_kept_for_a_while(tmp_path, status, days):
    clock = Clock()
    registry = Registry([RECORD], landing={HAN: status}, clock=clock, sleep=clock.sleep)
    asked = []
    for pause in (0, days - 0.1, 0.2):
        clock.pass_days(pause)
        registry.seen.clear()
        transport = RegistryTransport(registry)
        with Client(transport=transport, cache=tmp_path, clock=clock, sleep=clock.sleep) as client:
            assert client.landings([DOI(HAN)])[DOI(HAN)].status == ("there" if status == 200 else "gone")
        asked.append(bool(registry.seen))
    assert asked == [True, False, True]
