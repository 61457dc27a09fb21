"""Every example of `mapping.md`: what the fields of an entry become in CSL-JSON."""

import json
import re
from pathlib import Path

import pytest

from citekit.formats.bibtex.reader import read
from citekit.model import SourceText

_SECTION = re.compile(r"^## (.+?)\n(.*?)(?=^## |\Z)", re.MULTILINE | re.DOTALL)
_BLOCK = re.compile(r"^```(\w+)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
EXAMPLES = {
    section[1]: dict(_BLOCK.findall(section[2]))
    for section in _SECTION.finditer(Path(__file__).with_name("mapping.md").read_text(encoding="utf-8"))
}


@pytest.mark.parametrize("name", EXAMPLES)
def test_fields_become_variables(name):
    example = EXAMPLES[name]
    library = read(SourceText(example["bib"]), example.get("case", "never").strip())
    items = [{key: value for key, value in item.items() if key not in ("id", "custom")} for item in library.items]
    assert items == json.loads(example["json"])
    assert library.problems == ()
