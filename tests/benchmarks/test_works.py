"""The library that benchmarks format: always the same, and made up like a real one."""

import importlib.util
from collections import Counter
from pathlib import Path

import pytest

SCRIPT = Path(__file__).parents[2] / "benchmarks" / "works.py"


@pytest.fixture(scope="module")
def generator():
    spec = importlib.util.spec_from_file_location("works", SCRIPT)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.fixture(scope="module")
def thousand(generator):
    return generator.works(1_000)


def test_the_same_library_for_the_same_number(generator, thousand):
    assert generator.works(1_000) == thousand
    assert generator.works(999) != thousand[:999]


def test_no_two_works_have_one_key_and_all_keys_are_plain(thousand):
    keys = {work["id"] for work in thousand}
    assert len(keys) == 1_000
    assert all(key.isascii() and key.isalnum() for key in keys)


def test_made_up_like_a_real_library(thousand):
    types = Counter(work["type"] for work in thousand)
    assert types["article-journal"] == pytest.approx(580, abs=30)
    assert len(types) == 7
    authors = [len(work["author"]) for work in thousand]
    assert (min(authors), max(authors)) == (1, 12)
    assert sum(authors) / 1_000 == pytest.approx(3.0, abs=0.1)


def test_works_are_there_that_only_a_year_suffix_tells_apart(thousand):
    lists = Counter((str(work["author"]), work["issued"]["date-parts"][0][0]) for work in thousand)
    assert sum(count for count in lists.values() if count > 1) == pytest.approx(134, abs=30)


@pytest.mark.parametrize(("number", "expected"), [(1_000, 447), (4_000, 894)])
def test_the_pool_of_names_grows_with_the_square_root(generator, number, expected):
    people = [str(name) for work in generator.works(number) for name in work["author"] + work.get("editor", [])]
    assert len(set(people)) == pytest.approx(expected, rel=0.05)


def test_family_names_are_shared(thousand):
    people = {(name["family"], name["given"]) for work in thousand for name in work["author"]}
    assert len({family for family, _given in people}) < len(people) / 2
    assert any("-" in given for _family, given in people)
    assert any("non-dropping-particle" in name for work in thousand for name in work["author"])
