"""PubMed's XML as items: what must not happen first, then a record of each kind."""

import contextlib
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from citekit.elements import MAX_DEPTH
from citekit.errors import ReadError
from citekit.pubmed import read_articles
from citekit.pubmed.dates import date_in_words, pages_of

RECORDS = Path(__file__).with_name("records.xml").read_bytes()
ARTICLE, TRANSLATED, CHAPTER = read_articles(RECORDS)


# What must not happen ---------------------------------------------------------------------------------


def test_entities_are_refused_and_nothing_is_fetched():
    laughs = "".join(f'<!ENTITY a{n} "{f"&a{n - 1};" * 10 if n else "ha"}">' for n in range(9))
    for declared in (laughs, '<!ENTITY a8 SYSTEM "file:///etc/passwd">', '<!ENTITY % p SYSTEM "http://x.org/p"> %p;'):
        with pytest.raises(ReadError, match="entities"):
            read_articles(f"<!DOCTYPE a [{declared}]><PubmedArticleSet>&a8;</PubmedArticleSet>".encode())


def test_depth_is_bounded():
    with pytest.raises(ReadError, match="deeper"):
        read_articles(b"<PubmedArticleSet>" + b"<a>" * (MAX_DEPTH + 2))


@pytest.mark.parametrize("data", [b"", b"not XML", b"<a>", b"<html></html>", b"\xff\xfe", RECORDS[:900]])
def test_what_is_no_record_is_said(data):
    with pytest.raises(ReadError):
        read_articles(data)


def test_a_cited_works_doi_is_not_the_records():
    assert ARTICLE.doi == "10.5555/knee.2019.1"
    assert TRANSLATED.doi is None


@given(st.binary(max_size=200))
@example(b"<PubmedArticleSet><PubmedArticle/><PubmedBookArticle/></PubmedArticleSet>")
def test_no_bytes_are_too_odd(data):
    with contextlib.suppress(ReadError):
        read_articles(data)


@given(st.integers(0, len(RECORDS) - 1), st.integers(1, 200), st.binary(max_size=5))
def test_no_damage_is_too_odd(start, length, put):
    with contextlib.suppress(ReadError):
        read_articles(RECORDS[:start] + put + RECORDS[start + length :])


@given(st.text(max_size=90))
def test_no_date_and_no_pages_are_too_odd(text):
    found = date_in_words(text)
    assert found is None or all(1500 <= part[0] <= 2099 and len(part) <= 3 for part in found["date-parts"])
    assert isinstance(pages_of(text), str)


# Records ----------------------------------------------------------------------------------------------


def test_an_article():
    assert ARTICLE.item == {
        "id": "70000001",
        "type": "article-journal",
        "title": "Massage with <i>Arnica</i> for knee pain: a <5-year trial & review",
        "author": [
            {"family": "Ruiz", "given": "Ana María"},
            {"family": "Berg", "given": "Tom", "suffix": "Jr"},
            {"literal": "Knee Trial Group"},
        ],
        "issued": {"date-parts": [[2019, 5], [2019, 6]]},
        "container-title": "Journal of clinic practice: the monthly",
        "container-title-short": "J Clin Pract",
        "volume": "12",
        "issue": "3",
        "page": "101-109",
        "ISSN": "1234-5679",
        "language": "en",
        "PMID": "70000001",
        "PMCID": "PMC7000001",
        "DOI": "10.5555/knee.2019.1",
        "custom": {"retraction": {"year": 2021, "DOI": "10.5555/knee.2021.9"}},
    }


def test_its_notices_the_worst_first_and_a_comment_is_none():
    assert [(notice.type, str(notice.doi or ""), notice.date) for notice in ARTICLE.notices] == [
        ("retraction", "10.5555/knee.2021.9", "2021"),
        ("erratum", "", "2020"),
    ]


def test_a_translated_title_and_a_list_of_names_that_is_cut():
    assert TRANSLATED.item["title"] == "Sleep of nurses at night"
    assert TRANSLATED.item["original-title"] == "Der Schlaf der Pflegenden in der Nacht"
    assert TRANSLATED.item["issued"] == {"date-parts": [[2004]], "season": 1}
    assert TRANSLATED.item["page"] == "S258-S261, S270"
    assert TRANSLATED.item["custom"] == {"et-al": ["author"]}


def test_a_chapter_of_a_book():
    assert {name: CHAPTER.item[name] for name in ("type", "title", "container-title", "edition", "page", "ISBN")} == {
        "type": "chapter",
        "title": "Knees",
        "container-title": "Handbook of Care",
        "edition": "2",
        "page": "5-9",
        "ISBN": "9780306406157",
    }
    assert CHAPTER.item["author"] == [{"family": "Lin", "given": "Wei"}]
    assert CHAPTER.item["editor"] == [{"family": "Stone", "given": "Mary"}]


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("2004", [[2004]]),
        ("2004 May", [[2004, 5]]),
        ("2004 May 6", [[2004, 5, 6]]),
        ("2004 May-Jun", [[2004, 5], [2004, 6]]),
        ("1998 Dec-1999 Jan", [[1998, 12], [1999, 1]]),
        ("1999-2000", [[1999], [2000]]),
        ("2001 Apr 12-18", [[2001, 4, 12], [2001, 4, 18]]),
        ("2001 Apr 30-May 2", [[2001, 4, 30], [2001, 5, 2]]),
        ("2004 05 06", [[2004, 5, 6]]),
        ("2000 Spring", [[2000]]),
    ],
)
def test_dates(text, parts):
    assert date_in_words(text)["date-parts"] == parts
