"""Files of Crossref's and DataCite's records: what is no record is told, what is one comes as `resolve` gives it."""

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from citekit.errors import ReadError
from citekit.formats import crossref_json, datacite_json, read, sniff
from citekit.model import SourceText

HERE = Path(__file__).parent
CROSSREF = (HERE / "crossref.json").read_text(encoding="utf-8")
DATACITE = (HERE / "datacite.json").read_text(encoding="utf-8")
READERS = [crossref_json, datacite_json]


@pytest.mark.parametrize("reader", READERS, ids=lambda reader: reader.FORMAT.name)
@pytest.mark.parametrize("text", ["", "[", "[]x", "7", '{"message": 7}', '{"data": {"attributes": 7}}', '[{"a": 1}]'])
def test_what_holds_no_record_is_refused(reader, text):
    with pytest.raises(ReadError):
        reader.read(SourceText(text))


def test_crossrefs_answers_are_told_from_csl():
    assert sniff(CROSSREF).name == "crossref-json"
    items = read(SourceText(CROSSREF)).items
    assert [item["id"] for item in items] == ["quill2019", "cups2001"]
    assert items[0] == {
        "id": "quill2019",
        "type": "article-journal",
        "title": "Needles and <i>pain</i>: A review",
        "author": [{"family": "Quill", "given": "Ada"}],
        "issued": {"date-parts": [[2019, 4]]},
        "container-title": "Journal of Made-up Medicine",
        "container-title-short": "J Made-up Med",
        "volume": "12",
        "page": "30-41",
        "abstract": "We asked <i>people</i>.",
        "keyword": "Pain, Needles",
        "DOI": "10.5555/needles.1",
    }


def test_the_shapes_that_crossrefs_records_come_in():
    record = json.loads(CROSSREF)["message"]["items"][1]
    answer = {"status": "ok", "message-type": "work", "message": record}
    for text in (json.dumps(record), json.dumps(answer), json.dumps([record]), json.dumps({"items": [record]})):
        assert [item["DOI"] for item in crossref_json.read(SourceText(text)).items] == ["10.5555/needles.2"]
    lines = "\n".join([json.dumps(record)] * 3)
    assert sniff(lines).name == "crossref-json"
    assert [entry.key for entry in read(SourceText(lines)).entries] == ["cups2001", "cups2001b", "cups2001c"]


def test_datacites_answers_are_told_from_csl():
    assert sniff(DATACITE).name == "datacite-json"
    sleep, nap = read(SourceText(DATACITE)).items
    assert sleep == {
        "id": "quill2021",
        "type": "dataset",
        "title": "Sleep in numbers",
        "author": [{"family": "Quill", "given": "Ada"}, {"literal": "Sleep Group"}],
        "issued": {"date-parts": [[2021]]},
        "publisher": "A Repository",
        "abstract": "Nights of many people.",
        "keyword": "sleep, nights",
        "DOI": "10.5555/sleep",
    }
    assert (nap["container-title"], nap["volume"], nap["issue"], nap["page"]) == ("Journal of Rest", "3", "2", "7-9")
    one = json.dumps({"data": json.loads(DATACITE)["data"][0]})
    assert [item["DOI"] for item in read(SourceText(one)).items] == ["10.5555/sleep"]


def test_what_is_no_record_is_told_with_its_place_and_costs_nothing_else():
    text = '[{"title": ["no DOI"], "type": "book"},\n {"DOI": "10.5555/a", "title": ["Yes"], "type": "book"}]'
    library = read(SourceText(text))
    assert [item["title"] for item in library.items] == ["Yes"]
    assert [(problem.location, problem.message) for problem in library.problems] == [
        ((1, 2), "this is no record with a DOI")
    ]


@pytest.mark.parametrize("reader", READERS, ids=lambda reader: reader.FORMAT.name)
@given(data=st.data())
def test_any_record_is_read_or_refused(reader, data):
    text = data.draw(st.sampled_from([CROSSREF, DATACITE]))
    record = json.loads(text)
    start = data.draw(st.integers(0, len(text) - 1))
    length = data.draw(st.integers(0, 40))
    broken = text[:start] + data.draw(st.text(max_size=5)) + text[start + length :]
    misshapen = json.dumps(_replaced(record, data.draw(st.integers(0, 40)), data.draw(_SHAPES)))
    for candidate in (broken, misshapen):
        try:
            library = reader.read(SourceText(candidate))
        except ReadError:
            continue
        assert all(item["DOI"] for item in library.items)


_SHAPES = (
    st.none() | st.booleans() | st.integers() | st.text(max_size=4) | st.just([]) | st.just({}) | st.just([[None]])
)


def _replaced(value, number, other):
    """The value with the member of a number, counted as they come, replaced."""
    left = [number]

    def walk(inner):
        left[0] -= 1
        if left[0] == 0:
            return other
        if isinstance(inner, dict):
            return {name: walk(member) for name, member in inner.items()}
        return [walk(member) for member in inner] if isinstance(inner, list) else inner

    return walk(value)
