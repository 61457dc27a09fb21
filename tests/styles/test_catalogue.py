"""Which styles are at hand and what they say of themselves; nothing but a file's beginning is read for the list."""

import pytest

from citekit.errors import StyleError
from citekit.styles.catalogue import list_styles
from citekit.styles.details import style_details
from citekit.styles.examples import EXAMPLES
from citekit.styles.repository import find_style, has_collection, style_chain
from styles.test_repository import DEPENDENT, OWN

NO_COLLECTION = [("no_such_package", "styles")]
#: A collection with a style of the same name as ours, found as a folder of an installed package.
OURS = [("citekit", "styles/data")]


def titles(folder, *words):
    return [entry.title for entry in list_styles(words, [folder], NO_COLLECTION) if entry.origin == "given"]


def test_a_file_without_a_title_or_that_is_no_style_has_an_empty_one(tmp_path):
    (tmp_path / "empty.csl").write_bytes(b"")
    (tmp_path / "bytes.csl").write_bytes(b"\xff\x00<title>\xff")
    (tmp_path / "no-style.txt").write_bytes(OWN)
    (tmp_path / "folder.csl").mkdir()
    assert titles(tmp_path) == ["", "", ""]


def test_titles_are_read_as_xml_has_them(tmp_path):
    info = b'<style><info><!-- <title>Old</title> -->\n<title xml:lang="en">Pain\n  &amp; &#x50;ain</title>'
    (tmp_path / "a.csl").write_bytes(info)
    assert titles(tmp_path) == ["Pain & Pain"]


def test_a_title_behind_a_long_comment_is_found(tmp_path):
    (tmp_path / "a.csl").write_bytes(b"<style><!--" + b" x" * 5_000 + b"--><info><title>Late</title></info></style>")
    assert titles(tmp_path) == ["Late"]


def test_comments_without_an_end_cost_no_time(tmp_path):
    (tmp_path / "a.csl").write_bytes(b"<!--" * 250_000)
    (tmp_path / "b.csl").write_bytes(b"<title " * 140_000)
    (tmp_path / "c.csl").write_bytes(b"independent-parent" + b"<link " * 160_000)
    assert titles(tmp_path) == ["", "", ""]


def test_words_are_looked_for_in_names_and_titles(tmp_path):
    (tmp_path / "acta-x.csl").write_bytes(OWN.replace(b"<title>Own", "<title>Études de la Douleur".encode()))
    assert titles(tmp_path, "etudes", "ACTA") == ["Études de la Douleur"]
    assert titles(tmp_path, "étude", "pain") == []


def test_where_a_style_is_from(tmp_path):
    (tmp_path / "own.csl").write_bytes(OWN)
    (tmp_path / "dependent").mkdir()
    (tmp_path / "dependent" / "child.csl").write_bytes(DEPENDENT % b"own")
    (tmp_path / "mla.csl").write_bytes(OWN)
    entries = {entry.name: entry for entry in list_styles((), [tmp_path], OURS)}
    assert (entries["mla"].origin, entries["mla"].title[:3]) == ("bundled", "MLA")
    assert (entries["own"].origin, entries["own"].parent) == ("given", "")
    assert (entries["child"].origin, entries["child"].parent) == ("given", "own")
    assert entries["own"].as_json()["parent"] is None


def test_the_list_has_what_can_be_found(tmp_path):
    (tmp_path / "Own.csl").write_bytes(OWN)
    for entry in list_styles((), [tmp_path], NO_COLLECTION):
        assert find_style(entry.name, [tmp_path], NO_COLLECTION).path == entry.path


@pytest.mark.skipif(not has_collection(), reason="the published styles are not installed (the styles extra)")
def test_every_published_style_has_a_title_and_dependent_ones_a_parent():
    entries = list_styles()
    assert [entry.name for entry in entries if not entry.title] == []
    assert all(entry.parent for entry in entries if "/dependent/" in entry.path)


def test_details_of_a_dependent_style_are_its_own_and_else_its_parents(tmp_path):
    category = b'<category citation-format="numeric"/><category field="medicine"/><updated>2024</updated></info>'
    (tmp_path / "own.csl").write_bytes(OWN.replace(b"</info>", category))
    (tmp_path / "child.csl").write_bytes(DEPENDENT % b"own")
    details = style_details(style_chain("child", [tmp_path]))
    assert (details.name, details.title, details.parents) == ("child", "Child", ("own",))
    assert (details.format, details.fields, details.bibliography) == ("numeric", ("medicine",), False)
    assert details.updated == ""
    assert details.as_json()["updated"] is None
    assert details.as_json()["class"] == "in-text"


def test_details_of_a_broken_file_are_an_error_with_its_path(tmp_path):
    (tmp_path / "own.csl").write_bytes(b"<style>")
    with pytest.raises(StyleError, match=r"own\.csl"):
        style_details(style_chain("own", [tmp_path]))


def test_the_examples_are_whole():
    assert len({work["id"] for work in EXAMPLES}) == len({work["type"] for work in EXAMPLES}) == 3
    assert all(work["author"] and work["title"] and work["issued"] for work in EXAMPLES)
