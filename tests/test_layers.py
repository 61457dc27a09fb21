"""Who may import whom: `docs/architecture.md`, "Layers", as a test."""

import ast
from pathlib import Path

SOURCE = Path(__file__).parents[1] / "src" / "citekit"

#: Down only, never sideways: a module imports packages of lower levels and its own.
LEVELS = {
    "errors": 0,
    "model": 0,
    "atomic": 0,
    "collector": 0,
    "richtext": 1,
    "formats": 2,
    "csl": 2,
    "output": 2,
    "sources": 2,
    "styles": 2,
    "handbooks": 2,
    "checks": 3,
    "documents": 3,
    "library": 3,
    "style": 3,
    "grouping": 2,
    "fill": 3,
    "testing": 3,
    "snapshot": 3,
    "elements": 1,
    "pubmed": 1,
    "records": 1,
    "duplicates": 3,
    "resolution": 3,
    "combination": 3,
    "conversion": 4,
    "merging": 4,
    "api": 4,
    "": 5,
    "cli": 6,
    "__main__": 7,
}
#: The sideways steps: finding styles needs to read what it found, and PubMed's records are XML.
SIDEWAYS = {("styles", "csl"), ("model", "errors"), ("pubmed", "elements")}
#: The only places that touch the world, and what they may touch there.
WORLD = {
    "requests",
    "socket",
    "sqlite3",
    "urllib.request",
    "http",
    "subprocess",
    "os",
    "sys",
    "time",
    "random",
}
EDGES = {
    "atomic.py",
    "api.py",
    "conversion.py",
    "library.py",
    "style.py",
    "sources/transport.py",
    "sources/polite.py",
    "sources/cache.py",
    "sources/turns.py",
    "snapshot/store.py",
    "snapshot/archive.py",
    "snapshot/build.py",
    "snapshot/members.py",
    "sources/client.py",
    "styles/repository.py",
}


def modules():
    for path in sorted(SOURCE.rglob("*.py")):
        yield path.relative_to(SOURCE), ast.parse(path.read_text(encoding="utf-8"))


def imports(tree):
    """Every module imported anywhere in a file, type-checking imports included."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield node.module
            if node.module == "citekit":
                yield from (f"citekit.{alias.name}" for alias in node.names)


def package_of(path):
    return path.parts[0].removesuffix(".py").replace("__init__", "") if len(path.parts) == 1 else path.parts[0]


def test_every_package_has_its_level():
    assert {package_of(path) for path, _ in modules()} <= set(LEVELS)


def test_imports_go_down():
    wrong = []
    for path, tree in modules():
        package = package_of(path)
        for name in imports(tree):
            parts = name.split(".")
            if parts[0] != "citekit" or len(parts) < 2:
                continue
            other = parts[1]
            if other == package or (package, other) in SIDEWAYS or other not in LEVELS:
                continue
            if LEVELS[other] >= LEVELS[package]:
                wrong.append(f"{path} imports {name}")
    assert not wrong


def test_only_the_edges_touch_the_world():
    wrong = [
        f"{path} imports {name}"
        for path, tree in modules()
        for name in imports(tree)
        if name.split(".")[0] in WORLD and path.parts[0] not in ("cli", "testing") and path.as_posix() not in EDGES
    ]
    assert not wrong


def test_the_stand_in_for_the_registries_stands_alone():
    """Nobody imports it, and it knows only what a transport is: a server must not answer with the client's own code."""
    allowed = {"citekit.errors", "citekit.model", "citekit.sources.transport", "citekit.testing"}
    wrong = [
        f"{path} imports {name}"
        for path, tree in modules()
        for name in imports(tree)
        if name.startswith("citekit.")
        and (
            ".".join(name.split(".")[:2]) not in allowed and ".".join(name.split(".")[:3]) not in allowed
            if path.parts[0] == "testing"
            else name.startswith("citekit.testing")
        )
    ]
    assert not wrong


def test_requests_stands_in_one_module():
    assert [path.as_posix() for path, tree in modules() if "requests" in set(imports(tree))] == ["sources/transport.py"]


def test_bibtexparser_stands_in_one_module():
    found = [
        path.as_posix() for path, tree in modules() if any(name.startswith("bibtexparser") for name in imports(tree))
    ]
    assert found == ["formats/bibtex/document.py"]
