"""Citations in a document: positions, cites told apart, cites drawn together, authors in the sentence."""

import pytest

from citekit.model.citation import Citation, CitationItem
from csl.cases import HAN, MELZACK, cites, style

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
    attributes = "collapse='year' cite-group-delimiter=', '"
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


def test_names_that_look_alike_are_told_apart_in_every_cite():
    # "all-names" is about people, not about cites: these cites differ by their years as it is.
    items = [variant("x"), variant("y", author=[{"family": "Han", "given": "Mei"}], issued={"date-parts": [[2010]]})]
    rule = "disambiguate-add-givenname='true' givenname-disambiguation-rule='{}'"
    names = "initialize-with='. '"
    assert author_date([["x"], ["y"]], items, names, citation_attributes=rule.format("by-cite")) == [
        "(Han, 2004)", "(Han, 2010)",
    ]  # fmt: skip
    assert author_date([["x"], ["y"]], items, names, citation_attributes=rule.format("all-names")) == [
        "(J.-S. Han, 2004)", "(M. Han, 2010)",
    ]  # fmt: skip


def test_only_the_first_name_is_told_apart_where_the_style_says_so():
    wall, han, mei = {"family": "Wall", "given": "Patrick"}, HAN["author"][0], {"family": "Han", "given": "Mei"}
    items = [variant("x", author=[han]), variant("y", author=[mei]), variant("z", author=[wall, han])]
    attributes = "disambiguate-add-givenname='true' givenname-disambiguation-rule='primary-name'"
    assert author_date([["x"], ["y"], ["z"]], items, "initialize-with='. '", citation_attributes=attributes) == [
        "(J.-S. Han, 2004)", "(M. Han, 2004)", "(Wall & Han, 2004)",
    ]  # fmt: skip


def test_an_editor_is_not_expanded_with_an_author():
    layout = (
        "<group delimiter=', '><names variable='author'><name form='short'/></names>"
        "<names variable='editor'><name form='short'/></names></group>"
    )
    items = [
        variant("x", editor=[{"family": "Wall", "given": "Patrick"}]),
        variant("y", editor=[{"family": "Wall", "given": "Mary"}]),
    ]
    attributes = "disambiguate-add-givenname='true'"
    assert cites(layout, [["x"], ["y"]], items, citation_attributes=attributes) == [
        "Han, Patrick Wall", "Han, Mary Wall",
    ]  # fmt: skip


def test_names_that_tell_nothing_apart_are_not_added():
    authors = [{"family": "Han"}, {"family": "Li"}, {"family": "Zhao"}]
    items = [variant("x", author=authors), variant("y", author=authors)]
    attributes = "disambiguate-add-names='true' disambiguate-add-year-suffix='true'"
    names = "et-al-min='3' et-al-use-first='1'"
    assert author_date([["x"], ["y"]], items, names, citation_attributes=attributes) == [
        "(Han et al., 2004a)", "(Han et al., 2004b)",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("mode", "printed"),
    [
        ("year-suffix", "(Han, 2004a,b,c,d)"),
        ("year-suffix-ranged", "(Han, 2004a–d)"),
        ("year", "(Han, 2004a, 2004b, 2004c, 2004d)"),
    ],
)
def test_years_collapse(mode, printed):
    attributes = f"collapse='{mode}' year-suffix-delimiter=',' disambiguate-add-year-suffix='true'"
    assert author_date([list("abcd")], [variant(key) for key in "abcd"], citation_attributes=attributes) == [printed]


def test_a_comma_of_the_reader_needs_no_delimiter():
    cite = CitationItem("melzack1965", prefix=", cited in ")
    assert author_date([["han2004", cite]], [HAN, MELZACK]) == ["(Han, 2004, cited in Melzack & Wall, 1965)"]


def test_a_note_begins_with_a_capital_and_a_sentence_goes_on_without():
    layout = "<text term='ibid'/>"
    see = CitationItem("han2004", prefix="see")
    assert cites(layout, [["han2004"], [see]], [HAN], class_="note") == ["Ibid.", "see ibid."]
    assert cites(layout, [["han2004"]], [HAN]) == ["ibid."]


def test_notes_and_text_follow_their_own_kind():
    layout = "<choose><if position='ibid'><text value='ibid'/></if><else><text value='full'/></else></choose>"
    places = [("han2004", 0), ("melzack1965", 1), ("han2004", 0)]
    citations = [Citation((CitationItem(key),), note_number=note) for key, note in places]
    assert cites(layout, citations, [HAN, MELZACK], class_="note") == ["full", "full", "ibid"]


def test_works_without_keys_are_works_of_their_own():
    items = [{**HAN, "id": None}, {**MELZACK, "id": None}, {key: HAN[key] for key in HAN if key != "id"}]
    keys = [entry.key for entry in style().bibliography(items).entries]
    assert len(set(keys)) == 3


def test_a_work_without_a_label_gets_one():
    layout = "<text variable='citation-label'/>"
    attributes = "disambiguate-add-year-suffix='true'"
    items = [HAN, MELZACK, variant("own", **{"citation-label": "Han-P"})]
    assert cites(layout, [["han2004"], ["melzack1965"], ["own"]], items, citation_attributes=attributes) == [
        "Han04", "MeWa65", "Han-P",
    ]  # fmt: skip
