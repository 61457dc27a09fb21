"""RIS: what must not happen first, then the cases of `cases.md`, then there and back."""

import json
import re
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from citekit.errors import ReadError
from citekit.formats import losses, read, sniff, write
from citekit.formats.endnote.types import TYPES
from citekit.formats.page_ranges import in_full
from citekit.formats.ris.tables import FIELDS, OTHER_TAGS
from citekit.model import Library, SourceText

PAGE = Path(__file__).with_name("cases.md").read_text(encoding="utf-8")
BLOCKS = re.findall(r"^```(ris|json)\n(.*?)^```$", PAGE, re.MULTILINE | re.DOTALL)


def cases():
    text, expected = "", []
    for kind, body in BLOCKS:
        if kind == "ris":
            if text:
                yield text, expected
            text, expected = body, []
        else:
            expected.append(json.loads(body))
    yield text, expected


CASES = list(cases())


def items(text):
    return read(SourceText(text), "ris").items


# What must not happen ---------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "text", ["", "@book{a}", "PMID- 1\nTI  - Pain\n", "Han, J. (2004). Pain.", '[{"id": "a"}]', "TY"]
)
def test_what_is_no_ris_is_not_taken_for_it(text):
    assert text == "" or sniff(text).name != "ris"
    with pytest.raises(ReadError):
        read(SourceText(text), "ris")


def test_what_no_tag_begins_is_told_with_its_place():
    library = read(
        SourceText("Exported by hand\nTY  - JOUR\nTI  - Pain\nER  - \nTY  - NOVEL\nTI  - Gain\nER  - \n"), "ris"
    )
    assert [(str(problem.location.line), problem.message) for problem in library.problems] == [
        ("1", "this line belongs to no record"),
        ("5", "NOVEL is no type of RIS; taken for a document"),
    ]
    assert len(library.items) == 2


def test_what_web_of_science_writes_around_its_records_is_none():
    library = read(SourceText("FN  - Records\nVR  - 1.0\nTY  - JOUR\nTI  - Pain\nER  -\n\nEF  -\n"), "ris")
    assert [item["title"] for item in library.items] == ["Pain"]
    assert not library.problems


@settings(max_examples=300)
@given(
    st.text(max_size=200)
    | st.lists(st.sampled_from(CASES[0][0].splitlines() + CASES[1][0].splitlines())).map("\n".join)
)
def test_no_text_is_too_odd(text):
    for ending in ("\n", "\r\n", "\r"):
        try:
            read(SourceText(text.replace("\n", ending)), "ris")
        except ReadError:
            continue


ABSTRACT = "TY  - JOUR\nTI  - Pain\nSP  - 1\nAB  - Cells were seen\n{}\nand gone.\nKW  - cells\nER  - \n"


@pytest.mark.parametrize(
    "line",
    ["T1 - weighted images", "ER  - positive tumours", "TI  - the title said", "CD  - positive cells", "AU - nobody",
     "IL-2  - induced", "sp  - of pages", "SP  - spikes"],
)  # fmt: skip
def test_a_line_of_an_abstract_is_not_taken_for_a_tag(line):
    [item] = items(ABSTRACT.format(line))
    assert item["abstract"] == f"Cells were seen {line} and gone."
    assert (item["title"], item["page"], item["keyword"]) == ("Pain", "1", "cells")


@pytest.mark.parametrize("line", ["DO  - 10.5555/1", "PB  - elsewhere", "KW  - mice", "XX  - Unknown", "ER  -"])
def test_a_tag_behind_an_abstract_is_one(line):
    assert items(ABSTRACT.format(line))[0]["abstract"].startswith("Cells were seen" if line != "ER  -" else "Cells")
    assert line not in items(ABSTRACT.format(line))[0]["abstract"]


@pytest.mark.parametrize("value", ["2004/05/12", "1215", "850", "-0044", "1850///circa", "1998-1999", "n.d.", "99"])
def test_no_year_is_dropped(value):
    [item] = items(f"TY  - BOOK\nTI  - Pain\nPY  - {value}\nER  - \n")
    assert item["issued"]
    library = Library([item])
    assert items(write(library, "ris")) == [item]
    assert losses(library, "ris") == ()


# Dialects ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "change",
    [
        lambda text: text.lower().replace("jour", "JOUR"),
        lambda text: text.replace("  - ", " - "),
        lambda text: text.replace("  - ", "  -"),
        lambda text: text.replace("  - ", "\t- "),
        lambda text: re.sub("^", "   ", text, flags=re.MULTILINE),
        lambda text: text.replace("ER  - \n", ""),
        lambda text: "\ufeff\n\n" + text,
        lambda text: text.replace("\n", "\r"),
        lambda text: text.replace("\n", "\r\n"),
        lambda text: text.replace("\n", "\n\n"),
        lambda text: text + "\x1a",
    ],
)
def test_every_way_to_write_the_same(change):
    text = "TY  - JOUR\nAU  - li, wei\nTI  - needles\nER  - \nTY  - JOUR\nTI  - pins\nER  - \n"
    assert sniff(change(text)).name == "ris"
    assert [(item["title"], item.get("author")) for item in items(change(text))] == [
        ("needles", [{"family": "li", "given": "wei"}]),
        ("pins", None),
    ]


RIS_TYPES = [type_.tag for type_ in TYPES if type_.tag]


@pytest.mark.parametrize("tag", [*RIS_TYPES, "GRNT", "STD", "UNPD", "book", "Web Page"])
def test_every_type_is_known_and_comes_back(tag):
    library = read(SourceText(f"TY  - {tag}\nTI  - Pain\nER  - \n"), "ris")
    assert library.problems == ()
    assert items(write(library, "ris")) == library.items
    assert losses(library, "ris") == ()


TAGS = sorted({*FIELDS, *OTHER_TAGS, "XX", "Z9"} - {"TY", "ER", "ID", "A1", "AU"})


@settings(max_examples=500)
@given(st.sampled_from(RIS_TYPES), st.lists(st.sampled_from(TAGS), max_size=12))
def test_every_value_is_in_the_item_and_comes_back_but_for_what_is_told(tag, tags):
    values = [f"X{number:02}Y" for number in range(len(tags))]
    lines = [f"{one}  - {value}" for one, value in zip(tags, values, strict=True)]
    library = read(SourceText("\n".join([f"TY  - {tag}", "ID  - a", *lines, "ER  - "])), "ris")
    assert set(values) - set(re.findall(r"X\d+Y", json.dumps(library.items))) == set()
    told = {loss.variable for loss in losses(library, "ris")}
    [item], [back] = library.items, items(write(library, "ris"))
    assert {name: back.get(name) for name in item if name not in told} == {
        # Between pages a dash is a dash, and a range is written in full.
        name: in_full(value) if name == "page" else value
        for name, value in item.items()
        if name not in told
    }
    # Where two tags say the same thing, they may change places.
    assert not told or len(set(tags)) < len(tags) or {"BT", "JF", "JO"} & {*tags}


# Cases ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("case", CASES, ids=range(len(CASES)))
@pytest.mark.parametrize("ending", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("mark", ["", "\ufeff"])
def test_cases(case, ending, mark):
    text, expected = case
    assert items(mark + text.replace("\n", ending)) == expected
    assert sniff(mark + text).name == "ris"


@pytest.mark.parametrize("case", CASES, ids=range(len(CASES)))
def test_what_was_read_is_written_and_read_again(case):
    library = read(SourceText(case[0]), "ris")
    assert items(write(library, "ris")) == case[1]
    assert losses(library, "ris") == ()


def test_what_is_lost_is_told():
    library = Library(
        [{"id": "a", "type": "treaty", "title": "Peace", "dimensions": "3 m", "interviewer": [{"family": "Li"}]}]
    )
    assert [str(loss).partition(": RIS")[0] for loss in losses(library, "ris")] == [
        "a: type comes back otherwise",
        "a: dimensions is lost",
        "a: interviewer is lost",
    ]


def test_dashes_in_pages_are_hyphens_and_names_of_bodies_are_not_taken_for_persons():
    library = Library([{"id": "a", "type": "book", "page": "1–20", "author": [{"literal": "Team A"}] * 2}])
    text = write(library, "ris")
    assert "SP  - 1\nEP  - 20\n" in text
    assert items(text)[0]["author"] == [{"literal": "Team A"}] * 2
    assert losses(library, "ris") == ()


def test_what_was_kept_of_another_file_begins_no_record():
    kept = {"ER": ["x"], "TY": ["JOUR"], "L1\nTY": ["x"], "C1": ["a\nER  - \nTY  - BOOK"]}
    library = Library([{"id": "a", "type": "book", "title": "Pain", "custom": {"ris": kept}}])
    assert len(items(write(library, "ris"))) == 1
    assert "custom comes back otherwise" in str(losses(library, "ris")[0])


WORDS = st.text(st.characters(categories=["L", "N", "P"], exclude_characters="<>&,;-"), min_size=1, max_size=12)
NAMES = st.fixed_dictionaries({"family": WORDS, "given": WORDS}) | st.fixed_dictionaries({"literal": WORDS})
ITEMS = st.fixed_dictionaries(
    {"type": st.sampled_from("article-journal book chapter thesis webpage report treaty patent".split())},
    optional={
        "title": WORDS, "author": st.lists(NAMES, min_size=1, max_size=3),
        "editor": st.lists(NAMES, min_size=1, max_size=2),
        "container-title": WORDS, "collection-title": WORDS, "volume": WORDS, "issue": WORDS, "page": WORDS,
        "publisher": WORDS, "note": WORDS, "genre": WORDS, "medium": WORDS,
        "URL": WORDS.map("https://example.org/{}".format),
        "issued": st.fixed_dictionaries({"date-parts": st.just([[2004, 5, 6]])}), "PMID": st.just("15135884"),
    },
)  # fmt: skip


@given(ITEMS)
def test_an_item_comes_back_but_for_what_is_told(item):
    library = Library([{"id": "a", **item}])
    told = {loss.variable for loss in losses(library, "ris")}
    [back] = items(write(library, "ris"))
    assert {name: back.get(name) for name in item if name not in told} == {
        # Between pages a dash is a dash, and a range is written in full.
        name: in_full(value) if name == "page" else value
        for name, value in item.items()
        if name not in told
    }
