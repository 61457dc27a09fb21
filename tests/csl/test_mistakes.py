"""A style with mistakes is told all of them; a hostile file is refused; no reference is too odd."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from citekit.csl import Processor, compile_style, parse_locale, parse_style
from citekit.csl.process.flipflop import flip_flop
from citekit.csl.process.punctuation import mend
from citekit.errors import CitekitError, StyleError
from citekit.model.variables import KIND
from citekit.richtext.nodes import Formatting, Fragment, Quoted, Source, Styled, Text, plain
from citekit.styles import find_style, load_locale
from csl.cases import HAN, style

BAD = """<style xmlns="http://purl.org/net/xbiblio/csl" version="1.0" class="in-text">
  <info><title>Bad</title><id>bad</id></info>
  <macro name="a"><text macro="b"/></macro>
  <macro name="b"><text macro="a"/></macro>
  <citation>
    <layout>
      <text variable="titel"/>
      <text macro="nowhere"/>
      <names variable="author"><nam/></names>
      <choose><if typ="book"><text value="x"/></if></choose>
      <text/>
      <text term="in" text-case="titel"/>
    </layout>
  </citation>
</style>"""


def test_every_mistake_is_told_with_its_line_and_a_hint():
    with pytest.raises(StyleError) as caught:
        parse_style(BAD)
    told = {problem.line: f"{problem.message} {problem.hint}" for problem in caught.value.problems}
    assert {7, 8, 9, 10, 11, 12} <= set(told)
    assert "did you mean 'title'?" in told[7]
    assert "there is no macro 'nowhere'" in told[8]
    assert any("calls itself" in text for text in told.values())
    assert "line 7" in str(caught.value)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "<",
        "<style/>",
        "<locale/>",
        "not xml",
        "<!DOCTYPE s [<!ENTITY a 'aaaa'>]><style>&a;</style>",
        "<!DOCTYPE s SYSTEM 'file:///etc/passwd'><style/>",
        "<g>" * 5_000 + "</g>" * 5_000,
        b"\xff\xfe\x00",
        "<style xmlns='http://purl.org/net/xbiblio/csl'><citation/></style>",
    ],
)
def test_what_is_no_style_is_refused(text):
    with pytest.raises(StyleError):
        parse_style(text)


def test_what_is_no_locale_is_refused():
    with pytest.raises(StyleError):
        parse_locale("<style/>")


@settings(max_examples=150)
@given(st.text(max_size=300) | st.binary(max_size=300))
def test_any_bytes_are_a_style_or_refused(data):
    with pytest.raises(CitekitError):
        parse_style(data)


PROCESSORS = [Processor(compile_style(parse_style(find_style(name).text), load_locale)) for name in ("mla", "apa")]
MEMBERS = ["family", "given", "literal", "date-parts", "season", "raw"]
json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(max_size=12),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.sampled_from(["family", "given", "literal", "date-parts", "season", "raw", "x"]), inner, max_size=3
        )
    ),
    max_leaves=10,
)
odd_items = st.dictionaries(st.sampled_from([*KIND, "id", "type", "custom", "language"]), json_values, max_size=10)
names = st.lists(
    st.fixed_dictionaries(
        {}, optional={part: st.text(max_size=10) for part in ("family", "given", "suffix", "literal")}
    ),
    max_size=4,
)
points = st.lists(st.integers(-3000, 3000), min_size=1, max_size=3)
plausible_items = st.fixed_dictionaries(
    {"id": st.text(max_size=4)},
    optional={
        "type": st.sampled_from(["article-journal", "book", "chapter", "webpage", "thesis", "report"]),
        "title": st.text(max_size=30),
        "container-title": st.text(max_size=20),
        "author": names,
        "editor": names,
        "issued": points.map(lambda parts: {"date-parts": [parts]}),
        "page": st.text("0123456789-–,ex ", max_size=12),
        "volume": st.text(max_size=5),
    },
)  # fmt: skip


@settings(max_examples=150)
@given(st.lists(odd_items | plausible_items, max_size=4))
def test_any_references_render_the_same_twice(items):
    for processor in PROCESSORS:
        first = processor.bibliography(items)
        assert processor.bibliography(items) == first


@settings(max_examples=80)
@given(st.lists(plausible_items, max_size=4, unique_by=lambda item: item["id"]), st.randoms(use_true_random=False))
def test_a_sorted_list_does_not_depend_on_the_order_it_came_in(items, random):
    # Both styles sort by title in the end; works that are alike in all they sort by keep the order they came in.
    items = [{**item, "title": f"Title {number}"} for number, item in enumerate(items)]
    shuffled = list(items)
    random.shuffle(shuffled)
    for processor in PROCESSORS:
        one = [plain(entry.node) for entry in processor.bibliography(items).entries]
        other = [plain(entry.node) for entry in processor.bibliography(shuffled).entries]
        assert one == other


leaves = st.builds(
    Text,
    st.text(st.sampled_from("ab .,;:!?"), max_size=4),
    st.none() | st.builds(Source, st.just("k"), st.sampled_from(["title", "volume"])),
)
trees = st.recursive(
    leaves,
    lambda inner: (
        st.builds(lambda children: Fragment(tuple(children)), st.lists(inner, max_size=4))
        | st.builds(lambda children: Quoted(tuple(children)), st.lists(inner, max_size=3))
        | st.builds(lambda children: Styled(Formatting("italic"), tuple(children)), st.lists(inner, max_size=3))
    ),
    max_leaves=8,
)


@settings(max_examples=300)
@given(trees)
def test_mending_punctuation_twice_changes_nothing(tree):
    locale = load_locale("en-US")
    once = mend(tree, locale)
    assert plain(mend(once, locale)) == plain(once)


@settings(max_examples=200)
@given(trees)
def test_flip_flop_keeps_the_characters(tree):
    assert plain(flip_flop(tree)) == plain(tree)


def test_nothing_that_is_printed_is_a_warning():
    bibliography = style("<text variable='publisher'/>").bibliography([HAN])
    assert bibliography.entries == ()
    assert "han2004" in bibliography.warnings[0]
