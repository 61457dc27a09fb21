"""What holds for every format: what comes back is what was written, or is told; what nobody edited stays as it was."""

import contextlib
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from citekit.cli import options
from citekit.errors import ReadError
from citekit.formats import FORMATS, detached, losses, read, write
from citekit.formats.page_ranges import in_full
from citekit.model import Library, SourceText
from citekit.model.variables import ITEM_TYPES, KIND, SYNONYMS

WRITTEN = [format_.name for format_ in FORMATS if format_.is_written]
DOCS = Path(__file__).parents[2] / "docs" / "formats.md"

ITEM = {
    "id": "han2004",
    "type": "article-journal",
    "title": "Acupuncture and Endorphins",
    "author": [{"family": "Han", "given": "Ji-Sheng"}],
    "issued": {"date-parts": [[2004, 5]]},
    "DOI": "10.1016/j.neulet.2003.12.019",
}


def test_the_command_line_and_the_documentation_know_every_format():
    assert sorted({*options.READ_FORMATS} | {"biblatex"}) == sorted(one.name for one in FORMATS)
    assert sorted(options.WRITE_FORMATS) == sorted(WRITTEN)
    told = DOCS.read_text(encoding="utf-8")
    assert [one.name for one in FORMATS if f"| `{one.name}` |" not in told] == []
    assert [one.name for one in FORMATS if any(f"`{ending}`" not in told for ending in one.extensions)] == ["text"]


@pytest.mark.parametrize("name", WRITTEN)
@pytest.mark.parametrize("ending", ["\n", "\r\n"])
def test_what_nobody_edited_is_written_as_it_was(name, ending):
    text = write(Library([ITEM]), name).replace("\n", ending) + ending
    assert write(read(SourceText(text), "bibtex" if name == "biblatex" else name), name) == text


@pytest.mark.parametrize("name", WRITTEN)
def test_no_references_are_an_empty_file_and_not_a_crash(name):
    with contextlib.suppress(ReadError):
        assert read(SourceText(write(Library([]), name)), name).items == []


_words = st.text(
    st.characters(codec="utf-8", exclude_categories=["Cc", "Cs", "Zl", "Zp", "Zs", "Co", "Cn"]), min_size=1, max_size=12
)
_texts = st.lists(_words, min_size=1, max_size=4).map(" ".join)
_names = st.lists(
    st.fixed_dictionaries({"family": _words, "given": _words}) | st.fixed_dictionaries({"literal": _texts}),
    min_size=1,
    max_size=3,
)
_dates = st.lists(
    st.tuples(st.integers(1000, 2100), st.integers(1, 12), st.integers(1, 28)).map(list), min_size=1, max_size=1
).map(lambda parts: {"date-parts": parts})
_VALUES = {"name": _names, "date": _dates, "text": _texts, "number": _texts}
_variables = st.dictionaries(
    st.sampled_from(sorted(KIND.keys() - SYNONYMS.keys())), st.none(), min_size=1, max_size=8
).flatmap(lambda chosen: st.fixed_dictionaries({name: _VALUES.get(KIND[name], _texts) for name in chosen}))
_items = st.builds(
    lambda type_, variables: {"id": "a", "type": type_, **variables}, st.sampled_from(sorted(ITEM_TYPES)), _variables
)


@pytest.mark.parametrize("name", WRITTEN)
@settings(max_examples=60)
@given(item=_items)
def test_what_comes_back_is_what_was_written_or_is_told(name, item):
    library = Library([item])
    told = {loss.variable for loss in losses(library, name)}
    if "everything" in told:
        return
    back = read(SourceText(write(library, name)), "bibtex" if name == "biblatex" else name).items[0]
    for variable, value in item.items():
        if variable in KIND and variable not in told and not any(word.startswith("all but") for word in told):
            wanted = in_full(value) if variable == "page" else value
            found = in_full(back[variable]) if variable == "page" else back.get(variable)
            assert _plain(found) == _plain(wanted), (variable, back)


def _plain(value):
    """Values for comparing: numbers are text, and a dash is a dash whatever its length."""
    if isinstance(value, dict):
        return {name: _plain(part) for name, part in value.items() if part not in (None, "")}
    if isinstance(value, list):
        return [_plain(part) for part in value]
    text = " ".join(str(value).split())
    for dash in ("---", "--", *"‐‑‒–—―−"):
        text = text.replace(dash, "-")
    return text.replace(" -", "-").replace("- ", "-").replace('<span class="nocase">', "").replace("</span>", "")


@given(item=_items)
def test_a_library_without_its_source_is_written_anew(item):
    library = read(SourceText(write(Library([item]), "csl-json") + "\n\n"), "csl-json")
    assert write(library, "csl-json").endswith("\n\n\n")
    assert write(detached(library), "csl-json").endswith("]\n")
