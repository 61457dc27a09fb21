"""Lists of identifiers, one a line."""

import contextlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from citekit.errors import ReadError
from citekit.formats import detached, losses, read, sniff, write
from citekit.formats.identifier_list import FORMAT
from citekit.model import Library, SourceText

LIST = "# ours\n10.5555/Knee.1  # the old one\n\nhttps://pubmed.ncbi.nlm.nih.gov/15135884/\nPMC3677642\narXiv:1706.03762\n978-0-306-40615-7\n"


@pytest.mark.parametrize("text", ["Pain. 2004.", "", "# nothing", "title: Pain", "2004\n2005\n"])
def test_what_is_no_list_is_not_taken_for_one(text):
    assert text == "" or sniff(text).name != "ids"


def test_a_line_that_is_none_is_told_and_costs_no_other():
    library = read(SourceText("10.5555/knee.1\nnonsense\nPMC3677642\n"), "ids")
    assert len(library.items) == 2
    assert [(problem.location.line, problem.message) for problem in library.problems] == [
        (2, "'nonsense' is no identifier of a work")
    ]


def test_addresses_are_pages_unless_they_are_those_of_identifiers():
    text = "https://www.example.org/massage?id=1#top\nhttps://doi.org/10.5555/knee.1\nhttp://example.org # a page\n"
    assert sniff(text).name == "ids"
    assert sniff("see https://www.example.org/massage\n").name == "text"
    library = read(SourceText(text))
    assert [(item["type"], item.get("URL") or item["DOI"]) for item in library.items] == [
        ("webpage", "https://www.example.org/massage?id=1#top"),
        ("document", "10.5555/knee.1"),
        ("webpage", "http://example.org"),
    ]
    assert read(SourceText(write(detached(library), "ids"))).items == library.items
    assert losses(library, "ids") == ()
    titled = Library([{"id": "a", "title": "Pain", "URL": "http://example.org"}])
    assert [loss.variable for loss in losses(titled, "ids")] == ["all but its URL"]


@given(st.text(max_size=100))
def test_no_text_is_too_odd(text):
    with contextlib.suppress(ReadError):
        read(SourceText(text), "ids")


def test_each_kind_of_identifier():
    library = read(SourceText(LIST))
    assert library.format == "ids"
    assert [{name: value for name, value in item.items() if name not in ("id", "type")} for item in library.items] == [
        {"DOI": "10.5555/knee.1"},
        {"PMID": "15135884"},
        {"PMCID": "PMC3677642"},
        {"archive": "arXiv", "number": "1706.03762"},
        {"ISBN": "9780306406157"},
    ]
    assert write(library, "ids") == LIST
    assert write(detached(library), "ids").splitlines() == [
        "10.5555/knee.1",
        "PMID:15135884",
        "PMC3677642",
        "arXiv:1706.03762",
        "ISBN:9780306406157",
    ]
    assert read(SourceText(write(detached(library), "ids"))).items == library.items


def test_what_is_not_written_is_told():
    library = Library(
        [{"id": "a", "title": "Pain"}, {"id": "b", "title": "Pain", "DOI": "10.5555/1"}, *read(SourceText(LIST)).items]
    )
    assert [str(loss) for loss in losses(library, "ids")] == [
        "a: everything is lost: it has no identifier and no address",
        "b: all but its DOI is lost: a list of identifiers holds no more",
    ]


@pytest.mark.parametrize("ending", ["\n", "\r\n", "\r"])
def test_lists_are_read_and_written_one_by_one(ending):
    problems = []
    source = SourceText(("\ufeff" + LIST + "nonsense\n").replace("\n", ending))
    entries = list(FORMAT.entries(source, problems))
    assert [source.text[slice(*entry.origin.span)] for entry in entries][:2] == [
        "10.5555/Knee.1",
        "https://pubmed.ncbi.nlm.nih.gov/15135884/",
    ]
    assert [problem.location.line for problem in problems] == [8]
    assert len(list(FORMAT.pieces(entries))) == 5
