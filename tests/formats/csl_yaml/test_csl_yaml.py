"""CSL-YAML: what must not happen first, then the cases of `cases.md`, then there and back."""

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cases import read_cases
from citekit.errors import EditError, ReadError
from citekit.formats import iterate, losses, read, sniff, write, write_back
from citekit.formats.csl_yaml.inline import from_markdown, to_markdown
from citekit.formats.csl_yaml.writer import pieces_of
from citekit.model import Library, SourceText
from citekit.model.variables import ITEM_TYPES, KIND

CASES = read_cases(Path(__file__).with_name("cases.md"), "yaml")


def items(text):
    return read(SourceText(text), "csl-yaml").items


def said(text):
    return [(*problem.location, problem.message) for problem in read(SourceText(text), "csl-yaml").problems]


# What must not happen ---------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "text", ["# nothing", "just words", "- 7\n- words\n", "title: An essay\n", "{", "- [", "\t- id: a", "@book{a}"]
)
def test_a_text_without_an_item_is_an_error(text):
    with pytest.raises(ReadError):
        read(SourceText(text), "csl-yaml")


def test_no_references_are_no_mistake():
    assert items("references: []\n") == items("---\nreferences:\n...\n") == items("[]") == []


def test_a_member_that_is_no_item_is_told_and_costs_no_other():
    text = "- id: a\n- words\n- [x]\n-\n- id: b\n- id: a\n  title: {x: y}\n"
    assert [item["id"] for item in items(text)] == ["a", "b", "a"]
    assert said(text) == [
        (2, 3, "an item must be a mapping, this is text"),
        (3, 3, "an item must be a mapping, this is a list"),
        (6, 3, "the id 'a' was used before, in line 1"),
        (7, 10, "title must be text, this is a mapping"),
    ]


def test_a_mistake_costs_its_item():
    text = 'references:\n- id: a\n- id: b\n  title: "never\n    closed\n- id: c\n  title: Pain: A Story\n'
    assert items(text) == [{"id": "a"}, {"id": "c", "title": "Pain: A Story"}]
    assert said(text) == [
        (4, 10, "not YAML: these quotation marks are never closed"),
        (7, 10, "this value was read as text: it needs quotation marks"),
    ]


@pytest.mark.parametrize(
    "seed", ["*a ", "_a ", "[*", "[a]{.nocase}", "~a^", "$", "`a", "<i>", "**a*", "\\", "](", "<span "]
)
def test_markdown_is_read_in_one_go(seed):
    text = seed * 20_000
    assert from_markdown(to_markdown(text)) == text


# Cases ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("case", CASES, ids=range(len(CASES)))
@pytest.mark.parametrize("ending", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("mark", ["", "\ufeff"])
def test_cases(case, ending, mark):
    text, expected = case
    assert items(mark + text.replace("\n", ending)) == expected
    assert said(mark + text.replace("\n", ending)) == []
    assert sniff(mark + text).name == "csl-yaml"


@pytest.mark.parametrize("case", CASES, ids=range(len(CASES)))
def test_what_was_read_is_written_and_read_again(case):
    library = Library(items(case[0]))
    assert items(write(library, "csl-yaml")) == case[1]
    assert losses(library, "csl-yaml") == ()


def test_every_item_and_variable_knows_its_place():
    text = "references:\n- id: a\n  doi: 10.5555/a\n  author:\n  - {family: Ruiz}\n"
    origin = read(SourceText(text), "csl-yaml").origin("a")
    assert origin.location == (2, 3)
    assert origin.at("DOI").location == (3, 8)
    assert text[slice(*origin.at("author").span)] == "- {family: Ruiz}"


@pytest.mark.parametrize(
    ("markdown", "markup"),
    [
        ("***x***", "<i><b>x</b></i>"),
        ("**a *b* c**", "<b>a <i>b</i> c</b>"),
        ("_a_ b_c_d _e", "<i>a</i> b_c_d _e"),
        ("5 * 3 * 2 and *this", "5 * 3 * 2 and *this"),
        ("10^-3^ m and H~2~O", "10<sup>-3</sup> m and H<sub>2</sub>O"),
        ("~5 and ~6, x^2 and y^2", "~5 and ~6, x^2 and y^2"),
        ("~~no~~", "~~no~~"),
        ("[x]{.smallcaps}", '<span style="font-variant:small-caps;">x</span>'),
        ('[x]{style="font-variant:small-caps;"}', '<span style="font-variant:small-caps;">x</span>'),
        ("[a [b]{.nocase}]{.nodecor}", '<span class="nodecor">a <span class="nocase">b</span></span>'),
        ("[x]{.underline}", "[x]{.underline}"),
        (r"\*a\* \[x\]{.nocase} \\ a\ b", "*a* [x]{.nocase} \\ a\u00a0b"),
        (
            "<i>x</i> & <foo> &amp; &notso; &#8211; `*a*` $a*b*c$ [l](u_v_w)",
            "<i>x</i> & <foo> & &notso; – `*a*` $a*b*c$ [l](u_v_w)",
        ),
        ('it\'s "so" -- really...', 'it\'s "so" -- really...'),
    ],
)
def test_of_markdown_that_becomes_markup_which_csl_has(markdown, markup):
    assert from_markdown(markdown) == markup
    assert from_markdown(to_markdown(markup)) == markup


def test_what_is_written():
    item = {
        "id": "a", "type": "book", "title": "The <i>E. coli</i> *story*: 1", "volume": 7, "edition": "1.10",
        "author": [{"family": "Ruiz", "given": "Ana"}], "issued": {"date-parts": [[2004, 5], [2005]]},
        "accessed": {"date-parts": [["2004", 5]]}, "original-date": {"literal": "c. 1900"}, "abstract": "One.\n\nTwo.",
        "custom": {"a": None},
    }  # fmt: skip
    assert write(Library([item]), "csl-yaml") == (
        '---\nreferences:\n- id: a\n  type: book\n  title: "The *E. coli* \\\\*story\\\\*: 1"\n  volume: 7\n'
        '  edition: "1.10"\n  author:\n  - family: Ruiz\n    given: Ana\n  issued: 2004-05/2005\n'
        '  accessed: "2004-05"\n  original-date: c. 1900\n'
        "  abstract: |-\n    One.\n\n    Two.\n  custom:\n    a: null\n...\n"
    )  # fmt: skip
    assert write(Library([]), "csl-yaml") == "---\nreferences: []\n...\n"


# There and back ---------------------------------------------------------------------------------------

WORDS = st.text(min_size=1, max_size=8) | st.sampled_from(
    [
        "no",
        "007",
        "Pain: a",
        "$5",
        "<i>a</i>",
        '<span class="nocase">DNA</span>',
        "2004",
        "von X",
        "*a*",
        "null",
        "~",
        "a\nb",
    ]
)
NAMES = st.fixed_dictionaries(
    {}, optional={"family": WORDS, "given": WORDS, "literal": WORDS, "suffix": WORDS, "comma-suffix": st.booleans()}
)
DATES = st.sampled_from(["2004-05", "soon"]) | st.fixed_dictionaries(
    {},
    optional={
        "date-parts": st.lists(st.lists(st.integers(-3000, 3000), min_size=1, max_size=3), max_size=2),
        "circa": st.booleans() | st.just("true"), "season": st.integers(1, 4), "literal": WORDS,
    },
)  # fmt: skip
VALUES = {
    variable: NAMES.map(lambda name: [name]) if kind == "name" else DATES if kind == "date" else WORDS | st.integers()
    for variable, kind in KIND.items()
}
ITEMS = st.dictionaries(st.sampled_from(sorted(VALUES)), st.none(), max_size=6).flatmap(
    lambda chosen: st.fixed_dictionaries(
        {"id": WORDS, "type": st.sampled_from(ITEM_TYPES), **{variable: VALUES[variable] for variable in chosen}}
    )
)


@settings(max_examples=300)
@given(st.lists(ITEMS, min_size=1, max_size=3))
def test_items_come_back_but_for_what_is_told(given_items):
    library = Library(given_items)
    told = set(map(str, losses(library, "csl-yaml")))
    back = items(write(library, "csl-yaml"))
    assert len(back) == len(given_items)
    for item, found in zip(given_items, back, strict=True):
        for variable, value in item.items():
            if any(loss.startswith(f"{item['id']}: {variable} ") for loss in told):
                continue
            if isinstance(value, int) or (isinstance(value, str) and KIND.get(variable) == "date"):
                continue
            assert found.get(variable) == value or value in ("", [{}], [], {})
    assert items(write(Library(back), "csl-yaml")) == back


def test_numbers_and_dates_in_short_come_back_as_what_they_say():
    library = Library([{"id": 7, "volume": 3, "issued": "2004-05"}])
    assert losses(library, "csl-yaml") == ()
    assert items(write(library, "csl-yaml")) == [{"id": "7", "volume": "3", "issued": {"date-parts": [[2004, 5]]}}]


def test_the_years_that_zotero_has_as_text_are_numbers():
    library = Library([{"id": "a", "type": "book", "issued": {"date-parts": [["2004", 5, 1], ["2004", "05", "02"]]}}])
    assert items(write(library, "csl-yaml"))[0]["issued"] == {"date-parts": [[2004, 5, 1], [2004, 5, 2]]}
    assert losses(library, "csl-yaml") == ()


def test_what_is_lost_is_told():
    library = Library([{"id": "a", "author": "Ruiz", "title": True, "custom": {"x": float("inf")}}])
    assert [str(loss).partition(": CSL")[0] for loss in losses(library, "csl-yaml")] == [
        "a: author comes back otherwise",
        "a: title comes back otherwise",
        "a: custom comes back otherwise",
    ]


@given(st.text(st.sampled_from("*_^~[]{}\\`$<>@& ab.1\n/i=\"'()u") | st.characters(), max_size=30))
def test_any_text_comes_back_through_markdown(text):
    assert from_markdown(to_markdown(text)) == text


def test_a_long_list_is_read_and_written_item_by_item():
    text = "".join(pieces_of(Library([{"id": str(number), "title": "Pain"} for number in range(100)]).entries))
    entries = iterate(SourceText(text), [])
    assert next(entries).key == "0"
    assert sum(1 for _ in entries) == 99


# Files ------------------------------------------------------------------------------------------------

ARTICLE = """---
title: My essay # mine
references:
  # first
  - id: a
    title: Old # rem
  - id: b
    title: B
  - id: c
    title: C
nocite: x
---

# Pain

Text *with* marks: and a [@a].
"""


@pytest.mark.parametrize("ending", ["\n", "\r\n"])
def test_of_an_article_the_references_change_that_were_edited(ending):
    text = ARTICLE.replace("\n", ending)
    library = read(SourceText(text))
    assert write_back(library) == text
    library.items[0]["title"] = "New: *x*"
    library.remove("b")
    library.put({"id": "d", "type": "book"})
    expected = ARTICLE.replace("title: Old", r'title: "New: \\*x\\*"').replace("  - id: b\n    title: B\n", "")
    expected = expected.replace("    title: C\n", "    title: C\n  - id: d\n    type: book\n")
    assert write_back(library) == expected.replace("\n", ending)


def test_what_can_not_be_edited_in_place_is_written_anew_if_nothing_else_is_lost():
    library = read(SourceText("[{id: a, title: x}, {id: b}]\n"), "csl-yaml")
    library.items[0]["title"] = "y"
    assert items(write_back(library)) == library.items
    library = read(SourceText("references: [{id: a, title: x}]\ntitle: essay\n"))
    library.items[0]["title"] = "y"
    with pytest.raises(EditError, match="would lose what else is in it"):
        write_back(library)


def test_an_unedited_library_is_written_as_it_was_but_not_the_article_around_it():
    text = "# mine\nreferences: # yes\n- {id: a}\n"
    assert write(read(SourceText(text)), "csl-yaml") == text
    assert write(read(SourceText("---\nreferences:\n- {id: a}\n---\n\nText.\n")), "csl-yaml") == (
        "---\nreferences:\n- id: a\n...\n"
    )
