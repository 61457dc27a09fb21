"""What a text is, from how it begins and what its file is called; what may be several is an error that names them."""

import pytest

from citekit.errors import ReadError
from citekit.formats import FORMATS, read, sniff
from citekit.model import SourceText

BIB = "@book{wall1999,\n  title = {Pain},\n}\n"
RIS = "TY  - BOOK\nTI  - Pain\nER  - \n"
NBIB = "PMID- 15135884\nTI  - Pain.\n"
JSON = '[{"id": "wall1999", "type": "book"}]'
LINES = '{"id": "a"}\n{"id": "b"}\n'
XML = '<?xml version="1.0"?>\n<PubmedArticleSet></PubmedArticleSet>'
ENDNOTE = '<?xml version="1.0" encoding="UTF-8" ?><xml><records><record><database name="a.enl">a</database>'
IDS = "10.1016/j.neulet.2003.12.019\nPMID:15135884\n"


@pytest.mark.parametrize(
    "text",
    [
        "Han, Ji-Sheng. “Acupuncture and Endorphins.” Neuroscience Letters, 2004.",
        "[1] Han, J. Pain. 2004.",
        "write to ann@book.example (soon)",
        "# Sources of an article\n\nOne writes\n\n```\n@book{wall1999,\n  title = {Pain},\n}\n```\n",
        "One\nTwo\nThree\nFour\nFive\nSix lines of an article\n@book{wall1999, title = {Pain}}\n",
        "TY - a name, not a record",
        "{braces} stand in this text",
        "",
    ],
)
def test_a_text_is_not_taken_for_a_format(text):
    assert sniff(text).name == "text"
    assert sniff(text, "article.md").name == "text"


@pytest.mark.parametrize(
    ("text", "name"),
    [(BIB, "bibtex"), (RIS, "ris"), (NBIB, "nbib"), (JSON, "csl-json"), (LINES, "csl-jsonl"), (XML, "pubmed-xml"),
     (ENDNOTE, "endnote-xml"), (IDS, "ids")],
)  # fmt: skip
@pytest.mark.parametrize("path", [None, "sources", "sources.txt", "SOURCES.TXT", "sources.data"])
@pytest.mark.parametrize("mark", ["", "\ufeff", "\ufeff\n\n"])
def test_a_beginning_that_can_be_nothing_else_decides(text, name, path, mark):
    assert sniff(mark + text, path).name == name


def test_remarks_before_the_first_entry_are_usual():
    assert sniff("% one\n" * 50 + "Encoding: UTF-8\n" + BIB).name == "bibtex"


@pytest.mark.parametrize(
    ("path", "name"), [("a.bib", "biblatex"), ("A.RIS", "ris"), ("a.nbib", "nbib"), ("a.md", "text")]
)
def test_the_extension_decides_where_the_text_looks_like_nothing(path, name):
    assert sniff("some words", path).name == name


def test_a_file_of_another_format_than_its_name_says_is_what_it_looks_like():
    assert sniff(RIS, "sources.bib").name == "ris"
    assert sniff(BIB, "sources.json").name == "bibtex"


def test_what_may_be_several_is_an_error_that_says_what_was_considered():
    with pytest.raises(ReadError) as caught:
        sniff("words", "sources.json")
    assert "crossref-json, csl-json or datacite-json" in str(caught.value)
    assert caught.value.hint == "say the format: --from, or format="
    with pytest.raises(ReadError, match=r"a \.jsonl file may be"):
        sniff("words", "sources.jsonl")


@pytest.mark.parametrize("text", ["references: []\n", "---\nreferences: [ ]\n...\n", "# mine\nitems: []"])
def test_a_list_of_nothing_is_one(text):
    assert sniff(text, "sources.yaml").name == "csl-yaml"
    assert read(SourceText(text, "sources.yaml")).items == []


def test_an_article_whose_metadata_have_no_references_is_an_article():
    assert sniff("---\nreferences: []\n---\n\n# References\n\nHan, J. Pain. 2004.\n").name == "text"


def test_xml_is_told_by_its_elements():
    with pytest.raises(ReadError, match=r"a \.xml file may be endnote-xml or pubmed-xml"):
        sniff("<html></html>", "sources.xml")


def test_every_format_that_is_told_by_its_beginning_is_named_once():
    names = [format_.name for format_ in FORMATS]
    assert len(set(names)) == len(names)
