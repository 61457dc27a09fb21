import contextlib
import pathlib
import re

import pytest
from hypothesis import assume, example, given, settings
from hypothesis import strategies as st

from citekit.documents import (
    DOCUMENTS,
    Document,
    find_kind,
    regenerate,
    regeneration,
    render_entries,
    unified_diff,
)
from citekit.errors import ReadError, UnknownFormat
from citekit.model.span import SourceText
from citekit.output import find_output
from citekit.output import text as text_output
from citekit.richtext.nodes import Display, Fragment, Text
from output.trees import NOTATION, tree
from output.trees import entries as trees

HERE = pathlib.Path(__file__).parent
ROOT = HERE.parents[1]
ARTICLES = {"text": "article.txt", "markdown": "article.md", "html": "article.html"}
i, q, a, left, right = (NOTATION[name] for name in ("i", "q", "a", "left", "right"))

DOI = "https://doi.org/10.1016/j.neulet.2003.12.019"
HAN = tree(
    (
        "Han, Ji-Sheng. ",
        q("Acupuncture and Endorphins."),
        " ",
        i("Neuroscience Letters"),
        ", 2004, ",
        a(DOI, DOI),
        ".",
    )
)
LI = tree(("Li, Qian-Qian, et al. ", q("Acupuncture Effect & Regulation."), " ", i("ECAM"), ", vol. 2013, 2013."))
NEW = [("han2004", HAN), ("li2013", LI)]
OLD = "Zhang, Haoyu. Effects of Acupuncture on Sports Injuries. 2022. https://doi.org/10.1155/2022/9467002"


def cases(kind):
    text = (HERE / f"{kind}.md").read_text(encoding="utf-8")
    for section in re.split(r"(?m)^## (?=[^\n]*\n~~~~ before)", text)[1:]:
        title, rest = section.split("\n", 1)
        parts = dict(part.split("\n", 1) for part in rest.split("~~~~ ")[1:])
        parts = {name: text.rstrip("\n") + "\n" for name, text in parts.items()}
        yield title, parts


def filled(text, kind):
    for word, node in (("HAN", HAN), ("LI", LI)):
        text = text.replace(f"{word}:html", find_output("html").inline(node))
        text = re.sub(rf"\b{word}\b", lambda _: find_output(kind).inline(node), text)  # noqa: B023 - used at once
    return text


def updated(source, kind, new=NEW):
    document = Document.find(source, kind)
    return regenerate(document, render_entries(document, new))


ALL = [
    pytest.param(kind.name, parts, id=f"{kind.name}: {title}")
    for kind in DOCUMENTS
    for title, parts in cases(kind.name)
]
CHANGES = [case for case in ALL if "after" in case.values[1]]


@pytest.mark.parametrize(("kind", "parts"), [case for case in ALL if "error" in case.values[1]])
def test_what_is_not_plain_is_an_error_that_says_what_to_do(kind, parts):
    source = SourceText(parts["before"].replace("OLD", OLD), ARTICLES[kind])
    with pytest.raises(ReadError) as caught:
        updated(source, kind)
    assert str(caught.value) == parts["error"].strip("\n")


@pytest.mark.parametrize("newline", ["\n", "\r\n", "\r"], ids=["LF", "CRLF", "CR"])
@pytest.mark.parametrize(("kind", "parts"), CHANGES)
def test_a_list_is_regenerated_as_it_is_set(kind, parts, newline):
    before = parts["before"].replace("OLD", OLD).replace("\n", newline)
    after = filled(parts["after"], kind).replace("\n", newline)
    assert updated(SourceText(before, ARTICLES[kind]), kind) == after


@pytest.mark.parametrize(("kind", "parts"), CHANGES)
def test_a_second_time_changes_nothing(kind, parts):
    after = SourceText(filled(parts["after"], kind), ARTICLES[kind])
    document = Document.find(after, kind)
    assert regeneration(document, render_entries(document, NEW)) is None


@pytest.mark.parametrize(("kind", "parts"), CHANGES)
@settings(max_examples=12)
@given(nodes=st.lists(trees, max_size=4))
@example(nodes=[Fragment((Display("block", (Text("1. "), Text(" and "))),)), Text("1")])
def test_any_entries_between_markers(kind, parts, nodes):
    before = parts["before"].replace("OLD", OLD)
    if "citekit:begin" not in before:
        before = mark(before, kind)
    entries = [(str(number), node) for number, node in enumerate(nodes)]
    once = updated(SourceText(before), kind, entries)
    assert updated(SourceText(once), kind, entries) == once
    outside = Document.find(SourceText(before), kind).region.span
    assert once.startswith(before[: outside.start])
    assert once.endswith(before[outside.end :])
    lines = render_entries(Document.find(SourceText(before), kind), entries)
    assert all(line in once for line in lines)


def mark(text, kind):
    region = Document.find(SourceText(text), kind).region.span
    begin, end = find_kind(kind).begin, find_kind(kind).end
    newline = "" if text[: region.start].endswith("\n") else "\n"
    old = text[slice(*region)].strip("\n")
    return f"{text[: region.start]}{newline}{begin}\n{old}\n{end}\n{text[region.end :]}"


@settings(max_examples=100)
@given(
    kind=st.sampled_from([kind.name for kind in DOCUMENTS]),
    around=st.tuples(*[st.text(st.sampled_from("a #<>-\r\n*&|`~[]é\xa0"), max_size=12)] * 3),
    nodes=st.lists(trees, max_size=3),
)
def test_nothing_outside_the_markers_changes(kind, around, nodes):
    begin, end = find_kind(kind).begin, find_kind(kind).end
    first, inner, last = around
    head, tail = f"{first}\n\n{begin}\n", f"\n{end}\n\n{last}"
    source = SourceText(f"{head}{inner}{tail}")
    entries = [(str(number), node) for number, node in enumerate(nodes)]
    try:
        once = updated(source, kind, entries)
    except ReadError:
        assume(False)  # the text around made the markers something else: code, an unclosed comment
    assert once.startswith(head.rstrip("\n"))
    assert once.endswith(tail.lstrip("\n"))
    assert updated(SourceText(once), kind, entries) == once


ENCODINGS = [
    ("cp1252", b""),
    ("utf-8", b""),
    ("utf-8", b"\xef\xbb\xbf"),
    ("utf-16-le", b"\xff\xfe"),
    ("utf-16-be", b"\xfe\xff"),
]


@pytest.mark.parametrize(("encoding", "bom"), ENCODINGS)
@pytest.mark.parametrize("kind", [kind.name for kind in DOCUMENTS])
def test_the_file_keeps_its_bytes(kind, encoding, bom):
    head = "Caf\xe9\r\n\r\n" + find_kind(kind).begin + "\r\n"
    tail = "\r\n" + find_kind(kind).end + "\r\nfin \xe0 la fin"
    source = SourceText.decode(bom + f"{head}{OLD}{tail}".encode(encoding), ARTICLES[kind])
    data = source.encode(updated(source, kind))
    assert data.startswith(bom + head.encode(encoding))
    assert data.endswith(tail.encode(encoding))
    assert re.search("(?<!\r)\n|\r(?!\n)", data[len(bom) :].decode(encoding)) is None
    again = SourceText.decode(data, ARTICLES[kind])
    assert again.encode(updated(again, kind)) == data


@pytest.mark.parametrize("kind", ["markdown", "html"])
def test_what_the_encoding_lacks_becomes_a_character_reference(kind):
    text = f"Caf\xe9\n{find_kind(kind).begin}\n<p>old</p>\n{find_kind(kind).end}\n"
    source = SourceText.decode(text.encode("cp1252"), ARTICLES[kind])
    new = updated(source, kind, [("zhao", tree("赵娜. Pain."))])
    assert "&#36213;&#23068;. Pain." in new
    assert source.encode(new).startswith(b"Caf\xe9")
    assert updated(SourceText.decode(source.encode(new), ARTICLES[kind]), kind, [("zhao", tree("赵娜. Pain."))]) == new


def test_a_list_the_finder_cuts_short_is_not_added_once_more():
    odd = [*NEW, ("odd", tree("No reference"))]
    once = updated(SourceText(f"Prose.\n\nReferences\n{OLD}\n", "a.txt"), "text", odd)
    assert once.endswith("\nNo reference\n")
    assert updated(SourceText(once, "a.txt"), "text", odd) == once


def test_a_shorter_list_is_no_list_that_was_cut_short():
    once = updated(SourceText(f"Prose.\n\nReferences\n{OLD}\n", "a.txt"), "text")
    assert updated(SourceText(once, "a.txt"), "text", NEW[:1]).count("\n") == once.count("\n") - 1


def test_an_entry_cannot_be_a_marker():
    source = SourceText("[citekit:begin]\nold\n[citekit:end]\n", "a.txt")
    with pytest.raises(ReadError, match="an entry reads like a citekit marker"):
        updated(source, "text", [("evil", tree("[citekit:end]"))])


def test_an_emptied_list_can_be_filled_again():
    for kind in DOCUMENTS:
        full = SourceText(f"Prose.\n\n{kind.begin}\nold\n{kind.end}\n")
        empty = updated(full, kind.name, [])
        assert updated(SourceText(empty), kind.name, []) == empty
        assert OLD not in empty
        assert text_output.inline(LI)[:14] in updated(SourceText(empty), kind.name)


NUMBERED = [("1", tree((left("[1]"), right("Han. Pain.")))), ("2", tree((left("[2]"), right("Li. Rest."))))]


@pytest.mark.parametrize(
    ("kind", "old", "new"),
    [
        ("text", "old", "[1] Han. Pain.\n[2] Li. Rest."),
        ("text", "1. old\n2. old", "1. Han. Pain.\n2. Li. Rest."),
        ("markdown", "old", r"\[1\] Han. Pain." + "\n\n" + r"\[2\] Li. Rest."),
        ("markdown", "1. old\n2. old", "1. Han. Pain.\n2. Li. Rest."),
        ("html", "<ul><li>old</li></ul>", "<ul><li>[1] Han. Pain.</li>\n<li>[2] Li. Rest.</li></ul>"),
        ("html", "<ol><li>old</li></ol>", "<ol><li>Han. Pain.</li>\n<li>Li. Rest.</li></ol>"),
    ],
)
def test_a_numeric_style_numbers_a_list_once(kind, old, new):
    begin, end = find_kind(kind).begin, find_kind(kind).end
    once = updated(SourceText(f"{begin}\n{old}\n{end}\n"), kind, NUMBERED)
    assert once == f"{begin}\n{new}\n{end}\n"
    assert updated(SourceText(once), kind, NUMBERED) == once


def test_the_difference_has_labels_and_no_line_ends_of_the_file():
    old = "a\r\nb\r\nc"
    assert unified_diff(old, old.replace("b", "B"), "/x/a.md") == (
        "--- a/x/a.md\n+++ b/x/a.md\n@@ -1,3 +1,3 @@\n a\n-b\n+B\n c\n\\ No newline at end of file\n"
    )
    assert unified_diff(old, old, "a.md") == ""


@pytest.mark.parametrize("name", ARTICLES.values())
def test_the_examples_have_one_list_that_can_be_regenerated(name):
    path = ROOT / "examples" / name
    source = SourceText.decode(path.read_bytes(), str(path))
    document = Document.find(source)
    assert document.core.count("10.1155/2022/9467002") == 1
    new = regenerate(document, render_entries(document, NEW))
    assert text_output.inline(LI)[:14] in new
    assert new.count("\n") == source.text.count("\n") - 4
    assert updated(SourceText(new, str(path)), None) == new


def test_an_article_of_a_clinic():
    path = ROOT.parent / "shared" / "data" / "article" / "article.txt"
    if not path.exists():
        pytest.skip("the clinic's article is not in this checkout (../shared/data/article)")
    source = SourceText.decode(path.read_bytes(), str(path))
    new = updated(source, None)
    head, tail = source.text.split("Resources\n")[0], "Photo Credit\nMoyer Total Wellness"
    assert new == f"{head}Resources\n{text_output.inline(HAN)}\n{text_output.inline(LI)}\n{tail}"


def test_a_long_list_with_anchors_is_quick():
    items = [
        f"Zhang {n % 7}. Effects of Acupuncture {n}. 2022. https://doi.org/10.1155/{n * 7919}" for n in range(1, 4001)
    ]
    old = "\n".join(f'<li id="work{n}x">{item}</li>' for n, item in enumerate(items))
    source = SourceText(f"<!-- citekit:begin --><ul>\n{old}\n</ul><!-- citekit:end -->")
    new = regenerate(Document.find(source, "html"), [f"<i>{item}</i>" for item in reversed(items)])
    assert f'<li id="work7x"><i>{items[7]}</i></li>' in new
    assert len(re.findall("<li id=", new)) == len(items)


def test_hostile_articles_are_quick():
    for text in (
        "<a " * 50_000,
        "<li>" * 30_000,
        "<!--" * 50_000,
        "<li><p>" * 20_000,
        "```" * 50_000,
        " \n" * 50_000,
        "- " * 50_000,
        '<p class="' * 30_000,
    ):
        for kind in DOCUMENTS:
            source = SourceText(f"{kind.begin}\n{text}\n{kind.end}\n")
            with contextlib.suppress(ReadError):  # an unclosed comment swallows a marker
                assert updated(source, kind.name).startswith(f"{kind.begin}\n")


def test_unknown_kinds_are_named():
    with pytest.raises(UnknownFormat, match="no kind of article is called 'docx'; there are text, markdown, html"):
        find_kind("docx")
