"""CSL's markup in fields: what becomes a node, what stays text, and that no input is too odd."""

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from citekit.richtext.markup import parse_markup
from citekit.richtext.nodes import NoCase, Quoted, Source, Styled, Text, plain, walk


def shape(node):
    """A tree in brackets: i b u sup sub sc for formattings, q for quotations, nc for nocase."""
    if isinstance(node, Text):
        return node.text
    inner = "".join(map(shape, node.children))
    if isinstance(node, Styled):
        name = "+".join(value for value in node.formatting if value)
        return f"{name}[{inner}]"
    return f"q[{inner}]" if isinstance(node, Quoted) else f"nc[{inner}]" if isinstance(node, NoCase) else inner


@pytest.mark.parametrize(
    "text",
    [
        "p < 0.05 and q > 0.1",
        "<script>alert(1)</script>",
        "<i>never closed",
        "closed but not opened</i>",
        "<span>of no kind</span>",
        "<img src=x>",
        "<i",
        "",
    ],
)
def test_what_is_not_markup_stays_text(text):
    assert shape(parse_markup(text)) == text


@pytest.mark.parametrize(
    ("text", "nodes"),
    [
        ("The <i>E. coli</i> story", "The italic[E. coli] story"),
        ("<b>Pain</b>", "bold[Pain]"),
        ("H<sub>2</sub>O, 10<sup>3</sup>", "Hsub[2]O, 10sup[3]"),
        ("<sc>Zhu</sc>", "small-caps[Zhu]"),
        ('<span style="font-variant: small-caps;">Zhu</span>', "small-caps[Zhu]"),
        ('the <span class="nocase">iPhone</span>', "the nc[iPhone]"),
        ("<i>in <b>both</b></i>", "italic[in bold[both]]"),
    ],
)
def test_markup(text, nodes):
    assert shape(parse_markup(text)) == nodes


@pytest.mark.parametrize(
    ("text", "nodes"),
    [
        ("it's", "it’s"),
        ("the authors' own", "the authors’ own"),
        ('on "pain"', "on q[pain]"),
        ("\"the 'gate' theory\"", "q[the q[gate] theory]"),
        ("“pain”", "q[pain]"),
        ('6" needles', '6" needles'),
    ],
)
def test_quotation_marks_and_apostrophes(text, nodes):
    assert shape(parse_markup(text)) == nodes


def test_every_character_knows_where_it_came_from():
    source = Source("han2004", "title")
    node = parse_markup('A <i>"quoted"</i> title, it\'s', source)
    assert {leaf.source for leaf in walk(node) if isinstance(leaf, Text)} == {source}


@settings(max_examples=200)
@given(st.text(alphabet="ab<>/i\"'“”‘’ =spancl", max_size=60) | st.text(max_size=60))
def test_any_string_is_parsed(text):
    assert isinstance(plain(parse_markup(text)), str)


@pytest.mark.parametrize("text", ["<i>" * 20_000, "<" * 200_000, '"' * 20_000, "<i>a</i>" * 5_000, "'a " * 20_000])
def test_long_input_is_parsed_in_time_and_depth(text):
    started = time.perf_counter()
    node = parse_markup(text)
    assert time.perf_counter() - started < 5
    assert plain(node)
