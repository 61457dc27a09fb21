"""The `.bib` files that benchmarks read: always the same, and all of it readable."""

import importlib.util
import io
from pathlib import Path

import pytest

from citekit.formats.bibtex.reader import read
from citekit.model import SourceText

FOLDER = Path(__file__).parents[2] / "benchmarks"


@pytest.fixture(scope="module")
def module():
    # It imports its neighbour, as a script does.
    with pytest.MonkeyPatch.context() as patch:
        patch.syspath_prepend(str(FOLDER))
        spec = importlib.util.spec_from_file_location("bib_libraries", FOLDER / "bib_libraries.py")
        found = importlib.util.module_from_spec(spec)
        spec.loader.exec_module(found)
        yield found


def written(module, number):
    file = io.StringIO()
    module.write(number, file)
    return file.getvalue()


def test_the_same_file_for_the_same_number(module):
    assert written(module, 50) == written(module, 50)
    assert not written(module, 60).startswith(written(module, 50))


def test_what_is_written_is_the_library(module):
    text = written(module, 300)
    library = read(SourceText(text))
    works = module.works(300)
    assert library.problems == ()
    assert [item["id"] for item in library.items] == [work["id"] for work in works]
    assert [len(item["author"]) for item in library.items] == [len(work["author"]) for work in works]
    assert sum(item.get("note") == "A Made-up Project, part 2" for item in library.items) == 100
    assert sum("abstract" in item for item in library.items) == pytest.approx(150, abs=30)
    assert 900 < len(text) / 300 < 1_200
