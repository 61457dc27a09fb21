"""CITATION.cff: what must not happen first, then the cases of `cases.md`."""

import json
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cases import read_cases
from citekit.errors import ReadError, UnknownFormat
from citekit.formats import read, sniff, write
from citekit.formats.cff.tables import ENTRIES, NAMES, SIMPLE, TYPES
from citekit.formats.yaml_syntax.blocks import block
from citekit.model import Library, SourceText
from citekit.model.variables import ITEM_TYPES, KIND

CASES = read_cases(Path(__file__).with_name("cases.md"), "yaml")


def items(text):
    return read(SourceText(text), "cff").items


# What must not happen ---------------------------------------------------------------------------------


@pytest.mark.parametrize("text", ["cff-version: 1.2.0\nmessage: x\n", "words", "- a\n", "{", "a: [", "# nothing\n"])
def test_a_file_without_a_work_is_an_error(text):
    with pytest.raises(ReadError):
        read(SourceText(text), "cff")


def test_it_is_not_written():
    with pytest.raises(UnknownFormat):
        write(Library([{"id": "a"}]), "cff")


def test_a_mistake_costs_its_field_or_reference():
    text = (
        "cff-version: 1.2.0\ntitle: Needles: a library\nversion: 'never\n  closed\nauthors:\n- name: a\nreferences:\n"
        "- type: book\n  title: x\n- type: novel\n  title: 'never\n    closed\n- words\n- type: novel\n  title: y\n"
    )
    library = read(SourceText(text), "cff")
    assert [item["title"] for item in library.items] == ["Needles: a library", "x", "y"]
    assert [(problem.location.line, problem.message) for problem in library.problems] == [
        (2, "this value was read as text: it needs quotation marks"),
        (3, "not YAML: these quotation marks are never closed"),
        (11, "not YAML: these quotation marks are never closed"),
        (13, "this is no reference"),
        (14, "'novel' is no type of CFF; taken for generic"),
    ]


FIELDS = [
    *NAMES, "title", "type", "conference", "publisher", "location", "institution", "license", "languages", "doi", "url",
    "date-released", "year", "month", "start", "pages", "term", "identifiers",
]  # fmt: skip


@settings(max_examples=300)
@given(
    st.dictionaries(
        st.sampled_from(FIELDS),
        st.recursive(
            st.none() | st.booleans() | st.integers() | st.text(max_size=5) | st.sampled_from(["book", "dictionary"]),
            lambda inner: (
                st.lists(inner, max_size=3)
                | st.dictionaries(st.sampled_from(["name", "alias", "family-names", "city", "type", "value"]), inner)
            ),
            max_leaves=8,
        ),
    )
)  # fmt: skip
def test_no_file_is_too_odd(value):
    text = block({"cff-version": "1.2.0", "references": [value], **value}) + "\n"
    found = items(text)
    assert json.loads(json.dumps(found)) == found
    assert len({item["id"] for item in found}) == len(found)


# Cases ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("case", CASES, ids=range(len(CASES)))
@pytest.mark.parametrize("ending", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("mark", ["", "\ufeff"])
def test_cases(case, ending, mark):
    text, expected = case
    library = read(SourceText(mark + text.replace("\n", ending)), "cff")
    assert library.items == expected
    assert library.problems == ()
    assert sniff(mark + text, None).name == "cff"


def test_the_tables_have_what_csl_has():
    assert {*TYPES.values(), *ENTRIES.values()} <= set(ITEM_TYPES)
    assert {*SIMPLE.values(), *NAMES.values()} <= set(KIND)


def test_every_work_has_its_place():
    text = "cff-version: 1.2.0\ntitle: x\nreferences:\n- title: y\n"
    library = read(SourceText(text), "cff")
    assert [entry.origin.location for entry in library.entries] == [(1, 1), (4, 3)]
