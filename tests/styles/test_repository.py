import pytest

from citekit.errors import StyleError, StyleNotFound
from citekit.style import load_style
from citekit.styles import find_style, load_locale, style_names
from citekit.styles.repository import has_collection, style_chain
from csl.cases import HAN

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


def test_a_parent_is_looked_for_beside_the_dependent_style(tmp_path):
    (tmp_path / "own.csl").write_bytes(OWN)
    (tmp_path / "dependent").mkdir()
    for path in (tmp_path / "child.csl", tmp_path / "dependent" / "other.csl"):
        path.write_bytes(DEPENDENT % b"own")
        assert [source.name for source in style_chain(str(path))] == [path.stem, "own"]


def test_a_parent_that_is_not_at_hand_is_named_with_its_child(tmp_path):
    (tmp_path / "child.csl").write_bytes(DEPENDENT % b"nothing-like-it")
    with pytest.raises(
        StyleNotFound, match=r"child\.csl: its parent is not at hand: no style is called .*nothing-like-it"
    ):
        find_style("child", [tmp_path])


def test_the_language_of_a_dependent_style_comes_before_that_of_its_parent(tmp_path):
    spoken = b'<text term="and"/>'
    parent = OWN.replace(b'class="in-text"', b'class="in-text" default-locale="fr-FR"')
    (tmp_path / "own.csl").write_bytes(parent.replace(b'<text variable="title"/>', spoken))
    child = (DEPENDENT % b"own").replace(b'version="1.0"', b'version="1.0" default-locale="de-AT"')
    (tmp_path / "child.csl").write_bytes(child)
    grandchild = (DEPENDENT % b"child").replace(b"Child", b"Grandchild")
    (tmp_path / "grandchild.csl").write_bytes(grandchild)
    assert find_style("own", [tmp_path]).locale is None
    assert find_style("child", [tmp_path]).locale == "de-AT"
    assert find_style("grandchild", [tmp_path]).locale == "de-AT"
    works = [HAN]
    said = {
        lang: load_style(tmp_path / f"{name}.csl", lang=lang).cite(works, "han2004").to()
        for name, lang in (("grandchild", None), ("child", "en-GB"))
    }
    assert said["en-GB"] == "and"
    if load_locale("de-DE") is not None:
        assert said[None] == "und"


def test_a_name_in_a_folder_may_have_capitals(tmp_path):
    (tmp_path / "Clinic.csl").write_bytes(OWN)
    assert find_style("Clinic", [tmp_path]).name == "Clinic"
    (tmp_path / "clinic-notes.csl").write_bytes(OWN)
    assert find_style("Clinic-Notes", [tmp_path]).name == "clinic-notes"


def test_an_address_of_the_styles_repository_is_a_name(tmp_path):
    (tmp_path / "own.csl").write_bytes(OWN)
    assert find_style("http://www.zotero.org/styles/own", [tmp_path]).name == "own"
    with pytest.raises(StyleNotFound):
        find_style("http://www.zotero.org/styles/..", [tmp_path])


def test_without_a_collection_the_message_says_where_to_get_one(tmp_path):
    for name in ("ieee", "appa"):
        with pytest.raises(StyleNotFound, match=r"pip install 'citekit-refs\[styles\]'"):
            find_style(name, [tmp_path], packages=[("no_such_package", "styles")])
    assert not has_collection([("no_such_package", "styles")])
    assert "mla" in style_names(packages=[("no_such_package", "styles")])


def test_with_a_collection_it_says_how_to_search_in_it(tmp_path):
    collection = [("citekit", "styles/data")]
    with pytest.raises(StyleNotFound, match="citekit styles list WORD"):
        find_style("nothing-like-it", [tmp_path], packages=collection)


def test_a_renamed_style_leads_to_its_successor():
    if not has_collection():
        pytest.skip("the published styles are not installed (the styles extra)")
    assert find_style("acta-theriologica").path != find_style("apa-5th-edition").path
    assert find_style("apa-5th-edition").handbook == "apa"


def test_a_misspelt_name_has_those_near_it(tmp_path):
    (tmp_path / "acupuncture-in-medicine.csl").write_bytes(OWN)
    with pytest.raises(StyleNotFound, match="did you mean 'acupuncture-in-medicine'"):
        find_style("acupunture-in-medicin", [tmp_path])
    with pytest.raises(StyleNotFound):
        find_style("x" * 100_000, [tmp_path])


def test_a_folder_is_no_style(tmp_path):
    (tmp_path / "a.csl").mkdir()
    with pytest.raises(StyleError):
        find_style(str(tmp_path / "a.csl"))


def test_locales():
    assert load_locale("en-US").term("open-quote") == "“"
    assert load_locale("en-GB").term("open-quote") == "‘"
    assert load_locale("../../etc/passwd") is None


@pytest.mark.parametrize(
    ("lang", "said"),
    [("de-AT", "und"), ("de-LU", "und"), ("de", "und"), ("tlh", "and"), ("en-NZ", "and"), ("", "and")],
)
def test_a_language_falls_back_to_its_main_region_and_then_to_english(lang, said, tmp_path):
    if load_locale("de-DE") is None:
        pytest.skip("the locale files are not installed (the styles extra)")
    path = tmp_path / "spoken.csl"
    path.write_bytes(OWN.replace(b'<text variable="title"/>', b'<text term="and"/>'))
    assert load_style(path, lang=lang).cite([HAN], "han2004").to() == said


def test_a_region_has_its_own_words_before_those_of_its_language(tmp_path):
    if load_locale("de-AT") is None:
        pytest.skip("the locale files are not installed (the styles extra)")
    path = tmp_path / "january.csl"
    month = b'<date variable="issued"><date-part name="month"/></date>'
    path.write_bytes(OWN.replace(b'<text variable="title"/>', month))
    january = {**HAN, "issued": {"date-parts": [[2004, 1]]}}
    said = {lang: load_style(path, lang=lang).cite([january], "han2004").to() for lang in ("de-AT", "de-LU")}
    assert said["de-LU"] == "Januar"
    assert said["de-AT"].startswith("J")
