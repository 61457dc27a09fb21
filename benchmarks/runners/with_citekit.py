"""citekit, as a user's script would call it: each work cited once, then the reference list, as HTML.

python with_citekit.py LIBRARY.json STYLE.csl OUTPUT.html
"""

import sys
from pathlib import Path

import citekit
from citekit import Citation, CitationItem
from citekit.csl import Processor
from citekit.output import find_output

library_path, style_path, output_path = sys.argv[1:]
library = citekit.load(library_path, "csl-json")
style = citekit.load_style(style_path)
keys = library.keys()
citations = [Citation((CitationItem(key),)) for key in keys]
result = Processor(style.plan).process(style.prepare(library), citations)

html = find_output("html")
with Path(output_path).open("w", encoding="utf-8") as output:
    output.writelines(f"<p>{html.inline(citation)}</p>\n" for citation in result.citations)
    output.write(html.bibliography(result.bibliography.entries, result.bibliography.layout))
