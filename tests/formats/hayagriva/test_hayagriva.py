"""Hayagriva: what must not happen first, then the cases of `cases.md`, then there and back."""

import json
import re
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cases import read_cases
from citekit.errors import ReadError
from citekit.formats import losses, read, sniff, write, write_back
from citekit.formats.hayagriva.persons import name_of, person_of
from citekit.formats.hayagriva.strings import from_formattable, to_formattable
from citekit.formats.hayagriva.tables import ALONE, TYPES, WRITTEN
from citekit.formats.hayagriva.writer import entry_of
from citekit.formats.yaml_syntax.blocks import block
from citekit.model import Library, SourceText
from citekit.model.variables import ITEM_TYPES, KIND

CASES = read_cases(Path(__file__).with_name("cases.md"), "yaml")


def items(text):
    return read(SourceText(text), "hayagriva").items


def said(text):
    return [(*problem.location, problem.message) for problem in read(SourceText(text), "hayagriva").problems]


# What must not happen ---------------------------------------------------------------------------------


@pytest.mark.parametrize("text", ["# nothing", "just words", "- a\n- b\n", "title: Pain\n", "{", "a: [", "@book{a}"])
def test_a_text_without_an_entry_is_an_error(text):
    with pytest.raises(ReadError):
        read(SourceText(text), "hayagriva")


def test_what_is_no_entry_or_type_is_told_and_costs_no_other():
    text = "a: {type: book}\nb: words\nc:\n  type: novel\nd:\n  type: 'x\n  y: z\ne:\na: {type: web}\n"
    assert [(item["id"], item["type"]) for item in items(text)] == [
        ("a", "book"), ("c", "document"), ("d", "document"), ("a", "webpage"),
    ]  # fmt: skip
    assert said(text) == [
        (2, 1, "this is no entry"),
        (4, 9, "'novel' is no type of Hayagriva; taken for misc"),
        (6, 9, "this value was read as text: it needs quotation marks"),
        (6, 9, '"\'x" is no type of Hayagriva; taken for misc'),
        (8, 1, "this is no entry"),
        (9, 1, "the key 'a' was used before, in line 1"),
    ]


anything = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=5) | st.sampled_from(["book", "director", "a, b, c"]),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.sampled_from(["type", "title", "parent", "value", "names", "role", "affiliated", "url", "date", "name",
                             "serial-number", "doi", "publisher", "author", "location", "short"]),
            inner, max_size=5,
        )
    ),
    max_leaves=20,
)  # fmt: skip


@settings(max_examples=300)
@given(st.dictionaries(st.text(max_size=4), anything, max_size=3))
def test_no_entry_is_too_odd(value):
    try:
        found = items(block(value) + "\n")
    except ReadError:
        return
    assert json.loads(json.dumps(found)) == found
    assert len(items(write(Library(found), "hayagriva"))) == len(found)


# Cases ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("case", CASES, ids=range(len(CASES)))
@pytest.mark.parametrize("ending", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("mark", ["", "\ufeff"])
def test_cases(case, ending, mark):
    text, expected = case
    assert items(mark + text.replace("\n", ending)) == expected
    assert said(mark + text.replace("\n", ending)) == []
    assert sniff(mark + text, "refs.yml").name == "hayagriva"


@pytest.mark.parametrize("case", CASES, ids=range(len(CASES)))
def test_what_was_read_is_written_and_read_again(case):
    library = Library(items(case[0]))
    assert items(write(library, "hayagriva")) == case[1]
    assert losses(library, "hayagriva") == ()


@pytest.mark.parametrize(
    ("entry", "type_"),
    [
        ("type: article, parent: {type: periodical}", "article-journal"),
        ("type: article, parent: {title: x}", "article-journal"),
        ("type: article, parent: {type: newspaper}", "article-newspaper"),
        ("type: article, parent: {type: proceedings}", "paper-conference"),
        ("type: article, parent: {type: conference}", "paper-conference"),
        ("type: article, parent: {type: blog}", "post-weblog"),
        ("type: article, parent: {type: web}", "webpage"),
        ("type: article, parent: {type: reference}", "entry-encyclopedia"),
        ("type: article, parent: {type: anthology}", "article"),
        ("type: article", "article"),
        ("type: chapter, parent: {title: x}", "chapter"),
        ("type: anthos, parent: {title: x}", "chapter"),
        ("type: chapter, parent: {type: report}", "chapter"),
        ("type: entry, parent: {title: x}", "entry-encyclopedia"),
        ("type: entry", "entry"),
        ("type: web, parent: {type: thread}", "post"),
        ("type: book, parent: {type: book}", "book"),
        ("type: proceedings", "book"),
        ("type: anthology", "collection"),
        ("type: report, parent: {type: report}", "report"),
        ("type: thesis", "thesis"),
        ("type: video", "motion_picture"),
        ("type: video, parent: {title: x}", "broadcast"),
        ("type: audio", "song"),
        ("type: audio, parent: {type: book}", "musical_score"),
        ("type: scene, parent: {title: x}", "broadcast"),
        ("type: artwork", "graphic"),
        ("type: artwork, parent: {type: article}", "figure"),
        ("type: legislation, publisher: State", "legislation"),
        ("type: legislation", "bill"),
        ("type: case", "legal_case"),
        ("type: Repository", "software"),
        ("type: conference", "speech"),
        ("type: exhibition", "event"),
        ("title: x", "document"),
    ],
)
def test_what_type_an_entry_is_its_parent_says_too(entry, type_):
    text = f"a: {{{entry}}}\n"
    [item] = items(text)
    assert item["type"] == type_
    assert items(write(Library([item]), "hayagriva")) == [item]


def test_every_type_is_in_the_tables():
    assert set(WRITTEN) == set(ITEM_TYPES)
    assert set(ALONE) == set(TYPES) - {"tweet"}


@pytest.mark.parametrize(
    ("person", "name"),
    [
        ("Doe, Janet", {"family": "Doe", "given": "Janet"}),
        ("Luther King, Martin, Jr.", {"family": "Luther King", "given": "Martin", "suffix": "Jr."}),
        ("King, Jr., Martin", {"family": "King", "given": "Martin", "suffix": "Jr."}),
        ("King, the Younger, Martin", {"family": "King", "given": "Martin", "suffix": "the Younger"}),
        ("Institute of Care", {"literal": "Institute of Care"}),
        ("von der Leyen, Ursula", {"family": "Leyen", "given": "Ursula", "dropping-particle": "von der"}),
        ("UNICEF", {"literal": "UNICEF"}),
        ("de Young Museum", {"literal": "de Young Museum"}),
        ("a, b, c, d", {"literal": "a, b, c, d"}),
        ({"name": "Ishkur"}, {"literal": "Ishkur"}),
        ({"name": "Watkins", "given-name": "Gloria Jean", "prefix": "von", "suffix": "II"},
         {"family": "Watkins", "given": "Gloria Jean", "dropping-particle": "von", "suffix": "II"}),
    ],
)  # fmt: skip
def test_persons(person, name):
    assert name_of(person) == name
    assert name_of(person_of(name)) == name


def test_what_typst_would_refuse_is_not_written():
    item = {
        "id": "a", "type": "book", "language": "English language", "URL": "example.org", "number-of-pages": "xii, 7",
        "dimensions": "3 m", "issued": {"date-parts": [[2004, 13, 40]]},
    }  # fmt: skip
    assert entry_of(item) == {"type": "book", "date": 2004}
    assert len(losses(Library([item]), "hayagriva")) == 5


@pytest.mark.parametrize(
    ("date", "written"),
    [
        ([2004, 2, 30], "2004-02"), ([2003, 2, 29], "2003-02"), ([1900, 2, 29], "1900-02"),
        ([2004, 2, 29], "2004-02-29"), ([2004, 4, 31], "2004-04"), ([12004, 5], 12004), ([2004, 0, 3], 2004),
    ],
)  # fmt: skip
def test_no_date_is_written_that_no_calendar_has(date, written):
    assert entry_of({"type": "book", "issued": {"date-parts": [date]}})["date"] == written


@pytest.mark.parametrize(
    "address",
    ["http://[::1/", "https://example.org:99999/", "http://1.2.3.999/", "http://08.1.1.1/", "http:/x", "https://"],
)
def test_no_address_is_written_that_is_none(address):
    assert entry_of({"type": "webpage", "URL": address}) == {"type": "web"}


@pytest.mark.parametrize(
    "address",
    ["http://127.0.0.1:80/", "https://münchen.de", "ftp://ftp.example.org", "http://me@example.org/a?b#c", "doi:10.1/x",
     "https://doi.org/10.1002/(SICI)1097-0258(19980815/30)17:15/16<1661::AID-SIM968>3.0.CO;2-2"],
)  # fmt: skip
def test_any_other_is(address):
    assert entry_of({"type": "webpage", "URL": address})["url"] == address


@pytest.mark.parametrize("language", ["xii-xiv", "English", "x-own", "en-US-GB", "i-default"])
def test_no_language_is_written_that_is_no_tag(language):
    assert entry_of({"type": "book", "language": language}) == {"type": "book"}
    assert entry_of({"type": "book", "language": "zh-Hant-TW"})["language"] == "zh-Hant-TW"


def test_keys_are_there_once():
    library = Library([{"id": "a", "title": "x"}, {"id": "a", "title": "y"}, {"id": "", "title": "Pain"}])
    assert [item["id"] for item in items(write(library, "hayagriva"))] == ["a", "a-2", "ref"]
    assert [str(loss) for loss in losses(library, "hayagriva")] == [
        ": id comes back otherwise: an entry of Hayagriva has a key"
    ]
    assert write(Library([]), "hayagriva") == "{}\n"
    assert items("{}\n") == []


@given(st.text(st.sampled_from("{}$\\ ab1<>/i") | st.characters(), max_size=20))
def test_any_text_comes_back_as_a_formattable_string(text):
    if not re.search(r"<|\\\$", text):
        assert from_formattable(to_formattable(text)) == text


def test_an_edited_entry_changes_and_nothing_else():
    text = "# mine\na:\n  type: book # here\n  title: x\n\nb: {type: book}\nc:\n    type: web\n"
    library = read(SourceText(text), "hayagriva")
    assert write(library, "hayagriva") == write_back(library) == text
    library.items[0]["title"] = "y"
    library.remove("b")
    library.put({"id": "d", "type": "thesis"})
    assert write_back(library) == '# mine\na:\n  type: book\n  title: "y"\n\nc:\n    type: web\nd:\n  type: thesis\n'


# There and back ---------------------------------------------------------------------------------------

WORDS = st.text(min_size=1, max_size=8) | st.sampled_from(
    ["no", "007", "Pain: a", "{x}", "$5", "<i>a</i>", '<span class="nocase">DNA</span>', "2004", "a,b", "von X", "12"]
)
NAMES = st.fixed_dictionaries(
    {},
    optional=dict.fromkeys(
        ["family", "given", "literal", "suffix", "dropping-particle", "non-dropping-particle"], WORDS
    ),
)
DATES = st.fixed_dictionaries(
    {"date-parts": st.lists(st.lists(st.integers(-3000, 3000), min_size=1, max_size=3), min_size=1, max_size=2)},
    optional={"circa": st.just(True), "season": st.integers(1, 4)},
)
VALUES = {
    variable: NAMES.map(lambda name: [name]) if kind == "name" else DATES if kind == "date" else WORDS
    for variable, kind in KIND.items()
}
ITEMS = st.dictionaries(st.sampled_from(sorted(VALUES)), st.none(), max_size=6).flatmap(
    lambda chosen: st.fixed_dictionaries(
        {"id": st.just("a"), "type": st.sampled_from(ITEM_TYPES), **{name: VALUES[name] for name in chosen}}
    )
)


@settings(max_examples=300)
@given(ITEMS)
def test_an_item_comes_back_but_for_what_is_told(item):
    library = Library([item])
    told = {loss.variable for loss in losses(library, "hayagriva")}
    [back] = items(write(library, "hayagriva"))
    for variable, value in item.items():
        if variable not in told and value not in ([{}], ""):
            assert folded(back.get(variable)) == folded(value)
    assert items(write(Library([back]), "hayagriva")) == [back]


def folded(value):
    """Spaces don't count."""
    if isinstance(value, list):
        return [folded(part) for part in value]
    if isinstance(value, dict):
        return {name: folded(part) for name, part in value.items()}
    return " ".join(str(value).split())
