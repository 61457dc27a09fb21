import pytest

from citekit.errors import StyleError, StyleNotFound
from citekit.styles import find_style, load_locale, style_names

OWN = b"""<style xmlns="http://purl.org/net/xbiblio/csl" version="1.0" class="in-text">
<info><title>Own</title><id>own</id></info>
<citation><layout><text variable="title"/></layout></citation></style>"""
DEPENDENT = b"""<style xmlns="http://purl.org/net/xbiblio/csl" version="1.0" class="in-text">
<info><title>Child</title><id>child</id>
<link href="http://www.zotero.org/styles/%s" rel="independent-parent"/></info></style>"""


@pytest.mark.parametrize("name", ["", " ", "nothing-like-it", "no/such.csl", "mla.csl"])
def test_a_style_that_is_not_there(name):
    with pytest.raises(StyleNotFound):
        find_style(name)


@pytest.mark.parametrize(
    ("name", "handbook"),
    [
        ("mla", "mla"),
        ("MLA", "mla"),
        ("modern-language-association", "mla"),
        ("american-psychological-association", "apa"),
    ],
)
def test_our_own_styles_by_every_name(name, handbook):
    assert find_style(name).handbook == handbook


def test_a_style_by_its_path_has_no_handbook(tmp_path):
    path = tmp_path / "own.csl"
    path.write_bytes(OWN)
    assert find_style(str(path)).text == OWN
    assert find_style(str(path)).handbook is None


def test_a_style_in_a_folder_is_found_by_name(tmp_path):
    (tmp_path / "own.csl").write_bytes(OWN)
    assert find_style("own", [tmp_path]).name == "own"
    assert "own" in style_names([tmp_path])


def test_a_dependent_style_leads_to_its_parent(tmp_path):
    (tmp_path / "own.csl").write_bytes(OWN)
    (tmp_path / "child.csl").write_bytes(DEPENDENT % b"own")
    assert find_style("child", [tmp_path]).name == "own"
    (tmp_path / "apachild.csl").write_bytes(DEPENDENT % b"apa")
    assert find_style("apachild", [tmp_path]).handbook == "apa"


def test_styles_that_depend_on_each_other_are_refused(tmp_path):
    (tmp_path / "a.csl").write_bytes(DEPENDENT % b"b")
    (tmp_path / "b.csl").write_bytes(DEPENDENT % b"a")
    with pytest.raises(StyleError, match="depend on each other"):
        find_style("a", [tmp_path])


def test_locales():
    assert load_locale("en-US").term("open-quote") == "“"
    assert load_locale("en-GB").term("open-quote") == "‘"
    assert load_locale("../../etc/passwd") is None
