"""Comparing a reference with a registry's record: what must agree first, then what must not."""

import copy
import json
import random
import re
import unicodedata
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from citekit.model import DOI
from citekit.model.registration import Registration, Status
from citekit.sources import bylines, locators, titles
from citekit.sources.folding import fold, similarity
from citekit.sources.match import Match, Relation, Verdict, compare

SHARED = Path(__file__).parents[2].parent / "shared"
WORKS = SHARED / "data" / "crossref" / "works.jsonl"

ZHAO = {
    "type": "article-journal",
    "title": (
        "The Combination of Electroacupuncture and Massage Therapy Alleviates Myofibroblast "
        "Transdifferentiation and Extracellular Matrix Production in Blunt Trauma-Induced Skeletal Muscle "
        "Fibrosis"
    ),
    "author": [{"family": "Zhao", "given": "Na"}],
    "custom": {"et-al": ["author"]},
    "container-title": "Evidence-Based Complementary and Alternative Medicine",
    "volume": "2021",
    "page": "1-10",
    "issued": {"date-parts": [[2021, 7, 7]]},
}
ZHAO_RECORD = {
    **{name: value for name, value in ZHAO.items() if name != "custom"},
    "author": [{"family": "Zhao", "given": "Na"}, {"family": "Liu", "given": "Yue"}],
    "number": "5543468",
}


def registered(record, doi="10.1155/2021/5543468", **more):
    return Registration(DOI(doi), Status.FOUND, record=record, **more)


def verdicts(match):
    return {field: str(verdict) for field, verdict in match.verdicts.items()}


# The whole ---------------------------------------------------------------------------------------


def test_nothing_is_wrong_where_there_is_nothing_to_compare():
    match = compare({}, Registration(DOI("10.1155/2021/5543468"), Status.NO_METADATA))
    assert (match.score, match.differences, match.compared) == (0.0, (), False)
    assert set(verdicts(match).values()) == {"unknown"}


def test_a_reference_agrees_with_its_record():
    match = compare(ZHAO, registered(ZHAO_RECORD))
    assert (match.score, match.differences, match.relation) == (1.0, (), Relation.SAME)
    assert verdicts(match) == {
        "title": "agrees",
        "author": "agrees",
        "issued": "agrees",
        "volume": "agrees",
        "issue": "unknown",
        "page": "agrees",
        "type": "agrees",
    }


@pytest.mark.parametrize(
    ("change", "field", "verdict"),
    [
        ({"title": "Electroacupuncture and Massage Therapy"}, "title", Verdict.DIFFERS),
        ({"author": [{"family": "Zhang", "given": "Haoyu"}]}, "author", Verdict.DIFFERS),
        ({"issued": {"date-parts": [[2020]]}}, "issued", Verdict.DRIFT),
        ({"issued": {"date-parts": [[2012]]}}, "issued", Verdict.DIFFERS),
        ({"volume": "2022"}, "volume", Verdict.DIFFERS),
        ({"page": "11-20"}, "page", Verdict.DIFFERS),
    ],
)
def test_one_wrong_field_is_one_difference_and_no_other_work(change, field, verdict):
    match = compare({**ZHAO, **change}, registered(ZHAO_RECORD))
    assert [(difference.field, difference.verdict) for difference in match.differences] == [(field, verdict)]
    assert match.relation is Relation.SAME
    assert match.score < 1


def test_title_and_authors_together_make_another_work():
    han = {"title": "Acupuncture and endorphins", "author": [{"family": "Han", "given": "Ji-Sheng"}]}
    match = compare(ZHAO, registered(han))
    assert match.relation is Relation.ANOTHER
    assert match.score < 0.3


def test_editors_stand_for_authors_where_a_book_has_none():
    wall = [{"family": "Wall", "given": "Patrick D."}, {"family": "Melzack", "given": "Ronald"}]
    book = {"title": "Textbook of Pain", "editor": wall}
    assert compare(book, registered({"title": "Textbook of Pain", "author": wall})).agrees
    match = compare({**book, "editor": wall[::-1]}, registered({"title": "Textbook of Pain", "editor": wall}))
    assert [difference.field for difference in match.differences] == ["editor"]


@pytest.mark.parametrize(
    "issued", ["2004-05", {"raw": "May 2004"}, {"literal": "Spring 2004"}, {"date-parts": [["2004"]]}]
)
def test_years_are_found_in_any_kind_of_date(issued):
    assert compare({"issued": issued}, registered({}, years=(2004,))).agrees
    assert not compare({"issued": issued}, registered({}, years=(1994,))).agrees


def test_a_wholly_wrong_byline_is_told_in_a_few_differences():
    mine = [{"family": f"{letter}rown", "given": letter} for letter in "BCDFG"]
    theirs = [{"family": f"{letter}olenko", "given": letter} for letter in "HJKLM"]
    match = compare({"title": "Pain", "author": mine}, registered({"title": "Pain", "author": theirs}))
    assert [difference.detail for difference in match.differences][2:] == ["name 3", "each of 2 more names"]


def test_a_range_of_years_covers_what_lies_in_it():
    item = {"title": "Pain", "issued": {"date-parts": [[1999], [2003]]}}
    assert compare(item, registered({"title": "Pain"}, years=(2001,))).agrees
    assert not compare(item, registered({"title": "Pain"}, years=(2004,))).agrees


@pytest.mark.parametrize(
    ("one", "other", "verdict"),
    [
        ("article-journal", "article", "agrees"),
        ("chapter", "book", "agrees"),
        ("report", "article", "agrees"),
        ("book", "dataset", "differs"),
        ("book", "document", "unknown"),
    ],
)
def test_types_are_tolerant(one, other, verdict):
    match = compare({"title": "Pain", "type": one}, registered({"title": "Pain", "type": other}))
    assert verdicts(match)["type"] == verdict
    assert match.agrees


# Titles ------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Acupuncture & Endorphins", "Acupuncture and endorphins"),
        ("The rôle of Na+/K+-ATPase", "The role of Na<sup>+</sup>/K<sup>+</sup>&#8208;ATPase"),
        ("β-Endorphin in pain", "Beta-endorphin in pain"),
        ("Effects on CO₂ uptake", "Effects on CO<sub>2</sub>uptake"),
        ("Gómez’s Law", "GÃ³mez's law"),
        ("Massage: A Review", "Massage—a review"),
        ("Straße und Arena", "STRASSE UND ARENA"),
        ("Effect of Massage on Pain", "The effect of massage on pain"),
        ("On $\\alpha$-closed {S}ets", "On α-closed sets"),
        ("Quality of Life after Massage", "Quality of life after massage: a randomised trial"),
        ("Quality of Life after Massage", "Quality of life after massage. A randomised trial"),
        ("Massage for Pain", "RETRACTED ARTICLE: Massage for Pain"),
        ("Massage for Pain", "WITHDRAWN: Massage for pain"),
        ("Massage for Pain", "Massage for Pain [Retracted]"),
        (
            "Spaces of type <i>T</i><sub>0</sub>",
            "Spaces of type <math><mi>T</mi><mn>0</mn><annotation>T_0</annotation></math>",
        ),
    ],
)
def test_titles_of_one_work(one, other):
    for title, variant in ((one, other), (other, one)):
        assert titles.compare_titles(title, [variant]).likeness in ("same", "subtitle")


@pytest.mark.parametrize(
    ("one", "other", "likeness"),
    [
        ("Massage for Pain", "Message for pain", "drift"),
        ("Massage for Chronic Pain in Adults", "Massage for pain in adults", "drift"),
        ("Editorial", "Editorial: massage for pain", "drift"),
        ("Massage for Chronic Pain: Part I", "Massage for chronic pain: Part II", "other"),
        ("Guidelines for Massage Therapy 2013", "Guidelines for massage therapy 2015", "other"),
        (
            "Massage increases cortisol in healthy women",
            "Massage decreases cortisol in healthy women",
            "other",
        ),
        ("Massage for Pain", "Corrigendum to “Massage for Pain”", "notice"),
        ("Massage for Pain", "Erratum: Massage for pain", "notice"),
        ("Massage for Pain", "Retraction notice to “Massage for pain”", "notice"),
        ("Massage for Pain", "Massage for pain: reply", "notice"),
        ("Massage for Pain", "Comment on “Massage for Pain”", "notice"),
        ("Reply to: Massage for Pain", "Massage for Pain", "notice"),
        ("Massage for Pain", "Moxibustion and the treatment of insomnia", "unrelated"),
        ("Massage for Pain", "Correction: Inequalities of the minimum eigenvalue", "unrelated"),
    ],
)
def test_titles_that_differ(one, other, likeness):
    assert titles.compare_titles(one, [other]).likeness == likeness
    assert titles.compare_titles(other, [one]).likeness == likeness


def test_the_best_variant_counts():
    match = titles.compare_titles("Massage for Pain", ["Massage", "Massage for pain", "疼痛按摩"])
    assert (match.likeness, match.variant) == ("same", "Massage for pain")


@pytest.mark.parametrize("title", ["Correction of Myopia", "Response to Massage Therapy", "Retractions in Medicine"])
def test_a_subject_is_no_notice_if_both_sides_have_it(title):
    assert titles.compare_titles(title, [title.upper()]).likeness == "same"


def test_the_mark_of_a_retraction_is_the_works_or_the_notices():
    item, marked = {"title": "Massage for Pain"}, {"title": "RETRACTED: Massage for pain"}
    work, notice = DOI("10.1016/j.work"), DOI("10.1016/j.notice")
    assert compare(item, registered(marked, work)).agrees
    assert compare(marked, registered(marked, notice, updates=(work,))).agrees
    assert compare(item, registered(marked, work, updates=(work,))).agrees  # retracted in place
    assert compare(item, registered(marked, notice, updates=(work,))).relation is Relation.NOTICE
    assert compare(item, registered(marked, "10.1155/2020/5109831")).relation is Relation.NOTICE


# Names -------------------------------------------------------------------------------------------


def name(text):
    family, comma, given_name = text.partition(", ")
    return {"family": family, "given": given_name} if comma else {"literal": text}


def names(*texts):
    return [name(text) for text in texts]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Han, J.-S.", "Han, Ji-Sheng"),
        ("Han, JS", "Han, J. S."),
        ("Müller, Karin", "Mueller, K."),
        ("Muller, Karin", "Müller, Karin"),
        ("van der Berg, Jan", "Berg, Jan"),
        ("O’Brien, Ann", "OBrien, A."),
        ("García López, María", "García, M."),
        ("Łukasiewicz, Jan", "Lukasiewicz, Jan"),
        ("King, Martin Luther", "King Jr, Martin Luther"),
        ("Smith, J. David", "Smith, David"),
        ("WHO", "World Health Organization"),
        ("The Cochrane Collaboration", "Cochrane Collaboration"),
        ("J. S. Han", "Han, Ji-Sheng"),
        ("Ji-Sheng Han", "Han, Ji-Sheng"),
    ],
)
def test_spellings_of_one_name(one, other):
    for mine, theirs in ((one, other), (other, one)):
        match = bylines.compare_bylines(names(mine), names(theirs))
        assert match == bylines.BylineMatch(1.0)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Li, Q.", "Lin, Q."),
        ("Zhang, Haoyu", "Zhao, Haoyu"),
        ("AMTA", "World Health Organization"),
        ("Han, Ji-Sheng", "World Health Organization"),
        ("Müller, K.", "Miller, K."),
    ],
)
def test_two_names(one, other):
    for mine, theirs in ((one, other), (other, one)):
        match = bylines.compare_bylines(names(mine), names(theirs))
        assert (match.share, len(match.substituted)) == (0.0, 1)


def test_a_truncated_list_leaves_names_out_and_a_full_one_does_not():
    full = names("Li, Qian-Qian", "Shi, Guang-Xia", "Xu, Qian")
    assert bylines.compare_bylines(full[:1], full, truncated=True) == bylines.BylineMatch(1.0)
    assert bylines.compare_bylines(full[:1], full).missing == ("Guang-Xia Shi", "Qian Xu")
    assert bylines.compare_bylines(full[1:2], full, truncated=True).reordered


def test_the_name_that_nobody_carries_is_named():
    match = bylines.compare_bylines(names("Li, Q.", "Shi, G.", "Wakefield, A."), names("Li, Q.", "Shi, G."))
    assert match.extra == ("A. Wakefield",)


def test_old_records_have_only_the_first_of_several_names():
    first = names("Li, Q.")
    assert bylines.compare_bylines([*first, *names("Shi, G.", "Xu, Q.")], first).only_first
    assert not bylines.compare_bylines([*first, *names("Shi, G.")], first).only_first


def test_a_name_left_out_in_the_middle_shifts_nobody():
    full = names("Li, Q.", "Shi, G.", "Xu, Q.", "Wang, J.")
    match = bylines.compare_bylines([full[0], *full[2:]], full)
    assert (match.substituted, match.extra, match.missing) == ((), (), ("G. Shi",))


def test_a_collaboration_of_thousands_is_compared_in_linear_time():
    full = [{"family": f"Author{chr(97 + n % 26)}{n}", "given": "A."} for n in range(3000)]
    match = bylines.compare_bylines(full[::-1], full)
    assert (match.share, match.reordered) == (1.0, True)


# Numbers and pages -------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("one", "other", "agree"),
    [
        ("07", "7", True),
        ("1-3", "1–3", True),
        ("1/2", "1-2", True),
        ("83 (1999)", "83", True),
        ("IV", "4", True),
        ("S1", "suppl 1", True),
        (361, "361", True),
        ("1", "1-3", False),
        ("S1", "1", False),
        ("", "4", None),
        ("null", "4", None),
        (None, None, None),
    ],
)
def test_volumes_and_issues(one, other, agree):
    assert locators.numbers_agree(one, other) is agree
    assert locators.numbers_agree(other, one) is agree


@pytest.mark.parametrize(
    ("one", "other", "agree"),
    [
        ("149-51", "149–151", True),
        ("pp. 149-151", "149", True),
        ("S155-S156", "S155-6", True),
        ("0258-0261", "258-261", True),
        ("xii-xiv", "xii–xiv", True),
        ("1308-1309.e1", "1308-1309", True),
        ("e123", "e0123", True),
        ("198-a-198", "198-a-198", True),
        ("509a-511", "509-511", True),
        ("e123", "e124", False),
        ("149-151", "141-159", False),
        ("149-151", "null", None),
        ("149", "IFC", None),
    ],
)
def test_pages(one, other, agree):
    assert locators.pages_agree(one, [other]) is agree
    assert locators.pages_agree(other, [one]) is agree


# Whatever comes ----------------------------------------------------------------------------------

JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=40),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner, max_size=3),
    max_leaves=5,
)
NAMES = st.lists(
    st.fixed_dictionaries({}, optional=dict.fromkeys(("family", "given", "literal"), st.text(max_size=20)))
)
ITEMS = st.fixed_dictionaries(
    {},
    optional={
        "title": JSON,
        "author": NAMES | JSON,
        "editor": JSON,
        "issued": st.fixed_dictionaries({"date-parts": JSON}) | JSON,
        "volume": JSON,
        "page": st.from_regex(r"[a-zA-Z]{0,3}\d{0,9}[-–]?\d{0,9}[a-z]{0,2}", fullmatch=True) | JSON,
        "custom": JSON,
        "type": JSON,
    },
)


@given(ITEMS, ITEMS)
@settings(max_examples=200)
def test_comparing_never_fails(item, record):
    match = compare(item, registered(record))
    assert isinstance(match, Match)
    assert 0 <= match.score <= 1


@given(ITEMS)
@settings(max_examples=100)
def test_whatever_is_compared_with_itself_agrees(item):
    item.pop("custom", None)
    match = compare(item, registered(item))
    assert not match.differences or match.relation is Relation.SAME
    assert all(difference.verdict is not Verdict.DIFFERS for difference in match.differences)


@given(st.text(max_size=60), st.text(max_size=60))
@settings(max_examples=200)
def test_titles_are_compared_the_same_either_way_round(one, other):
    first, second = titles.compare_titles(one, [other]), titles.compare_titles(other, [one])
    assert (first and first[:2]) == (second and second[:2])


@given(NAMES, NAMES)
@settings(max_examples=150)
def test_two_names_are_compared_the_same_either_way_round(ones, others):
    for one in ones[:3]:
        for other in others[:3]:
            mine, theirs = bylines.Person(one), bylines.Person(other)
            assert mine.likeness(theirs) == theirs.likeness(mine)


@given(st.text(max_size=80))
@example("ὑ")
@settings(max_examples=150)
def test_folding_is_done_after_once(text):
    assert fold(fold(text)) == fold(text)
    assert similarity(fold(text), fold(text)) == 1


def test_a_long_hostile_value_costs_no_time():
    for text in (
        "<" * 10**6,
        "&amp;" * 10**5,
        "Retracted: " * 10**5,
        "1-" * 10**6,
        "{\\" * 10**6,
        "a, " * 10**5,
    ):
        item = {"title": text, "page": text, "volume": text}
        assert 0 <= compare(item, registered({"title": text + "b", "page": text[1:]})).score <= 1


# Real records ------------------------------------------------------------------------------------

TYPES = {
    "journal-article": "article-journal",
    "book-chapter": "chapter",
    "proceedings-article": "paper-conference",
}


def years_of(record):
    for member in ("published-print", "published-online", "issued", "posted"):
        parts = (record.get(member) or {}).get("date-parts") or [[None]]
        if parts[0] and parts[0][0]:
            yield parts[0][0]


def item_of(record):
    """A careful person's reference to a Crossref record: its own data, in CSL's members."""
    item = {"type": TYPES.get(record["type"], "document")}
    for role in ("author", "editor"):
        people = [
            {"literal": person["name"]}
            if "name" in person
            else {k: person[k] for k in ("family", "given") if k in person}
            for person in record.get(role, ())
        ]
        item |= {role: people} if people else {}
    item |= {name: record[name] for name in ("volume", "issue", "page") if name in record}
    item |= {"title": record["title"][0]} if record.get("title") else {}
    year = next(years_of(record), None)
    return item | ({"issued": {"date-parts": [[year]]}} if year else {})


def registration_of(record):
    subtitled = [f"{title}: {sub}" for title in record.get("title", ()) for sub in record.get("subtitle", ())]
    known = [*record.get("title", ()), *subtitled, *record.get("original-title", ())]
    return registered(item_of(record), record["DOI"], titles=tuple(known), years=tuple(years_of(record)))


@pytest.fixture(scope="module")
def works():
    if not WORKS.exists():
        pytest.skip(f"the Crossref records are not at {WORKS}")
    records = [json.loads(line) for line in WORKS.read_text(encoding="utf-8").splitlines()]
    return [(item_of(record), registration_of(record)) for record in records]


def test_every_record_agrees_with_itself(works):
    for item, registration in works:
        match = compare(item, registration)
        assert not match.differences, (registration.doi, match.differences)


def abbreviated(item):
    for person in item.get("author", ()):
        words = re.split(r"[\s.\-]+", person.get("given", ""))
        if any(words):
            person["given"] = " ".join(word[0] + "." for word in words if word)


def without_accents(item):
    for person in item.get("author", ()):
        decomposed = unicodedata.normalize("NFKD", person.get("family", ""))
        if decomposed.isprintable() and decomposed:
            person["family"] = "".join(c for c in decomposed if not unicodedata.combining(c))


def truncated(item):
    if len(item.get("author", ())) > 2:
        item["author"] = item["author"][:1]
        item["custom"] = {"et-al": ["author"]}


def first_page(item):
    if "page" in item:
        item["page"] = re.split("[-–]", item["page"])[0]


@pytest.mark.parametrize("change", [abbreviated, without_accents, truncated, first_page])
def test_every_record_agrees_with_a_reference_in_another_style(works, change):
    for item, registration in works:
        styled = copy.deepcopy(item)
        change(styled)
        match = compare(styled, registration)
        assert not match.differences, (registration.doi, match.differences)


def test_no_two_records_are_the_same_work(works):
    chance = random.Random(2004)
    titled = [pair for pair in works if len(pair[0].get("title", "").split()) > 3 and pair[0].get("author")]
    for item, registration in titled:
        other = chance.choice([r for _, r in titled if r.doi != registration.doi])
        match = compare(item, other)
        assert not match.agrees
        assert match.verdicts["title"] is not Verdict.AGREES, (item["title"], other.record["title"])
