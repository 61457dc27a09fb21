"""PubMed's display format and XML: the same works in both."""

import contextlib
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from citekit.errors import ReadError
from citekit.formats import read, sniff
from citekit.model import SourceText

NBIB = Path(__file__).with_name("records.nbib").read_text(encoding="utf-8")
XML = (Path(__file__).parents[2] / "pubmed" / "records.xml").read_text(encoding="utf-8")


# What must not happen ---------------------------------------------------------------------------------


@pytest.mark.parametrize("text", ["", "TI  - Pain", "TY  - JOUR\nTI  - Pain", "PMID: 15135884"])
def test_what_is_no_record_is_said(text):
    assert text == "" or sniff(text).name != "nbib"
    with pytest.raises(ReadError):
        read(SourceText(text), "nbib")


@pytest.mark.parametrize(
    "text", ["<xml><records/></xml>", "<PubmedArticleSet>", "<!DOCTYPE a [<!ENTITY b 'c'>]><PubmedArticle/>"]
)
def test_what_is_no_xml_of_pubmeds_is_said(text):
    with pytest.raises(ReadError):
        read(SourceText(text, "records.xml"), "pubmed-xml")


@given(st.lists(st.sampled_from(NBIB.splitlines()) | st.text(max_size=30), max_size=20).map("\n".join))
def test_no_lines_are_too_odd(text):
    with contextlib.suppress(ReadError):
        read(SourceText(text), "nbib")


# Records ----------------------------------------------------------------------------------------------


def test_both_are_told_by_their_looks():
    assert (sniff(NBIB).name, sniff(XML).name) == ("nbib", "pubmed-xml")


def test_an_article():
    item = read(SourceText(NBIB)).items[0]
    assert item == {
        "id": "ruiz2019",
        "type": "article-journal",
        "title": "Massage with Arnica for knee pain: a very long title that goes on over a second line",
        "author": [
            {"family": "Ruiz", "given": "Ana Maria"},
            {"family": "Berg", "given": "Tom", "suffix": "Jr"},
            {"literal": "Knee Trial Group"},
        ],
        "issued": {"date-parts": [[2019, 5], [2019, 6]]},
        "container-title": "Journal of clinic practice",
        "container-title-short": "J Clin Pract",
        "volume": "12",
        "issue": "3",
        "page": "101-109",
        "ISSN": "1234-5679",
        "language": "en",
        "abstract": "Knees hurt.",
        "PMID": "70000001",
        "PMCID": "PMC7000001",
        "DOI": "10.5555/knee.2019.1",
        "custom": {"retraction": {"year": 2021, "DOI": "10.5555/knee.2021.9"}},
    }


def test_a_translated_title_and_initials():
    item = read(SourceText(NBIB)).items[1]
    assert (item["title"], item["original-title"]) == (
        "Sleep of nurses at night",
        "Der Schlaf der Pflegenden in der Nacht",
    )
    assert item["author"] == [{"family": "Weber", "given": "J. K."}]
    assert item["issued"] == {"date-parts": [[2004]], "season": 1}


def test_the_xml_says_the_same():
    ours, theirs = (read(SourceText(text)).items[0] for text in (NBIB, XML))
    same = ("type", "issued", "volume", "issue", "page", "ISSN", "language", "PMID", "PMCID", "DOI", "custom")
    assert {name: ours[name] for name in same} == {name: theirs[name] for name in same}


def test_each_record_has_its_place():
    library = read(SourceText(XML, "records.xml"))
    assert [entry.origin.location.line for entry in library.entries] == [4, 39, 52]
    assert library.keys() == ("ruiz2019", "weber2004", "lin2018")


# Damage -----------------------------------------------------------------------------------------------


def test_a_broken_record_of_xml_costs_no_other():
    damaged = XML.replace('<PMID Version="1">70000002</PMID>', "<PMID>70000002<PMID>")
    library = read(SourceText(damaged, "records.xml"))
    assert library.keys() == ("ruiz2019", "lin2018")
    assert [str(problem) for problem in library.problems] == [
        "records.xml:50:5: this record is not XML: mismatched tag"
    ]


def test_a_record_of_xml_without_a_number_is_told():
    library = read(SourceText(XML.replace('<PMID Version="1">70000002</PMID>', ""), "records.xml"))
    assert [str(problem) for problem in library.problems] == ["records.xml:39:1: a record without a PMID was left out"]


def test_xml_that_is_cut_off_keeps_what_is_whole():
    library = read(SourceText(XML[: XML.index("<PubmedBookArticle>") + 200]))
    assert library.keys() == ("ruiz2019", "weber2004")
    assert [problem.message for problem in library.problems] == ["this record has no end"]


@given(st.integers(0, len(XML) - 1), st.integers(1, 200), st.text(max_size=5))
def test_no_damage_to_xml_is_too_odd(start, length, put):
    with contextlib.suppress(ReadError):
        read(SourceText(XML[:start] + put + XML[start + length :]), "pubmed-xml")
