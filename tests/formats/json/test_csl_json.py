"""CSL-JSON: nothing is changed, good items survive their broken neighbours, and nothing raises but ReadError."""

import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from citekit.errors import ReadError
from citekit.formats.csl_json import FORMAT, read, write
from citekit.model import Library, SourceText

HAN = {
    "id": "han2004",
    "type": "article-journal",
    "title": "Acupuncture and <i>Endorphins</i>",
    "author": [{"family": "Han", "given": "Ji-Sheng"}],
    "issued": {"date-parts": [["2004", 5]], "season": "", "x-mine": None},
    "volume": 361,
    "x-unknown": {"deep": [1, 2.5, True, None, "é"]},
    "custom": {"et-al": ["author"]},
}


def items(text):
    return read(SourceText(text)).items


def said(text):
    return [(*problem.location, problem.message) for problem in read(SourceText(text)).problems]


def test_nothing_is_changed_or_lost():
    assert items(json.dumps([HAN])) == [HAN]
    assert json.loads(write(Library([HAN]))) == [HAN]
    assert said(json.dumps([HAN])) == []


def test_an_unedited_library_is_written_as_it_was():
    text = '{ "version": 1,\r\n  "items":[ {"id": 1.50,"title":"\\u00e9"} ] }\r\n'
    assert write(read(SourceText(text))) == text


def test_an_edited_library_is_written_anew():
    library = read(SourceText('[{"id": "a", "volume": 1}]'))
    library.items[0]["volume"] = True
    assert json.loads(write(library)) == [{"id": "a", "volume": True}]


@pytest.mark.parametrize(
    ("text", "ids"),
    [
        ("[]", []),
        ('{"items": []}', []),
        ('{"id": "a"}', ["a"]),
        ('\ufeff [{"id": "a"}]', ["a"]),
        ('{"items": [{"id": "a"}], "more": 1}', ["a"]),
        ('{"a": {"items": [{"id": "no"}]}, "items": [{"id": "yes"}]}', ["yes"]),
        ('{"a": "\\"items\\": [", "items": [{"id": "yes"}]}', ["yes"]),
        ('{"\\u0069tems": [{"id": "a"}]}', ["a"]),
        ('{"id": "a", "items": {"not": "an array"}}', ["a"]),
    ],
)
def test_the_shapes_a_file_may_have(text, ids):
    assert [item["id"] for item in items(text)] == ids
    assert said(text) == []


def test_an_object_that_is_nothing_of_csls_is_told():
    assert said('{"items": "no list"}') == [(1, 1, "this object has no variable of CSL")]


def test_items_without_an_id_are_numbered():
    library = read(SourceText('[{"title": "Pain"}, {"id": 7}, {"id": null}]'))
    assert [entry.key for entry in library.entries] == ["1", "7", "3"]
    assert library.items[0] == {"title": "Pain"}


def test_every_item_knows_its_place():
    text = '[\n  {"id": "a"},\n  {"id": "b"}\n]'
    library = read(SourceText(text))
    assert text[slice(*library.origin("b").span)] == '{"id": "b"}'
    assert library.origin("b").location == (3, 3)


@pytest.mark.parametrize(
    ("text", "ids", "problems"),
    [
        ('[{"id": "a"}, 7, {"id": "b"}]', ["a", "b"], [(1, 15, "an item must be an object, this is a number")]),
        ('[{"id": "a"} {"id": "b"}]', ["a", "b"], [(1, 13, "not JSON: a comma is missing after this item")]),
        ('[{"id": "a"},]', ["a"], [(1, 13, "not JSON: a comma before the array's end")]),
        ('[{"id": "a"}', ["a"], [(1, 13, "not JSON: the array has no end")]),
        ('[{"id": "a"}] x', ["a"], [(1, 15, "not JSON: this follows the end and was not read")]),
        ('{"id": "a"},\n{"id": "b"}', ["a"], [(1, 12, "not JSON: this follows the end and was not read")]),
        ('[{"id": "a"}, {"x": 1, "id": "b"}]', ["a", "b"], []),
        ('[{"id": "a"}, {"id": "a"}]', ["a", "a"], [(1, 15, "the id 'a' was used before, in line 1")]),
    ],
)
def test_what_is_wrong_is_said_and_the_rest_is_read(text, ids, problems):
    assert [item["id"] for item in items(text)] == ids
    assert said(text) == problems


@pytest.mark.parametrize(
    "broken",
    [
        '{"id": "broken", "title": }',
        '{"id": "broken" "title": "x"}',
        '{"id": "broken", "title": "no end}',
        '{"id": "broken", "title": "x", "author": [{"family" "Han"}, {"family": "Li"}]}',
        '{"id": "broken", "volume": NaN}',
        '{"id": "broken", "volume": 1e999}',
        '{"id": "broken", "volume": ' + "9" * 5000 + "}",
        '{"id": "broken", "x": ' + "[" * 3000 + "]" * 3000 + "}",
        "// a comment",
    ],
)
def test_a_broken_item_costs_its_neighbours_nothing(broken):
    text = f'[\n{{"id": "a"}},\n{broken},\n{{"id": "b", "type": "book"}}\n]'
    assert [item["id"] for item in items(text)] == ["a", "b"]
    assert [line for line, *_ in said(text)] == [3]


@pytest.mark.parametrize("text", ["", " \n", "7", "null", "[7]", "[", "{", '{"id"', "[,]", "not json", "[" * 100_000])
def test_a_file_without_an_item_is_an_error(text):
    with pytest.raises(ReadError):
        read(SourceText(text))


def test_half_a_character_can_be_saved():
    library = read(SourceText('[{"id": "a", "title": "\\ud800"}]'))
    text = write(Library(library.items))
    assert json.loads(text.encode())[0] == library.items[0]


@pytest.mark.parametrize(
    ("text", "is_it"),
    [('[{"id"', True), ("\ufeff[\n {", True),
     ('{"items"', True), ("[]", True), ("[1] Han, J. Pain.", False), ("@book{a,}", False)],
)  # fmt: skip
def test_how_it_is_told(text, is_it):
    assert FORMAT.sniff(text) is is_it


json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
    max_leaves=10,
)


@settings(max_examples=100)
@given(st.lists(st.dictionaries(st.text(), json_values, max_size=4), min_size=1, max_size=4))
def test_any_items_come_back(values):
    written = write(Library(values))
    assert read(SourceText(written.encode("utf-8").decode("utf-8"))).items == values


json_like = st.lists(
    st.sampled_from(
        ["[", "]", "{", "}", '"', ",", ":", '"id"', '"a"', "1", "items", '"items"', " ", "\\", "null", "NaN"]
    ),
    max_size=40,
).map("".join)  # fmt: skip


json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=4), inner, max_size=3),
    max_leaves=12,
)


@given(st.lists(st.dictionaries(st.text(max_size=4), json_values, max_size=4), max_size=3))
def test_the_layout_is_that_of_json_with_an_indent_of_two(items):
    items = [{"id": str(number), **item} for number, item in enumerate(items)]
    text = json.dumps(items, ensure_ascii=False, indent=2)
    if not any("\ud800" <= character <= "\udfff" for character in text):
        assert write(Library(items)) == text + "\n"


def test_what_is_nested_deeply_is_written():
    value = []
    for _ in range(300):
        value = [value]
    items = [{"id": "a", "custom": {"x": value}}]
    assert write(Library(items)) == json.dumps(items, indent=2) + "\n"


@settings(max_examples=200)
@given(json_like | st.text(max_size=60))
def test_any_text_is_read_or_refused(text):
    try:
        library = read(SourceText(text))
    except ReadError:
        return
    for entry in library.entries:
        assert 0 <= entry.origin.span.start < entry.origin.span.end <= len(text)
    assert write(library) == text


@pytest.mark.parametrize(
    "text",
    ['[{"id": 1} ' + ',{"k":[' * 50_000, "[" + '{"id": "a"},' * 20_000 + "]", '[{"id": 1}, x' + ", {" * 100_000],
    ids=["nested", "many", "candidates"],
)
def test_hostile_files_end_soon(text):
    assert read(SourceText(text)).entries
