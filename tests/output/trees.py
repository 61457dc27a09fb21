"""The notation of `cases.md`, and random trees."""

from hypothesis import strategies as st

from citekit.richtext.nodes import (
    BOLD,
    ITALIC,
    SMALL_CAPS,
    SUBSCRIPT,
    SUPERSCRIPT,
    Display,
    Formatting,
    Fragment,
    Link,
    NoCase,
    Quoted,
    Styled,
    Tagged,
    Text,
)

ROMAN = Formatting(font_style="normal")
LIGHT = Formatting(font_weight="normal")
UNDERLINED = Formatting(text_decoration="underline")


def tree(value):
    """A string is a `Text`, a tuple a `Fragment`, a node itself."""
    if isinstance(value, str):
        return Text(value)
    return Fragment(tuple(map(tree, value))) if isinstance(value, tuple) else value


def styled(formatting):
    return lambda *children: Styled(formatting, tuple(map(tree, children)))


def displayed(display):
    return lambda *children: Display(display, tuple(map(tree, children)))


NOTATION = {
    "i": styled(ITALIC),
    "b": styled(BOLD),
    "sc": styled(SMALL_CAPS),
    "u": styled(UNDERLINED),
    "sup": styled(SUPERSCRIPT),
    "sub": styled(SUBSCRIPT),
    "normal": styled(ROMAN),
    "roman": styled(LIGHT),
    "q": lambda *children, **marks: Quoted(tuple(map(tree, children)), **marks),
    "a": lambda href, *children: Link(href, tuple(map(tree, children))),
    "left": displayed("left-margin"),
    "right": displayed("right-inline"),
    "block": displayed("block"),
    "indent": displayed("indent"),
}

#: Many of the characters that are markup somewhere, some words, and whatever else there is.
characters = st.one_of(
    st.text(st.sampled_from(r"""ab1 .,*_[]()<>&;#!`~|\-+="':/?“”–é中€""" + "\t\n\xa0"), max_size=8),
    st.sampled_from(("Pain", "see ", " and ", "&amp;", "<b>", "1. ", "- ", "www.x.org", "](x)", "-->")),
    st.text(max_size=4),
)
addresses = st.one_of(
    st.sampled_from(
        (
            "https://doi.org/10.1/a(b)c",
            "https://x.org/?a=1&amp;b",
            "http://x.org/_a_",
            "https://x.org/a)(b",
            "mailto:a@b.c",
        )
    ),
    st.text(max_size=10).map("https://x.org/".__add__),
    st.text(max_size=10),
)
texts = characters.map(Text)


def _around(children):
    several = st.lists(children, max_size=4).map(tuple)
    looks = (ITALIC, BOLD, SMALL_CAPS, SUBSCRIPT, SUPERSCRIPT, ROMAN, LIGHT, UNDERLINED)
    return st.one_of(
        several.map(Fragment),
        several.map(NoCase),
        several.map(lambda nodes: Tagged("tag", nodes)),
        several.map(Quoted),
        st.builds(Styled, st.sampled_from((ITALIC, BOLD)), several),
        st.builds(Styled, st.sampled_from(looks), several),
        st.builds(Link, addresses, several),
    )


inlines = st.recursive(texts, _around, max_leaves=8)
#: With parts set apart, which are only found at the top of an entry.
entries = st.one_of(
    inlines,
    st.lists(
        st.builds(
            Display,
            st.sampled_from(("block", "left-margin", "right-inline", "indent")),
            st.lists(inlines, max_size=2).map(tuple),
        ),
        max_size=3,
    ).map(lambda nodes: Fragment(tuple(nodes))),
)
