"""Citations in a document: positions, cites told apart, cites drawn together, authors in the sentence."""

import pytest

from citekit.model.citation import Citation, CitationItem
from csl.cases import HAN, MELZACK, cites

AUTHOR_DATE = (
    "<group delimiter=', '><names variable='author'><name form='short' and='symbol' {names}/></names>"
    "<date variable='issued'><date-part name='year'/></date><text variable='locator'/></group>"
)
LAYOUT = "prefix='(' suffix=')' delimiter='; '"


def author_date(citations, items, names="", **parts):
    return cites(AUTHOR_DATE.format(names=names), citations, items, citation_layout=LAYOUT, **parts)


def variant(key, **members):
    return {**HAN, "id": key, **members}


def test_cites_in_parentheses():
    assert author_date([["han2004"], ["han2004", "melzack1965"]], [HAN, MELZACK]) == [
        "(Han, 2004)",
        "(Han, 2004; Melzack & Wall, 1965)",
    ]


@pytest.mark.parametrize(
    ("mode", "printed"),
    [
        ("narrative", "Melzack and Wall (1965, 975)"),
        ("author-only", "Melzack and Wall"),
        ("suppress-author", "(1965, 975)"),
        ("normal", "(Melzack & Wall, 1965, 975)"),
    ],
)
def test_modes(mode, printed):
    cite = CitationItem("melzack1965", locator="975", mode=mode)
    assert author_date([[cite]], [MELZACK]) == [printed]


def test_affixes_of_a_cite():
    cite = CitationItem("han2004", prefix="see", suffix="and elsewhere")
    assert author_date([[cite]], [HAN]) == ["(see Han, 2004 and elsewhere)"]


def test_one_year_of_one_author_gets_letters_in_the_order_of_the_list():
    items = [variant("x", title="Zebra"), variant("y", title="Apple")]
    assert author_date(
        [["x"], ["y"]],
        items,
        citation_attributes="disambiguate-add-year-suffix='true'",
        sort="<sort><key variable='title'/></sort>",
    ) == ["(Han, 2004b)", "(Han, 2004a)"]


def test_cites_are_told_apart_by_more_names():
    shared = [{"family": "Han"}, {"family": "Li"}]
    items = [
        variant("x", author=[*shared, {"family": "Zhao"}]),
        variant("y", author=[*shared, {"family": "Zhang"}]),
        variant("z", author=[{"family": "Wall"}, *shared]),
    ]
    assert author_date(
        [["x"], ["y"], ["z"]],
        items,
        "et-al-min='3' et-al-use-first='1'",
        citation_attributes="disambiguate-add-names='true'",
    ) == ["(Han, Li, & Zhao, 2004)", "(Han, Li, & Zhang, 2004)", "(Wall et al., 2004)"]


def test_cites_are_told_apart_by_given_names():
    items = [variant("x"), variant("y", author=[{"family": "Han", "given": "Mei"}])]
    assert author_date(
        [["x"], ["y"]], items, "initialize-with='. '", citation_attributes="disambiguate-add-givenname='true'"
    ) == ["(J.-S. Han, 2004)", "(M. Han, 2004)"]


def test_years_of_one_author_come_together():
    items = [variant("x"), MELZACK, variant("y", issued={"date-parts": [[2006]]})]
    attributes = "collapse='year'"
    assert author_date([["x", "melzack1965", "y"]], items, citation_attributes=attributes) == [
        "(Han, 2004, 2006; Melzack & Wall, 1965)"
    ]


def test_numbers_in_a_row_become_a_range():
    items = [variant(key) for key in "abcde"]
    attributes = "collapse='citation-number'"
    layout = "prefix='[' suffix=']' delimiter=', '"
    printed = cites(
        "<text variable='citation-number'/>", [["a", "b", "c", "e"], ["a", "b"]], items,
        citation_attributes=attributes, citation_layout=layout,
    )  # fmt: skip
    assert printed == ["[1–3, 5]", "[1, 2]"]


def test_positions_in_notes():
    layout = (
        "<choose><if position='ibid-with-locator'><text value='ibid.+'/></if><else-if position='ibid'>"
        "<text value='ibid.'/></else-if><else-if position='subsequent'><text value='again'/></else-if>"
        "<else><text value='first'/></else></choose>"
    )
    places = [
        ("han2004", ""),
        ("han2004", ""),
        ("han2004", "5"),
        ("han2004", "5"),
        ("melzack1965", ""),
        ("han2004", ""),
    ]
    citations = [
        Citation((CitationItem(key, locator=locator),), note_number=number)
        for number, (key, locator) in enumerate(places, 1)
    ]
    assert cites(layout, citations, [HAN, MELZACK], class_="note") == [
        "first", "ibid.", "ibid.+", "ibid.", "first", "again",
    ]  # fmt: skip


def test_a_key_that_is_not_there_leaves_the_others():
    assert author_date([["nobody", "han2004"]], [HAN]) == ["(Han, 2004)"]
