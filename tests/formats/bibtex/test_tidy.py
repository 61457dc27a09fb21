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


@pytest.mark.parametrize(
    ("before", "after", "options"),
    [
        ("@b{a,\n  x = {},\n  y = {1}\n}", "@b{a,\n  y            = {1},\n}", {"remove_empty": True}),
        ('@b{a, x = {}, % why\n y = "" # {}}', "@b{a,\n  x            = {}, % why\n}", {"remove_empty": True}),
        ("@b{a, Abstract={x}, y={1}}", "@b{a,\n  y            = {1},\n}", {"drop": ("abstract",)}),
        ('@b{a, year={1999}, volume="12", note={7}, number={007}}',
         "@b{a,\n  volume       = 12,\n  number       = {007},\n  year         = 1999,\n  note         = {7},\n}",
         {"numeric": True}),
        ("@b{a, title={{{Pain}}}, author={{WHO}}, note={{a} {b}}}",
         "@b{a,\n  author       = {{WHO}},\n  title        = {Pain},\n  note         = {{a} {b}},\n}",
         {"strip_braces": True}),
        ("@b{a, title={A & B \\& 5%}, url={a&b%20}}",
         "@b{a,\n  title        = {A \\& B \\& 5\\%},\n  url          = {a&b%20},\n}", {"escape": True}),
        ("@b{a, url={http://a.b/ü\\_x y}}", "@b{a,\n  url          = {http://a.b/%C3%BC_x%20y},\n}",
         {"encode_urls": True}),
        ("@b{a,x=1}\n\n\n@b{b,x=1}@b{c,x=1}\n% c\n@string{x={y}}\n@string{z={y}}",
         ("@b{a,\n  x            = 1,\n}\n\n@b{b,\n  x            = 1,\n}\n\n@b{c,\n  x            = 1,\n}"
         "\n% c\n@string{x={y}}\n@string{z={y}}"), {"blank_lines": True}),
        ("@b{b,x=1}\n% of a\n@b{a,x=1}", "% of a\n@b{a,\n  x            = 1,\n}\n@b{b,\n  x            = 1,\n}",
         {"sort": "key"}),
        ("@b{b,year=1}\n@b{a,year=2}", "@b{a,\n  year         = 2,\n}\n@b{b,\n  year         = 1,\n}",
         {"sort": "-year"}),
        ("@b{b,note=x, year=1}", "@b{b,\n  year         = 1,\n  note         = x,\n}",
         {"order": False, "field_order": ("year",)}),
        ("@b{b,year=1999}\n@b{c,crossref={b}, year=1998}",
         "@b{k1999,\n  year         = 1999,\n}\n@b{k1998,\n  year         = 1998,\n  crossref     = {k1999},\n}",
         {"generate_keys": "'k' + year"}),
        ("@b{k1999b,year=1999}\n@b{k,year=1999}",
         "@b{k1999b,\n  year         = 1999,\n}\n@b{k1999,\n  year         = 1999,\n}",
         {"generate_keys": "'k' + year"}),
    ],
)  # fmt: skip
def test_what_is_done_only_when_asked_for(before, after, options):
    assert tidied(before, **options) == after


OPTIONS = st.builds(
    TidyOptions, order=st.booleans(), align=st.sampled_from([0, 12]), indent=st.sampled_from([0, 2]),
    delimiters=st.sampled_from(["braces", "quotes", "keep"]), months=st.booleans(), pages=st.booleans(),
    doi=st.booleans(), case=st.booleans(), keys=st.sampled_from(["keep", "lower"]), trailing_comma=st.booleans(),
)  # fmt: skip
MORE_OPTIONS = st.builds(
    TidyOptions, order=st.booleans(), keys=st.sampled_from(["keep", "lower"]),
    sort=st.sampled_from(["", "key", "-key", "year", "-title + year"]),
    generate_keys=st.sampled_from(["", "year", "auth + year", "title.lower", "'X'"]),
    field_order=st.sampled_from([(), ("title", "note")]), drop=st.sampled_from([(), ("note", "doi")]),
    remove_empty=st.booleans(), numeric=st.booleans(), strip_braces=st.booleans(), escape=st.booleans(),
    encode_urls=st.booleans(), blank_lines=st.booleans(),
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


@settings(max_examples=300, deadline=None)
@given(entries=st.lists(ENTRY, min_size=1, max_size=3), gap=GAP, options=MORE_OPTIONS)
def test_all_that_can_be_asked_for_is_done_once(entries, gap, options):
    text = gap.join(entries)
    before = read_document(SourceText(text))
    once = tidy(SourceText(text), options)
    assert tidy(SourceText(once), options) == once
    after = read_document(SourceText(once))
    assert len(after.blocks) == len(before.blocks)
    assert once.count("%") == text.count("%") or options.escape
    if not (options.drop or options.remove_empty):
        count = sum(len(block.fields) for block in before.blocks)
        assert sum(len(block.fields) for block in after.blocks) == count


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


@settings(max_examples=300, deadline=None)
@given(text=st.lists(PIECES, max_size=25).map("".join), options=OPTIONS | MORE_OPTIONS)
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
