"""The command line as its users see it: every `*.md` in this folder is a transcript."""

from pathlib import Path

import pytest

from transcripts import agrees, read_transcript

TRANSCRIPTS = sorted(Path(__file__).parent.glob("*.md"))


@pytest.mark.parametrize("path", TRANSCRIPTS, ids=lambda path: path.stem)
def test_transcript(path, folder, citekit):
    files, steps = read_transcript(path)
    assert steps, "a transcript without a command"
    for name, body in files.items():
        (folder / name).write_text(body, encoding="utf-8")
    for step in steps:
        stdin = (folder / step.stdin).read_bytes() if (folder / step.stdin).is_file() else step.stdin.encode()
        ended = citekit(*step.arguments, stdin=stdin)
        where = f"{path.name}:{step.line}: citekit {' '.join(step.arguments)}"
        assert agrees(step.stdout, ended.out), (
            f"{where}\n--- wanted\n{step.stdout}--- got\n{ended.out}--- stderr\n{ended.err}"
        )
        if step.stderr:
            assert agrees(step.stderr, ended.err), f"{where}\n--- wanted\n{step.stderr}--- got\n{ended.err}"
        assert ended.code == step.code, f"{where}: exit {ended.code}\n{ended.err}"
