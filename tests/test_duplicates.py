"""Which entries are one work: what must not be taken for one first."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from citekit.combination import combine
from citekit.duplicates import find_duplicates
from citekit.errors import UsageError
from citekit.model import Library

HAN = {
    "type": "article-journal",
    "title": "Acupuncture and Endorphins",
    "author": [{"family": "Han", "given": "Ji-Sheng"}],
    "issued": {"date-parts": [[2004]]},
    "container-title": "Neuroscience Letters",
}


def groups(*items):
    library = Library([{"id": str(number), **item} for number, item in enumerate(items)])
    return [[entry.key for entry in group.entries] for group in find_duplicates(library.entries).groups]


@pytest.mark.parametrize(
    "change",
    [
        {"title": "Acupuncture and Enkephalins"},
        {"author": [{"family": "Li", "given": "Q."}]},
        {"issued": {"date-parts": [[2007]]}},
        {"type": "review", "title": "Acupuncture and Endorphins"},
        {"title": "Acupuncture and Endorphins, Part 2"},
        {"title": "Corrigendum to “Acupuncture and Endorphins”"},
        {"title": "Acupuncture and Endorphins: Part Two"},
        {"title": "Acupuncture and Endorphins II"},
        {"title": "Acupuncture and Endorphins (erratum)"},
        {"title": "Acupuncture and Endorphins: a response"},
        {"title": "Acupuncture and Endorphins: Erwiderung"},
        {"title": "Author Correction: Acupuncture and Endorphins"},
        {"title": "Data from: Acupuncture and Endorphins"},
        {"title": "Acupuncture and Endorphin A"},
        {"title": ""},
    ],
)
def test_another_work_is_no_duplicate(change):
    assert groups(HAN, {**HAN, **change}) == []


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ({"DOI": "10.1000/1"}, {"DOI": "10.1000/2"}),
        ({"page": "1-9"}, {"page": "101-109"}),
        ({"volume": "1"}, {"volume": "2"}),
        ({"edition": "1"}, {"edition": "2"}),
        ({"language": "en-US"}, {"language": "de-DE"}),
        ({"issue": "1"}, {"issue": "2"}),
        ({"number": "TR-1"}, {"number": "TR-2"}),
        ({"version": "1.0"}, {"version": "2.0"}),
        ({"volume-title": "Pain"}, {"volume-title": "Nerves"}),
        ({"title": "Acupuncture and TRPV1 in mice"}, {"title": "Acupuncture and TRPV2 in mice"}),
        ({"title": "The role of kinase A in pain"}, {"title": "The role of kinase C in pain"}),
        ({"type": "webpage", "URL": "https://a.org/x"}, {"type": "webpage", "URL": "https://b.org/x"}),
        ({"title": "Editorial"}, {"title": "Editorial", "container-title": "Pain"}),
    ],
)
def test_what_tells_two_works_apart_is_believed(one, other):
    assert groups({**HAN, **one}, {**HAN, **other}) == []


@pytest.mark.parametrize(
    ("one", "other", "reason"),
    [
        ({"DOI": "10.1000/a"}, {"type": "article", "DOI": "10.48550/arXiv.2101.00001"}, "an article and a preprint"),
        ({"issued": {"date-parts": [[2006]]}}, {"type": "article"}, "an article and a preprint"),
        ({}, {"type": "paper-conference", "container-title": "Pain Days"}, "an article and a conference paper"),
        ({}, {"type": "thesis"}, "an article and a thesis"),
        ({}, {"type": "dataset"}, "an article and a data set"),
        ({}, {"container-title": "Pain"}, "but “neuroscience letters” is not “pain”"),
        ({"title": "Editorial"}, {"title": "Editorial"}, "but many works have that title"),
        ({"title": "The adduction of needles"}, {"title": "The abduction of needles"}, "but for a word"),
        ({"title": "Asymptomatic pain in rats"}, {"title": "Symptomatic pain in rats"}, "but for a word"),
        ({"DOI": "10.1000/a", "PMID": "123"}, {"DOI": "10.1000/a", "PMID": "124"}, "although the PMIDs differ"),
    ],
)  # fmt: skip
def test_what_may_be_the_same_is_told_and_left_alone(one, other, reason):
    library = Library([{"id": "a", **HAN, **one}, {"id": "b", **HAN, **other}])
    found = find_duplicates(library.entries)
    assert found.groups == ()
    (doubt,) = found.doubts
    assert reason in doubt.reason


def test_editions_and_yearly_reports_are_no_duplicates():
    book = {"type": "book", "title": "Textbook of Pain", "author": [{"family": "Wall"}]}
    for change in ({"issued": year(1989)}, {"issued": year(1990)}, {"issued": year(1999)}):
        assert groups({**book, "issued": year(1988)}, {**book, **change}) == []
    assert groups({**book, "edition": "2", "issued": year(1989)}, {**book, "edition": "3", "issued": year(1989)}) == []


def year(number):
    return {"date-parts": [[number]]}


def test_parts_of_a_book_are_not_the_book():
    book = {"type": "book", "title": "Pain", "ISBN": "0-306-40615-2", "editor": [{"family": "Wall"}]}
    chapter = {"type": "chapter", "title": "Pain", "container-title": "Pain", "ISBN": "0-306-40615-2"}
    one = {"type": "chapter", "title": "Needles", "container-title": "Pain", "DOI": "10.1000/1"}
    assert groups(book, {**chapter, "editor": [{"family": "Wall"}]}) == []
    assert groups(one, {**one, "title": "Endorphins"}) == []
    volumes = [{**book, "volume": number} for number in "12"]
    assert groups(*volumes) == []


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ({"DOI": "10.1000/A"}, {"DOI": "https://doi.org/10.1000/a", "title": "Acupuncture and endorphin"}),
        ({"PMID": "15135942"}, {"PMID": "15135942", "issued": {"date-parts": [[2010]]}}),
        ({"PMCID": "PMC1234567"}, {"PMCID": "PMC1234567", "author": []}),
        ({}, {"title": "ACUPUNCTURE AND ENDORPHINS."}),
        ({}, {"author": [{"family": "Han", "given": "J.-S."}]}),
        ({}, {"title": "Acupunture and endorphins"}),
        ({}, {"title": "Acupuncture and endorphins: a review of the evidence"}),
        ({"volume": "361"}, {"volume": "361", "issued": {"date-parts": [[2003]]}}),
        ({"container-title": "Proceedings of the National Academy of Sciences"},
         {"container-title": "Proc. Natl. Acad. Sci."}),
        ({}, {"title": "Acupuncture and endorphin"}),
        ({"title": "Behaviour after acupuncture"}, {"title": "Behavior after acupuncture"}),
        ({"author": [{"literal": "World Health Organization"}]}, {"author": [{"literal": "WHO"}]}),
        ({"type": "book", "edition": "2nd ed."}, {"type": "book", "edition": "Second"}),
        ({}, {"type": "document"}),
        ({"type": "book", "ISBN": "0-306-40615-2"}, {"type": "book", "ISBN": "978-0-306-40615-7"}),
        ({"archive": "arXiv", "archive_location": "2101.00001v1"},
         {"archive": "arXiv", "archive_location": "2101.00001v2"}),
    ],
)  # fmt: skip
def test_the_same_work_is_found(one, other):
    assert groups({**HAN, **one}, {"type": "book", "title": "Between"}, {**HAN, **other}) == [["0", "2"]]


def test_an_identifier_on_two_works_is_a_doubt():
    library = Library([{"id": "a", **HAN, "DOI": "10.1000/1"}, {"id": "b", "title": "Massage", "DOI": "10.1000/1"}])
    found = find_duplicates(library.entries)
    assert found.groups == ()
    assert [doubt.reason for doubt in found.doubts] == ["the same DOI, although the titles differ"]


def test_groups_close_over_chains():
    assert groups({**HAN, "DOI": "10.1000/1"}, {**HAN, "PMID": "7"}, {"title": HAN["title"], "PMID": "7"}) == [
        ["0", "1", "2"]
    ]


def test_a_vague_entry_does_not_join_two_works():
    assert groups({**HAN, "volume": "1"}, HAN, {**HAN, "volume": "2"}) == [["0", "1"]]
    assert groups({**HAN, "DOI": "10.1000/1"}, {**HAN, "DOI": "10.1000/2"}, HAN) == [["0", "2"]]


def test_the_cost_is_near_linear():
    works = [
        {"title": f"Effects of needle {number} on pain {number % 97} in rats",
         "author": [{"family": f"Li{number % 50}"}],
         "issued": {"date-parts": [[1990 + number % 30]]}, "type": "article-journal"}
        for number in range(4000)
    ]  # fmt: skip
    assert groups(*works, works[17]) == [["17", "4000"]]


ANY = st.recursive(
    st.none() | st.text(max_size=12) | st.integers(), lambda inner: st.lists(inner, max_size=2), max_leaves=4
)
ITEM = st.dictionaries(st.sampled_from([*HAN, "DOI", "ISBN", "custom", "page"]), ANY)


@settings(max_examples=150)
@given(st.lists(ITEM, max_size=4))
def test_odd_items_do_no_harm(items):
    library = Library([{"id": str(number), **item} for number, item in enumerate(items)])
    for group in find_duplicates(library.entries).groups:
        for prefer in ("first", "newest", "richest"):
            combine(group.entries, prefer)


def combined(one, other, prefer="first"):
    library = Library([{"id": "a", **one}, {"id": "b", **other}])
    return combine(library.entries, prefer)


@pytest.mark.parametrize(
    ("variable", "one", "other", "kept"),
    [
        ("title", "Pain", "Pain: A Book", "Pain: A Book"),
        ("page", "258-261", "258-61", "258-261"),
        ("issued", {"date-parts": [[2004]]}, {"date-parts": [[2004, 5]]}, {"date-parts": [[2004, 5]]}),
        ("author", [{"family": "Han", "given": "J."}], [{"family": "Han", "given": "Jian"}],
         [{"family": "Han", "given": "Jian"}]),
        ("author", [{"family": "Han"}], [{"family": "Han"}, {"family": "Li"}], [{"family": "Han"}, {"family": "Li"}]),
        ("keyword", "pain, needles", "needles, rats", "pain, needles, rats"),
        ("volume", "361", "361", "361"),
        ("publisher", "Elsevier", "ELSEVIER", "Elsevier"),
    ],
)  # fmt: skip
def test_the_fuller_value_stands(variable, one, other, kept):
    result = combined({variable: one}, {variable: other})
    assert result.item[variable] == kept
    assert result.conflicts == ()
    assert (variable in result.taken) == (kept != one)


def test_conflicts_are_told_and_decided_by_preference():
    one, other = {"volume": "3", "note": "x"}, {"volume": "4", "page": "1", "issue": "2", "note": "x"}
    for prefer, kept in (("first", "3"), ("newest", "4"), ("richest", "4")):
        result = combined(one, other, prefer)
        assert result.key == "a"
        assert result.item["volume"] == kept
        (conflict,) = result.conflicts
        assert (conflict.variable, conflict.kept) == ("volume", kept)
    with pytest.raises(UsageError):
        combined(one, other, "best")


def test_et_al_ends_where_all_names_are_known():
    short = {"author": [{"family": "Han"}], "custom": {"et-al": ["author"]}}
    whole = {"author": [{"family": "Han"}, {"family": "Li"}]}
    assert "custom" not in combined(short, whole).item
    assert combined(short, short).item["custom"] == {"et-al": ["author"]}
