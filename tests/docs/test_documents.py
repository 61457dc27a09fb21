"""What the README and the documentation show is what happens."""

import io
import re
import shutil
import sys
from pathlib import Path

import pytest

from transcripts import agrees, steps_of

ROOT = Path(__file__).parents[2]
PAGES = sorted([ROOT / "README.md", *(ROOT / "docs").glob("*.md")])
_BLOCK = re.compile(r"^```(python|console)\n(.*?)^```$", re.MULTILINE | re.DOTALL)


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_what_a_page_shows_is_what_happens(page, tmp_path, monkeypatch, capfdbinary):
    from citekit.cli.main import main

    for folder in ("refs", "examples"):
        shutil.copytree(ROOT / folder, tmp_path / folder)
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("CITEKIT_CACHE_DIR", str(tmp_path / "cache"))
    for name in ("CITEKIT_CROSSREF_URL", "CITEKIT_DOI_URL", "CITEKIT_DATACITE_URL"):
        monkeypatch.setenv(name, "http://127.0.0.1:9")
    text = page.read_text(encoding="utf-8")
    names = {}
    for block in _BLOCK.finditer(text):
        line = text.count("\n", 0, block.start()) + 2
        if block[1] == "python":
            exec(compile("\n" * (line - 1) + block[2], str(page), "exec"), names)
            continue
        for step in steps_of(block[2], line) if re.match(r"\$ (?:echo .* \| )?citekit ", block[2]) else ():
            monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(step.stdin.encode()), encoding="utf-8"))
            code = main(step.arguments)
            captured = capfdbinary.readouterr()
            out = captured.out.decode("utf-8")
            assert agrees(step.stdout, out), f"{page.name}:{step.line}\n{out}"
            assert code == step.code, captured.err.decode()


def test_the_readme_names_every_command():
    from citekit.cli.main import COMMANDS

    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    assert [name for name, _ in COMMANDS if f"citekit {name}" not in readme] == []


def test_make_knows_what_the_readme_tells():
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    targets = set(re.findall(r"\bmake ([a-z]+)", readme))
    assert {"run", "test"} <= targets
    assert [target for target in targets if f"\n{target}:" not in makefile] == []
