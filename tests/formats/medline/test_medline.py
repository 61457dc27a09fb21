"""PubMed's display format and XML: the same works in both."""

import contextlib
import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import citekit
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
        "custom": {
            "retraction": {"year": 2021, "DOI": "10.5555/knee.2021.9"},
            "nbib": {
                "PT": ["Retracted Publication"],
                "RIN": ["J Clin Pract. 2021 Feb 6;14(2):40. doi: 10.5555/knee.2021.9. PMID: 70000009"],
            },
        },
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
    same = ("type", "issued", "volume", "issue", "page", "ISSN", "language", "PMID", "PMCID", "DOI")
    assert {name: ours[name] for name in same} == {name: theirs[name] for name in same}
    assert ours["custom"]["retraction"] == theirs["custom"]["retraction"]


def test_a_retraction_without_a_notice_leaves_a_mark():
    nbib = "PMID- 70000001\nTI  - Pain.\nPT  - Journal Article\nPT  - Retracted Publication\n"
    xml = re.sub(r'<CommentsCorrections RefType="RetractionIn">.*?</CommentsCorrections>', "", XML)
    for item in (read(SourceText(nbib)).items[0], read(SourceText(xml)).items[0]):
        assert item["custom"]["retraction"] == {"label": "Retracted Publication"}
        for style in ("apa", "ama", "nlm"):
            assert "Retracted" in citekit.format([item], style=style)
            assert "Retraction published" not in citekit.format([item], style=style)


def test_what_has_no_variable_is_kept():
    lines = ["PMID- 1", "TI  - Pain.", "MH  - Knee/*surgery", "MH  - Humans", "AD  - Clinic A.", "AD  - Clinic A.",
             "AUID- ORCID: 0000-0002-1825-0097", "GR  - R01/NIH", "SI  - ClinicalTrials.gov/NCT01",
             "PT  - Journal Article", "PT  - Review",
             "EIN - J Clin Pract. 2020;13(1):9. PMID: 70000008", "STAT- MEDLINE"]  # fmt: skip
    assert read(SourceText("\n".join(lines))).items[0]["custom"] == {
        "nbib": {
            "MH": ["Knee/*surgery", "Humans"],
            "AD": ["Clinic A."],
            "AUID": ["ORCID: 0000-0002-1825-0097"],
            "GR": ["R01/NIH"],
            "SI": ["ClinicalTrials.gov/NCT01"],
            "PT": ["Review"],
            "EIN": ["J Clin Pract. 2020;13(1):9. PMID: 70000008"],
        }
    }


def test_a_chapter_a_book_and_a_preprint():
    chapter = ["PMID- 2", "CTI - Care Collection", "BTI - Handbook of Care.", "TI  - Knees.", "FED - Stone, Mary",
               "FAU - Lin, Wei", "CN  - Knee Trial Group", "PB  - Clinic Press", "PL  - Springfield",
               "EN  - 2nd edition",
               "ISBN- 9780306406157 (ebook)", "DP  - 2018 Mar", "LA  - slv", "AB  -"]  # fmt: skip
    book = ["PMID- 3", "BTI - Handbook of Care", "TI  - Handbook of Care.", "DP  - 2018"]
    preprint = ["PMID- 4", "TI  - Needles.", "PT  - Preprint", "JT  - bioRxiv", "DP  - 2021 Jan 5"]
    items = read(SourceText("\n\n".join("\n".join(one) for one in (chapter, book, preprint)))).items
    assert items[0] == {
        "id": "lin2018", "type": "chapter", "title": "Knees", "container-title": "Handbook of Care",
        "collection-title": "Care Collection", "author": [{"family": "Lin", "given": "Wei"},
        {"literal": "Knee Trial Group"}], "editor": [{"family": "Stone", "given": "Mary"}], "publisher": "Clinic Press",
        "publisher-place": "Springfield", "edition": "2", "ISBN": "9780306406157", "language": "slv", "PMID": "2",
        "issued": {"date-parts": [[2018, 3]]},
    }  # fmt: skip
    assert (items[1]["type"], items[1]["title"]) == ("book", "Handbook of Care")
    assert "container-title" not in items[1]
    assert (items[2]["type"], items[2]["genre"], items[2]["container-title"]) == ("article", "Preprint", "bioRxiv")


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


def test_a_number_with_a_slip_in_it_is_better_than_none():
    text = "PMID- 7\nTI  - Pain\nIS  - 1234-5678 (Print)\n"
    assert read(SourceText(text)).items[0]["ISSN"] == "1234-5678"
    assert read(SourceText(text + "IS  - 1234-5679 (Electronic)\n")).items[0]["ISSN"] == "1234-5679"


def test_xml_that_is_cut_off_keeps_what_is_whole():
    library = read(SourceText(XML[: XML.index("<PubmedBookArticle>") + 200]))
    assert library.keys() == ("ruiz2019", "weber2004")
    assert [problem.message for problem in library.problems] == ["this record has no end"]


@given(st.integers(0, len(XML) - 1), st.integers(1, 200), st.text(max_size=5))
def test_no_damage_to_xml_is_too_odd(start, length, put):
    with contextlib.suppress(ReadError):
        read(SourceText(XML[:start] + put + XML[start + length :]), "pubmed-xml")
