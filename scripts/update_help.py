"""Put what each command's --help prints into docs/cli.md: `python scripts/update_help.py`."""

import contextlib
import io
import re
from pathlib import Path

from citekit.cli.main import main

PAGE = Path(__file__).parents[1] / "docs" / "cli.md"
_SHOWN = re.compile(r"^\$ citekit ([^\n]*--help)\n.*?(?=^\$ |^```$)", re.MULTILINE | re.DOTALL)


def _printed(match):
    out = io.TextIOWrapper(io.BytesIO(), encoding="utf-8")
    with contextlib.redirect_stdout(out):
        main(match[1].split())
        out.flush()
    return f"$ citekit {match[1]}\n{out.buffer.getvalue().decode()}"


if __name__ == "__main__":
    PAGE.write_text(_SHOWN.sub(_printed, PAGE.read_text(encoding="utf-8")), encoding="utf-8")
