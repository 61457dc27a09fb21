from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from citekit.records.face_markup import to_mini_html, to_plain

CASES = [
    block.splitlines()
    for block in (Path(__file__).parent / "face-markup.txt").read_text(encoding="utf-8").split("\n\n")
    if not block.startswith("#")
]
MARKUP = ["<i>", "</i>", "<sup>", "</sup>", "<sc>", "</sc>", "<scp>", "<mml:math>", "</mml:math>", "<mml:msub>", "<p>"]
MARKUP += ["<mml:mi>", "</mml:msub>", "&amp;", "&lt;", "&amp;lt;", "<!-- x -->", "<", ">", "\n", " ", "a", "of", "x<y"]


@pytest.mark.parametrize(("raw", "expected"), CASES, ids=[case[1][:40] for case in CASES])
def test_titles(raw, expected):
    assert to_mini_html(raw.replace("\\n", "\n")) == expected.replace("\\n", "\n")


def test_plain_text_has_no_faces():
    assert to_plain("Urban &amp; Vogel <i>GmbH</i>") == "Urban & Vogel GmbH"


@settings(max_examples=200)
@given(st.lists(st.sampled_from(MARKUP), max_size=40).map("".join))
def test_faces_are_well_nested(raw):
    written = to_mini_html(raw)
    for face in ("i", "sup", "sub", "span"):
        assert written.count(f"</{face}>") == written.count(f"<{face}>") + written.count(f"<{face} ")
    assert "\n" not in written
    assert written == written.strip()


@settings(max_examples=100)
@given(st.text())
def test_anything_is_a_title(raw):
    assert isinstance(to_mini_html(raw), str)


@pytest.mark.parametrize("unit", ["<", "<a ", "<i>", "</i>", "&amp;", "&", "<mml:math><mml:mrow>", "</x> ", " "])
@pytest.mark.timeout(20)
def test_long_lines_take_time_in_proportion(unit):
    """The time-out tells what takes time in proportion to its square; no clock is read."""
    assert len(to_mini_html(unit * (1_000_000 // len(unit)))) <= 5_000_000
