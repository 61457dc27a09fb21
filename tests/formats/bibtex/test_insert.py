"""Fields put into a file: what must stay first, then how the new ones look."""

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from citekit.formats.bibtex.document import read_document
from citekit.formats.bibtex.insert import insert_fields
from citekit.formats.bibtex.reader import read
from citekit.model.span import SourceText


def test_what_is_there_stays():
    text = '% head\r\n@book{a, doi = {10.1/x}}\r\n\r\n@comment{me}\r\n@book{b,\r\n  title = "B" % why\r\n}\r\n'
    source = SourceText(text)
    assert insert_fields(source, {}) == text
    assert insert_fields(source, {0: {"doi": "10.1/y"}, 7: {"doi": "10.1/z"}, 999: {"doi": "10.1/z"}}) == text


CASES = {
    "@article{a,\n  title        = {Pain},\n  volume       = {1},\n}\n": (
        "@article{a,\n  title        = {Pain},\n  volume       = {1},\n  doi          = {10.1/x},\n}\n"
    ),
    '@article{a,\n\ttitle="Pain"\n}\n': '@article{a,\n\ttitle="Pain",\n\tdoi="10.1/x"\n}\n',
    "@ARTICLE{a,\n  TITLE = {Pain}}\n": "@ARTICLE{a,\n  TITLE = {Pain},\n  DOI = {10.1/x}}\n",
    "@article{a, title = {Pain}, year = 2004}": "@article{a, title = {Pain}, year = 2004, doi = {10.1/x}}",
    "@article{a,\r\n  title = {Pain}, % mine\r\n}\r\n": (
        "@article{a,\r\n  title = {Pain},\r\n  doi = {10.1/x}, % mine\r\n}\r\n"
    ),
    "@article{a,\n  title = {Pa} # in,\n}": "@article{a,\n  title = {Pa} # in,\n  doi = {10.1/x},\n}",
}


@pytest.mark.parametrize(("before", "after"), CASES.items())
def test_a_field_looks_like_its_neighbours(before, after):
    assert insert_fields(SourceText(before), {0: {"doi": "10.1/x"}}) == after


@pytest.mark.parametrize(
    ("fields", "names"), [("journal = {X}", {"year"}), ("journaltitle = {X}", {"date"}), ("title = {X}", {"date"})]
)
def test_classic_files_get_classic_names(fields, names):
    text = insert_fields(SourceText(f"@article{{a, {fields}}}"), {0: {"date": "2004"}})
    (block,) = read_document(SourceText(text)).blocks
    assert {field.name for field in block.fields} >= names


NAME = st.sampled_from(["title", "volume", "note", "Year", "pages"])
VALUE = st.sampled_from(["{Pain}", '"Pain"', "2004", "{a {b} c}", '"a" # b', "{}"])
FIELD = st.tuples(NAME, st.sampled_from(["=", " = ", "\t=  "]), VALUE).map("".join)
ENTRY = st.builds(
    lambda key, fields, separator, end: f"@article{{{key},{separator}{(',' + separator).join(fields)}{end}}}",
    st.sampled_from("abc"),
    st.lists(FIELD, min_size=1, max_size=4),
    st.sampled_from([" ", "\n  ", "\n\t", "\r\n    "]),
    st.sampled_from(["", "\n", ",\n", ", "]),
)


@settings(max_examples=200)
@given(entries=st.lists(ENTRY, min_size=1, max_size=3), gap=st.sampled_from(["\n", "\n\n% between\n", "\r\n"]))
def test_nothing_else_changes(entries, gap):
    text = gap.join(entries)
    source = SourceText(text)
    blocks = read_document(source).blocks
    assume(len(blocks) == len(entries))
    changed = insert_fields(source, {blocks[0].span.start: {"doi": "10.1000/x"}})
    after = read_document(SourceText(changed))
    assert not after.problems or read_document(source).problems
    assert [field.name for field in after.blocks[0].fields][:-1] == [field.name for field in blocks[0].fields]
    assert read(SourceText(changed)).entries[0].item["DOI"] == "10.1000/x"
    end = blocks[0].fields[-1].value.end
    assert changed.startswith(text[:end])
    assert changed.endswith(text[end:])
