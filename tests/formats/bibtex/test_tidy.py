"""Tidying: what must stay, then what changes, then that it changes nothing twice."""

from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import assume, example, given, settings
from hypothesis import strategies as st

from citekit.errors import ReadError
from citekit.formats.bibtex.document import read_document
from citekit.formats.bibtex.reader import read
from citekit.formats.bibtex.tidy import TidyOptions, tidy
from citekit.model.span import SourceText

SHARED = Path(__file__).parents[3].parent / "shared" / "data" / "bibtex"


def tidied(text, **options):
    return tidy(SourceText(text), TidyOptions(**options))


@pytest.mark.parametrize(
    "text",
    [
        "",
        "only text\n",
        '% a\n@comment{x, Y = {Z}}\n@preamble{ "x" }\n@string{ nl="N"}\n',
        "@article{broken, title = {x\n",
        "@article{a,\n  title        = {Pain},\n  date         = {2004},\n}\n",
        "@article{a, title {no equals sign}, year = {1999}}\n",
    ],
)  # fmt: skip
def test_what_is_tidy_or_unreadable_stays(text):
    assert tidied(text) == text


@pytest.mark.parametrize(
    ("before", "after", "options"),
    [
        ('@Book(a,TITLE="P")', "@book(a,\n  title        = {P},\n)", {}),
        ("@b{a,x=1}", "@b{a,\n\tx = 1\n}", {"indent": 0, "align": 0, "trailing_comma": False}),
        ("@B{a,X={1}}", '@B{a,\n  X            = "1",\n}', {"case": False, "delimiters": "quotes"}),
        ('@b{a,x={"}}', '@b{a,\n  x            = {"},\n}', {"delimiters": "quotes"}),
        ('@b{a,month="January"}', "@b{a,\n  month        = jan,\n}", {}),
        ("@b{a,month={1}}", "@b{a,\n  month        = {1},\n}", {"months": False}),
        ("@b{a,month={Januar}}", "@b{a,\n  month        = {Januar},\n}", {}),
        ("@b{a,doi={https://doi.org/10.1/X}}", "@b{a,\n  doi          = {10.1/X},\n}", {}),
        ("@b{a,pages={1-3}}", "@b{a,\n  pages        = {1-3},\n}", {"pages": False}),
        ("@b{a,year=1, author={A}}", "@b{a,\n  author       = {A},\n  year         = 1,\n}", {}),
        ("@b{a,year=1, author={A}}", "@b{a,\n  year         = 1,\n  author       = {A},\n}", {"order": False}),
        ("@b{A,x=1}\n@b{B,crossref={a}}",
         "@b{a,\n  x            = 1,\n}\n@b{b,\n  crossref     = {a},\n}", {"keys": "lower"}),
        ('@b{a,x=1}\r\n@b{b,x=nl#"y"}',
         "@b{a,\r\n  x            = 1,\r\n}\r\n@b{b,\r\n  x            = nl # {y},\r\n}", {}),
        ("@b{a, % head\n % own\n year=1, % year\n title={x}\n % end\n}",
         "@b{a, % head\n  title        = {x},\n  % own\n  year         = 1, % year\n  % end\n}", {}),
    ],
)  # fmt: skip
def test_entries_get_one_layout(before, after, options):
    assert tidied(before, **options) == after


OPTIONS = st.builds(
    TidyOptions, order=st.booleans(), align=st.sampled_from([0, 12]), indent=st.sampled_from([0, 2]),
    delimiters=st.sampled_from(["braces", "quotes", "keep"]), months=st.booleans(), pages=st.booleans(),
    doi=st.booleans(), case=st.booleans(), keys=st.sampled_from(["keep", "lower"]), trailing_comma=st.booleans(),
)  # fmt: skip
FIELD = st.tuples(
    st.sampled_from(["Title", "year", "MONTH", "pages", "doi", "crossref", "note", "author"]),
    st.sampled_from(["=", " = "]),
    st.sampled_from(['"Pain"', '{a {b} \\"o}', "1999", "jan", '"x" # jan # {y}', "{1-3, 5---7}", "{B}", '{"}',
                     "{https://doi.org/10.1/x}", "{Mar.}", "{two\n lines}"]),
).map("".join)  # fmt: skip
BETWEEN = st.sampled_from([", ", ",\n  ", "\n , ", ", % c\n", "\n % c\n , "])
ENTRY = st.builds(
    lambda type_, key, fields, between, end: f"@{type_}{{{key}," + between.join(fields) + f"{end}}}",
    st.sampled_from(["article", "BOOK"]),
    st.sampled_from(["a", "B", "c:d"]),
    st.lists(FIELD, max_size=5),
    BETWEEN,
    st.sampled_from(["", ",", "\n", " % end\n"]),
)
GAP = st.sampled_from(["\n", "\n\n% between\n", "\r\n", " % same\n@string{q = {z}}\n"])


@settings(max_examples=300, deadline=None)
@given(entries=st.lists(ENTRY, min_size=1, max_size=3), gap=GAP, options=OPTIONS)
def test_tidying_is_done_once_and_loses_nothing(entries, gap, options):
    text = gap.join(entries)
    before = read_document(SourceText(text))
    assume(len(before.entries) == len(entries))
    once = tidy(SourceText(text), options)
    assert tidy(SourceText(once), options) == once
    after = read_document(SourceText(once))
    assert [len(block.fields) for block in after.blocks] == [len(block.fields) for block in before.blocks]
    assert [once[one.span.end : two.span.start] for one, two in pairwise(after.blocks)] == [
        text[one.span.end : two.span.start] for one, two in pairwise(before.blocks)
    ]
    assert once.count("%") == text.count("%")
    plain = TidyOptions(months=False, pages=False, doi=False, keys="keep", order=False)
    assert read(SourceText(tidy(SourceText(text), plain))).csl_json() == read(SourceText(text)).csl_json()


def test_other_peoples_files_say_the_same_when_tidied():
    if not SHARED.exists():
        pytest.skip(f"the collection is not at {SHARED}")
    for path in sorted(SHARED.rglob("*.bib")):
        try:
            source = SourceText.decode(path.read_bytes(), path.name)
            before = read(source)
        except ReadError:
            continue
        once = tidy(source)
        assert tidy(SourceText(once)) == once, path.name
        after = read(SourceText(once))
        for old, new in zip(before.items, after.items, strict=True):
            kept = {name: value for name, value in old.items() if name not in ("custom", "id")}
            assert {name: new.get(name) for name in kept} == kept, path.name


PIECES = st.sampled_from(
    ["@article{a,", "@book(b,", "@string{s=", "@comment{", "@", "{", "}", ")", '"', "title", " = ", "#", ",", "% c\n",
     "\n", "\r\n", "jan", "12", "\\", "é", "pages={1-2}", "year=1999", "x={y}", "@xdata{d,"]
)  # fmt: skip


@settings(max_examples=400, deadline=None)
@given(text=st.lists(PIECES, max_size=25).map("".join), options=OPTIONS)
@example(text="@article{a,) = @article{a,}", options=TidyOptions(order=False, indent=0, trailing_comma=False))
def test_any_text_can_be_tidied_and_edited(text, options):
    once = tidy(SourceText(text), options)
    assert tidy(SourceText(once), options) == once
    document = read_document(SourceText(text))
    assert document.edit().text() == text
    for block in document.entries:
        edit = document.edit()
        edit.add(block, "zz", "new")
        after = edit.text()
        found = next(one for one in read_document(SourceText(after)).blocks if one.span.start == block.span.start)
        assert found.field("zz") is not None
        assert after.endswith(text[block.span.end :])
        assert [field.name for field in found.fields if field.name.lower() != "zz"] == [f.name for f in block.fields]
