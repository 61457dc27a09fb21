"""What `import citekit` promises."""

import subprocess
import sys

import citekit

NAMES = {
    "Bibliography",
    "Citation",
    "CitationItem",
    "CitekitError",
    "Client",
    "Conversion",
    "DOI",
    "Date",
    "Finding",
    "Formatted",
    "HandbookOptions",
    "Library",
    "Name",
    "Reference",
    "Report",
    "Style",
    "check",
    "cite",
    "convert",
    "format",
    "iterate",
    "load",
    "load_style",
    "parse",
    "update",
}


def test_the_public_names_are_these():
    assert set(citekit.__all__) == NAMES
    assert set(citekit._HOMES) == NAMES
    for name in NAMES:
        assert getattr(citekit, name) is not None
    assert set(dir(citekit)) >= NAMES


def test_importing_citekit_imports_next_to_nothing():
    slow = "('citekit.', 'pydantic', 'click')"
    code = f"import sys, citekit; print([name for name in sys.modules if name.startswith({slow})])"
    result = subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, text=True)
    assert result.stdout.strip() == "[]"


def test_formatting_starts_without_the_slow_libraries(tmp_path):
    bib = tmp_path / "pain.bib"
    bib.write_text("@book{wall1999, author = {Wall, Patrick}, title = {Pain}, date = {1999}}\n", encoding="utf-8")
    command = [sys.executable, "-X", "importtime", "-m", "citekit", "format", str(bib), "--style", "mla"]
    result = subprocess.run(command, check=True, capture_output=True, text=True)
    imported = {line.rpartition("|")[2].strip().partition(".")[0] for line in result.stderr.splitlines()}
    assert "citekit" in imported
    assert not imported & {"requests", "docx", "lxml", "pydantic", "rapidfuzz", "rich", "urllib3", "sqlite3"}


def test_every_error_is_a_citekit_error():
    import inspect

    from citekit import errors

    for _, kind in inspect.getmembers(errors, inspect.isclass):
        if issubclass(kind, Exception):
            assert issubclass(kind, citekit.CitekitError)
            assert kind.__doc__
