"""Sentence case and Title Case by the tables in `sentence-case.md` and `title-case.md`."""

import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from citekit.handbooks.casing import sentence_case, title_case

HERE = Path(__file__).parent
NAMES = """
    Pain the of and in to A I vs. : — “Review ” / - Will Mark May Young Smith Kurt Lewin Dr. B. F. Skinner's Bell’s
    Palsy Turner Syndrome National Health Survey Beck Inventory – Fourth Edition DSM-5 (DSM) American Society for
    University Lake Victoria Black White Women Department Act Larus audouinii Native Wave 26 No. 3 eHealth PTSD U.S. de
    la 's Trans-
""".split()
NAMED = st.lists(st.sampled_from(NAMES), max_size=14).map(" ".join)
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
    title = "Massage at Quiet Total Wellness in Denver"
    assert sentence_case(title).text == "Massage at quiet total wellness in Denver"
    assert sentence_case(title, proper_nouns=("Quiet Total Wellness",)).text == title
    assert sentence_case("The Yogahaus Method", proper_nouns=("Yogahaus",)).text == "The Yogahaus method"


def test_what_is_unsure_is_told():
    assert sentence_case("The Complete Scientist: A Kurt Lewin Reader").review == ()
    assert sentence_case("How Music May Help Adults").review == ("May",)
    assert sentence_case("An Interview With Tom Zwiebelsky on Games").review == ("Zwiebelsky",)
    assert sentence_case("New Guidelines of the Canadian Pain Society").review == ("Pain Society",)
    assert sentence_case("The Report of the Kenya Council's Care-Home Office").review == ("Care-Home Office",)
    assert sentence_case("How Nurses and Doctors Talk of pain relief in care").review == ("Nurses", "Doctors", "Talk")


def test_few_titles_are_put_forward_for_review():
    titles = [param.values[0] for param in rows("sentence-case.md")]
    flagged = [title for title in titles if sentence_case(title).review]
    assert 0 < len(flagged) <= len(titles) / 4


def test_title_case_reads_no_lexicon():
    script = "from citekit.handbooks import casing, lexicon; casing.title_case('Pain and care');"
    script += "print(lexicon.load_lexicon.cache_info().currsize)"
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "0"


@settings(max_examples=200)
@given(TITLES | NAMED)
def test_only_the_case_changes(title):
    for cased in (sentence_case(title).text, title_case(title)):
        assert len(cased) == len(title)
        assert all(is_same_letter(own, other) for own, other in zip(title, cased, strict=True))


def is_same_letter(own, other):
    return own == other or own.lower() == other.lower() or own.upper() == other.upper()


@settings(max_examples=300, derandomize=True)  # the same titles each time: no surprise for others
@given(TITLES | NAMED)
def test_a_second_time_changes_nothing(title):
    cased = sentence_case(title).text
    assert sentence_case(cased).text == cased
    cased = title_case(title)
    assert title_case(cased) == cased


@settings(max_examples=100)
@given(TITLES, st.sampled_from(["pain RELIEF", "The iWatch", "MASSAGE", "a"]))
def test_what_is_protected_stays(title, words):
    outside = title.replace("<", "").replace(">", "")
    protected = f'Care of {outside} and <span class="nocase">{words}</span> of Nurses in the Ward'
    for cased in (sentence_case(protected).text, title_case(protected)):
        assert f'<span class="nocase">{words}</span>' in cased


def test_formulas_stay():
    formula = '<mml:math display="block"><mml:mi mathvariant="normal">LaSrVO</mml:mi></mml:math>'
    assert sentence_case(f"A Theory of {formula} in the Brain").text == f"A theory of {formula} in the brain"
    assert title_case(f"a theory of {formula} in the brain") == f"A Theory of {formula} in the Brain"


def test_a_long_title_takes_no_time():
    title = "Pain And The <i>Brain</i>: " * 4000
    assert len(sentence_case(title).text) == len(title)
    for word in ("The Beck ", "National ", "Mark A. ", "Black and ", "“", "of Health "):
        title = word * (20_000 // len(word))
        assert len(sentence_case(title).text) == len(title)
        assert len(title_case(title)) == len(title)
    assert len(title_case("<" * 100_000 + "' " * 50_000)) == 200_000
