"""How reports are printed."""

import json

import pytest

from checks.spec import said
from citekit.checks import check
from citekit.checks.reporters import REPORTERS, find_reporter, report
from citekit.errors import UnknownFormat
from citekit.formats import read
from citekit.model import SourceText

LIST = """\
[{"id": "han2004", "type": "book", "title": "Acupuncture and Endorphins", "author": [{"family": "Han"}],
  "issued": {"date-parts": [[2002]]}, "DOI": "10.1016/j.neulet.2003.12.019"},
 {"id": "li2013", "type": "book", "title": "Central Autonomic Regulation", "author": [{"family": "Li"}],
  "issued": {"date-parts": [[2013]]}, "DOI": "10.1155/2013/267959"},
 {"id": "amta2012", "type": "webpage", "title": "Come Together", "issued": {"date-parts": [[2012]]},
  "URL": "https://www.amtamassage.org/"}]
"""
REGISTRY = """\
{"10.1016/j.neulet.2003.12.019": {"status": "found", "record": {"title": "Acupuncture and Endorphins",
    "issued": {"date-parts": [[2004]]}}},
 "10.1155/2013/267959": {"status": "unchecked", "reason": "the registry answered 503"}}
"""


def checked(path="refs/list.json", registry=REGISTRY):
    return check(read(SourceText(LIST, path)), said(registry) if registry else None)


def test_text_says_what_was_found_and_plainly_what_was_not_checked():
    assert report([checked()]) == (
        "  refs/list.json:1:1: warning RUN001 1 reference could not be checked "
        "(the registry answered 503): li2013\n"
        "\n"
        "han2004\n"
        "  refs/list.json:1:2: error REG007 the year is 2002, Crossref has 2004\n"
        "\n"
        "1 error, 1 warning in 3 references.\n"
        "Checked against the registries: 1 of 3. "
        "0 agree, 1 differ, 0 absent, 1 unchecked, 1 without an identifier.\n"
        "Not checked (the registry answered 503): li2013\n"
        "Not checked (no DOI): amta2012\n"
    )


def test_text_of_an_offline_check_does_not_sound_clean():
    assert report([checked(registry=None)]) == (
        "No findings in 3 references.\n"
        "No registry was asked: whether the DOIs exist and lead to these works, and whether any was "
        "retracted, is not checked.\n"
        "Not checked (offline): han2004, li2013\n"
        "Not checked (no DOI): amta2012\n"
    )


def test_json_is_one_object_over_all_files():
    value = json.loads(report([checked("a.json"), checked("b.json")], "json"))
    assert list(value) == ["findings", "references", "summary"]
    assert [finding["path"] for finding in value["findings"]] == ["a.json", "a.json", "b.json", "b.json"]
    assert value["findings"][1] == {
        "code": "REG007",
        "rule": "year-differs",
        "severity": "error",
        "key": "han2004",
        "path": "a.json",
        "line": 1,
        "column": 2,
        "field": "issued",
        "message": "the year is 2002, Crossref has 2004",
        "value": "2002",
        "expected": "2004",
        "source": "Crossref",
    }
    assert value["references"][1] == {
        "key": "li2013",
        "doi": "10.1155/2013/267959",
        "outcome": "unchecked",
        "reason": "the registry answered 503",
    }
    assert value["references"][2]["doi"] is None
    assert value["summary"]["files"] == 2
    assert value["summary"]["no-identifier"] == 2


@pytest.mark.parametrize("name", [reporter.name for reporter in REPORTERS])
def test_hostile_values_stay_in_their_line(name):
    hostile = {"id": "a\x1b[2J\n\ud800", "type": "book", "title": "\x1b]0;x\x07", "DOI": "10.1\x1b[31m\nx"}
    text = report([check(read(SourceText(json.dumps([hostile]), "x\x1b[2J.json")))], name)
    assert "\x1b" not in text
    text.encode("utf-8")


def test_an_unknown_reporter_names_those_there_are():
    with pytest.raises(UnknownFormat, match="text, json"):
        find_reporter("sarif")
