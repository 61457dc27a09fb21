"""What each element of CSL prints; every expectation is a sentence of the specification."""

import pytest

from csl.cases import HAN, MELZACK, entries, entry


@pytest.mark.parametrize(
    ("layout", "printed"),
    [
        ("<text value='in'/>", "in"),
        ("<text term='in'/>", "in"),
        ("<text term='page' form='short' plural='true'/>", "pp."),
        ("<text variable='title' text-case='sentence'/>", "Acupuncture and endorphins"),
        ("<text variable='title' quotes='true' suffix='.'/>", "“Acupuncture and Endorphins.”"),
        ("<text variable='title' prefix='(' suffix=')'/>", "(Acupuncture and Endorphins)"),
        ("<text variable='page'/>", "258–261"),
        ("<number variable='issue'/>", "1–3"),
        ("<number variable='volume' form='ordinal'/>", "361st"),
        ("<number variable='volume' form='roman'/>", "ccclxi"),
        ("<label variable='page' form='short'/>", "pp."),
        ("<label variable='volume' form='short'/>", "vol."),
        ("<text variable='publisher'/>", ""),
        ("<date variable='issued'><date-part name='year'/></date>", "2004"),
        ("<date variable='issued' form='text'/>", "May 2004"),
        ("<date variable='issued'><date-part name='month' form='short' suffix=' '/><date-part name='year'/></date>",
         "May 2004"),
        ("<date variable='accessed' form='text'/>", ""),
    ],
)  # fmt: skip
def test_one_element(layout, printed):
    assert entry(layout) == printed


TAKEN_OVER = (
    "<group delimiter=', '><choose><if variable='title'><text value='a'/><text value='b'/></if></choose>"
    "<text variable='volume'/></group>"
)


@pytest.mark.parametrize(
    ("layout", "printed"),
    [
        # A group vanishes when every variable it calls is empty; terms alone never keep it alive.
        ("<group delimiter=', '><text term='in'/><text variable='publisher'/></group>", ""),
        ("<group delimiter=', '><text term='in'/><text variable='volume'/></group>", "in, 361"),
        ("<group><text term='in'/></group>", "in"),
        ("<group prefix='['><text variable='publisher'/><group><text value='x'/></group></group>", "[x"),
        ("<group suffix='.'><group><text variable='publisher'/><text value='x'/></group></group>", ""),
        # The delimiter of a group is taken over by the choice in it.
        (TAKEN_OVER, "a, b, 361"),
    ],
)  # fmt: skip
def test_groups(layout, printed):
    assert entry(layout) == printed


@pytest.mark.parametrize(
    ("condition", "holds"),
    [
        ("type='article-journal'", True),
        ("type='book'", False),
        ("type='book article-journal' match='any'", True),
        ("type='book article-journal'", True),
        ("type='book chapter' match='none'", True),
        ("variable='title volume'", True),
        ("variable='title publisher'", False),
        ("is-numeric='volume'", True),
        ("is-numeric='title'", False),
        ("is-uncertain-date='issued'", False),
        ("position='first'", False),
        ("locator='page'", False),
        ("disambiguate='true'", False),
    ],
)
def test_conditions(condition, holds):
    layout = f"<choose><if {condition}><text value='yes'/></if><else><text value='no'/></else></choose>"
    assert entry(layout) == ("yes" if holds else "no")


def names(count, **more):
    people = [
        {"family": "Melzack", "given": "Ronald"},
        {"family": "Wall", "given": "Patrick D."},
        {"family": "Beethoven", "given": "Ludwig", "non-dropping-particle": "van"},
        {"family": "King", "given": "Martin Luther", "suffix": "Jr."},
    ]
    return {**HAN, "author": people[:count], **more}


@pytest.mark.parametrize(
    ("count", "attributes", "printed"),
    [
        (1, "", "Ronald Melzack"),
        (2, "and='text'", "Ronald Melzack and Patrick D. Wall"),
        (2, "and='symbol' delimiter-precedes-last='always'", "Ronald Melzack, & Patrick D. Wall"),
        (3, "and='text'", "Ronald Melzack, Patrick D. Wall, and Ludwig van Beethoven"),
        (3, "and='text' delimiter-precedes-last='never'", "Ronald Melzack, Patrick D. Wall and Ludwig van Beethoven"),
        (2, "name-as-sort-order='first' and='text' delimiter-precedes-last='after-inverted-name'",
         "Melzack, Ronald, and Patrick D. Wall"),
        (3, "et-al-min='3' et-al-use-first='1'", "Ronald Melzack et al."),
        (4, "et-al-min='3' et-al-use-first='2'", "Ronald Melzack, Patrick D. Wall, et al."),
        (4, "et-al-min='3' et-al-use-first='1' et-al-use-last='true'", "Ronald Melzack, … Martin Luther King Jr."),
        (3, "form='short' and='symbol'", "Melzack, Wall, & van Beethoven"),
        (3, "initialize-with='. ' name-as-sort-order='all'", "Melzack, R., Wall, P. D., Beethoven, L. van"),
        (3, "form='count'", "3"),
    ],
)  # fmt: skip
def test_name_lists(count, attributes, printed):
    assert entry(f"<names variable='author'><name {attributes}/></names>", names(count)) == printed


@pytest.mark.parametrize(
    ("demote", "printed"),
    [
        ("never", "van Beethoven, Ludwig"),
        ("sort-only", "van Beethoven, Ludwig"),
        ("display-and-sort", "Beethoven, Ludwig van"),
    ],
)
def test_particles(demote, printed):
    item = {**HAN, "author": names(3)["author"][2:]}
    layout = "<names variable='author'><name name-as-sort-order='all'/></names>"
    assert entry(layout, item, attributes=f"demote-non-dropping-particle='{demote}'") == printed


def test_an_organisation_is_never_inverted():
    item = {**HAN, "author": [{"literal": "World Health Organization"}]}
    assert entry("<names variable='author'><name name-as-sort-order='all'/></names>", item) == (
        "World Health Organization"
    )


@pytest.mark.parametrize(
    ("count", "attributes", "printed"),
    [
        (1, "", "Ronald Melzack et al."),
        (2, "and='text'", "Ronald Melzack, Patrick D. Wall, et al."),
        (2, "et-al-min='3' et-al-use-first='1'", "Ronald Melzack et al."),
    ],
)
def test_a_list_that_its_source_cut_says_so(count, attributes, printed):
    item = names(count, custom={"et-al": ["author"]})
    assert entry(f"<names variable='author'><name {attributes}/></names>", item) == printed


def test_labels_and_editors_who_translated():
    layout = (
        "<names variable='editor translator' delimiter='; '><name/><label form='short' prefix=' (' suffix=')'/></names>"
    )
    person = [{"family": "Wall", "given": "Patrick D."}]
    assert entry(layout, {**HAN, "editor": person}) == "Patrick D. Wall (ed.)"
    assert entry(layout, {**HAN, "editor": person * 2}) == "Patrick D. Wall, Patrick D. Wall (eds.)"
    assert entry(layout, {**HAN, "editor": person, "translator": person}).count("Wall") == 1


def test_what_stands_in_for_an_author_is_not_said_again():
    layout = (
        "<group delimiter='. '><names variable='author'><name/><substitute><names variable='editor'/>"
        "<text variable='title'/></substitute></names><text variable='title'/><text variable='volume'/></group>"
    )
    assert entry(layout, {**HAN, "author": []}) == "Acupuncture and Endorphins. 361"
    assert entry(layout) == "Ji-Sheng Han. Acupuncture and Endorphins. 361"


@pytest.mark.parametrize(
    ("issued", "printed"),
    [
        ({"date-parts": [[2004, 5, 3]]}, "May 3, 2004"),
        ({"date-parts": [[2004]]}, "2004"),
        ({"date-parts": [[2004, 5], [2004, 7]]}, "May–July 2004"),
        ({"date-parts": [[2004, 5, 3], [2004, 5, 7]]}, "May 3–7, 2004"),
        ({"date-parts": [[2004], [2006]]}, "2004–2006"),
        ({"date-parts": [[2004]], "season": 1}, "Spring 2004"),
        ({"date-parts": [[-44]]}, "44 BC"),
        ({"literal": "in press"}, "in press"),
        ("2004-05", "May 2004"),
    ],
)
def test_dates(issued, printed):
    assert entry("<date variable='issued' form='text'/>", {**HAN, "issued": issued}) == printed


@pytest.mark.parametrize(
    ("page_format", "pages", "printed"),
    [
        ("expanded", "258-61", "258–261"),
        ("minimal", "258-261", "258–61"),
        ("minimal-two", "1002-1006", "1002–06"),
        ("chicago", "101-108", "101–8"),
        ("chicago", "321-328", "321–28"),
        ("", "e1-e9", "e1–e9"),
        ("minimal", "e9467002", "e9467002"),
    ],
)
def test_page_ranges(page_format, pages, printed):
    attributes = f"page-range-format='{page_format}'" if page_format else ""
    assert entry("<text variable='page'/>", {**HAN, "page": pages}, attributes=attributes) == printed


@pytest.mark.parametrize(
    ("sort", "order"),
    [
        ("", ["Pain Mechanisms: A New Theory", "Acupuncture and Endorphins"]),
        ("<sort><key variable='title'/></sort>", ["Acupuncture and Endorphins", "Pain Mechanisms: A New Theory"]),
        ("<sort><key variable='issued' sort='descending'/></sort>",
         ["Acupuncture and Endorphins", "Pain Mechanisms: A New Theory"]),
        ("<sort><key variable='volume'/></sort>", ["Pain Mechanisms: A New Theory", "Acupuncture and Endorphins"]),
        ("<sort><key variable='issue'/></sort>", ["Acupuncture and Endorphins", "Pain Mechanisms: A New Theory"]),
        ("<sort><key variable='author'/></sort>", ["Acupuncture and Endorphins", "Pain Mechanisms: A New Theory"]),
    ],
)  # fmt: skip
def test_sorting(sort, order):
    assert entries("<text variable='title'/>", [MELZACK, HAN], sort=sort) == order


def test_a_repeated_author_gives_way_to_a_dash():
    layout = "<group delimiter='. '><names variable='author'><name/></names><text variable='title'/></group>"
    items = [HAN, {**HAN, "id": "b", "title": "Other"}, MELZACK]
    attributes = "subsequent-author-substitute='———'"
    assert entries(layout, items, bibliography_attributes=attributes) == [
        "Ji-Sheng Han. Acupuncture and Endorphins",
        "———. Other",
        "Ronald Melzack, Patrick D. Wall. Pain Mechanisms: A New Theory",
    ]


def test_quotes_within_quotes_take_turns():
    item = {**HAN, "title": 'The "gate" of pain'}
    assert entry("<text variable='title' quotes='true'/>", item) == "“The ‘gate’ of pain”"
    assert entry("<text variable='title' quotes='true'/>", item, lang="en-GB") == "‘The “gate” of pain’"


@pytest.mark.parametrize(
    ("title", "printed"),
    [("Is it pain?", "Is it pain? 361"), ("Pain.", "Pain. 361"), ("Pain", "Pain. 361"), ("Pain!", "Pain! 361")],
)
def test_two_marks_that_meet_become_one(title, printed):
    layout = "<group delimiter='. '><text variable='title'/><text variable='volume'/></group>"
    assert entry(layout, {**HAN, "title": title}) == printed


@pytest.mark.parametrize(
    ("left", "right", "printed"),
    [
        (".", ".", "a. b"), (".", ",", "a., b"), (",", ",", "a, b"), ("?", ".", "a? b"), ("!", ".", "a! b"),
        (":", ".", "a: b"), (";", ":", "a; b"), ("?", ",", "a?, b"), (":", "!", "a! b"), (";", "?", "a? b"),
    ],
)  # fmt: skip
def test_two_marks_of_the_style_that_meet(left, right, printed):
    assert entry(f"<text value='a' suffix='{left}'/><text value='b' prefix='{right} '/>") == printed


@pytest.mark.parametrize(
    ("title", "printed"),
    [("What is pain?", "What is pain? 150"), ("Pain.", "Pain. 150"), ("Vol. 2., a", "Vol. 2., a. 150")],
)
def test_a_title_with_its_own_end(title, printed):
    item = {**MELZACK, "title": title}
    assert entry("<text variable='title' suffix='. '/><text variable='volume'/>", item) == printed


@pytest.mark.parametrize(
    ("name", "direct", "inverted"),
    [
        ({"family": "van Gogh", "given": "Vincent"}, "[Vincent] (van Gogh)", "(Gogh), [Vincent van]"),
        ({"family": "Aubignac", "given": "François d’"}, "[François] (d’Aubignac)", "(Aubignac), [François d’]"),
        ({"family": "Doe", "given": "John, Jr."}, "[John] (Doe Jr.)", "(Doe), [John], Jr."),
        ({"given": "Galen"}, "[Galen]", "[Galen]"),
    ],
)
def test_affixes_of_name_parts_reach_over_particles(name, direct, inverted):
    layout = (
        "<names variable='author'><name {}><name-part name='given' prefix='[' suffix=']'/>"
        "<name-part name='family' prefix='(' suffix=')'/></name></names>"
    )
    item = {**HAN, "author": [name]}
    assert entry(layout.format(""), item) == direct
    assert entry(layout.format("name-as-sort-order='all'"), item) == inverted


def test_a_macro_stands_or_falls_like_a_group():
    macros = "<macro name='in'><text term='in' suffix=' '/><text variable='publisher'/></macro>"
    assert entry("<text variable='title' suffix='; '/><text macro='in'/>", macros=macros) == (
        "Acupuncture and Endorphins; "
    )
