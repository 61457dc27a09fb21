"""One format into another: nothing dropped in silence, and no more than one entry held where both go entry by entry."""

import json
import tracemalloc

import pytest

import citekit
from citekit import formats
from citekit.errors import ReadError, UnknownFormat
from citekit.model import SourceText

BIB = """\
@article{han2004, title = {Acupuncture}, year = 2004}
@article{broken, title = {no end
@article{han2004, title = {Endorphins}, year = 2005}
"""


@pytest.mark.parametrize("text", ["", "  \n"])
def test_nothing_is_no_file_of_references(text):
    with pytest.raises(ReadError, match="there is no text"):
        citekit.convert(text, "csl-json")


def test_a_format_that_is_only_read_is_not_written():
    with pytest.raises(UnknownFormat, match=r"nbib can only be read"):
        citekit.convert(BIB, "nbib").text()


def test_what_can_not_be_read_is_told_and_the_rest_converted():
    converted = citekit.convert(BIB, "csl-json")
    assert [item["title"] for item in json.loads(converted.text())] == ["Acupuncture", "Endorphins"]
    assert [problem.location.line for problem in converted.problems] == [2, 3]


def test_what_the_other_format_can_not_hold_is_told():
    converted = citekit.convert('[{"id": "a", "type": "book", "title": "Pain", "medium": "DVD"}]', "ris")
    assert "TI  - Pain" in converted.text()
    assert [str(loss) for loss in converted.losses] == ["a: medium is lost: RIS has no place for it"]


def test_entry_by_entry_gives_what_the_whole_gives():
    library = citekit.parse(BIB)
    text = formats.write(library, "csl-json")
    for target in formats.FORMATS:
        if target.pieces is not None and target.name != "csl-json":
            assert citekit.convert(text, target.name).text() == formats.write(formats.detached(library), target.name)


def test_a_child_keeps_its_parent_wherever_that_stands_and_no_other():
    text = """\
@inbook{child, crossref = {book}, title = {A Chapter}, date = 1999}
@inbook{orphan, crossref = {nowhere}, title = {Another}}
@book{book, title = {Pain}, date = 1999}
@inbook{late, crossref = {book}, title = {A Third}, date = 1999}
"""
    for dialect in ("biblatex", "bibtex"):
        items = json.dumps(citekit.parse(text).items)
        written = citekit.convert(items, dialect).text()
        assert written.count("= {book}") == 2
        assert "nowhere" not in written


@pytest.mark.parametrize("dialect", ["biblatex", "bibtex"])
def test_a_bib_file_of_the_dialect_stays_and_another_is_written(dialect):
    field = {"biblatex": "date = {1999}", "bibtex": "year = 1999, month = may"}
    text = f"% mine\n@book{{a, title = {{Pain}}, {field[dialect]}}}\n"
    other = "bibtex" if dialect == "biblatex" else "biblatex"
    assert citekit.convert(text, dialect).text() == text
    assert "% mine" not in citekit.convert(text, other).text()


def test_a_text_that_goes_back_into_its_own_format_stays():
    text = '[ {"id":"a"},\r\n{"id":"b"} ]'
    assert citekit.convert(text, "csl-json").text() == text


def test_keys_by_a_pattern_are_for_works_without_one():
    text = "TY  - BOOK\nID  - mine\nTI  - Pain\nER  - \nTY  - BOOK\nID  - 17\nTI  - Gain\nER  - \n"
    items = json.loads(citekit.convert(text, "csl-json", key_pattern="title.lower").text())
    assert [item["id"] for item in items] == ["mine", "gain"]


def test_an_entry_is_let_go_when_it_is_written():
    # Peak memory, not time: a list of all items takes some 25 MB, the text itself 4.
    text = "\n".join(json.dumps({"id": f"a{number}", "title": "x" * 100, "volume": "1"}) for number in range(30_000))
    source = SourceText(text)
    tracemalloc.start()
    for _ in citekit.convert(source, "csl-json", "csl-jsonl").pieces:
        pass
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert peak < 8_000_000


def test_iterating_tells_problems_as_they_come():
    problems = []
    entries = citekit.iterate(BIB, problems=problems)
    assert next(entries).key == "han2004"
    assert [entry.item["title"] for entry in entries] == ["Endorphins"]
    assert [problem.location.line for problem in problems] == [2, 3]


def test_iterating_reads_files_too(tmp_path):
    path = tmp_path / "sources.bib"
    path.write_text(BIB, encoding="utf-8")
    assert [entry.key for entry in citekit.iterate(path)] == ["han2004", "han2004"]
    assert [entry.key for entry in citekit.iterate(str(path))] == ["han2004", "han2004"]


def test_what_the_other_format_cant_hold_is_told_where_works_go_one_by_one():
    converted = citekit.convert('[{"id": "a", "type": "map", "scale": "1:5"}, {"id": "b", "type": "treaty"}]', "ris")
    assert converted.text().count("TY  - ") == 2
    assert [str(loss) for loss in converted.losses] == ["b: type comes back otherwise: RIS has no place for it"]


@pytest.mark.parametrize(
    ("to", "lost"),
    [("csl-yaml", set()), ("csl-jsonl", set()), ("hayagriva", {"title", "keyword", "issued"}), ("ris", {"issued"})],
)
def test_what_is_lost_is_told_entry_by_entry_too(to, lost):
    item = {"id": "a", "type": "book", "title": "The <i>E. coli</i> story", "keyword": "knees", "issued": "2004/2005"}
    converted = citekit.convert(json.dumps([item]), to)
    converted.text()
    assert {loss.variable for loss in converted.losses} == lost


def test_there_and_back():
    text = (
        "han:\n  type: article\n  title: The {DNA}\n  parent:\n    type: periodical\n    title: Pain\n    volume: 7\n"
    )
    through = citekit.convert(text, "csl-yaml").text()
    assert "title: The [DNA]{.nocase}" in through
    assert citekit.convert(through, "hayagriva").text() == text
