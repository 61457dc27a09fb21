"""What `from citekit.testing import …` promises, and what its page says."""

import os
import subprocess
import sys
from pathlib import Path

import citekit.testing
from citekit.testing import FakeTransport, Registry, RegistryTransport
from citekit.testing.faults import KINDS
from citekit.testing.services import SERVICES
from citekit.testing.services.crossref.selects import SELECTS

PAGE = (Path(__file__).parents[2] / "docs" / "testing.md").read_text(encoding="utf-8")


def test_the_names():
    assert set(citekit.testing.__all__) == set(citekit.testing._HOMES) == set(dir(citekit.testing))
    for name in citekit.testing.__all__:
        assert getattr(citekit.testing, name).__doc__
    assert FakeTransport is RegistryTransport


def test_it_needs_the_standard_library_alone():
    code = (
        "import sys, citekit.testing as testing\n"
        "names = [getattr(testing, name) for name in testing.__all__]\n"
        "print(sorted({name.partition('.')[0] for name in sys.modules} - set(sys.stdlib_module_names) - {'citekit'}))"
    )
    environ = {**os.environ, "PYTHONPATH": str(Path(citekit.testing.__file__).parents[2])}
    result = subprocess.run([sys.executable, "-S", "-c", code], check=True, capture_output=True, text=True, env=environ)
    assert result.stdout.strip() in ("[]", "['__main__']")


def test_the_page_tells_of_everything():
    for kind in KINDS:
        assert f'`"{kind}"`' in PAGE
    for service in SERVICES:
        assert f"| `{service.name}` |" in PAGE
    assert f"`select` takes {len(SELECTS)} fields" in PAGE
    for name in Registry.__init__.__annotations__:
        if name not in ("return", "others", "records", "faults", "services"):
            assert f"`{name}`" in PAGE, name
