"""Rules that styles count on and that are easily got wrong, each with what it prints; what must not happen first."""

import pytest

from citekit.csl.note import with_note_fields
from citekit.model.citation import Citation, CitationItem
from citekit.richtext.nodes import plain
from csl.cases import HAN, cites, entries, entry, style


def book(key, *people, year=2004, **more):
    """A book by people given as "Given Family"."""
    names = [dict(zip(("given", "family"), person.rsplit(" ", 1), strict=True)) for person in people]
    return {
        "id": key, "type": "book", "title": key.title(), "author": names, "issued": {"date-parts": [[year]]}, **more
    }  # fmt: skip


SHORT = (
    "<group delimiter=', '><group delimiter=' '><names variable='author'><name form='short' {names}/></names>"
    "<date variable='issued'><date-part name='year'/></date></group><text variable='locator' prefix='p. '/></group>"
)
LAYOUT = "prefix='(' suffix=')' delimiter='; '"


def short(citations, items, names="", **parts):
    return cites(SHORT.format(names=names), citations, items, citation_layout=LAYOUT, **parts)


# Numbers, pages, dates


@pytest.mark.parametrize(
    ("page_format", "pages", "printed"),
    [
        # Letters before one number only are no range of that kind.
        ("minimal", "n11564-1568", "n11564-1568"),
        ("minimal", "1:12-1:15", "1:12-1:15"),
        ("minimal", "12a-12c", "12a–12c"),
        ("minimal", "n11564-n1568", "n11564–8"),
        ("chicago", "8n11564-8n1568", "8n11564–68"),
        ("expanded", "S12-S15", "S12–S15"),
        ("minimal", "xi-xv", "xi–xv"),
        ("minimal", "123\\-125", "123-125"),
        ("", "iv-xii", "iv–xii"),
        ("", "vi-a", "vi-a"),
        ("", "civil-mix", "civil-mix"),  # letters of numerals, but no numerals
        ("chicago-15", "1496-1504", "1496–1504"),
        ("chicago-16", "1496-1504", "1496–504"),
    ],
)
def test_pages(page_format, pages, printed):
    attributes = f"page-range-format='{page_format}'"
    assert entry("<text variable='page'/>", {**HAN, "page": pages}, attributes=attributes) == printed


@pytest.mark.parametrize(
    ("layout", "value", "printed"),
    [
        ("<text variable='number'/>", "WHO/1-2", "WHO/1-2"),
        ("<text variable='number'/>", "89-97", "89–97"),
        ("<number variable='number' form='ordinal'/>", "second edition", "second edition"),
        ("<number variable='number' form='ordinal'/>", "7, p. 3-8", "7th, pp. 3–8"),
        ("<number variable='number' form='ordinal'/>", "7, p. 3", "7th, p. 3"),
        ("<number variable='number' form='roman'/>", "2-4, 7", "ii–iv, vii"),
        ("<label variable='number'/>", "12a", "number"),
        ("<label variable='number'/>", "10a-12b", "numbers"),
        ("<number variable='number'/>", "A1-5", "A1-5"),
        ("<number variable='number'/>", "S2-S4", "S2–S4"),
        ("<number variable='number'/>", "2 & 3", "2 & 3"),
        ("<number variable='number' form='ordinal'/>", "2a", "2a"),
    ],
)
def test_numbers(layout, value, printed):
    assert entry(layout, {**HAN, "number": value}) == printed


def test_the_hyphens_of_a_version_are_no_ranges():
    assert entry("<number variable='version'/>", {**HAN, "version": "1-2"}) == "1-2"


@pytest.mark.parametrize(
    ("lang", "number", "printed"),
    [
        ("en-US", "111", "111th"),
        ("en-US", "102", "102nd"),
        ("fr-FR", "1", "1ʳᵉ"),  # an edition is feminine
        ("fr-FR", "21", "21ᵉ"),
    ],
)
def test_ordinals(lang, number, printed):
    assert entry("<number variable='edition' form='ordinal'/>", {**HAN, "edition": number}, lang=lang) == printed


@pytest.mark.parametrize(
    ("title", "printed"),
    [
        ("vitamin A in the diet", "Vitamin A in the Diet"),
        ("drugs, e.g. opioids", "Drugs, e.g. Opioids"),
        ("the <sc>dna</sc> of pain", "The dna of Pain"),
    ],
)
def test_title_case_leaves_what_is_written_so(title, printed):
    assert entry("<text variable='title' text-case='title'/>", {**HAN, "title": title, "language": "en"}) == printed


@pytest.mark.parametrize(
    ("parts", "printed"),
    [
        ([[2004], [2006]], "(2004–2006)"),
        ([[2004, 5], [2004, 7]], "(2004) May–July"),
        ([[2004, 17]], "(2004) Spring"),
        ([[2004, 24]], "(2004) Winter"),
    ],
)
def test_the_second_half_of_a_range_repeats_nothing(parts, printed):
    layout = (
        "<date variable='issued'><date-part name='year' prefix='(' suffix=')'/>"
        "<date-part name='month' prefix=' '/></date>"
    )
    assert entry(layout, {**HAN, "issued": {"date-parts": parts}}) == printed


# Names


@pytest.mark.parametrize(
    ("given", "mark", "printed"),
    [
        ("ME", ". ", "M. Doe"),  # a word in capitals is a name as well
        ("Ph. Marcel", ".", "Ph.M. Doe"),
        ("J.R.R.", ". ", "J. R. R. Doe"),
        ("Ji-Sheng", "", "J-S Doe"),
        ("<b>John</b> Quincy", ". ", "J. Q. Doe"),
    ],
)
def test_initials(given, mark, printed):
    item = {**HAN, "author": [{"family": "Doe", "given": given}]}
    assert entry(f"<names variable='author'><name initialize-with='{mark}'/></names>", item) == printed


def test_a_suffix_loses_its_period_where_initials_have_none():
    item = {**HAN, "author": [{"family": "King", "given": "Martin", "suffix": "Jr."}]}
    layout = "<names variable='author'><name initialize-with='{}' name-as-sort-order='all' sort-separator=' '/></names>"
    assert entry(layout.format(""), item) == "King M Jr"
    assert entry(layout.format(". "), item) == "King M. Jr."


@pytest.mark.parametrize(
    ("family", "printed"),
    [("d'Alembert", "d’Alembert"), ("de' Medici", "de’ Medici"), ("'t Hooft", "’t Hooft")],
)
def test_a_particle_keeps_its_space(family, printed):
    item = {**HAN, "author": [{"family": family, "given": "Jan"}]}
    assert entry("<names variable='author'><name form='short'/></names>", item) == printed


def test_each_name_is_set_by_itself():
    layout = "<names variable='author'><name prefix='[' suffix=']' and='text'/></names>"
    assert entry(layout, book("x", "Ann Roe", "Bo Doe")) == "[Ann Roe] and [Bo Doe]"


def test_what_stands_in_for_names_is_set_by_its_own_element():
    layout = (
        "<names variable='author' prefix='[' suffix=']'><substitute><choose><if type='book'>"
        "<names variable='editor'/></if></choose><text variable='title'/></substitute></names>"
    )
    assert entry(layout, {"id": "x", "title": "Pain"}) == "Pain"
    assert entry(layout, book("x", editor=[{"family": "Roe"}])) == "[Roe]"  # a bare `names` takes over everything


def test_a_dash_stands_for_the_same_persons_only():
    layout = (
        "<group delimiter='. '><names variable='author'><name initialize-with='.'/></names>"
        "<text variable='title'/></group>"
    )
    items = [book("a", "Jack Doe"), book("b", "Jane Doe"), book("c", "Jane Doe")]
    assert entries(layout, items, bibliography_attributes="subsequent-author-substitute='—'") == [
        "J. Doe. A", "J. Doe. B", "—. C",
    ]  # fmt: skip


# What stands in a field


@pytest.mark.parametrize(
    ("title", "printed"),
    [
        ("don’t", "don’t"),
        ("a ‘b’ c", "a ‘b’ c"),
        ('a "b" c', "a “b” c"),
        ("the \"quoted\" 'thing'", "the “quoted” ‘thing’"),
        ("“a ‘b’”", "“a ‘b’”"),
        ("« a »", "«\u202fa\u202f»"),
    ],
)
def test_quotation_marks(title, printed):
    assert entry("<text variable='title'/>", {**HAN, "title": title}) == printed


def test_typographic_marks_of_another_language_stay():
    item = {**HAN, "title": "Le “mot”"}
    assert entry("<text variable='title' quotes='true'/>", item, lang="en-GB") == "‘Le “mot”’"


def test_the_style_s_own_words_have_its_case_in_every_language():
    layout = "<text term='no date' text-case='title'/><text variable='title' text-case='title' prefix=' '/>"
    item = {**HAN, "title": "la douleur"}
    assert entry(layout, item, lang="fr-FR") == "Sans Date la douleur"


def test_cites_that_the_keys_leave_equal_stand_as_in_the_list():
    items = [book("a", "Bo Doe"), book("b", "Ann Coe")]
    sort = "<sort><key variable='author'/></sort>"
    keys = "<sort><key variable='issued'/></sort>"
    assert short([["a", "b"]], items, sort=sort, citation_sort=keys) == ["(Coe 2004; Doe 2004)"]
    assert short([["a", "b"]], items, sort=sort) == ["(Doe 2004; Coe 2004)"]


@pytest.mark.parametrize(
    ("note", "found"),
    [
        ("A note: with a colon", {}),
        ("See p. 3\nand: more", {}),
        ("genre: Review", {"genre": "Review", "note": ""}),
        ("PMID: 12\nnot a field\ngenre: Review", {"PMID": "12", "note": "not a field\ngenre: Review"}),
        ("Read it. {:genre: Review}", {"genre": "Review", "note": "Read it."}),
        ("original-date: 1900", {"original-date": {"raw": "1900"}, "note": ""}),
        ("editor: Roe || Ann\neditor: WHO",
         {"editor": [{"family": "Roe", "given": "Ann"}, {"literal": "WHO"}], "note": ""}),
        ("title: Another", {"note": ""}),  # what the item says itself counts more
    ],
)  # fmt: skip
def test_variables_in_a_note(note, found):
    assert with_note_fields({"title": "Pain", "note": note}) == {"title": "Pain", "note": note, **found}


# Citations


def test_brackets_are_for_notes_and_for_pairs():
    layout = (
        "<group prefix='(' suffix=')' delimiter=' '><text variable='title'/>"
        "<text value='x' prefix='(' suffix=')'/></group>"
    )
    assert cites(layout, [["han2004"]], [HAN]) == ["(Acupuncture and Endorphins (x))"]
    assert cites(layout, [["han2004"]], [HAN], class_="note") == ["(Acupuncture and Endorphins [x])"]
    alone = "<text variable='title' prefix='((' suffix=')'/>"
    assert cites(alone, [["han2004"]], [HAN], class_="note") == ["((Acupuncture and Endorphins)"]


NUMBERED = "<group><text variable='citation-number'/><text variable='locator' prefix=' p. '/></group>"


@pytest.mark.parametrize(
    ("row", "printed"),
    [
        (["1", "2"], "[1, 2]"),
        (["3", "2", "1"], "[3, 2, 1]"),
        (["1", CitationItem("2", "5"), "3"], "[1, 2 p. 5, 3]"),
        (["1", CitationItem("2", suffix=", x"), "3", "4", "5"], "[1, 2, x, 3–5]"),
        (["1", CitationItem("2", prefix="see"), "3", "4"], "[1, see 2–4]"),
        (["1", "2", "3", "5"], "[1–3, 5]"),
    ],
)
def test_ranges_of_numbers(row, printed):
    attributes = "collapse='citation-number' after-collapse-delimiter=' | '"
    layout = "prefix='[' suffix=']' delimiter=', '"
    items = [book(str(number), "Ann Roe") for number in range(1, 6)]
    assert cites(NUMBERED, [row], items, citation_attributes=attributes, citation_layout=layout) == [printed]


YEARS = [book("a", "Ann Roe", year=1999), book("b", "Ann Roe", year=2001), book("c", "Bo Doe"), book("d", "Cy Poe")]


@pytest.mark.parametrize(
    ("attributes", "row", "printed"),
    [
        ("collapse='year'", [CitationItem("a", "5"), "b"], "(Roe 1999, p. 5, 2001)"),
        ("collapse='year' after-collapse-delimiter=' | '", [CitationItem("a", "5"), "b"], "(Roe 1999, p. 5 | 2001)"),
        ("collapse='year' after-collapse-delimiter=' | '", ["c", "d"], "(Doe 2004 | Poe 2004)"),
        ("collapse='year-suffix' after-collapse-delimiter=' | '", ["a", "b", "c", "d"],
         "(Roe 1999, 2001 | Doe 2004; Poe 2004)"),
        ("cite-group-delimiter=' + '", ["a", "c", "b"], "(Roe 1999 + Roe 2001; Doe 2004)"),
        ("collapse='year'", ["a", CitationItem("b", prefix="see")], "(Roe 1999, see 2001)"),
    ],
)  # fmt: skip
def test_delimiters_of_groups(attributes, row, printed):
    assert short([row], YEARS, citation_attributes=attributes) == [printed]


def test_letters_keep_their_looks_when_years_collapse():
    layout = (
        "<group><names variable='author'><name form='short'/></names><date variable='issued' prefix=' '>"
        "<date-part name='year'/></date><text variable='year-suffix' text-case='uppercase'/></group>"
    )
    attributes = "collapse='year-suffix' disambiguate-add-year-suffix='true' year-suffix-delimiter=','"
    items = [book("a", "Ann Roe"), book("b", "Ann Roe")]
    assert cites(layout, [["a", "b"]], items, citation_attributes=attributes) == ["Roe 2004A,B"]


def test_an_affix_of_the_reader_stays_as_it_was_typed():
    cite = CitationItem("a", prefix='"so", ')
    assert short([[cite]], YEARS) == ["(“so”, Roe 1999)"]


def test_references_are_numbered_as_they_are_cited():
    items = [book("a", "Ann Roe"), book("b", "Bo Doe"), book("c", "Cy Poe")]
    processor = style("<text variable='citation-number'/>")
    citations = [Citation((CitationItem(key),)) for key in ("c", "a", "c")]
    assert [plain(node) for node in processor.cite(citations, items)] == ["3", "1", "3"]  # works as they come
    result = processor.process(items, citations)
    assert [plain(node) for node in result.citations] == ["1", "2", "1"]
    assert [entry.key for entry in result.bibliography.entries] == ["c", "a", "b"]  # then what nobody cites


def note(number, *items):
    return Citation(tuple(CitationItem(item) if isinstance(item, str) else item for item in items), number)


POSITION = (
    "<choose><if position='ibid'><text value='ibid'/></if><else-if position='subsequent'>"
    "<text variable='first-reference-note-number' prefix='n'/></else-if><else><text value='full'/></else></choose>"
)


@pytest.mark.parametrize(
    ("document", "printed"),
    [
        # Notes without citations stand between.
        ([note(1, "a"), note(9, "a")], ["full", "n1"]),
        ([note(1, "a"), note(2, "a", "b"), note(3, "b")], ["full", "ibid; full", "n2"]),
        ([note(1, "a"), note(1, "b"), note(2, "b")], ["full", "full", "n1"]),
        ([note(1, "a", "b"), note(1, "b")], ["full; full", "ibid"]),
        ([note(0, "a"), note(1, "a"), note(2, "a")], ["full", "full", "ibid"]),
        ([note(1, "a"), note(2, CitationItem("a", "5")), note(3, "a")], ["full", "ibid", "n1"]),
    ],
)
def test_ibid_is_for_the_note_before(document, printed):
    assert cites(POSITION, document, YEARS, class_="note", citation_layout="delimiter='; '") == printed


def test_several_types_in_a_condition_mean_one_of_them():
    layout = "<choose><if type='book chapter' variable='title'><text value='yes'/></if></choose>"
    assert entry(layout, book("x")) == "yes"
    assert entry(layout, {**book("x"), "title": ""}) == ""


# Order, and telling works apart


def test_keys_set_their_own_limit_for_names():
    items = [book("long", "Ann Roe", "Bo Doe", "Cy Poe"), book("short", "Ann Roe", "Al Coe")]
    limits = "citation_attributes"
    attributes = {limits: "et-al-min='2' et-al-use-first='1' et-al-subsequent-min='2' et-al-subsequent-use-first='1'"}
    sort = "<sort><key variable='author' {}/></sort>"
    whole = short(
        [["long", "short"]], items, citation_sort=sort.format("names-min='9' names-use-first='9'"), **attributes
    )
    cut = short([["long", "short"]], items, citation_sort=sort.format(""), **attributes)
    assert cut == ["(Roe et al. 2004; Roe et al. 2004)"]
    assert whole == cut
    items[1]["issued"] = {"date-parts": [[2005]]}
    assert short(
        [["long", "short"]], items, citation_sort=sort.format("names-min='9' names-use-first='9'"), **attributes
    ) == ["(Roe et al. 2005; Roe et al. 2004)"]


def test_names_of_all_persons_order_the_list_but_names_of_cites_do_not():
    items = [
        book("a", "Peter Wall", year=1988),
        book("b", "Patrick Wall", year=1988),
        book("c", "Paul Wall", year=1980),
    ]
    layout = "<names variable='author'><name initialize-with='. ' name-as-sort-order='all'/></names>"
    citation = SHORT.format(names="initialize-with='. '")
    sort = "<sort><key macro='m'/><key variable='issued'/></sort>"
    macros = f"<macro name='m'>{layout}</macro>"
    rule = "disambiguate-add-givenname='true' givenname-disambiguation-rule='{}'"
    parts = {"macros": macros, "sort": sort, "citation": citation}
    assert entries(layout, items, citation_attributes=rule.format("by-cite"), **parts) == [
        "Wall, P.", "Wall, Peter", "Wall, Patrick",
    ]  # fmt: skip
    assert entries(layout, items, citation_attributes=rule.format("all-names"), **parts) == [
        "Wall, Patrick", "Wall, Paul", "Wall, Peter",
    ]  # fmt: skip


def test_what_tells_later_cites_apart_is_in_the_first_as_well():
    items = [book("a", "Ann Roe", "Bo Doe", "Cy Poe"), book("b", "Ann Roe", "Bo Doe", "Cy Moe")]
    names = "et-al-min='9' et-al-use-first='9' et-al-subsequent-min='3' et-al-subsequent-use-first='1'"
    printed = short(
        [note(0, "a"), note(0, "b"), note(0, "a")], items, names, citation_attributes="disambiguate-add-names='true'"
    )
    assert printed == ["(Roe, Doe, Poe 2004)", "(Roe, Doe, Moe 2004)", "(Roe, Doe, Poe 2004)"]


def test_works_first_cited_in_one_note_are_told_apart():
    layout = (
        "<choose><if position='subsequent'><group delimiter=', '>"
        "<text variable='first-reference-note-number' prefix='n'/>"
        "<choose><if disambiguate='true'><text variable='title'/></if></choose></group></if>"
        "<else><text variable='title'/></else></choose>"
    )
    items = [book("a", "Ann Roe"), book("b", "Bo Doe"), book("c", "Cy Poe")]
    document = [note(1, "a", "b"), note(2, "c"), note(3, "a"), note(4, "c")]
    assert cites(layout, document, items, class_="note", citation_layout="delimiter='; '") == [
        "A; B", "C", "n1, A", "n2",
    ]  # fmt: skip


def test_conditions_become_true_one_after_the_other():
    layout = (
        "<group delimiter=', '><names variable='author'><name form='short'/></names>"
        "<choose><if disambiguate='true'><text variable='publisher'/></if></choose>"
        "<choose><if disambiguate='true'><text variable='title'/></if></choose></group>"
    )
    items = [
        book("a", "Ann Roe", publisher="Penguin"),
        book("b", "Ann Roe", publisher="Puffin"),
        book("c", "Bo Doe", publisher="Penguin"),
        book("d", "Bo Doe", publisher="Penguin"),
        book("e", "Cy Poe", publisher="Penguin"),
    ]
    assert cites(layout, [["a"], ["b"], ["c"], ["d"], ["e"]], items) == [
        "Roe, Penguin", "Roe, Puffin", "Doe, Penguin, C", "Doe, Penguin, D", "Poe",
    ]  # fmt: skip
