"""What the handbooks do to a work before it is printed; what they must leave alone comes first."""

import copy

import pytest

from citekit.handbooks import HANDBOOKS, HandbookOptions, doubts_of, prepare, prepare_all

CDC = {"literal": "Centers for Disease Control and Prevention"}
JOURNAL = {"type": "article-journal", "title": "Pain", "container-title": "Brain"}


@pytest.mark.parametrize("handbook", HANDBOOKS)
def test_nothing_is_changed_in_place(handbook):
    item = {
        **JOURNAL,
        "author": [{"literal": "A"}, {"literal": "B"}, {"literal": "C"}],
        "page": "e12345",
        "custom": {"retraction": {"year": 2012}, "et-al": ["author"]},
        "issued": {"date-parts": [[2020, 5, 1]]},
    }
    before = copy.deepcopy(item)
    prepare(item, handbook)
    assert item == before


@pytest.mark.parametrize("handbook", HANDBOOKS)
def test_an_empty_item_stays_empty(handbook):
    assert prepare({}, handbook) == {}


@pytest.mark.parametrize("handbook", HANDBOOKS)
@pytest.mark.parametrize("junk", [None, "", 0, [], {}, [None], {"date-parts": None}, "x" * 5, 7])
@pytest.mark.parametrize(
    "name",
    ["author", "editor", "issued", "page", "number", "DOI", "URL", "title", "publisher", "edition", "custom"],
)
def test_bad_data_is_no_exception(handbook, junk, name):
    assert prepare({**JOURNAL, name: junk}, handbook)["type"] == JOURNAL["type"]


def test_an_unknown_handbook_is_told():
    with pytest.raises(LookupError, match="mla, apa"):
        prepare({}, "chicago")


def test_a_journal_that_is_its_author_stays():
    item = {**JOURNAL, "author": [{"literal": "The Lancet"}], "container-title": "The Lancet"}
    assert prepare(item, "apa")["container-title"] == "The Lancet"
    assert prepare(item, "mla")["author"] == [{"literal": "The Lancet"}]


def test_a_person_who_publishes_stays_the_author():
    item = {
        "type": "webpage",
        "author": [{"family": "Gawande", "given": "Atul"}],
        "container-title": "Gawande",
    }
    assert "author" in prepare(item, "mla")
    assert "container-title" in prepare(item, "apa")


def test_an_organisation_is_named_once():
    page = {"type": "webpage", "author": [CDC], "container-title": "CDC", "publisher": CDC["literal"]}
    assert prepare(page, "mla") == {"type": "webpage", "container-title": CDC["literal"]}
    assert prepare(page, "apa") == {"type": "webpage", "author": [CDC]}


def test_the_full_name_is_never_dropped_for_its_acronym():
    page = {
        "type": "webpage",
        "author": [{"literal": "AMTA"}],
        "publisher": "AMTA",
        "container-title": "American Massage Therapy Association",
    }
    assert prepare(page, "mla") == {
        "type": "webpage",
        "container-title": "American Massage Therapy Association",
    }
    assert prepare(page, "apa")["container-title"] == "American Massage Therapy Association"
    assert "publisher" not in prepare(page, "apa")


def test_a_parent_agency_stays():
    report = {
        "type": "report",
        "author": [CDC],
        "publisher": "U.S. Department of Health & Human Services, Centers for Disease Control and Prevention",
    }
    assert prepare(report, "apa")["publisher"] == "U.S. Department of Health & Human Services"


@pytest.mark.parametrize("page", ["30", "258-261", "S12-S20", "A1", "1047", "xii", "12+", "101-109, 115"])
def test_pages_are_no_article_numbers(page):
    assert prepare({**JOURNAL, "page": page}, "mla")["page"] == page


@pytest.mark.parametrize("page", ["e0209899", "E12", "9467002", "267959", "n71", "Article e9467002", "CD006876"])
def test_article_numbers_are_no_pages(page):
    prepared = prepare({**JOURNAL, "page": page}, "apa")
    assert prepared["number"] == page.removeprefix("Article ")
    assert "page" not in prepared


def test_an_article_number_beats_the_count_of_sheets():
    item = {**JOURNAL, "page": "1-10", "article-number": "5543468"}
    assert prepare(item, "mla")["number"] == "5543468"
    assert "page" not in prepare(item, "mla")


def test_a_books_number_is_left_alone():
    assert prepare({"type": "report", "number": "e12", "page": "e345"}, "mla")["page"] == "e345"


def test_mla_addresses():
    item = {"type": "webpage", "URL": "https://www.cdc.gov/flu/"}
    assert prepare(item, "mla")["URL"] == "www.cdc.gov/flu/"
    assert prepare(item, "mla", HandbookOptions(mla_url_protocol=True))["URL"] == item["URL"]
    assert prepare(item, "apa")["URL"] == item["URL"]
    assert prepare({"URL": "https://dx.doi.org/10.1000/182"}, "mla") == {"DOI": "10.1000/182"}


@pytest.mark.parametrize(
    ("switch", "dated", "undated"), [("given", True, True), ("undated", False, True), ("never", False, False)]
)
def test_mla_date_of_access(switch, dated, undated):
    item = {"type": "webpage", "URL": "https://slate.com", "accessed": {"date-parts": [[2021, 4, 26]]}}
    options = HandbookOptions(mla_accessed=switch)
    assert ("accessed" in prepare({**item, "issued": {"date-parts": [[2020]]}}, "mla", options)) is dated
    assert ("accessed" in prepare(item, "mla", options)) is undated


def test_apa_date_of_retrieval_only_where_content_changes():
    item = {"type": "webpage", "accessed": {"date-parts": [[2021]]}, "issued": {"date-parts": [[2020]]}}
    assert "accessed" not in prepare(item, "apa")
    assert "accessed" in prepare({**item, "container-title": "UpToDate"}, "apa")
    assert "accessed" in prepare({name: item[name] for name in ("type", "accessed")}, "apa")


def test_case_can_be_switched_off():
    item = {**JOURNAL, "title": "Pain And Brain"}
    assert prepare(item, "apa", HandbookOptions(apa_sentence_case=False))["title"] == "Pain And Brain"
    assert prepare(item, "mla", HandbookOptions(mla_title_case=False))["title"] == "Pain And Brain"


def test_what_people_post_keeps_its_case():
    post = {"type": "post", "title": "Biologists Have Identified more than 400 species"}
    assert prepare(post, "apa")["title"] == prepare(post, "mla")["title"] == post["title"]


def test_words_to_review_are_told():
    prepared = prepare({**JOURNAL, "title": "How Music May Help Adults", "custom": {"a": 1}}, "apa")
    assert prepared["custom"]["a"] == 1
    assert [(doubt.variable, doubt.about) for doubt in doubts_of(prepared)] == [("title", "May")]


def test_a_catalogue_is_no_database():
    assert "source" not in prepare({**JOURNAL, "source": "Crossref"}, "mla")
    assert prepare({**JOURNAL, "source": "JSTOR"}, "mla")["source"] == "JSTOR"


def test_reports_and_guidelines_have_numbers():
    report = {"type": "report", "genre": "NIH Publication", "number": "No. 18-2424"}
    assert prepare(report, "apa") == {"type": "report", "genre": "NIH Publication", "number": "18-2424"}
    guideline = {"type": "report", "genre": "NICE Guideline", "number": "NG136"}
    assert prepare(guideline, "apa")["number"] == "NICE Guideline NG136"


@pytest.mark.parametrize("handbook", HANDBOOKS)
@pytest.mark.parametrize("filler", [" ", "A", "'", ":", "<i>", "University of ", "1-", "?' ", "no. ", "a.b"])
def test_very_long_fields_take_no_time(handbook, filler):
    long = filler * (60_000 // len(filler))
    names = ("title", "publisher", "genre", "page", "number", "edition", "URL", "DOI", "version", "issue")
    assert prepare({"type": "report", **dict.fromkeys(names, long)}, handbook)["type"] == "report"
    assert prepare({**JOURNAL, **dict.fromkeys(names, long)}, handbook)["type"] == JOURNAL["type"]


def test_prepare_all_keeps_the_order():
    items = [{"id": name, "title": name} for name in "cab"]
    assert [item["id"] for item in prepare_all(items, "mla")] == ["c", "a", "b"]
