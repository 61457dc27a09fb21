"""Parses a `.bib` file with bibtexparser: its own parsing, and with --latex its decoding of LaTeX as well.

python with_bibtexparser.py FILE NUMBER [--latex]
"""

import logging
import sys
from pathlib import Path

import bibtexparser
from bibtexparser.middlewares import LatexDecodingMiddleware

logging.getLogger("bibtexparser").setLevel(logging.CRITICAL)
layers = [LatexDecodingMiddleware()] if "--latex" in sys.argv else []
library = bibtexparser.parse_string(Path(sys.argv[1]).read_text(encoding="utf-8"), append_middleware=layers)
if len(library.entries) != int(sys.argv[2]):
    sys.exit(f"{len(library.entries)} entries, not {sys.argv[2]}")
