"""A loaded style: a document's citations and its list together, without links, and what is wrong as data."""

import citekit
from citekit import Citation, CitationItem

HAN = [{"family": "Han", "given": "Ji-Sheng"}]
WORKS = [
    {"id": "acupuncture", "type": "book", "title": "Acupuncture", "author": HAN, "issued": {"date-parts": [[2004]]}},
    {"id": "endorphins", "type": "book", "title": "Endorphins", "author": HAN, "issued": {"date-parts": [[2004]]}},
    {"id": "pain", "type": "article", "title": "Pain", "DOI": "10.1016/j.pain.2004.01.001"},
]


def texts(formatted):
    return [citation.to() for citation in formatted.citations]


def test_a_document_is_formatted_as_a_whole():
    document = ["endorphins", Citation((CitationItem("acupuncture", "259"), CitationItem("endorphins")))]
    formatted = citekit.load_style("apa").process(WORKS, document)
    assert texts(formatted) == ["(Han, 2004b)", "(Han, 2004a, p. 259; 2004b)"]
    assert [key for key, _ in formatted.bibliography.entries] == ["acupuncture", "endorphins", "pain"]
    assert formatted.warnings == ()


def test_a_citation_can_leave_its_author_to_the_sentence():
    modes = ["narrative", "author-only", "suppress-author"]
    document = [CitationItem("pain"), *(CitationItem("acupuncture", mode=mode) for mode in modes)]
    formatted = citekit.load_style("apa").process(WORKS[::2], document)
    assert texts(formatted)[1:] == ["Han (2004)", "Han", "(2004)"]


def test_a_key_that_is_not_there_is_a_warning_and_costs_only_its_cite():
    document = [Citation((CitationItem("acupunctur"), CitationItem("pain"))), "nothing"]
    formatted = citekit.load_style("apa").process(WORKS, document)
    assert texts(formatted) == ["(Pain, n.d.)", ""]
    assert formatted.warnings == (
        "citation 1: no reference has the key 'acupunctur'",
        "citation 2: no reference has the key 'nothing'",
    )


def test_formatting_changes_nothing_and_can_be_repeated():
    style = citekit.load_style("apa")
    before = repr(WORKS)
    first = style.process(WORKS, ["pain", "acupuncture"])
    second = style.process(WORKS, ["pain", "acupuncture"])
    assert first == second
    assert repr(WORKS) == before


def test_links_can_be_left_out():
    linked, plain = (
        citekit.load_style("apa", links=links).bibliography(WORKS[2:]).to("html") for links in (True, False)
    )
    assert '<a href="https://doi.org/10.1016/j.pain.2004.01.001">' in linked
    assert "<a" not in plain
    assert "https://doi.org/10.1016/j.pain.2004.01.001" in plain
