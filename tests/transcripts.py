"""Console transcripts in Markdown: files, commands, what they print, and how they end.

````
```file sources.bib
@book{…}
```
```console
$ citekit format sources.bib
Wall, Patrick. …
stderr: a line on standard error
exit: 1
```
````

Standard output is compared line by line, `...` standing for anything; standard error as well, where any
line of it is given. No `exit:` line means 0. Files are written to the folder the commands run in.
"""

import doctest
import re
import shlex
from pathlib import Path
from typing import NamedTuple

_BLOCK = re.compile(r"^```(?P<kind>file (?P<name>\S+)|console)\n(?P<body>.*?)^```$", re.MULTILINE | re.DOTALL)
_CHECKER = doctest.OutputChecker()


class Step(NamedTuple):
    line: int
    arguments: list[str]
    stdin: str
    stdout: str
    stderr: str
    code: int


def read_transcript(path):
    """The files a transcript needs and its steps, in order."""
    text = Path(path).read_text(encoding="utf-8")
    files, steps = {}, []
    for block in _BLOCK.finditer(text):
        if block["name"]:
            files[block["name"]] = block["body"]
        else:
            line = text.count("\n", 0, block.start()) + 2
            steps.extend(steps_of(block["body"], line))
    return files, steps


def steps_of(body, line):
    parts = re.split(r"^\$ ", body, flags=re.MULTILINE)[1:]
    for part in parts:
        command, _, rest = part.partition("\n")
        stdin = ""
        piped = re.match(r"(?:cat|echo) (.*?) \| (.*)", command)
        if piped:
            stdin, command = shlex.split(piped[1])[0], piped[2]
        words = shlex.split(command)
        assert words[0] == "citekit", command
        out, err, code = [], [], 0
        for row in rest.splitlines():
            if row.startswith("stderr: "):
                err.append(row.removeprefix("stderr: "))
            elif row.startswith("exit: "):
                code = int(row.removeprefix("exit: "))
            else:
                out.append(row)
        yield Step(line, words[1:], stdin, _lines(out), _lines(err), code)
        line += part.count("\n")


def _lines(rows):
    return "".join(f"{row}\n" for row in rows)


def agrees(wanted, got):
    return _CHECKER.check_output(wanted, got, doctest.ELLIPSIS | doctest.REPORT_UDIFF)
