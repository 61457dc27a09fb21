"""MLA and APA by the sourced examples in `../shared/data/handbooks`, and our own in `entries.md`.

`known-misses.txt` lists what does not come out right yet, each with a reason; it must shrink, never lie.
"""

import html
import json
import re
from functools import cache
from pathlib import Path

import pytest

from citekit.cli.main import main
from citekit.csl import Processor, compile_style, parse_style
from citekit.handbooks import HANDBOOKS, HandbookOptions, house_style
from citekit.handbooks.casing import sentence_case
from citekit.model.citation import Citation, CitationItem
from citekit.output import find_output
from citekit.richtext.nodes import plain
from citekit.style import load_style
from citekit.styles import find_style, load_locale

HERE = Path(__file__).parent
SHARED = Path(__file__).parents[2].parent / "shared" / "data" / "handbooks"


def records(name):
    path = SHARED / name
    return json.loads(path.read_text(encoding="utf-8")) if path.exists() else []


@cache
def known_misses():
    lines = (HERE / "known-misses.txt").read_text(encoding="utf-8").splitlines()
    return dict(line.split(maxsplit=1) for line in lines if line and not line.startswith("#"))


def case(name, *values):
    reason = known_misses().get(name)
    marks = pytest.mark.xfail(strict=True, reason=reason) if reason else ()
    return pytest.param(*values, id=name, marks=marks)


@cache
def style(name):
    return load_style(name)


def entries(items, name, to="text"):
    """The entries of a list in an output, each by itself."""
    return [find_output(to).inline(node) for _, node in style(name).bibliography(items).entries]


def entry(item, name):
    """One entry as plain text with `<i>`."""
    (text,) = entries([item], name, "html")
    return html.unescape(re.sub(r"</?(?!i\b)\w+[^<>]*>", "", text))


def normalised(text):
    """Without the differences that are the markup's and not the handbook's."""
    text = text.replace("’", "'").replace("‘", "'").replace(". . .", "…").replace("\u00a0", " ")
    text = re.sub(r"([.,])</i>", r"</i>\1", text)
    return " ".join(text.replace("</i>, <i>", ", ").split())


CASES = [
    case(f"{record['id']}/{name}", record, name)
    for record in records("cases.json")
    for name in ("mla", "apa")
    if record.get(name)
]
IN_TEXT = [
    case(f"{record['id']}/in-text", record["csl"], record["apa_in_text"]["parenthetical"])
    for record in records("cases.json")
    if record.get("apa_in_text")
]


@pytest.mark.skipif(not SHARED.exists(), reason="the sourced cases are not beside the project")
def test_the_sourced_cases_are_there():
    assert len(CASES) > 50


@pytest.mark.parametrize(("record", "name"), CASES)
def test_entries(record, name):
    printed, expected = normalised(entry(record["csl"], name)), normalised(record[name])
    if "ccept both" in record.get("note", ""):
        printed, expected = printed.casefold(), expected.casefold()
    assert printed == expected


@pytest.mark.parametrize("name", ["mla", "apa"])
def test_the_command_line_prints_the_same(name, tmp_path, monkeypatch, capfdbinary):
    monkeypatch.chdir(tmp_path)
    source = tmp_path / "work.json"
    for record in records("cases.json"):
        if record.get(name):
            source.write_text(json.dumps([record["csl"]]), encoding="utf-8")
            assert main(["format", str(source), "--style", name, "--to", "html"]) == 0
            page = capfdbinary.readouterr().out.decode("utf-8")
            (line,) = re.findall(r'<div class="csl-entry"[^>]*>(.*)</div>', page)
            assert line == entries([record["csl"]], name, "html")[0]


@pytest.mark.parametrize(("item", "expected"), IN_TEXT)
def test_parenthetical_citations(item, expected):
    assert normalised(style("apa").cite([item], item["id"]).to("text")) == normalised(expected)


@pytest.mark.parametrize("pair", [case(f"casing-{pair['key']}", pair) for pair in records("casing_pairs.json")])
def test_casing_pairs(pair):
    assert sentence_case(pair["title_case"]).text == pair["sentence_case"]
    assert sentence_case(pair["sentence_case"]).text == pair["sentence_case"]


@pytest.mark.parametrize("record", [case(record["id"], record) for record in records("list_cases.json")])
def test_the_order_of_a_list(record):
    items = [as_item(number, text) for number, text in enumerate(record["order_only"])]
    printed = entries(items[::-1], record["style"])
    assert [text.split(".", 1)[0] for text in printed] == [text.split(".", 1)[0] for text in record["order_only"]]
    assert [int(re.search(r"\((\d{4})", text)[1]) for text in printed] == [
        item["issued"]["date-parts"][0][0] for item in items
    ]


def as_item(number, text):
    """An item out of "Davidson, T. E., & McCabe, M. P. (2015)"."""
    names, year = re.fullmatch(r"(.*) \((\d{4})\)", text).groups()
    people = re.findall(r"([^,&]+), ((?:[A-Z]\. ?)+)", names.replace("& ", ""))
    return {
        "id": f"w{number}",
        "type": "book",
        "title": f"Work {number}",
        "author": [{"family": family.strip(), "given": given.strip()} for family, given in people],
        "issued": {"date-parts": [[int(year)]]},
    }


def own_entries():
    """The blocks of `entries.md`: a heading, the item, what is printed."""
    page = (HERE / "entries.md").read_text(encoding="utf-8")
    for section in re.split(r"^## ", page, flags=re.MULTILINE)[1:]:
        title = section.splitlines()[0]
        blocks = dict(re.findall(r"^```(json|mla|apa|ama|nlm)\n(.*?)^```$", section, re.MULTILINE | re.DOTALL))
        for name in HANDBOOKS:
            if name in blocks:
                yield pytest.param(json.loads(blocks["json"]), name, blocks[name].strip(), id=f"{title}/{name}")


@pytest.mark.parametrize(("item", "name", "expected"), list(own_entries()))
def test_own_entries(item, name, expected):
    printed = entry({"id": "work", **item}, name).removeprefix("1. ")  # the number of AMA and NLM
    assert normalised(printed) == normalised(expected)


def test_a_house_may_have_its_own_dash_between_pages():
    source = find_style("mla")
    text = house_style(source.text, "mla", HandbookOptions(mla_page_dash="–"))
    processor = Processor(compile_style(parse_style(text), load_locale))
    work = {"id": "han2004", "type": "article-journal", "title": "Pain", "page": "258-261"}
    (printed,) = processor.bibliography([work]).entries
    assert plain(printed.node) == "“Pain.” pp. 258–61."


def test_mla_replaces_the_same_author_by_three_hyphens_and_orders_titles_without_article():
    frye = [{"family": "Frye", "given": "Northrop"}]
    works = [
        {"id": "vision", "type": "book", "title": "The Double Vision", "author": frye},
        {"id": "glory", "type": "book", "title": "A Goodly Heritage"},
        {"id": "anatomy", "type": "book", "title": "Anatomy of Criticism", "author": frye},
    ]
    assert entries(works, "mla") == [
        "Frye, Northrop. Anatomy of Criticism.",
        "---. The Double Vision.",
        "A Goodly Heritage.",
    ]


def test_mla_cites_author_and_page_and_the_title_where_it_is_needed():
    frye = [{"family": "Frye", "given": "Northrop"}]
    works = [
        {"id": "vision", "type": "book", "title": "The Double Vision", "author": frye},
        {"id": "anatomy", "type": "book", "title": "Anatomy of Criticism: Four Essays", "author": frye},
        {"id": "han", "type": "article-journal", "title": "Pain", "author": [{"family": "Han"}]},
    ]
    cite = style("mla").cite
    assert cite(works, CitationItem("han", "259")).to("text") == "(Han 259)"
    assert cite(works, CitationItem("han", "2", "chapter")).to("text") == "(Han, ch. 2)"
    assert cite(works, CitationItem("anatomy", "3")).to("text") == "(Frye, Anatomy of Criticism 3)"


def test_apa_tells_works_of_a_year_apart_and_puts_undated_ones_first():
    wall = [{"family": "Wall", "given": "Patrick"}]
    dated = {"type": "book", "author": wall, "issued": {"date-parts": [[2000]]}}
    works = [
        {**dated, "id": "b", "title": "The Zone"},
        {**dated, "id": "a", "title": "An Ache"},
        {"id": "n", "type": "book", "title": "Undated", "author": wall},
        {"id": "p", "type": "book", "title": "Coming", "author": wall, "status": "in press"},
    ]
    assert entries(works, "apa") == [
        "Wall, P. (n.d.). Undated.",
        "Wall, P. (2000a). An ache.",
        "Wall, P. (2000b). The zone.",
        "Wall, P. (in press). Coming.",
    ]
    assert style("apa").cite(works, CitationItem("b", "4-5")).to("text") == "(Wall, 2000b, pp. 4–5)"


@pytest.mark.parametrize(("name", "printed"), [("ama", ["1,2(p23)", "1-3"]), ("nlm", ["(1,2 [p. 23])", "(1-3)"])])
def test_numbers_in_the_text(name, printed):
    works = [{"id": key, "type": "book", "title": key} for key in ("a", "b", "c")]
    document = [Citation((CitationItem("a"), CitationItem("b", "23"))), Citation(tuple(map(CitationItem, "abc")))]
    assert [citation.to() for citation in style(name).process(works, document).citations] == printed
    assert style("ama").cite(works, "a").to("html") == "<sup>1</sup>"


def test_the_limit_of_authors_is_the_house_s():
    work = {"id": "a", "type": "book", "title": "Pain", "author": [{"family": f"N{n}", "given": "A"} for n in range(9)]}
    for limit, shown in ((6, "N5 A, et al"), (3, "N2 A, et al"), (0, "N8 A. Pain")):
        loaded = load_style("nlm", options=HandbookOptions(nlm_author_limit=limit))
        (node,) = (node for _, node in loaded.bibliography([work]).entries)
        assert shown in plain(node)


def test_a_guessed_abbreviation_is_told():
    work = {"id": "a", "type": "article-journal", "title": "Pain", "container-title": "Journal of Needling Studies"}
    bibliography = style("ama").bibliography([work])
    assert [(key, doubt.about) for key, doubt in bibliography.review] == [("a", "J Needling Stud")]
    known = {**work, "container-title": "Neuroscience Letters"}
    assert style("ama").bibliography([known]).review == ()
    assert (
        "Neuroscience Letters"
        in load_style("ama", options=HandbookOptions(ama_journals="full")).bibliography([known]).to()
    )


def test_personal_communications_leave_no_gap_and_labels_stand_in_the_margin():
    works = [
        {"id": "call", "type": "personal_communication", "author": [{"family": "Ono"}]},
        {"id": "book", "type": "book", "title": "Pain", "publisher": "Norton"},
    ]
    for name in ("ama", "nlm"):
        bibliography = style(name).bibliography(works)
        assert [key for key, _ in bibliography.entries] == ["book"]
        assert bibliography.warnings[0] == "call: nothing of this reference is printed in this style"
        assert re.search(
            r'<span class="csl-left-margin"[^>]*>1\. </span><span class="csl-right', bibliography.to("html")
        )
