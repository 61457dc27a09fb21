"""What a style prints of the article's sources is read back unchanged: printed again, it is the same list."""

import re
from pathlib import Path

import pytest

import citekit

SOURCES = Path(__file__).parents[1] / "refs" / "sources.bib"
#: What each style shows of a work in its own way, and so gives back as it shows it.
SHOWN = {"mla": ("title", "container-title"), "apa": ("container-title",)}
KEPT = ("volume", "issue", "page", "DOI", "type")


@pytest.mark.parametrize("style", ["mla", "apa"])
@pytest.mark.parametrize("to", ["text", "markdown", "html"])
def test_what_is_printed_comes_back(style, to):
    library = citekit.load(SOURCES)
    printed = citekit.format(library, style=style, to=to)
    again = citekit.parse(f"# Pain\n\n## Works Cited\n\n{printed}" if to == "markdown" else printed)
    # Keys are made anew, and with them what other places can lead to.
    assert re.sub(' id="[^"]*"', "", citekit.format(again, style=style, to=to)) == re.sub(' id="[^"]*"', "", printed)


@pytest.mark.parametrize("style", ["mla", "apa"])
def test_every_printed_field_comes_back(style):
    library = citekit.load(SOURCES)
    again = {place_of(item): item for item in citekit.parse(citekit.format(library, style=style)).items}
    for before in library.items:
        after = again[place_of(before)]
        for variable in (*SHOWN[style], *KEPT):
            assert after.get(variable) == before.get(variable), (before["id"], variable)
        assert after["issued"]["date-parts"][0][0] == before["issued"]["date-parts"][0][0]
        assert after.get("custom", {}).get("et-al") == before.get("custom", {}).get("et-al")


def place_of(item):
    """What the printed entry ends in: its DOI, or else its address."""
    return item.get("DOI") or item["URL"]
