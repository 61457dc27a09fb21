"""citeproc-py: each work registered, cited once, then the reference list, as HTML.

python with_citeproc_py.py LIBRARY.json STYLE.csl OUTPUT.html
"""

import json
import sys
import warnings
from pathlib import Path

from citeproc import Citation, CitationItem, CitationStylesBibliography, CitationStylesStyle, formatter
from citeproc.source.json import CiteProcJSON

warnings.simplefilter("ignore")  # it names each variable it doesn't know
library_path, style_path, output_path = sys.argv[1:]
items = json.loads(Path(library_path).read_text(encoding="utf-8"))
style = CitationStylesStyle(style_path, validate=False)
bibliography = CitationStylesBibliography(style, CiteProcJSON(items), formatter.html)
citations = [Citation([CitationItem(item["id"])]) for item in items]
for citation in citations:
    bibliography.register(citation)
bibliography.sort()

with Path(output_path).open("w", encoding="utf-8") as output:
    output.writelines(f"<p>{bibliography.cite(citation, lambda _item: None)}</p>\n" for citation in citations)
    output.writelines(f'<div class="csl-entry">{entry}</div>\n' for entry in bibliography.bibliography())
