"""What holds for any style and any works: styles are made up here, element by element."""

from xml.sax.saxutils import quoteattr

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from citekit.csl.compile.context import CiteContext, Frame, Position
from citekit.csl.item import Work
from citekit.csl.process.brackets import nest_brackets
from citekit.csl.process.flatten import Draft
from citekit.csl.process.flipflop import flip_flop
from citekit.model.citation import Citation, CitationItem
from citekit.output import find_output
from citekit.richtext.markup import parse_markup
from citekit.richtext.nodes import ITALIC, Styled, plain
from csl.cases import style

TEXTS = ["title", "title-short", "container-title", "publisher", "DOI", "URL", "note"]
NUMBERS = ["volume", "issue", "edition", "page", "locator", "number-of-pages", "citation-number"]
DATES = ["issued", "accessed", "original-date"]
NAMES = ["author", "editor", "translator"]
TYPES = ["book", "chapter", "webpage", "article-journal"]
fuzz = settings(max_examples=150)

affixes = st.fixed_dictionaries(
    {},
    optional={
        "prefix": st.sampled_from([" ", "(", ", ", ". ", "“", "&"]),
        "suffix": st.sampled_from([" ", ")", ".", ",", "; ", "?"]),
        "font-style": st.sampled_from(["italic", "normal"]),
        "font-weight": st.just("bold"),
    },
)
cased = st.fixed_dictionaries(
    {},
    optional={
        "text-case": st.sampled_from(["title", "lowercase", "capitalize-first", "uppercase", "sentence"]),
        "quotes": st.just("true"),
        "strip-periods": st.just("true"),
    },
)


def element(name, attributes, inner=""):
    written = "".join(f" {key}={quoteattr(value)}" for key, value in attributes.items())
    return f"<{name}{written}>{inner}</{name}>"


NOTHING_MORE = st.just({})


def one(name, attribute, values, extra=NOTHING_MORE):
    return st.builds(
        lambda value, around, more: element(name, {attribute: value, **around, **more}),
        st.sampled_from(values),
        affixes,
        extra,
    )


name_options = st.fixed_dictionaries(
    {},
    optional={
        "form": st.sampled_from(["short", "long", "count"]),
        "and": st.sampled_from(["text", "symbol"]),
        "initialize-with": st.sampled_from(["", ". ", "."]),
        "name-as-sort-order": st.sampled_from(["first", "all"]),
        "et-al-min": st.sampled_from(["1", "2", "3"]),
        "et-al-use-first": st.sampled_from(["1", "2"]),
        "et-al-use-last": st.just("true"),
    },
)
leaves = st.one_of(
    one("text", "variable", TEXTS + NUMBERS, cased),
    one("text", "term", ["in", "and", "edition", "no date"], cased),
    one("text", "value", ["see", "vol.", "a 'b' c"], cased),
    one("number", "variable", NUMBERS, st.sampled_from([{}, {"form": "ordinal"}, {"form": "roman"}])),
    one("label", "variable", NUMBERS, st.sampled_from([{}, {"form": "short"}, {"plural": "always"}])),
    st.builds(
        lambda variable, form: element("date", {"variable": variable, "form": form}),
        st.sampled_from(DATES),
        st.sampled_from(["text", "numeric"]),
    ),
    st.builds(
        lambda variable, options, label: element(
            "names", {"variable": variable}, element("name", options) + ("<label prefix=' '/>" if label else "")
        ),
        st.sampled_from([*NAMES, "editor translator"]),
        name_options,
        st.booleans(),
    ),
)
conditions = st.one_of(
    st.builds(lambda value: {"variable": value}, st.sampled_from(TEXTS + DATES + NAMES + ["locator"])),
    st.builds(
        lambda value: {"variable": value}, st.sampled_from(["title author", "volume issued", "publisher editor"])
    ),
    st.builds(lambda value: {"type": value}, st.sampled_from([*TYPES, "book chapter"])),
    st.builds(lambda value: {"is-numeric": value}, st.sampled_from(NUMBERS)),
    st.builds(lambda value: {"is-uncertain-date": value}, st.sampled_from(DATES)),
    st.builds(lambda value: {"position": value}, st.sampled_from(["first", "subsequent", "ibid", "near-note"])),
    st.builds(lambda value: {"locator": value}, st.sampled_from(["page", "chapter"])),
    st.just({"disambiguate": "true"}),
    st.just({"type": "book", "variable": "volume publisher", "position": "first"}),
)
matches = st.sampled_from([{}, {"match": "any"}, {"match": "none"}])


def containers(inner):
    rows = st.lists(inner, min_size=1, max_size=3).map("".join)
    return st.one_of(
        st.builds(
            lambda row, around, delimiter: element("group", {**around, "delimiter": delimiter}, row),
            rows,
            affixes,
            st.sampled_from(["", ", ", ". ", " "]),
        ),
        st.builds(
            lambda test, match, yes, no: element(
                "choose", {}, element("if", {**test, **match}, yes) + (element("else", {}, no) if no else "")
            ),
            conditions,
            matches,
            rows,
            st.just("") | rows,
        ),
        st.builds(
            lambda variable, row: element("names", {"variable": variable}, element("substitute", {}, row)),
            st.sampled_from(NAMES),
            rows,
        ),
    )


layouts = st.lists(st.recursive(leaves, containers, max_leaves=6), min_size=1, max_size=3).map("".join)

FAMILIES = ["Han", "Melzack", "Wall", "van Gogh"]
names = st.lists(
    st.fixed_dictionaries(
        {"family": st.sampled_from(FAMILIES)}, optional={"given": st.sampled_from(["J.", "Ji-Sheng"])}
    )
    | st.just({"literal": "World Health Organization"}),
    min_size=1,
    max_size=4,
)
dates = st.builds(
    lambda points, circa: {"date-parts": points, **({"circa": True} if circa else {})},
    st.lists(st.lists(st.integers(1, 12), min_size=1, max_size=3), min_size=1, max_size=2),
    st.booleans(),
)
texts = st.sampled_from(["Pain", "The <i>Challenge</i> of Pain.", "What? “Why”", "O'Neil's 'way'", "", " "])
works = st.fixed_dictionaries(
    {},
    optional={
        "type": st.sampled_from(TYPES),
        **dict.fromkeys(TEXTS, texts),
        **dict.fromkeys(NUMBERS[:4], st.sampled_from(["2", "3-5", "II", "2nd ed.", 7])),
        **dict.fromkeys(DATES, dates),
        **dict.fromkeys(NAMES, names),
    },
)
libraries = st.lists(works, min_size=1, max_size=4).map(
    lambda items: [{**item, "id": f"w{number}"} for number, item in enumerate(items)]
)
OUTPUTS = ["text", "markdown", "html", "json"]


def made(layout):
    """A style of its own with one layout for cites and entries."""
    return style(
        layout,
        citation_attributes="disambiguate-add-names='true' disambiguate-add-givenname='true'"
        " disambiguate-add-year-suffix='true' collapse='year-suffix' et-al-min='3' et-al-use-first='1'",
        bibliography_attributes="subsequent-author-substitute='---' second-field-align='flush'",
    )


def document(items):
    """Each work by itself, then again with a locator, then all together."""
    rows = [Citation((CitationItem(item["id"]),), number) for number, item in enumerate(items, 1)]
    rows += [Citation((CitationItem(item["id"], "5", "chapter"),), number + 9) for number, item in enumerate(items)]
    return [*rows, Citation(tuple(CitationItem(item["id"]) for item in items), 40)]


@fuzz
@given(layouts, libraries)
def test_any_style_renders_any_library_the_same_twice_and_in_every_output(layout, items):
    processor = made(layout)
    first = processor.process(items, document(items))
    assert processor.process(items, document(items)) == first
    for node in [*first.citations, *(entry.node for entry in first.bibliography.entries)]:
        for name in OUTPUTS:
            find_output(name).inline(node)


@fuzz
@given(layouts, libraries)
def test_a_layout_made_for_a_signature_prints_what_the_whole_layout_prints(layout, items):
    plan = made(layout).plan
    for area in (plan.citation, plan.bibliography):
        for item in items:
            for position in (Position.NOWHERE, Position.FIRST, Position.IBID):
                context = CiteContext(Work(item, item["id"]), "5", "page", position, citation_number=1)
                whole = area.inner._compiled(None)(Frame(context))[0]
                made_for_it = area.render(context)
                assert (whole is None) == (made_for_it is None)
                assert whole is None or Draft(made_for_it).finished() == Draft(whole).finished()


@fuzz
@given(st.lists(names, min_size=2, max_size=6), st.lists(st.integers(2000, 2002), min_size=6, max_size=6))
def test_with_letters_after_years_no_two_works_are_cited_alike(people, years):
    items = [
        {"id": f"w{number}", "title": f"T{number}", "author": row, "issued": {"date-parts": [[years[number]]]}}
        for number, row in enumerate(people)
    ]
    processor = style(
        "<group delimiter=' '><names variable='author'><name form='short' initialize-with='. '/></names>"
        "<date variable='issued'><date-part name='year'/></date></group>",
        citation_attributes="disambiguate-add-names='true' disambiguate-add-givenname='true'"
        " disambiguate-add-year-suffix='true' et-al-min='2' et-al-use-first='1'",
    )
    cited = processor.cite([Citation((CitationItem(item["id"]),)) for item in items], items)
    texts = [plain(node) for node in cited]
    assert len(set(texts)) == len(texts)


MARKED = st.lists(st.sampled_from(["<i>", "</i>", "<b>", "</b>", "Pain ", "(a", ") ", '"', "'"]), max_size=12).map(
    "".join
)


@fuzz
@given(MARKED)
def test_flip_flop_twice_changes_nothing(text):
    once = flip_flop(Styled(ITALIC, (parse_markup(text),)))
    assert flip_flop(once) == once


@fuzz
@given(layouts, libraries)
def test_brackets_are_turned_once(layout, items):
    for entry in made(layout).bibliography(items).entries:
        once = nest_brackets(entry.node)
        assert nest_brackets(once) == once
        assert len(plain(once)) == len(plain(entry.node))


@pytest.mark.parametrize("count", [27, 53])
def test_letters_go_on_after_z(count):
    items = [
        {
            "id": f"w{number}",
            "title": f"T{number:03}",
            "author": [{"family": "Han"}],
            "issued": {"date-parts": [[2004]]},
        }
        for number in range(count)
    ]
    processor = style(
        "<group><names variable='author'/><date variable='issued' form='numeric' date-parts='year'/></group>",
        citation_attributes="disambiguate-add-year-suffix='true'",
    )
    last = processor.cite([Citation((CitationItem(items[-1]["id"]),))], items)[0]
    assert plain(last) == {27: "Han2004aa", 53: "Han2004ba"}[count]
