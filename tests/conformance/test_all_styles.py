"""Every published style that is installed parses, compiles and renders a mixed library of every item type."""

import pytest

from citekit.csl import Processor, compile_style, parse_style
from citekit.model.citation import Citation, CitationItem
from citekit.model.variables import ITEM_TYPES, KIND
from citekit.styles import load_locale
from citekit.styles.repository import STYLE_PACKAGES, _installed
from csl.cases import HAN, MELZACK

STYLES = sorted(path for folder in _installed(STYLE_PACKAGES) for path in folder.glob("*.csl"))
#: A test takes every so many styles, and tells all that fail among them.
GROUPS = 20
LIBRARY = [
    HAN,
    MELZACK,
    {
        "id": "melzack1982",
        "type": "book",
        "title": "The Challenge of Pain",
        "author": [{"family": "Melzack", "given": "Ronald"}, {"family": "Wall", "given": "Patrick D."}],
        "publisher": "Penguin",
        "publisher-place": "Harmondsworth",
        "edition": "2",
        "issued": {"date-parts": [[1988]]},
    },
    {
        "id": "nih1997",
        "type": "webpage",
        "title": "Acupuncture",
        "author": [{"literal": "National Institutes of Health"}],
        "URL": "https://consensus.nih.gov/1997/1997acupuncture107html.htm",
        "accessed": {"date-parts": [[2020, 3, 1]]},
    },
    {"id": "bare", "title": "Su Wen"},
]
PERSON = [{"family": "Wall", "given": "Patrick D."}]
VALUES = {"text": "Pain 1-2", "number": "2", "date": {"date-parts": [[2004, 5, 6]]}, "name": PERSON}
#: A work of every type, with every variable there is; a style takes every third by turns, so that all meet each other.
EVERY_TYPE = [
    {"id": kind, "type": kind, **{variable: VALUES[sort] for variable, sort in KIND.items() if sort in VALUES}}
    for kind in ITEM_TYPES
]
TURNS = 3
CITATIONS = [Citation((CitationItem(item["id"], "5", "page"),), number) for number, item in enumerate(LIBRARY, 1)]
CITATIONS.append(Citation(tuple(CitationItem(item["id"]) for item in LIBRARY), len(LIBRARY) + 1))


@pytest.mark.skipif(not STYLES, reason="the published styles are not installed (the styles extra)")
@pytest.mark.parametrize("group", range(GROUPS))
def test_published_styles_render(group):
    failures = {}
    for turn, path in enumerate(STYLES[group::GROUPS]):
        try:
            style = parse_style(path.read_bytes())
            if not style.parent:
                Processor(compile_style(style, load_locale)).process(
                    [*LIBRARY, *EVERY_TYPE[turn % TURNS :: TURNS]], CITATIONS
                )
        except Exception as error:  # noqa: BLE001 - all styles that fail are told at once
            failures[path.name] = repr(error)
    assert not failures
