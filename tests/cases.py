"""Examples in Markdown: a block in a format's own notation, and behind it the items that it should give, as JSON."""

import json
import re

_BLOCK = re.compile(r"^```(\w+)\n(.*?)^```$", re.MULTILINE | re.DOTALL)


def read_cases(path, notation):
    """The examples of a page: each text with the JSON values of the blocks that follow it."""
    found = []
    for kind, body in _BLOCK.findall(path.read_text(encoding="utf-8")):
        if kind == notation:
            found.append((body, []))
        elif kind == "json":
            found[-1][1].append(json.loads(body))
    return found
