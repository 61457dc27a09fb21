"""The DOI of a reference that has none: `search.md` says for each what is found; what must not happen comes first."""

import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from citekit import parse
from citekit.model import DOI
from citekit.model.registration import Registration, Status
from citekit.sources.client import Client
from citekit.sources.search import Outcome, choose, query_of
from citekit.testing import Clock, FakeTransport, Fault, Registry

HERE = Path(__file__).parent
CASES = re.findall(r"^- (.+)\n  (\w+) ?(\S*)$", (HERE / "search.md").read_text(encoding="utf-8"), re.MULTILINE)


def asked(*items, faults=(), cache=None, offline=False, registry=None):
    clock = Clock()
    registry = registry or Registry(HERE / "search.jsonl", faults=faults, clock=clock, sleep=clock.sleep, enforce=True)
    client = Client(transport=FakeTransport(registry), cache=cache, offline=offline, clock=clock, sleep=clock.sleep)
    with client:
        return client.find(items), registry


def reference(text):
    return parse(text).items[0]


KNEE = {
    "type": "article-journal",
    "title": "Massage for Knee Pain: A Randomized Trial",
    "author": [{"family": "Ruiz", "given": "Ana"}, {"family": "Berg", "given": "Tom"}],
    "issued": {"date-parts": [[2019]]},
}


@pytest.mark.parametrize("what", ["503", "500", "429", "html", "truncated", "reset", "refused", "garbage"])
def test_an_outage_is_not_an_absence(what):
    (found,), _ = asked(KNEE, faults=[Fault(what)])
    assert found.outcome is Outcome.UNCHECKED
    assert found.reason
    assert found.doi is None


def test_offline_is_not_an_absence():
    (found,), registry = asked(KNEE, offline=True)
    assert found.outcome is Outcome.UNCHECKED
    assert registry.seen == []


def test_an_answer_that_is_no_list_of_works_is_not_kept(tmp_path):
    asked(KNEE, faults=[Fault("garbage")], cache=tmp_path)
    (found,), _ = asked(KNEE, cache=tmp_path)
    assert found.doi == "10.5555/knee.2019.1"


def test_nobody_is_asked_about_a_reference_without_a_title():
    (found,), registry = asked({"type": "book", "author": [{"family": "Ruiz"}]})
    assert found.outcome is Outcome.NOTHING
    assert registry.seen == []


@pytest.mark.parametrize(("text", "outcome", "doi"), CASES)
def test_what_a_search_finds(text, outcome, doi):
    (found,), _ = asked(reference(text))
    assert (found.outcome.value, found.doi or "") == (outcome, doi), [
        (one.doi, one.match.score, one.support) for one in found.candidates
    ]


def test_two_works_that_agree_are_both_shown():
    (found,), _ = asked(reference(next(text for text, outcome, _ in CASES if outcome == "ambiguous")))
    assert {candidate.doi for candidate in found.candidates} == {"10.5555/guide.a", "10.5555/guide.b"}
    assert "10.5555/guide.a" in found.reason


def test_a_preprint_is_taken_where_it_is_meant():
    (found,), _ = asked({**KNEE, "type": "article", "issued": {"date-parts": [[2018]]}, "publisher": "medRxiv"})
    assert found.doi == "10.5555/preprint.77"


def test_answers_come_in_the_order_of_the_questions_and_are_kept(tmp_path):
    items = [reference(text) for text, _, _ in CASES]
    first, registry = asked(*items, cache=tmp_path)
    assert [found.outcome.value for found in first] == [outcome for _, outcome, _ in CASES]
    requests = len(registry.seen)
    again, _ = asked(*items, cache=tmp_path, registry=registry)
    assert [found.doi for found in again] == [found.doi for found in first]
    assert len(registry.seen) == requests


VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=20),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner, max_size=3),
    max_leaves=8,
)
ITEMS = st.dictionaries(
    st.sampled_from(["title", "author", "editor", "issued", "volume", "page", "container-title", "type", "DOI"]), VALUES
)


@given(ITEMS)
def test_no_reference_is_too_odd(item):
    assert len(query_of(item)) <= 500
    assert choose(item, []).doi is None
    assert choose(item, [Registration(DOI("10.1234/odd"), Status.FOUND, record=item)]).outcome is not Outcome.UNCHECKED
