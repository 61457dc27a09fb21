import json
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from citekit.model import DOI
from citekit.model.registration import Notice, Status
from citekit.model.variables import ITEM_TYPES, KIND
from citekit.records.crossref import TYPES, item_of, registration_of

SHARED = Path(__file__).parents[2].parent / "shared" / "data" / "crossref"
HERE = Path(__file__).parent
JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=20),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=12), inner, max_size=4),
    max_leaves=12,
)
FIELDS = (
    "type subtype title subtitle short-title original-title author editor issued published-print journal-issue posted"
    " container-title short-container-title volume issue page article-number ISSN issn-type ISBN isbn-type publisher"
    " publisher-location institution event standards-body degree group-title edition-number language updated-by"
    " update-to aliases"
).split()


def record(**fields):
    message = {"DOI": "10.1000/1", "type": "journal-article", **fields}
    return registration_of({name.replace("_", "-"): value for name, value in message.items()})


def item(**fields):
    return record(**fields).record


# What must not happen ---------------------------------------------------------------------------------


def test_nothing_is_made_up():
    assert item() == {"id": "10.1000/1", "type": "article-journal", "DOI": "10.1000/1"}
    assert item(title=[], author=[{"affiliation": []}], issued={"date-parts": [[None]]}, volume="null") == item()


def test_registration_dates_are_no_publication_dates():
    assert record(created={"date-parts": [[2020, 1, 1]]}, issued={"date-parts": [[None]]}).years == ()


def test_a_notice_is_not_the_work_it_is_about():
    notice = record(update_to=[{"DOI": "10.1000/2", "type": "retraction"}])
    assert notice.notices == ()
    assert notice.updates == (DOI("10.1000/2"),)


def test_the_abstract_is_the_publishers():
    assert "abstract" not in item(abstract="<jats:p>…</jats:p>")


# Dates ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("dates", "expected"),
    [
        ({"issued": [[2014, 10, 27]], "published-print": [[2014, 11, 11]]}, [2014, 11, 11]),
        ({"issued": [[2021, 3, 22]], "published-online": [[2021, 3, 22]]}, [2021, 3, 22]),
        ({"issued": [[None]], "published-online": [[2019]]}, [2019]),
        ({"issued": [["2019", "7"]]}, [2019, 7]),
        ({"issued": [[2019, 13, 1]]}, [2019]),
        ({"issued": [[2019, 2, 0]]}, [2019, 2]),
        ({"issued": [[]]}, None),
        ({"issued": []}, None),
        ({"issued": [[20190]]}, None),
        ({"issued": [[True]]}, None),
    ],
)
def test_the_date_people_cite(dates, expected):
    issued = item(**{name: {"date-parts": parts} for name, parts in dates.items()}).get("issued")
    assert issued == (None if expected is None else {"date-parts": [expected]})


def test_every_year_is_known():
    found = record(
        issued={"date-parts": [[2019, 12]]},
        published_print={"date-parts": [[2020]]},
        journal_issue={"published-online": {"date-parts": [[2021]]}},
    )
    assert found.years == (2019, 2020, 2021)


# Names ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("deposited", "expected"),
    [
        ({"family": "Han", "given": "Ji-Sheng"}, {"family": "Han", "given": "Ji-Sheng"}),
        (
            {"family": "Horst", "given": "Gijsbertus T. J", "suffix": "Jr."},
            {"family": "Horst", "given": "Gijsbertus T. J", "suffix": "Jr."},
        ),
        (
            {"family": "van der Horst", "given": "G."},
            {"family": "Horst", "given": "G.", "non-dropping-particle": "van der"},
        ),
        ({"family": "d'Alembert", "given": "J."}, {"family": "Alembert", "given": "J.", "non-dropping-particle": "d'"}),
        ({"family": "Van Bockstal", "given": "L."}, {"family": "Van Bockstal", "given": "L."}),
        ({"family": "Giddings Jr", "given": "Thomas H."}, {"family": "Giddings", "given": "Thomas H.", "suffix": "Jr"}),
        ({"name": "GTEx Consortium"}, {"literal": "GTEx Consortium"}),
        ({"family": "the NOTES Development Group"}, {"literal": "the NOTES Development Group"}),
        ({"family": "Jin-Fu Chang"}, {"family": "Chang", "given": "Jin-Fu"}),
        ({"family": "Govindjee"}, {"family": "Govindjee"}),
        ({"name": "Urban &amp; Vogel"}, {"literal": "Urban & Vogel"}),
    ],
)
def test_names(deposited, expected):
    assert item(author=[deposited])["author"] == [expected]


# Titles and containers --------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("title", "subtitle", "expected"),
    [
        ("Percutaneous Injuries", "The Real Value", "Percutaneous Injuries: The Real Value"),
        ("Is It Real?", "The Evidence", "Is It Real? The Evidence"),
        ("Injuries: The Real Value", "The real value", "Injuries: The Real Value"),
        ("Injuries", "", "Injuries"),
        ("Structure of Haemoglobin", "4hhb", "Structure of Haemoglobin"),
        ("Aloha Blossoms", "(718982007-001)", "Aloha Blossoms"),
    ],
)
def test_title_and_subtitle(title, subtitle, expected):
    found = record(title=[title], subtitle=[subtitle])
    assert found.record["title"] == expected
    assert title in found.titles


def test_an_original_title_alone_is_the_title():
    assert item(original_title=["Исследование"])["title"] == "Исследование"


@pytest.mark.parametrize("order", [1, -1])
def test_a_series_and_its_volume_in_either_order(order):
    containers = ["Lecture Notes in Computer Science", "Advances in Visual Computing"][::order]
    found = item(type="book-chapter", container_title=containers)
    assert found["container-title"] == "Advances in Visual Computing"
    assert found["collection-title"] == "Lecture Notes in Computer Science"


def test_an_articles_number_is_no_page():
    found = item(page="e1937", article_number="e1937")
    assert (found.get("page"), found["number"]) == (None, "e1937")


def test_types_are_csls():
    assert set(TYPES.values()) <= set(ITEM_TYPES)
    assert item(type="posted-content", subtype="preprint")["genre"] == "Preprint"
    assert item(type="posted-content", subtype="blog")["type"] == "post-weblog"
    assert item(type="a-type-to-come")["type"] == "document"


def test_the_prime_of_an_alias():
    found = registration_of({"DOI": "10.1000/prime"}, DOI("10.1000/alias"))
    assert (found.doi, found.alias_of) == (DOI("10.1000/alias"), DOI("10.1000/prime"))
    assert found.record["DOI"] == "10.1000/prime"


# Notices ----------------------------------------------------------------------------------------------


def update(kind, doi="10.1000/9", source="publisher", **more):
    return {"DOI": doi, "type": kind, "source": source, "updated": {"date-parts": [[2020, 2, 3]]}, **more}


def test_the_worst_notice_is_first():
    found = record(updated_by=[update("Correction", "10.1000/8"), update("partial-retraction"), update("retraction")])
    assert [notice.type for notice in found.notices] == ["retraction", "partial_retraction", "correction"]


def test_a_notice_reported_twice_is_one():
    watch = update("Retraction", source="retraction-watch", **{"record-id": "1234"})
    found = record(updated_by=[update("retraction"), watch, update("retraction")])
    assert found.notices == (Notice("retraction", DOI("10.1000/9"), "2020-02-03", "retraction-watch"),)


def test_an_update_in_place_is_about_the_work():
    found = record(update_to=[update("retraction", "10.1000/1")])
    assert [notice.type for notice in found.notices] == ["retraction"]
    assert found.updates == ()


@pytest.mark.parametrize(
    ("by", "to", "retracted"),
    [
        ("publisher", "publisher", True),
        ("retraction-watch", "publisher", True),
        ("publisher", "retraction-watch", False),
        ("retraction-watch", "retraction-watch", True),
    ],
)
def test_records_that_update_each_other(by, to, retracted):
    found = record(updated_by=[update("retraction", source=by)], update_to=[update("retraction", source=to)])
    assert bool(found.notices) is retracted
    assert bool(found.updates) is not retracted


# All there is -----------------------------------------------------------------------------------------


def records():
    lines = [(HERE.parent / "sources" / "records.jsonl").read_text(encoding="utf-8")]
    if (SHARED / "works.jsonl").exists():
        lines.append((SHARED / "works.jsonl").read_text(encoding="utf-8"))
    return [json.loads(line) for text in lines for line in text.splitlines()]


def test_every_record_converts_cleanly():
    for message in records():
        found = registration_of(message)
        assert found.status is Status.FOUND
        assert set(found.record) <= {*KIND, "id", "type", "custom"}
        assert found.record["type"] in ITEM_TYPES
        for variable, value in found.record.items():
            if KIND.get(variable) in ("text", "number"):
                assert isinstance(value, str)
                assert value == value.strip()
                assert "\n" not in value
                assert "mml:" not in value
                assert "&amp;" not in value
        for name in found.record.get("author", []):
            assert name.get("family") or name.get("literal")
        if "issued" in found.record:
            assert found.record["issued"]["date-parts"][0][0] in found.years


@settings(max_examples=150)
@given(st.dictionaries(st.sampled_from(FIELDS), JSON, max_size=8))
def test_any_record_converts(fields):
    found = registration_of({"DOI": "10.1000/1", **fields})
    assert found.doi == "10.1000/1"
    json.dumps(found.record)


def test_a_retraction_goes_with_the_record():
    notice = {"DOI": "10.1000/notice", "type": "retraction", "updated": {"date-parts": [[2023, 6, 21]]}}
    record = {"DOI": "10.1000/work", "type": "journal-article", "title": ["RETRACTED: Pain"], "updated-by": [notice]}
    assert item_of(record, DOI("10.1000/work"))["custom"] == {"retraction": {"year": 2023, "DOI": "10.1000/notice"}}
    assert "custom" not in item_of({**record, "updated-by": [{**notice, "type": "correction"}]}, DOI("10.1000/work"))
