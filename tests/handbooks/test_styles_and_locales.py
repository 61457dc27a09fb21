"""The style and locale files as data: every term there, nothing of them left over, both Englishes alike."""

import re
import xml.etree.ElementTree as ET
from pathlib import Path

import pytest

from citekit.model.variables import ITEM_TYPES, LOCATOR_LABELS, NAME_VARIABLES

DATA = Path(__file__).parents[2] / "src" / "citekit" / "styles" / "data"
CSL = "{http://purl.org/net/xbiblio/csl}"
LOCALES = ("en-US", "en-GB")


def terms(language):
    tree = ET.parse(DATA / f"locales-{language}.xml")
    return {(term.get("name"), term.get("form", "long")): term for term in tree.iter(f"{CSL}term")}


def style(name):
    return ET.parse(DATA / f"{name}.csl").getroot()


def test_both_locales_have_the_same_terms():
    assert terms("en-US").keys() == terms("en-GB").keys()


@pytest.mark.parametrize("language", LOCALES)
def test_no_term_stands_twice(language):
    tree = ET.parse(DATA / f"locales-{language}.xml")
    assert len(list(tree.iter(f"{CSL}term"))) == len(terms(language))


@pytest.mark.parametrize("language", LOCALES)
def test_types_roles_and_locators_have_a_term(language):
    named = {name for name, _ in terms(language)}
    legacy = {"title"}  # CSL 1.0.1's name of the locator "title-locator"
    assert {*ITEM_TYPES, *NAME_VARIABLES, *LOCATOR_LABELS} - named <= legacy


@pytest.mark.parametrize("language", LOCALES)
def test_months_seasons_and_ordinals_are_whole(language):
    found = terms(language)
    for month in range(1, 13):
        assert (f"month-{month:02}", "long") in found
        assert (f"month-{month:02}", "short") in found
    assert all((f"season-{season:02}", "long") in found for season in range(1, 5))
    assert all((f"long-ordinal-{number:02}", "long") in found for number in range(1, 11))


def test_the_two_englishes_differ_where_they_should():
    us, gb = terms("en-US"), terms("en-GB")
    assert us["open-quote", "long"].text == gb["open-inner-quote", "long"].text == "“"
    assert us["season-03", "long"].text == "Fall"
    assert gb["season-03", "long"].text == "Autumn"
    assert gb["editor", "short"][1].text == "eds"
    options = {
        language: ET.parse(DATA / f"locales-{language}.xml").find(f"{CSL}style-options").attrib for language in LOCALES
    }
    assert options["en-US"]["punctuation-in-quote"] == "true"
    assert options["en-GB"]["punctuation-in-quote"] == "false"


@pytest.mark.parametrize("name", ["mla", "apa"])
def test_every_macro_is_called_and_every_call_has_its_macro(name):
    root = style(name)
    defined = {macro.get("name") for macro in root.iter(f"{CSL}macro")}
    called = {element.get("macro") for element in root.iter() if element.get("macro")}
    assert called == defined


@pytest.mark.parametrize("name", ["mla", "apa"])
def test_every_term_a_style_prints_is_in_our_locale(name):
    root = style(name)
    asked = {element.get("term") for element in root.iter(f"{CSL}text") if element.get("term")}
    assert asked <= {term for term, _ in terms("en-US")}


@pytest.mark.parametrize("name", ["mla", "apa"])
def test_types_are_csls_own(name):
    asked = {word for element in style(name).iter() for word in (element.get("type") or "").split()}
    assert asked <= set(ITEM_TYPES)


@pytest.mark.parametrize("name", ["mla", "apa"])
def test_lists_have_a_hanging_indent(name):
    assert style(name).find(f"{CSL}bibliography").get("hanging-indent") == "true"


def test_mla_repeats_an_author_as_three_hyphens():
    assert style("mla").find(f"{CSL}bibliography").get("subsequent-author-substitute") == "---"


def test_no_style_names_people():
    for name in ("mla", "apa"):
        assert not re.search("<author>|<contributor>", (DATA / f"{name}.csl").read_text(encoding="utf-8"))
