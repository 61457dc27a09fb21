"""The cases of the CSL test suite, those listed in `known-failures.txt` expected to fail.

A case of the ledger that passes fails the build, so that the ledger can't go stale; a case that is not in the
folder is not missed. The folder is that of `CITEKIT_CSL_SUITE`, else `../shared/data/csl-suite`.
"""

import os
from pathlib import Path

import pytest

from conformance.csl_suite import _MARK, locales, read_case, read_ledger, run_case

HERE = Path(__file__).parent
SUITE = Path(os.environ.get("CITEKIT_CSL_SUITE") or HERE.parents[1].parent / "shared" / "data" / "csl-suite")
LOCALES = locales()
LEDGER = read_ledger(HERE / "known-failures.txt")
CASES = [
    pytest.param(path, id=path.stem, marks=pytest.mark.xfail(reason=LEDGER[path.stem]) if path.stem in LEDGER else ())
    for path in sorted(SUITE.glob("*.txt"))
]


def test_every_known_failure_has_its_reason():
    assert [name for name, reason in LEDGER.items() if not reason] == []


@pytest.mark.skipif(not CASES, reason=f"the cases are not at {SUITE}")
@pytest.mark.skipif(LOCALES is None, reason="the official locale files are not installed (the styles extra)")
@pytest.mark.parametrize("path", CASES)
def test_case(path):
    case = read_case(path)
    assert run_case(case, LOCALES) == _MARK.sub("", case["RESULT"])
