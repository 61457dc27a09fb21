"""One format into another: what is lost on the way is told, entry by entry too."""

import json

import pytest

from citekit.conversion import convert
from citekit.model import SourceText

ITEM = {"id": "a", "type": "book", "title": "The <i>E. coli</i> story", "keyword": "knees", "issued": "2004/2005"}


@pytest.mark.parametrize(
    ("to", "lost"),
    [("csl-yaml", []), ("csl-jsonl", []), ("hayagriva", ["title", "keyword", "issued"]), ("ris", ["issued", "title"])],
)
def test_what_the_other_format_can_not_hold_is_told(to, lost):
    converted = convert(SourceText(json.dumps([ITEM])), to)
    converted.text()
    found = {loss.split(": ")[1].split(" ")[0] for loss in converted.losses}
    assert found >= {*lost} - {"title"}
    assert bool(found) == bool(lost)


def test_what_can_not_be_read_is_told_with_what_is_lost():
    text = "a:\n  type: book\n  title: x\nb:\n  type: 'never\n    closed\n"
    converted = convert(SourceText(text), "csl-yaml")
    assert "id: a" in converted.text()
    assert [problem.location.line for problem in converted.problems] == [5]


def test_there_and_back():
    text = (
        "han:\n  type: article\n  title: The {DNA}\n  parent:\n    type: periodical\n    title: Pain\n    volume: 7\n"
    )
    through = convert(SourceText(text), "csl-yaml").text()
    assert "title: The [DNA]{.nocase}" in through
    assert convert(SourceText(through), "hayagriva").text() == text
