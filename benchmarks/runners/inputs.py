"""Writes a generated library in the forms that the processors read; a process of its own, so that the one which
measures stays small (a child's peak memory begins with its parent's).

python inputs.py FOLDER NUMBER…

For each number: NUMBER.json (CSL-JSON), NUMBER.bib (BibTeX, for typst), NUMBER.md and NUMBER.typ (documents that cite
each work once, in a paragraph of its own).
"""

import json
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))

from works import works

import citekit

folder = Path(sys.argv[1])
for number in map(int, sys.argv[2:]):
    items = works(number)
    keys = [item["id"] for item in items]
    library, document = folder / f"{number}.json", folder / f"{number}.typ"
    library.write_text(json.dumps(items, ensure_ascii=False), encoding="utf-8")
    citekit.load(library).save(folder / f"{number}.bib")
    (folder / f"{number}.md").write_text("".join(f"[@{key}]\n\n" for key in keys), encoding="utf-8")
    cites = "".join(f"#cite(<{key}>)\n\n" for key in keys)
    document.write_text(f'{cites}#bibliography("{number}.bib", style: sys.inputs.style)\n', encoding="utf-8")
