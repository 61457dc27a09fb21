import pathlib
import re
from html.parser import HTMLParser

import pytest
from hypothesis import example, given, settings

from citekit.errors import UnknownFormat
from citekit.output import OUTPUTS, find_output, write
from citekit.output.address import safe_address
from citekit.output.runs import runs
from citekit.richtext.nodes import EntryLayout, Fragment, Text, plain
from output.trees import NOTATION, entries, inlines, tree

HERE = pathlib.Path(__file__).parent
fuzz = settings(max_examples=200)


def cases():
    text = (HERE / "cases.md").read_text(encoding="utf-8")
    for section in text.split("\n## ")[1:]:
        title, *lines = section.strip("\n").split("\n")
        fields = dict(line.partition(":")[::2] for line in lines if line)
        # JSON has tests of its own, in test_spans.py.
        assert list(fields) == ["tree", *(writer.name for writer in OUTPUTS if writer.name != "json")], title
        node = tree(eval(fields.pop("tree"), dict(NOTATION)))
        for output, expected in fields.items():
            yield pytest.param(node, output, expected.removeprefix(" "), id=f"{title}-{output}")


@pytest.mark.parametrize(("node", "output", "expected"), list(cases()))
def test_cases(node, output, expected):
    assert find_output(output).inline(node) == expected


LOOKS = {"em": "i", "strong": "b", "span": "", "div": "", "p": ""}


class _Looks(HTMLParser):
    """Each character of a piece of HTML with the elements around it."""

    def __init__(self):
        super().__init__(convert_charrefs=True)
        self.open, self.characters = [], []

    def handle_starttag(self, tag, attrs):
        if tag == "div":
            self.characters.append((" ", frozenset()))
        attrs = dict(attrs)
        known = {"i", "em", "b", "strong", "sup", "sub", "u", "a", "span", "div", "p"}
        assert tag in known, f"broke out as <{tag}>"
        assert set(attrs) <= {"class", "style", "href"}, attrs
        style = attrs.get("style", "")
        look = {
            "font-style:normal;": "-i",
            "font-weight:normal;": "-b",
            "font-variant:small-caps;": "sc",
            "text-decoration:underline;": "u",
        }.get(style, LOOKS.get(tag, tag))
        self.open.append((tag, look))

    def handle_endtag(self, tag):
        assert self.open[-1][0] == tag
        self.open.pop()
        if tag == "div":
            self.characters.append((" ", frozenset()))

    def handle_comment(self, data):
        raise AssertionError(f"broke out as a comment: {data}")

    def handle_data(self, data):
        look = set()
        for _tag, name in self.open:
            if name.startswith("-"):
                look.discard(name[1:])
            elif name in {"sup", "sub"}:
                look = (look - {"sup", "sub"}) | {name}
            elif name:
                look.add(name)
        self.characters += [(character, frozenset(look)) for character in data]


def looks(html):
    parser = _Looks()
    parser.feed(html)
    parser.close()
    assert not parser.open
    return squeezed(parser.characters)


def squeezed(characters):
    """Without spaces, whose look nobody sees."""
    return [(character, look) for character, look in characters if not character.isspace()]


NAMES = {"italic": "i", "bold": "b", "small-caps": "sc", "underline": "u", "sup": "sup", "sub": "sub"}


def expected_looks(node):
    return squeezed(
        (
            character,
            frozenset(NAMES[value] for value in run.formatting if value) | ({"a"} if run.href else set()),
        )
        for run in runs(node)
        for character in run.text
    )


@fuzz
@given(entries)
def test_html_shows_each_character_as_the_tree_has_it(node):
    assert looks(find_output("html").inline(node)) == expected_looks(node)


@settings(max_examples=400)
@given(entries)
@example(Fragment((Text("!"), NOTATION["a"]("https://x.org", "x"))))
@example(Fragment((Text("a"), NOTATION["i"]("*b*", NOTATION["b"]("c")), Text("*"))))
def test_markdown_shows_each_character_as_the_tree_has_it(node):
    markdown_it = pytest.importorskip("markdown_it", reason="markdown-it-py reads the Markdown back")
    line = find_output("markdown").inline(node)
    html = markdown_it.MarkdownIt("commonmark").render(line)
    if not line:
        assert html == ""
        return
    assert html.startswith("<p>")
    assert html.endswith("</p>\n")
    assert html.count("<p>") == 1
    shown, expected = looks(html), expected_looks(node)
    if "%" in line or "xn--" in line:  # markdown-it-py shows addresses decoded, which CommonMark does not ask
        assert len([look for _character, look in shown if "a" not in look]) == len(
            [look for _character, look in expected if "a" not in look]
        )
    else:
        assert shown == expected


@fuzz
@given(entries)
def test_an_entry_is_one_printable_line_in_every_output(node):
    for writer in OUTPUTS:
        line = writer.inline(node)
        assert len(line.splitlines()) <= 1
        assert not re.search("[\x00-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]", line)
        line.encode("utf-8")


@fuzz
@given(inlines)
def test_text_loses_no_character_that_prints(node):
    def printing(text):
        return [character for character in text if character.isprintable() and not character.isspace()]

    assert printing(find_output("text").inline(node)) == printing(plain(node))


def test_the_whole_list():
    layout = EntryLayout(hanging_indent=True, line_spacing=2)
    nodes = [("a", tree("Han & Li.")), ("none", tree("")), ("b", tree((NOTATION["i"]("Pain"), ".")))]
    assert write(nodes, layout, "text") == "Han & Li.\nPain.\n"
    assert write(nodes, layout, "markdown") == "Han & Li.\n\n*Pain*.\n"
    assert write(nodes, layout, "html") == (
        '<div class="csl-bib-body" style="margin-left:2em;text-indent:-2em;">\n'
        '  <div class="csl-entry">Han &amp; Li.</div>\n'
        '  <div class="csl-entry"><i>Pain</i>.</div>\n'
        "</div>\n"
    )


def test_a_list_of_nothing():
    assert [write([], EntryLayout(), writer.name) for writer in OUTPUTS] == [
        "",
        "",
        '<div class="csl-bib-body">\n</div>\n',
        "[]\n",
    ]


def test_labels_share_the_width_of_the_widest():
    nodes = [
        (str(number), tree((NOTATION["left"](f"[{number}]"), NOTATION["right"]("Han.")))) for number in (9, 10, 100)
    ]
    html = write(nodes, EntryLayout(second_field_align="flush"), "html")
    assert html.count("width:3.5em;") == 3
    assert html.count("margin-left:3.5em;") == 3


def test_an_unknown_output_names_those_there_are():
    with pytest.raises(UnknownFormat, match="no output is called 'docx'; there are text, markdown, html"):
        find_output("docx")


@pytest.mark.parametrize(
    "href",
    [
        "javascript:alert(1)",
        " JavaScript:x",
        "data:text/html,x",
        "//x.org",
        "x",
        "",
        "java\nscript:x",
        "httpsx://y",
    ],
)
def test_no_link_leads_to(href):
    assert safe_address(href) == ""


def test_long_and_hostile_lines_are_quick():
    for line in (
        "*" * 200_000,
        "_" * 200_000,
        "&#" * 100_000,
        "\\" * 200_000,
        " " * 200_000,
        "<!--" * 50_000,
        "- " * 100_000,
        "-" * 200_000 + "a",
    ):
        for writer in OUTPUTS:
            assert isinstance(writer.inline(NOTATION["i"](line, NOTATION["b"](line))), str)
