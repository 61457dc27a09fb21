"""Identifiers of any kind: PubMed's, PubMed Central's, arXiv's, books'. An outage is never absence."""

import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from citekit.errors import BadResponse, UsageError
from citekit.model import DOI
from citekit.model.identifiers import ISBN, PMCID, PMID, ArXivID, identifiers_of, identify
from citekit.model.registration import Status
from citekit.sources import id_converter, open_library, pubmed
from citekit.sources.client import Client
from citekit.sources.record_lookup import doi_of_arxiv
from citekit.sources.transport import Response
from citekit.testing import Clock, Fault, Registry, RegistryTransport

XML = (Path(__file__).parents[1] / "pubmed" / "records.xml").read_text(encoding="utf-8")
ELEMENTS = re.findall(r"<Pubmed(?:Book)?Article>.*?</Pubmed(?:Book)?Article>", XML, re.DOTALL)
KNEE, SLEEP, CHAPTER, GONE, LISTED = (PMID(f"7000000{n}") for n in (1, 2, 3, 8, 5))
IN_PMC, NOT_IN_PMC, ALONE = PMCID("PMC7000001"), PMCID("PMC9"), PMCID("PMC7000004")
ARXIV, BOOK, NO_BOOK = ArXivID("1706.03762v5"), ISBN("9780306406157"), ISBN("9780140328721")
CITED = DOI("10.5555/knee.2019.1")
ASKED = [KNEE, SLEEP, CHAPTER, GONE, LISTED, IN_PMC, NOT_IN_PMC, ALONE, ARXIV, BOOK, NO_BOOK, CITED]
EXPECTED = {
    KNEE: "found", SLEEP: "found", CHAPTER: "found", GONE: "absent", LISTED: "no-metadata",
    IN_PMC: "found", NOT_IN_PMC: "absent", ALONE: "found", ARXIV: "found", BOOK: "found", NO_BOOK: "no-metadata",
    CITED: "found",
}  # fmt: skip
HOLDINGS = {
    "records": [
        {"DOI": str(CITED), "type": "journal-article", "title": ["Massage with Arnica"], "volume": "12",
         "updated-by": [{"DOI": "10.5555/knee.2021.9", "type": "retraction", "source": "publisher"}]},
        {"DOI": "10.5555/alone", "type": "journal-article", "title": ["In PubMed Central alone"]},
    ],
    "datacite": [{"doi": "10.48550/arxiv.1706.03762", "titles": [{"title": "Attention"}], "publicationYear": 2017}],
    "pubmed": [
        {"pmid": "70000001", "pmcid": "PMC7000001", "doi": str(CITED), "xml": ELEMENTS[0]},
        {"pmid": "70000002", "xml": ELEMENTS[1]},
        {"pmid": "70000003", "xml": ELEMENTS[2]},
        {"pmcid": "PMC7000004", "doi": "10.5555/alone"},
        {"pmid": "70000005"},
    ],
    "open_library": [{"isbn": str(BOOK), "title": "Pain", "authors": [{"name": "Eva Müller"}], "publish_date": "2009"}],
}  # fmt: skip


def ask(*faults, ids=ASKED, cache=None, clock=None, **options):
    clock = clock or Clock()
    registry = Registry(**HOLDINGS, faults=faults, clock=clock, sleep=clock.sleep, enforce=True)
    transport = RegistryTransport(registry)
    with Client(
        "me@example.org", transport=transport, cache=cache, clock=clock, sleep=clock.sleep, **options
    ) as client:
        return registry, client.records(ids)


def statuses(found):
    return {one: str(registration.status) for one, registration in found.items()}


# What must not happen ---------------------------------------------------------------------------------


@pytest.mark.parametrize("what", ["503", "429", "html", "garbage", "truncated", "reset", "404"])
@pytest.mark.parametrize("service", ["pubmed", "id_converter", "open_library", "crossref", "doi", None])
def test_an_outage_spoils_no_verdict(what, service):
    _, found = ask(Fault(what, service=service, body=b"<html>Not here</html>" if what == "404" else None))
    wrong = {one: status for one, status in statuses(found).items() if status not in ("unchecked", EXPECTED[one])}
    assert wrong == {}
    assert all(registration.reason for registration in found.values() if registration.status is Status.UNCHECKED)


def test_an_isbn_that_one_library_does_not_know_is_not_absent():
    _, found = ask(ids=[NO_BOOK])
    assert (found[NO_BOOK].status, found[NO_BOOK].agency) == (Status.NO_METADATA, "Open Library")


def test_an_id_that_efetch_passes_over_is_not_thereby_absent():
    _, found = ask(ids=[LISTED, GONE])
    assert statuses(found) == {LISTED: "no-metadata", GONE: "absent"}


def test_the_key_goes_to_ncbi_alone_and_is_neither_kept_nor_shown(tmp_path):
    registry, found = ask(Fault("503", service="id_converter"), cache=tmp_path, ncbi_key="SECRET0KEY")
    assert {seen.service for seen in registry.seen if "SECRET0KEY" in seen.url} == {"pubmed"}
    assert not [path for path in tmp_path.rglob("*") if path.is_file() and b"SECRET0KEY" in path.read_bytes()]
    assert "SECRET0KEY" not in str(found)
    assert "me@example.org" not in str(found)


@pytest.mark.parametrize("key", ["a b", "a&b=c", "a\r\nX: y"])
def test_a_key_that_is_none(key):
    with pytest.raises(UsageError, match="NCBI"):
        Client(ncbi_key=key)


@given(
    st.sampled_from([200, 400, 404]),
    st.binary(max_size=120) | st.sampled_from([b"[]", b"{}", b"null", b'{"records": 1}']),
)
def test_no_answer_is_too_odd(status, body):
    response = Response(status, {}, body, "https://example.org/")
    for read in (pubmed.read_records, pubmed.read_missing, id_converter.read_ids, open_library.read_books):
        try:
            read(response)
        except BadResponse as error:
            assert "example.org" in str(error)  # noqa: PT017 - many are read without one


# What is found ----------------------------------------------------------------------------------------


def test_every_kind_of_identifier_in_few_requests():
    registry, found = ask()
    assert statuses(found) == EXPECTED
    assert list(found) == ASKED
    assert {service: number for (service, _), number in registry.counts().items() if service == "pubmed"}
    assert registry.count("pubmed", "efetch") == registry.count("id_converter") == registry.count("open_library") == 1
    assert registry.over_limit() == 0


def test_the_registrys_record_has_pubmeds_ids_and_notices():
    _, found = ask(ids=[KNEE])
    knee = found[KNEE]
    assert (knee.agency, knee.doi, knee.identifier) == ("Crossref", CITED, KNEE)
    assert {name: knee.record[name] for name in ("title", "PMID", "PMCID")} == {
        "title": "Massage with Arnica",
        "PMID": "70000001",
        "PMCID": "PMC7000001",
    }
    assert [notice.type for notice in knee.notices] == ["retraction", "erratum"]


def test_pubmeds_own_record_where_there_is_no_doi():
    _, found = ask(ids=[SLEEP])
    assert (found[SLEEP].agency, found[SLEEP].doi) == ("PubMed", "")
    assert found[SLEEP].record["container-title"] == "Zeitschrift für Pflege"


def test_pubmeds_record_serves_where_crossref_cannot_be_asked():
    _, found = ask(Fault("503", service="crossref"), ids=[KNEE])
    assert (found[KNEE].status, found[KNEE].agency) == (Status.FOUND, "PubMed")


def test_what_is_kept_is_not_asked_for_again(tmp_path):
    clock = Clock()
    _, first = ask(cache=tmp_path, clock=clock)
    registry, again = ask(cache=tmp_path, clock=clock, ids=[one for one in ASKED if one != LISTED])
    assert registry.seen == []
    assert all(again[one].record == first[one].record for one in again)
    assert [notice.type for notice in again[KNEE].notices] == ["retraction", "erratum"]


@pytest.mark.parametrize(
    ("one", "doi"),
    [("1706.03762", "10.48550/arxiv.1706.03762"), ("1706.03762v12", "10.48550/arxiv.1706.03762"),
     ("hep-th/9901001", "10.48550/arxiv.hep-th/9901001"), ("hep-th/9901001v2", "10.48550/arxiv.hep-th/9901001")],
)  # fmt: skip
def test_arxivs_doi_is_that_of_all_versions(one, doi):
    assert doi_of_arxiv(ArXivID.parse(one)) == doi


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("10.1016/J.X.2003.12.019", DOI("10.1016/j.x.2003.12.019")),
        ("https://doi.org/10.1016/j.x.2003.12.019", DOI("10.1016/j.x.2003.12.019")),
        ("<https://onlinelibrary.wiley.com/doi/abs/10.1002/ajpa.1?x=y>", DOI("10.1002/ajpa.1")),
        ("PMID: 15135884", PMID("15135884")),
        ("15135884", PMID("15135884")),
        ("https://pubmed.ncbi.nlm.nih.gov/15135884/", PMID("15135884")),
        ("PMC3677642", PMCID("PMC3677642")),
        ("https://pmc.ncbi.nlm.nih.gov/articles/PMC3677642/", PMCID("PMC3677642")),
        ("arXiv:1706.03762", ArXivID("1706.03762")),
        ("https://arxiv.org/pdf/1706.03762v5.pdf", ArXivID("1706.03762v5")),
        ("10.48550/arXiv.1706.03762", ArXivID("1706.03762")),
        ("ISBN 978-0-306-40615-7", ISBN("9780306406157")),
        ("0-306-40615-2", ISBN("9780306406157")),
        ("2004", None),
        ("0-306-40615-3", None),
        ("https://example.org/page/12345678", None),
        ("Han 2004", None),
        ("", None),
    ],
)
def test_what_an_identifier_is(text, expected):
    found = identify(text)
    assert (found, type(found)) == (expected, type(expected))


@given(st.text(max_size=60))
def test_no_text_is_too_odd_to_be_an_identifier(text):
    identify(text)
    identifiers_of({"DOI": text, "PMID": text, "URL": text, "type": "book", "ISBN": text, "number": text})
