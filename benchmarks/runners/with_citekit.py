"""citekit, as a user's script would call it: each work cited once, then the reference list, as HTML.

python with_citekit.py LIBRARY.json STYLE.csl OUTPUT.html
"""

import sys
from pathlib import Path

import citekit

library_path, style_path, output_path = sys.argv[1:]
library = citekit.load(library_path, "csl-json")
formatted = citekit.load_style(style_path).process(library, library.keys())

with Path(output_path).open("w", encoding="utf-8") as output:
    output.writelines(f"<p>{citation.to('html')}</p>\n" for citation in formatted.citations)
    output.write(formatted.bibliography.to("html"))
