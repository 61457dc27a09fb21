import contextlib
import itertools
import json
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from citekit.errors import CitekitError, ReadError, SourceError, UsageError
from citekit.model import DOI
from citekit.model.registration import Status
from citekit.sources.client import Client
from citekit.sources.transport import Response
from citekit.testing import Clock, FakeTransport, Fault, Registry, read_records, serve

HERE = Path(__file__).parent
SHARED = HERE.parents[1].parent / "shared" / "data" / "crossref" / "works.jsonl"
RECORDS = HERE / "records.jsonl"
DOIS = [DOI(record["DOI"]) for record in read_records(RECORDS)]
HAN = DOI("10.1016/j.neulet.2003.12.019")
NOWHERE = DOI("10.1016/j.neulet.2003.12.999")
VASWANI = {
    "doi": "10.48550/arxiv.1706.03762",
    "titles": [{"title": "Attention Is All You Need"}],
    "creators": [{"name": "Vaswani, Ashish", "givenName": "Ashish", "familyName": "Vaswani"}],
    "publicationYear": 2017,
    "types": {"resourceTypeGeneral": "Preprint"},
}
ARXIV = DOI(VASWANI["doi"])


class Asking:
    """A client on a scripted registry, with a clock that takes no time."""

    def __init__(
        self, *faults, records=RECORDS, cache=None, clock=None, offline=False, mailto="me@example.org", **more
    ):
        self.clock = clock or Clock()
        more = {"datacite": [VASWANI], **more}
        self.registry = Registry(records, faults=faults, clock=self.clock, sleep=self.clock.sleep, enforce=True, **more)
        self.client = Client(
            mailto,
            transport=FakeTransport(self.registry),
            cache=cache,
            offline=offline,
            clock=self.clock,
            sleep=self.clock.sleep,
        )

    def __call__(self, *dois):
        with self.client as client:
            return client.registrations(dois)


def statuses(found):
    return {doi: registration.status for doi, registration in found.items()}


# What must not happen ---------------------------------------------------------------------------------

OUTAGES = [
    Fault("500"),
    Fault("503"),
    Fault("504"),
    Fault("429"),
    Fault("429", retry_after="5"),
    Fault("429", retry_after="9999"),
    Fault("403"),
    Fault("401"),
    Fault("html"),
    Fault("garbage"),
    Fault("truncated"),
    Fault("reset"),
    Fault("refused"),
    Fault("slow", delay=50),
    Fault("redirect", location="https://elsewhere.example/login"),
    Fault("404", body=b"<html><title>Captive portal</title></html>"),
    Fault("body", body=b"null"),
    Fault("body", body=b"{}"),
    Fault("body", body=b'{"responseCode": 100}'),
    Fault("body", body=b'[{"DOI": "10.1000/other", "status": "DOI does not exist"}]'),
]


@pytest.mark.parametrize("fault", OUTAGES, ids=lambda fault: f"{fault.what} {fault.body or fault.retry_after or ''}")
@pytest.mark.parametrize("service", ["crossref", "doi", None])
def test_an_outage_is_never_absence(fault, service):
    broken = Fault(fault.what, service=service, retry_after=fault.retry_after, delay=fault.delay,
                   location=fault.location, body=fault.body)  # fmt: skip
    found = Asking(broken)(HAN, DOIS[1], NOWHERE)
    assert Status.ABSENT not in (found[HAN].status, found[DOIS[1]].status)
    # The handle system is the authority on existence, and needs no Crossref.
    assert found[NOWHERE].status is (Status.ABSENT if service == "crossref" else Status.UNCHECKED)
    assert found[NOWHERE].reason
    assert found[HAN].status is (Status.FOUND if service == "doi" else Status.UNCHECKED)


def test_not_at_crossref_is_not_absent():
    asking = Asking(agencies={"10.5168/medra": "mEDRA"})
    found = asking(DOI("10.5168/medra"), ARXIV, HAN)
    assert statuses(found) == {
        DOI("10.5168/medra"): Status.NO_METADATA,
        ARXIV: Status.FOUND,
        HAN: Status.FOUND,
    }
    assert [registration.agency for registration in found.values()] == ["mEDRA", "DataCite", "Crossref"]


def test_what_an_outage_does_not_touch_stands():
    """A batch that fails is asked for singly; what fails then is all that is not answered."""
    records = [{"DOI": f"10.1000/{number}", "type": "journal-article"} for number in range(120)]
    absent = [DOI(f"10.1000/absent-{number}") for number in range(10)]
    faults = [Fault("503", doi="10.1000/50"), Fault("503", route="single", doi="10.1000/absent-7"),
              Fault("503", service="doi", doi="10.1000/absent-3")]  # fmt: skip
    asking = Asking(*faults, records=records)
    found = asking(*[DOI(record["DOI"]) for record in records], *absent)
    for doi, registration in found.items():
        if doi in ("10.1000/50", "10.1000/absent-3"):
            assert registration.status is Status.UNCHECKED
        else:
            assert registration.status is (Status.ABSENT if doi in absent else Status.FOUND)


def test_a_datacite_outage_is_not_a_missing_record():
    found = Asking(Fault("503", service="datacite"))(ARXIV, HAN)
    assert found[ARXIV].status is Status.UNCHECKED
    assert found[HAN].status is Status.FOUND


def test_nobody_is_asked_for_no_doi():
    asking = Asking()
    assert asking() == {}
    assert asking.registry.seen == []


def test_the_contact_address_is_for_crossref_only():
    asking = Asking()
    asking(HAN, ARXIV, NOWHERE)
    assert {seen.service for seen in asking.registry.seen} == {"crossref", "doi", "datacite"}
    for seen in asking.registry.seen:
        assert ("me@example.org" in seen.user_agent) is (seen.service == "crossref")
        assert bool(seen.mailto) is (seen.service == "crossref")
        assert seen.user_agent.startswith("citekit/")


def test_no_contact_address_unless_given():
    asking = Asking(mailto=None)
    found = asking(HAN, ARXIV, NOWHERE)
    assert not [seen for seen in asking.registry.seen if "mailto" in seen.user_agent + seen.url]
    assert "mailto" not in found[HAN].source


@pytest.mark.parametrize(
    "mailto", ["nobody", "a@b", "a b@example.org", "a@example.org\r\nX: y", "a@example.org)", "@x.org"]
)
def test_an_address_that_is_none(mailto):
    with pytest.raises(UsageError, match="not an e-mail address"):
        Client(mailto)


@pytest.mark.parametrize("url", ["api.crossref.org", "file:///etc", "https://", "https://a b", "https://u:p@x.org"])
def test_a_registry_that_is_none(url):
    with pytest.raises(UsageError, match="not the address of a registry"):
        Client(crossref_url=url)


# Few requests, and polite -----------------------------------------------------------------------------


@pytest.mark.skipif(not SHARED.exists(), reason="the shared records of Crossref are not here")
@pytest.mark.parametrize("mailto", [None, "me@example.org"])
def test_300_dois_take_at_most_12_requests(mailto):
    asking = Asking(records=SHARED, mailto=mailto)
    dois = [DOI.parse_exact(record["DOI"]) for record in read_records(SHARED)][:300]
    found = asking(*dois)
    assert set(statuses(found).values()) == {Status.FOUND}
    assert len(asking.registry.seen) <= 12
    assert not [seen for seen in asking.registry.seen if seen.status == 429]


@pytest.mark.parametrize("mailto", [None, "me@example.org"])
def test_the_limits_are_kept_in_every_pool(mailto):
    records = [{"DOI": f"10.1000/{number}", "type": "journal-article"} for number in range(400)]
    asking = Asking(records=records, mailto=mailto)
    absent = [DOI(f"10.1000/absent-{number}") for number in range(30)]
    found = asking(*[DOI(record["DOI"]) for record in records], *absent)
    assert Status.UNCHECKED not in statuses(found).values()
    assert not [seen for seen in asking.registry.seen if seen.status == 429]
    for pool, (rate, at_once) in asking.registry.pools.items():
        assert asking.registry.most_within(1.0, pool) <= rate
        assert at_once is None or asking.registry.most_at_once("crossref") <= at_once


def test_agencies_are_asked_for_several_at_once():
    asking = Asking(agencies={f"10.5168/{number}": "mEDRA" for number in range(40)})
    asking(*[DOI(f"10.5168/{number}") for number in range(40)])
    assert asking.registry.count("doi", "doira") == 2
    assert asking.registry.count("doi", "handle") == 0


def test_a_fault_that_passes_leaves_no_trace():
    asking = Asking(Fault("503", times=1), Fault("429", times=1, retry_after="3"), Fault("reset", nth=3))
    assert set(statuses(asking(*DOIS)).values()) == {Status.FOUND}
    assert sum(asking.clock.slept) < 30


@pytest.mark.parametrize("status", ["400", "414"])
def test_a_batch_that_is_refused_is_split(status):
    bad = "10.1038/nature14539"
    asking = Asking(Fault(status, route="list", doi=bad))
    assert set(statuses(asking(*DOIS)).values()) == {Status.FOUND}
    assert [seen.dois for seen in asking.registry.seen if seen.route == "single"] == [(bad,)]


# Aliases, commas, odd characters ----------------------------------------------------------------------


def test_an_alias_is_found_under_its_prime():
    asking = Asking(aliases={"10.1000/alias": HAN})
    found = asking(DOI("10.1000/alias"), *DOIS)
    assert found[DOI("10.1000/alias")].status is Status.FOUND
    assert found[DOI("10.1000/alias")].alias_of == HAN
    assert found[DOI("10.1000/alias")].record["title"] == "Acupuncture and endorphins"
    assert found[HAN].alias_of is None


def test_an_alias_of_itself_is_not_followed_for_ever():
    asking = Asking(aliases={"10.1000/a": "10.1000/b", "10.1000/b": "10.1000/a"})
    found = asking(DOI("10.1000/a"), HAN)
    assert found[DOI("10.1000/a")].status is Status.UNCHECKED
    assert asking.registry.count() < 10


def test_an_alias_never_leads_to_another_server():
    asking = Asking(Fault("redirect", route="single", location="https://elsewhere.example/works/10.1038/nature14539"))
    found = asking(HAN)
    assert not [
        seen
        for seen in asking.registry.seen
        if not seen.url.startswith(("https://api.crossref.org/", "https://doi.org/"))
    ]
    assert found[HAN].status is Status.UNCHECKED


ODD = [
    "10.1000/a,b",
    "10.1000/100%25",
    "10.1000/a%3cb",
    "10.1000/a?b=c&d#e",
    "10.1000/a+b c".replace(" ", ""),
    "10.1000/ü–é",
    "10.1000/<a>[b]{c}|d\\e^f`g",
    "10.1000/a//b/../c/./d",
    "10.1000/..",
    "10.1000/'\"();:@=$!*~",
    "10.1000/works",
    "10.1000/a:doi:10.1000/b",
]


def test_odd_characters_survive_real_http():
    registry = Registry([*read_records(RECORDS), *[{"DOI": doi, "type": "component"} for doi in ODD]])
    asked = [*DOIS, *map(DOI.parse_exact, ODD)]
    assert all(asked)
    clock = Clock()
    with serve(registry) as server, Client(**server.urls, clock=clock, sleep=clock.sleep) as client:
        found = client.registrations([*asked, DOI("10.1000/no,such;(thing)<x>%")])
    assert [doi for doi in asked if found[doi].status is not Status.FOUND] == []
    assert found[DOI("10.1000/no,such;(thing)<x>%")].status is Status.ABSENT


@pytest.mark.skipif(not SHARED.exists(), reason="the shared records of Crossref are not here")
def test_every_shared_record_over_real_http():
    registry = Registry(SHARED)
    dois = [DOI.parse_exact(doi) for doi in registry.records]
    clock = Clock()
    with serve(registry) as server, Client(**server.urls, clock=clock, sleep=clock.sleep) as client:
        found = client.registrations(dois)
    assert set(statuses(found).values()) == {Status.FOUND}
    assert all(registration.record["DOI"] == doi for doi, registration in found.items())


# The cache --------------------------------------------------------------------------------------------


def test_what_is_known_is_not_asked_again(tmp_path):
    first = Asking(cache=tmp_path)
    first(*DOIS, ARXIV, NOWHERE)
    second = Asking(cache=tmp_path, clock=first.clock)
    found = second(*reversed(DOIS), ARXIV, NOWHERE)
    assert second.registry.seen == []
    assert (found[NOWHERE].status, found[ARXIV].status) == (Status.ABSENT, Status.FOUND)


def test_one_reference_more_asks_for_one(tmp_path):
    first = Asking(cache=tmp_path)
    first(*DOIS[1:])
    second = Asking(cache=tmp_path, clock=first.clock)
    second(*DOIS)
    assert [seen.dois for seen in second.registry.seen] == [(DOIS[0],)]


def test_a_retraction_is_seen_within_days(tmp_path):
    first = Asking(cache=tmp_path)
    assert first(HAN)[HAN].notices == ()
    record = {**read_records(RECORDS)[0], "updated-by": [{"DOI": "10.1000/9", "type": "retraction"}]}
    first.clock.pass_days(3)
    second = Asking(cache=tmp_path, clock=first.clock, records=[record])
    assert [notice.type for notice in second(HAN)[HAN].notices] == ["retraction"]


def test_an_older_record_serves_where_nobody_can_be_asked(tmp_path):
    first = Asking(cache=tmp_path)
    day = first(HAN)[HAN].fetched
    first.clock.pass_days(10)
    second = Asking(Fault("503"), cache=tmp_path, clock=first.clock)
    found = second(HAN, DOIS[1])
    assert (found[HAN].status, found[HAN].fetched) == (Status.FOUND, day)
    assert found[DOIS[1]].status is Status.UNCHECKED


@pytest.mark.parametrize("what", ["html", "garbage", "body"])
@pytest.mark.parametrize("service", ["crossref", "doi", "datacite"])
def test_nonsense_is_not_kept(tmp_path, what, service):
    asked = (HAN,) if service == "crossref" else (ARXIV, NOWHERE)
    first = Asking(Fault(what, service=service, body=b"null" if what == "body" else None), cache=tmp_path)
    assert Status.UNCHECKED in statuses(first(*asked)).values()
    second = Asking(cache=tmp_path, clock=first.clock)
    assert Status.UNCHECKED not in statuses(second(*asked)).values()


def test_offline_asks_nobody(tmp_path):
    first = Asking(cache=tmp_path)
    first(HAN, NOWHERE)
    second = Asking(cache=tmp_path, offline=True)
    found = second(HAN, NOWHERE, DOIS[1])
    assert [registration.status for registration in found.values()] == [
        Status.FOUND,
        Status.ABSENT,
        Status.UNCHECKED,
    ]
    assert second.registry.seen == []


def test_what_could_not_be_checked_is_asked_again():
    asking = Asking(Fault("503"))
    with asking.client as client:
        assert client.registrations([HAN])[HAN].status is Status.UNCHECKED
        asking.registry.faults.clear()
        assert client.registrations([HAN])[HAN].status is Status.FOUND
        count = asking.registry.count()
        client.registrations([HAN])
    assert asking.registry.count() == count


# One at a time ----------------------------------------------------------------------------------------


def test_lookup_gives_a_reference():
    with Asking().client as client:
        reference = client.lookup("https://doi.org/10.1016/J.Neulet.2003.12.019")
        assert (reference.title, reference.author[0].family) == ("Acupuncture and endorphins", "Han")
        assert client.lookup(NOWHERE) is None
        with pytest.raises(ReadError, match="is not a DOI"):
            client.lookup("neulet")


@pytest.mark.parametrize("fault", [Fault("503"), Fault("html"), Fault("refused")])
def test_lookup_says_when_nobody_could_be_asked(fault):
    with Asking(fault).client as client, pytest.raises(SourceError):
        client.lookup(HAN)


def test_resolve_compares_by_doi():
    with Asking().client as client:
        match = client.resolve({"title": "Acupuncture and Endorphins", "DOI": HAN, "volume": "362"})
        assert [difference.field for difference in match.differences] == ["volume"]
        assert client.resolve(client.lookup(HAN)).score == 1
        assert client.resolve({"title": "No DOI"}) is None
        assert client.resolve({"title": "Not there", "DOI": NOWHERE}) is None


def test_the_environment(tmp_path):
    registry = Registry(RECORDS)
    with serve(registry) as server:
        environ = {**server.environment, "CITEKIT_CACHE_DIR": str(tmp_path), "CITEKIT_MAILTO": " "}
        with Client.from_environment(environ) as client:
            assert client.registrations([HAN])[HAN].status is Status.FOUND
    assert (tmp_path / "registries.sqlite").exists()


def test_asking_is_what_loads_the_http_library():
    script = "import sys, citekit.sources.client as c; c.Client(); print('requests' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert done.stdout == "False\n"


# Anything may come back -------------------------------------------------------------------------------

LEAVES = (
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=10)
    | st.sampled_from([HAN, "Crossref", "DataCite", "DOI does not exist", "work", "work-list", 1, 100])
)  # fmt: skip
KEYS = st.sampled_from(
    ["message", "message-type", "items", "DOI", "RA", "status", "responseCode", "data", "attributes", "title", "errors"]
)
BODIES = st.one_of(
    st.binary(max_size=200),
    st.recursive(
        LEAVES,
        lambda inner: st.lists(inner, max_size=3) | st.dictionaries(KEYS, inner, max_size=4),
        max_leaves=15,
    ).map(lambda value: json.dumps(value).encode()),
)


RESPONSES = st.builds(
    Response,
    st.sampled_from([200, 200, 200, 301, 404, 404, 400, 403, 500, 299]),
    st.dictionaries(
        st.sampled_from(["location", "content-type", "retry-after", "x-rate-limit-limit"]),
        st.text(max_size=20) | st.just("/works/10.1000/1"),
        max_size=3,
    ),
    BODIES,
)


class Anything:
    """A transport that answers with what hypothesis made up, over and over."""

    def __init__(self, responses):
        self.responses = itertools.cycle(responses)

    def send(self, _request):
        return next(self.responses)


@settings(max_examples=200)
@given(st.lists(RESPONSES, min_size=1, max_size=6))
def test_any_answer_is_a_registration(responses):
    clock = Clock()
    with Client(transport=Anything(responses), clock=clock, sleep=clock.sleep) as client:
        found = client.registrations([HAN, ARXIV])
        assert set(found) == {HAN, ARXIV}
        for registration in found.values():
            assert registration.status is not Status.UNCHECKED or registration.reason
        with contextlib.suppress(CitekitError):
            client.lookup(HAN)
