"""JSON: the characters of plain text, each with where it came from."""

import json
from itertools import pairwise

from hypothesis import given, settings

from citekit.output import find_output, write
from citekit.output.spans import spans
from citekit.richtext.nodes import ITALIC, Display, EntryLayout, Fragment, Quoted, Source, Styled, Text
from output.trees import inlines

FAMILY = Source("melzack1982", "author", "family", 0)
YEAR = Source("melzack1982", "issued", "year")
TITLE = Source("melzack1982", "title")
ENTRY = Fragment(
    (
        Display("left-margin", (Text("1."),)),
        Display(
            "right-inline",
            (
                Text("Melzack", FAMILY),
                Text(" ("),
                Text("1982", YEAR),
                Text("). "),
                Quoted((Text("The "), Styled(ITALIC, (Text("Challenge", TITLE),)), Text(" of Pain", TITLE))),
                Text(". "),
            ),
        ),
    )
)


def test_each_stretch_of_a_variable_has_its_place():
    text, found = spans(ENTRY)
    assert text == "1. Melzack (1982). “The Challenge of Pain”."
    assert [(text[span.start : span.end], span.variable, span.part, span.name) for span in found] == [
        ("Melzack", "author", "family", 0),
        ("1982", "issued", "year", None),
        ("Challenge of Pain", "title", "", None),  # two leaves of one field are one stretch
    ]


def test_the_list_is_an_array_without_empty_entries():
    rows = json.loads(write([("melzack1982", ENTRY), ("empty", Text(" "))], EntryLayout(), "json"))
    assert [row["id"] for row in rows] == ["melzack1982"]
    assert rows[0]["spans"][1] == {"start": 12, "end": 16, "key": "melzack1982", "variable": "issued", "part": "year"}


def test_space_around_the_entry_moves_no_span():
    text, found = spans(Fragment((Text("  "), Text(" Pain ", TITLE), Text(" "))))
    assert text == "Pain"
    assert [(span.start, span.end) for span in found] == [(0, 4)]


@given(inlines)
@settings(max_examples=200)
def test_the_characters_are_those_of_plain_text(node):
    text, found = spans(node)
    assert text == find_output("text").inline(node)
    assert all(0 <= span.start < span.end <= len(text) for span in found)
    assert all(before.end <= after.start for before, after in pairwise(found))
