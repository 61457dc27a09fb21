"""`citekit styles` where the transcript can't go: the user's folder, bytes that are no text, many files."""

import json
import sys

import pytest

from citekit.styles.repository import user_folder
from styles.test_repository import DEPENDENT, OWN


@pytest.fixture
def users_styles(folder, monkeypatch):
    monkeypatch.setenv("XDG_DATA_HOME", str(folder / "data"))
    if folder not in user_folder().parents:
        pytest.skip(f"the user's folder can't be moved on {sys.platform}")
    user_folder().mkdir(parents=True)
    return user_folder()


def test_a_style_in_the_users_folder_is_listed_shown_and_used(citekit, folder, users_styles):
    (users_styles / "clinic.csl").write_bytes(OWN)
    (users_styles / "journal.csl").write_bytes(DEPENDENT % b"clinic")
    assert json.loads(citekit("styles", "list", "own", "clinic", "--json").out) == [
        {
            "name": "clinic",
            "title": "Own",
            "origin": "user",
            "path": str(users_styles / "clinic.csl"),
            "parent": None,
        }
    ]
    listed = [line.split() for line in citekit("styles", "list", "child").out.splitlines()]
    assert ["journal", "Child", "(user,", "as", "clinic)"] in listed
    shown = json.loads(citekit("styles", "show", "journal", "--json").out)
    assert (shown["parents"], shown["examples"][0]["citation"]) == (["clinic"], "Pain mechanisms: a new theory")
    (folder / "pain.bib").write_text("@book{wall1999, author = {Wall, Patrick}, title = {Pain}, date = {1999}}")
    assert citekit("cite", "pain.bib", "wall1999", "--style", "journal").out == "Pain\n"


def test_a_style_with_mistakes_is_listed_and_its_mistakes_are_told(citekit, users_styles):
    (users_styles / "broken.csl").write_bytes(OWN.replace(b'"title"', b'"titel"'))
    assert "broken  Own (user)\n" in citekit("styles", "list", "broken").out
    ended = citekit("styles", "show", "broken")
    assert (ended.code, "did you mean 'title'?" in ended.err) == (2, True)


@pytest.mark.parametrize(
    "text", [b"", b"\x00", b"\xff\xfe\x00\xd8", b"<style", b"<!DOCTYPE a [<!ENTITY b 'c'>]><a>&b;</a>"]
)
def test_lint_tells_of_any_bytes(citekit, folder, text):
    (folder / "a.csl").write_bytes(text)
    ended = citekit("styles", "lint", "a.csl")
    assert ended.code == 1
    assert ended.out.startswith("a.csl:1:")
    assert ended.err == ""


def test_lint_of_a_folder_says_so(citekit, folder):
    (folder / "styles").mkdir()
    ended = citekit("styles", "lint", "styles")
    assert (ended.code, ended.out) == (2, "")
    assert ended.err.startswith("citekit: styles: ")


def test_warnings_fail_where_that_is_asked_for(citekit, folder):
    (folder / "a.csl").write_bytes(OWN)
    assert citekit("styles", "lint", "a.csl").code == 0
    assert citekit("styles", "lint", "a.csl", "--fail-on", "warning").code == 1
    (folder / "citekit.toml").write_text('fail-on = "warning"\n', encoding="utf-8")
    assert citekit("styles", "lint", "a.csl").code == 1
