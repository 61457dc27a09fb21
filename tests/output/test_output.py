import html
import io
import pathlib
import re
import shutil
import subprocess
import zipfile
from html.parser import HTMLParser

import docx
import pytest
from hypothesis import example, given, settings

from citekit.errors import UnknownFormat
from citekit.output import EXTENSIONS, OUTPUTS, ListEntry, Listing, Section, find_output, pack, write
from citekit.output.address import safe_address
from citekit.output.runs import runs
from citekit.richtext.nodes import EntryLayout, Fragment, Text, plain
from output.trees import NOTATION, entries, inlines, tree


def docx_texts(packed):
    """The paragraphs of a DOCX file, links included."""
    return [paragraph.text for paragraph in docx.Document(io.BytesIO(packed)).paragraphs]


HERE = pathlib.Path(__file__).parent
fuzz = settings(max_examples=200)


def cases():
    text = (HERE / "cases.md").read_text(encoding="utf-8")
    for section in text.split("\n## ")[1:]:
        title, *lines = section.strip("\n").split("\n")
        fields = dict(line.partition(":")[::2] for line in lines if line)
        # JSON has tests of its own, in test_spans.py; DOCX is no line of text.
        assert list(fields) == ["tree", *(name for name in OUTPUTS if name not in ("json", "docx"))], title
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
@example(NOTATION["i"]("\\ "))
@example(NOTATION["i"]("see ", NOTATION["b"](":"), "Pain"))
@example(NOTATION["i"](NOTATION["b"](" 1"), "“”", NOTATION["b"](":"), "“”"))
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
    for name in OUTPUTS:
        line = find_output(name).inline(node)
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
        '<div class="csl-bib-body" role="list">\n'
        '  <div class="csl-entry" role="listitem" id="ref-a" style="margin-left:2em;text-indent:-2em;">'
        "Han &amp; Li.</div>\n"
        '  <div class="csl-entry" role="listitem" id="ref-b" style="margin-left:2em;text-indent:-2em;">'
        "<i>Pain</i>.</div>\n"
        "</div>\n"
    )


def test_a_list_of_nothing():
    empty = {name: write([], EntryLayout(), name) for name in OUTPUTS if name != "docx"}
    assert [empty[name] for name in ("text", "markdown", "json")] == ["", "", "[]\n"]
    assert empty["html"] == '<div class="csl-bib-body" role="list">\n</div>\n'
    assert "csl-entry" not in empty["wordpress"]
    assert r"\item" not in empty["latex"]
    assert r"\par" not in empty["rtf"]
    assert docx_texts(pack([], EntryLayout(), "docx")) == []


def test_labels_share_the_width_of_the_widest():
    nodes = [
        (str(number), tree((NOTATION["left"](f"[{number}]"), NOTATION["right"]("Han.")))) for number in (9, 10, 100)
    ]
    html = write(nodes, EntryLayout(second_field_align="flush"), "html")
    assert html.count("inline-block;width:3.5em;") == 3
    assert html.count("margin-left:3.5em;text-indent:-3.5em;") == 3


def test_an_unknown_output_names_those_there_are():
    with pytest.raises(UnknownFormat, match="no output is called 'odt'; there are text, markdown, html"):
        find_output("odt")


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
        for name in OUTPUTS:
            assert isinstance(find_output(name).inline(NOTATION["i"](line, NOTATION["b"](line))), str)


# Whole documents


LEFT, RIGHT, ITALICS, SMALL, RAISED, LINK = (NOTATION[name] for name in ("left", "right", "i", "sc", "sup", "a"))
#: A library of what outputs get wrong: their own markup, other scripts, links, small capitals, turned italics.
NUMBERED = Listing(
    (
        Section(
            "Trials & reviews",
            (
                ListEntry(
                    "han2004",
                    tree(
                        (
                            LEFT("1."),
                            RIGHT(
                                "Han JS. Pain {and} \\ease & 50% of #1_a. ", ITALICS("Brain", RAISED("2")), "; 361:258."
                            ),
                        )
                    ),
                    (tree(("A note with ", ITALICS("italics"), " & a [bracket].")),),
                ),
                ListEntry(
                    "mo:2013",
                    tree(
                        (
                            LEFT("2."),
                            RIGHT("毛泽 <b>针刺</b>. Βιβλίο. 🎵 ", LINK("https://doi.org/10.1/a_b", "10.1/a_b"), "."),
                        )
                    ),
                ),
            ),
        ),
        Section("Further reading", (ListEntry("li", tree((LEFT("10."), RIGHT(SMALL("Li"), " “Touch.” אבג.")))),)),
    ),
    EntryLayout(second_field_align="flush", entry_spacing=0),
)
HANGING = Listing(
    (
        Section(
            "",
            (
                ListEntry("wall", tree(("Wall, P. ", ITALICS("Pain"), ". Norton, 1999."))),
                ListEntry("b", tree("Roe, B.")),
            ),
        ),
    ),
    EntryLayout(hanging_indent=True, line_spacing=2, entry_spacing=0),
)
GOLDEN = {"numbered": NUMBERED, "hanging": HANGING}


@pytest.mark.parametrize("name", [name for name in OUTPUTS if name != "docx"])
@pytest.mark.parametrize("listing", GOLDEN)
def test_documents_are_as_they_were(listing, name):
    path = HERE / "golden" / f"{listing}.{name}"
    assert write(GOLDEN[listing], EntryLayout(), name) == path.read_text(encoding="utf-8")


def test_a_word_document_has_real_paragraphs():
    packed = pack(NUMBERED, EntryLayout(), "docx")
    document = docx.Document(io.BytesIO(packed))
    assert [(paragraph.style.name, paragraph.text) for paragraph in document.paragraphs] == [
        ("Heading 2", "Trials & reviews"),
        ("Bibliography", "1.\tHan JS. Pain {and} \\ease & 50% of #1_a. Brain2; 361:258."),
        ("Annotation", "A note with italics & a [bracket]."),
        ("Bibliography", "2.\t毛泽 <b>针刺</b>. Βιβλίο. 🎵 10.1/a_b."),
        ("Heading 2", "Further reading"),
        ("Bibliography", "10.\tLi “Touch.” אבג."),
    ]
    entry = document.paragraphs[1]
    assert [run.text for run in entry.runs if run.italic] == ["Brain", "2"]
    assert [run.text for run in entry.runs if run.font.superscript] == ["2"]
    assert [link.address for link in document.paragraphs[3].hyperlinks] == ["https://doi.org/10.1/a_b"]
    xml = zipfile.ZipFile(io.BytesIO(packed)).read("word/document.xml").decode()
    assert [f'w:name="ref_{key}"' in xml for key in ("han2004", "mo_3a_2013", "li")] == [True] * 3


def test_a_word_document_hangs_its_entries():
    document = docx.Document(io.BytesIO(pack(HANGING, EntryLayout(), "docx")))
    form = document.styles["Bibliography"].paragraph_format
    assert (form.left_indent.inches, form.first_line_indent.inches, form.line_spacing) == (0.5, -0.5, 2.0)


def test_a_word_document_tells_no_author_and_no_time():
    assert pack(NUMBERED, EntryLayout(), "docx") == pack(NUMBERED, EntryLayout(), "docx")
    document = docx.Document(io.BytesIO(pack(NUMBERED, EntryLayout(), "docx")))
    assert (document.core_properties.author, document.core_properties.created.year) == ("", 1980)


def test_a_word_document_is_no_text():
    with pytest.raises(UnknownFormat, match="docx is no text"):
        write([], EntryLayout(), "docx")


@settings(max_examples=40)
@given(entries)
def test_every_document_has_the_same_characters(node):
    rows = [("key", node)]
    text = write(rows, EntryLayout(), "text")
    shown = "".join(text.split())
    assert "".join("".join(docx_texts(pack(rows, EntryLayout(), "docx"))).split()) == shown
    assert "".join(rtf_text(write(rows, EntryLayout(), "rtf")).split()) == shown
    blocks = re.sub(r"<!--.*?-->|<[^<>]*>", "", write(rows, EntryLayout(), "wordpress"))
    assert "".join(html.unescape(blocks).split()) == shown


def rtf_text(document):
    """The characters of our RTF: control words and what is no text taken out, in one pass."""
    body = document.partition("}\n")[2].rstrip().removesuffix("}")
    body = re.sub(r'\{\\\*\\(?:bkmkstart|bkmkend) [^{}]*\}|\{\\\*\\fldinst\{HYPERLINK "[^"]*"\}\}', "", body)
    units = []
    for match in re.finditer(r"\\u(-?\d+)\?|\\([\\{}])|\\[a-z]+-?\d* ?|[{}\n]|(.)", body):
        code, escaped, character = match.groups()
        if code:
            units.append((int(code) % 65536).to_bytes(2, "little"))
        elif escaped or character:
            units.append((escaped or character).encode("utf-16-le"))
    return b"".join(units).decode("utf-16-le", "replace")


def test_extensions_lead_to_outputs_that_there_are():
    for extension, name in EXTENSIONS.items():
        assert extension in find_output(name).extensions


@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not installed")
@pytest.mark.parametrize("name", ["docx", "rtf"])
def test_a_word_processor_opens_it(name, tmp_path):
    source = tmp_path / f"list.{name}"
    source.write_bytes(pack(NUMBERED, EntryLayout(), name))
    command = [
        "soffice",
        f"-env:UserInstallation=file://{tmp_path}/profile",
        "--headless",
        "--convert-to",
        "txt:Text (encoded):UTF8",
    ]
    subprocess.run([*command, "--outdir", tmp_path, source], check=True, capture_output=True, timeout=100)
    read = (tmp_path / "list.txt").read_text(encoding="utf-8-sig").split("\n")
    assert [line.replace("\t", " ") for line in read if line] == [
        "Trials & reviews",
        "1. Han JS. Pain {and} \\ease & 50% of #1_a. Brain2; 361:258.",
        "A note with italics & a [bracket].",
        "2. 毛泽 <b>针刺</b>. Βιβλίο. 🎵 10.1/a_b.",
        "Further reading",
        "10. Li “Touch.” אבג.",
    ]


@pytest.mark.skipif(shutil.which("pdflatex") is None, reason="pdfLaTeX is not installed")
def test_tex_sets_it(tmp_path):
    rows = [
        ("a&b", tree("Pain {and} \\ease & 50% of #1_a ~x^2 <tag> -- ''q'' \"r\" [z] $m$ “Touch…”")),
        ("b", NUMBERED.sections[0].entries[0].node),
    ]
    body = write(rows, EntryLayout(hanging_indent=True), "latex")
    preamble = "\\documentclass{article}\\usepackage[T1]{fontenc}\\usepackage{textcomp,hyperref}\n"
    document = f"{preamble}\\begin{{document}}\n{body}\\end{{document}}\n"
    (tmp_path / "list.tex").write_text(document, encoding="utf-8")
    ended = subprocess.run(
        ["pdflatex", "-interaction=nonstopmode", "-halt-on-error", "-no-shell-escape", "list.tex"],
        cwd=tmp_path, capture_output=True, text=True, check=False, timeout=100,
    )  # fmt: skip
    assert ended.returncode == 0, ended.stdout[-2000:]
