"""What is written is read back as what it was, variable by variable, in both dialects; and edits through a library."""

from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from citekit import formats
from citekit.errors import ReadError
from citekit.formats.bibtex.document import read_document
from citekit.formats.bibtex.entry import format_entry, is_same, losses
from citekit.formats.bibtex.reader import read
from citekit.formats.bibtex.writer import write
from citekit.model import Library, SourceText
from citekit.model.variables import DATE_VARIABLES, ITEM_TYPES, KIND, NAME_VARIABLES, NUMBER_VARIABLES, TEXT_VARIABLES

SHARED = Path(__file__).parents[3].parent / "shared" / "data" / "bibtex"
DIALECTS = ("biblatex", "bibtex")

VALUES = {
    "name": [{"family": "Freud", "given": "Anna"}, {"literal": "Clinic & Friends"}],
    "date": {"date-parts": [[2004, 5, 3]]},
    "number": "12",
    "text": "Some <i>text</i> & more",
}
IDENTIFIERS = {"DOI": "10.1000/a_b", "URL": "https://example.org/%20_x#y", "ISBN": "9780306406157",
               "ISSN": "0304-3940", "PMID": "15135942", "PMCID": "PMC1234567", "language": "fr-FR"}  # fmt: skip


def back(item, dialect="biblatex"):
    library = read(SourceText(format_entry({"id": "a", **item}, dialect)))
    assert not [problem for problem in library.problems if problem.severity == "error"]
    return library.items[0]


@pytest.mark.parametrize("dialect", DIALECTS)
@pytest.mark.parametrize("kind", ITEM_TYPES)
def test_every_variable_of_every_type_comes_back(kind, dialect):
    whole = {
        name: IDENTIFIERS.get(name, VALUES[held])
        for name, held in KIND.items()
        if name not in ("citation-key", "event")
    }
    whole = {"type": kind, "id": "a", **whole}
    assert losses(whole, dialect) == ()
    found = back(whole, dialect)
    assert found["type"] == kind
    for name in set(whole) & KIND.keys():
        assert is_same(name, found.get(name), whole[name]), name


@pytest.mark.parametrize("dialect", DIALECTS)
@pytest.mark.parametrize("kind", ["article-journal", "book", "chapter", "thesis", "webpage", "patent", "interview"])
def test_each_variable_alone_comes_back(kind, dialect):
    for name, held in KIND.items():
        if name in ("citation-key", "event"):
            continue
        item = {"type": kind, name: IDENTIFIERS.get(name, VALUES[held])}
        found = back(item, dialect)
        assert found["type"] == kind
        assert is_same(name, found.get(name), item[name]), name


@pytest.mark.parametrize("dialect", DIALECTS)
@pytest.mark.parametrize(
    "date",
    [
        {"date-parts": [[2004]]},
        {"date-parts": [[2004, 5]]},
        {"date-parts": [[2004, 5, 3], [2005, 6]]},
        {"date-parts": [[2004, 5], [2004, 6]]},
        {"date-parts": [[1995], [1997]]},
        {"date-parts": [[2004], [0]]},
        {"date-parts": [[-44, 3, 15]]},
        {"date-parts": [[12345]]},
        {"date-parts": [[1850]], "circa": True},
        {"date-parts": [[2004]], "season": 2},
        {"date-parts": [[2004, 21]]},
        {"date-parts": [[2004, 21], [2004, 22]]},
        {"date-parts": [[2004, 12, 30], [2005, 1, 3]]},
        {"raw": "2004-05"},
        {"literal": "in the reign of Anne"},
    ],
)
def test_dates_come_back(date, dialect):
    assert is_same("issued", back({"type": "book", "issued": date}, dialect)["issued"], date)


@pytest.mark.parametrize("dialect", DIALECTS)
@pytest.mark.parametrize(
    "name",
    [
        {"family": "Goethe", "given": "Johann Wolfgang", "dropping-particle": "von"},
        {"family": "Berg", "given": "Cees", "non-dropping-particle": "Van den"},
        {"family": "Cruz", "given": "Ana", "non-dropping-particle": "de", "dropping-particle": "y"},
        {"family": "King", "given": "Martin Luther", "suffix": "Jr.", "comma-suffix": True},
        {"family": "Plato"},
        {"given": "Cher"},
        {"family": "de la Cruz", "given": "Ana"},
        {"family": "Mao", "given": "Zedong", "static-ordering": True},
        {"literal": "Doe, Jane and others"},
        {"family": "Li", "given": "and"},
    ],
)
def test_names_come_back(name, dialect):
    for variable in ("author", "recipient"):
        found = back({"type": "book", variable: [name, {"family": "Li", "given": "Q."}]}, dialect)
        assert is_same(variable, found[variable], [name, {"family": "Li", "given": "Q."}])


def test_what_the_target_has_a_field_for_stands_there():
    item = {
        "type": "paper-conference", "title": "The treatment of pain in Paris",
        "event-title": "Pain Days", "event-place": "Paris",
        "event-date": {"date-parts": [[2004, 5, 3]]}, "original-date": {"date-parts": [[1999]]}, "part": "2",
        "collection-title": "Notes", "collection-number": "7", "status": "in press", "keyword": "pain, needles",
        "container-title": "Proceedings", "editor": [{"family": "Wall", "given": "P."}], "number-of-pages": "12",
        "director": [{"family": "Ray", "given": "S."}], "call-number": "QP 1", "annote": "read", "language": "fr-FR",
    }  # fmt: skip
    text = format_entry({"id": "a", **item})
    for line in (
        "title        = {The treatment of pain in {Paris}},", "eventtitle   = {Pain Days},", "venue        = {Paris},",
        "eventdate    = {2004-05-03},", "origdate     = {1999},", "series       = {Notes},", "number       = {7},",
        "pubstate     = {in press},", "keywords     = {pain, needles},", "pagetotal    = {12},",
        "editora      = {Ray, S.},", "editoratype  = {director},", "library      = {QP 1},", "annotation   = {read},",
        "part         = {2},", "langid       = {french},",
    ):  # fmt: skip
        assert line in text
    assert "csl-" not in text


def test_bibtex_has_its_own_names():
    item = {
        "type": "article-journal", "title": "Pain", "container-title": "J", "publisher-place": "Oslo",
        "issued": {"date-parts": [[2004, 5, 3]]}, "archive": "arXiv", "archive_location": "2101.00001",
    }  # fmt: skip
    text = format_entry({"id": "a", **item}, "bibtex")
    for line in ("journal      = {J},", "address      = {Oslo},", "year         = {2004},", "month        = may,"):
        assert line in text
    assert "journaltitle" not in text
    assert "\n  date" not in text
    thesis = format_entry({"id": "a", "type": "thesis", "genre": "Master’s thesis", "publisher": "MIT"}, "bibtex")
    assert thesis.startswith("@mastersthesis{a,")
    assert "school       = {MIT}" in thesis


@pytest.mark.parametrize(
    ("member", "value"),
    [
        ("categories", ["x"]),
        ("author", "Han"),
        ("issued", 7),
        ("title", ["Pain"]),
        ("x-own", 1),
        ("custom", {"app": 1}),
    ],
)
def test_what_cannot_be_held_is_told(member, value):
    for dialect in DIALECTS:
        assert [loss.variable for loss in losses({"id": "a", "type": "book", member: value}, dialect)] == [member]
    told = formats.losses(Library([{"id": "a", "type": "book", member: value}]), "bibtex")
    assert str(told[0]).startswith(f"a: {member} is lost: ")


TEXT = st.text(
    st.characters(codec="utf-8", exclude_categories=["Cc", "Cs", "Zl", "Zp", "Zs", "Co", "Cn"]), min_size=1, max_size=20
)
WORDS = st.lists(TEXT, min_size=1, max_size=3).map(" ".join)
NAME = st.fixed_dictionaries(
    {"family": WORDS, "given": WORDS},
    optional={"suffix": WORDS, "non-dropping-particle": WORDS, "dropping-particle": WORDS},
) | st.fixed_dictionaries({"literal": WORDS})
PARTS = st.lists(st.integers(1, 2100), min_size=1, max_size=1) | st.tuples(
    st.integers(1, 2100), st.integers(1, 12)
).map(list)
DATE = st.fixed_dictionaries({"date-parts": st.lists(PARTS, min_size=1, max_size=2)}, optional={"circa": st.just(True)})
ITEM = st.fixed_dictionaries(
    {"type": st.sampled_from(ITEM_TYPES)},
    optional={
        **{name: st.lists(NAME, min_size=1, max_size=3) for name in NAME_VARIABLES[::3]},
        **dict.fromkeys(DATE_VARIABLES, DATE),
        **dict.fromkeys(NUMBER_VARIABLES[::2], st.integers(0, 999).map(str) | WORDS),
        **dict.fromkeys(
            [name for name in TEXT_VARIABLES if name not in ("citation-key", "event", *IDENTIFIERS)], WORDS
        ),
    },
)  # fmt: skip


@settings(max_examples=250, deadline=None)
@given(item=ITEM, dialect=st.sampled_from(DIALECTS))
def test_any_item_comes_back_or_is_told(item, dialect):
    lost = {loss.variable for loss in losses({"id": "a", **item}, dialect)}
    found = back(item, dialect)
    assert found["type"] == item["type"]
    for name in set(item) & KIND.keys() - lost:
        assert is_same(name, found.get(name), item[name]), (name, found.get(name))


@settings(max_examples=60, deadline=None)
@given(items=st.lists(ITEM, min_size=1, max_size=4), dialect=st.sampled_from(DIALECTS))
def test_items_come_back_from_one_file_as_they_do_alone(items, dialect):
    items = [{"id": f"k{number}", **item} for number, item in enumerate(items)]
    library = read(SourceText(formats.write(Library(items), dialect)))
    for item, found in zip(items, library.items, strict=True):
        lost = {loss.variable for loss in losses(item, dialect)}
        assert (found["id"], found["type"]) == (item["id"], item["type"])
        for name in set(item) & KIND.keys() - lost:
            assert is_same(name, found.get(name), item[name]), (name, found.get(name))


def test_one_work_of_biblatex_does_not_part_another_ones_publisher():
    items = [
        {"id": "a", "type": "book", "publisher": "Taylor and Francis", "publisher-place": "Bed and Breakfast"},
        {"id": "b", "type": "book", "original-date": {"date-parts": [[1999]]}},
    ]
    found = read(SourceText(formats.write(Library(items), "bibtex"))).items[0]
    assert (found["publisher"], found["publisher-place"]) == ("Taylor and Francis", "Bed and Breakfast")


@pytest.mark.parametrize(
    ("parts", "month"),
    [
        ([[2004, 5], [2004, 6]], "may # {--} # jun"),
        ([[2004, 21]], "{spring}"),
        ([[2004, 13]], None),
        ([[2004, 99], [2004, 1]], None),
    ],
)
def test_months_are_bibtex_own_abbreviations(parts, month):
    text = format_entry({"id": "a", "type": "book", "issued": {"date-parts": parts}}, "bibtex")
    assert (f"month        = {month}," in text) if month else ("month" not in text)


def test_titles_in_other_languages_keep_every_capital_in_bibtex():
    item = {"id": "a", "type": "book", "title": "Der Schmerz und die Nadeln", "language": "de-DE"}
    assert "{Der {Schmerz} und die {Nadeln}}" in format_entry(item, "bibtex")
    assert "{Der Schmerz und die Nadeln}" in format_entry(item)


FILE = """% mine
@string{nl = {Neuroscience Letters}}

@Article{han2004,
\tTitle = "Acupuncture and {Endorphins}", % sic
\tAuthor = "Han, Ji-Sheng and others",
\tJournal = nl,
\tYear = 2004, Month = may
}

@comment{jabref}
@inproceedings{melzack,
  title        = {Gate},
  subtitle     = {A Theory},
  date         = {1965-11},
  journaltitle = {X},
  crossref     = {book},
  publisher    = {Wiley and Elsevier},
  file         = {a:b.pdf},
}
@book{book, title = {All of Pain}, year = {1965}, publisher = {Wiley}}
"""


@pytest.mark.parametrize(
    ("key", "change", "old", "new"),
    [
        ("han2004", {"volume": "361"}, "Month = may\n", 'Month = may,\n\tVolume = "361"\n'),
        ("han2004", {"container-title": "Pain"}, "= nl", '= "Pain"'),
        ("han2004", {"issued": {"date-parts": [[2005, 6]]}}, "2004, Month = may", "2005, Month = jun"),
        ("han2004", {"issued": {"date-parts": [[2004]]}}, "2004, Month = may", "2004"),
        ("han2004", {"id": "han"}, "{han2004,", "{han,"),
        ("melzack", {"title": "Gates: A Theory"}, "{Gate}", "{Gates}"),
        ("melzack", {"title": "Gates"}, "{Gate},\n  subtitle     = {A Theory}", "{Gates}"),
        ("melzack", {"issued": {"date-parts": [[1966]]}}, "{1965-11}", "{1966}"),
        ("melzack", {"publisher": "Penguin"}, "{Wiley and Elsevier}", "{Penguin}"),
        # What it has from its book it has still.
        ("melzack", {"publisher": None}, "  publisher    = {Wiley and Elsevier},\n", ""),
        ("melzack", {"abstract": "Long"}, "{a:b.pdf},\n", "{a:b.pdf},\n  abstract     = {Long},\n"),
        ("book", {"id": "whole"}, "{book", "{whole"),
        ("book", {"type": "report"}, "@book{book", "@techreport{book"),
    ],
)  # fmt: skip
def test_a_changed_item_changes_its_fields_alone(key, change, old, new):
    library = read(SourceText(FILE))
    entry = library.entry(key)
    for name, value in change.items():
        entry.item.pop(name, None)
        if value is not None:
            entry.item[name] = value
    expected = FILE.replace(old, new)
    assert expected != FILE
    assert write(library) == expected


@pytest.mark.parametrize(
    ("text", "change", "after"),
    [
        ("@article{a, title={x}, pmid={12}}", {"PMID": "13"}, "@article{a, title={x}, pmid={13}}"),
        ("@movie{a, director={Ray, S.}}", {"director": [{"family": "Li", "given": "Q."}]},
         "@movie{a, director={Li, Q.}}"),
        ("@inproceedings{a, location={Oslo}, address={New York}}", {"publisher-place": "Rome"},
         "@inproceedings{a, location={Rome}, address={New York}}"),
        ("@article{a, date={2016-12-13}, year=2017, month=8}", {"issued": {"date-parts": [[2011]]}},
         "@article{a, date={2011}, year=2017, month=8}"),
        ("@book{b, title={B}, titleaddon={C}}\n@inbook{a, crossref={b}}", {"container-title": "D"},
         ("@book{b, title={B}, titleaddon={C}}\n"
         "@inbook{a, booktitle={D}, crossref={b}, csl-container-title={D}}")),
    ],
)  # fmt: skip
def test_a_variable_changes_where_the_entry_has_it(text, change, after):
    library = read(SourceText(text))
    library.entry("a").item.update(change)
    assert write(library) == after
    found = read(SourceText(after)).entry("a").item
    assert all(found[name] == value for name, value in change.items())


def test_an_address_in_howpublished_stays():
    text = "@misc{a, title = {Pain}, year = 1999, howpublished = {\\url{https://who.int/x}}}"
    library = read(SourceText(text))
    library.items[0]["publisher"] = "WHO"
    # With a publisher, @misc alone would no longer be read as a web page.
    assert write(library) == text[:-1] + ", publisher = {WHO}, entrysubtype = {webpage}}"


def test_an_issue_with_a_title_of_its_own_keeps_both():
    text = "@periodical{a, title = {Pain}, issuetitle = {Needles}, date = {1999}}"
    library = read(SourceText(text))
    library.items[0]["title"] = "Pins"
    assert write(library) == text.replace("Needles", "Pins")


@settings(max_examples=120, deadline=None)
@given(data=st.data())
def test_any_edit_leaves_every_other_entry_as_it_was(data):
    library = read(SourceText(FILE))
    number = data.draw(st.integers(0, 2))
    change = data.draw(st.dictionaries(
        st.sampled_from(["title", "volume", "note", "publisher", "container-title", "medium", "page"]),
        # Markup that nothing closes comes back closed, or as nothing.
        WORDS.filter(lambda text: "<" not in text),
        min_size=1, max_size=3,
    ))  # fmt: skip
    item = library.items[number]
    item.update(change)
    after = write(library)
    found = read(SourceText(after)).items[number]
    for name in change:
        assert is_same(name, found.get(name), item[name]), name
    old, new = (read_document(SourceText(text)) for text in (FILE, after))
    for one, two in zip(old.blocks, new.blocks, strict=True):
        if one.key != library.entries[number].key:
            assert FILE[slice(*one.span)] == after[slice(*two.span)]
    gaps = [[t[a.span.end : b.span.start] for a, b in pairwise(d.blocks)] for t, d in ((FILE, old), (after, new))]
    assert gaps[0] == gaps[1]


def test_other_peoples_files_save_as_they_are_and_a_new_abstract_changes_that_alone():
    if not SHARED.exists():
        pytest.skip(f"the collection is not at {SHARED}")
    for path in sorted(SHARED.rglob("*.bib")):
        source = SourceText.decode(path.read_bytes(), path.name)
        try:
            library = read(source)
        except ReadError:
            continue
        assert source.encode(formats.write_back(library)) == path.read_bytes()
        item = library.items[-1]
        span = library.entries[-1].origin.span
        item["abstract"] = "4711"
        after = formats.write_back(library)
        assert after[: span.start] == source.text[: span.start], path.name
        assert after.endswith(source.text[span.end :]), path.name
        old = next(block for block in read_document(source).blocks if block.span == span)
        new = next(block for block in read_document(SourceText(after)).blocks if block.span.start == span.start)
        before = {field.name.lower(): source.text[slice(*field.value)] for field in old.fields}
        fields = {field.name.lower(): after[slice(*field.value)] for field in new.fields}
        assert {name for name in before | fields if before.get(name) != fields.get(name)} == {"abstract"}, path.name


def test_who_held_a_meeting_and_a_papers_number_keep_their_fields():
    text = "@inproceedings{a, title = {Pain}, organization = {Society}, publisher = {A Press}, articleno = 3}"
    for change, before, after in (
        ({"publisher": "B Press"}, "{A Press}", "{B Press}"),
        ({"organizer": [{"literal": "Guild"}]}, "{Society}", "{Guild}"),
        ({"number": "4"}, "articleno = 3", "articleno = 4"),
    ):
        library = read(SourceText(text))
        library.put(library["a"].replace(**change))
        assert formats.write_back(library) == text.replace(before, after)
