"""typst: a document that cites each work once and lists them, as PDF.

python with_typst.py DOCUMENT.typ STYLE.csl OUTPUT.pdf

The document, its library and the style are in one folder, which is the document's root.
"""

import sys
from pathlib import Path

import typst

document, style, output = map(Path, sys.argv[1:])
typst.compile(document, output=output, root=document.parent, sys_inputs={"style": f"/{style.name}"})
