"""Sentence case and Title Case by the tables in `sentence-case.md` and `title-case.md`."""

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from citekit.handbooks.casing import sentence_case, title_case

HERE = Path(__file__).parent
TITLES = st.text(
    alphabet=st.sampled_from("aAbBéÉzZ  -—:;.?!’'\"“”<>/i&0159ßΑ中\n") | st.characters(max_codepoint=0x2FFF),
    max_size=80,
)


def rows(page):
    """The rows of a page's table, each with its line number."""
    found = []
    for number, line in enumerate((HERE / page).read_text(encoding="utf-8").splitlines(), 1):
        cells = [cell.strip() for cell in line.strip("|").split("|")]
        if line.startswith("|") and cells[0] not in ("title", "---"):
            found.append(pytest.param(*cells, id=f"{page}:{number}"))
    return found


@pytest.mark.parametrize(("title", "printed"), rows("sentence-case.md"))
def test_sentence_case(title, printed):
    assert sentence_case(title).text == printed


@pytest.mark.parametrize(("title", "printed"), rows("title-case.md"))
def test_title_case(title, printed):
    assert title_case(title) == printed


@pytest.mark.parametrize(("_", "printed"), rows("sentence-case.md"))
def test_what_is_in_sentence_case_stays(_, printed):
    assert sentence_case(printed).text == printed


@pytest.mark.parametrize(("_", "printed"), rows("title-case.md"))
def test_what_is_in_title_case_stays(_, printed):
    assert title_case(printed) == printed


def test_another_language_stays_whatever_it_looks_like():
    assert sentence_case("Pain And Brain", "fr").text == "Pain And Brain"
    assert title_case("pain and brain", "de-CH") == "pain and brain"


def test_the_users_proper_nouns_win():
    title = "Massage at Moyer Total Wellness in Denver"
    assert sentence_case(title).text == "Massage at moyer total wellness in Denver"
    assert sentence_case(title, proper_nouns=("Moyer Total Wellness",)).text == title


def test_what_is_unsure_is_told():
    assert sentence_case("How Music May Help Adults").review == ("May",)
    assert sentence_case("The Complete Scientist: A Kurt Lewin Reader").review == ()
    assert sentence_case("An Interview With Tom Bissell on Games").review == ("Bissell",)


@settings(max_examples=150)
@given(TITLES)
def test_only_the_case_changes(title):
    for cased in (sentence_case(title).text, title_case(title)):
        assert cased.casefold() == title.casefold() or cased.upper() == title.upper()


def test_a_long_title_takes_no_time():
    title = "Pain And The <i>Brain</i>: " * 4000
    assert len(sentence_case(title).text) == len(title)
    assert len(title_case("<" * 100_000 + "' " * 50_000)) == 200_000
