import pytest
from hypothesis import given
from hypothesis import strategies as st

from citekit.model import Date
from citekit.model.edtf import date_parts, format_edtf, parse_edtf


@pytest.mark.parametrize(
    "text",
    [
        "",
        "May 2004",
        "2004-13",
        "2004-02-31",
        "2004-5",
        "04-05",
        "2004/x",
        "20040",
        "n.d.",
        "2004-05-06-07",
        "/2004",
    ],
)
def test_is_not_edtf(text):
    assert parse_edtf(text) is None


@pytest.mark.parametrize(
    ("text", "date", "back"),
    [
        ("2004", {"date-parts": [[2004]]}, "2004"),
        ("2004-05", {"date-parts": [[2004, 5]]}, "2004-05"),
        ("2004-02-29", {"date-parts": [[2004, 2, 29]]}, "2004-02-29"),
        ("2004-05-03T14:34:00Z", {"date-parts": [[2004, 5, 3]]}, "2004-05-03"),
        ("2004-05/2004-06", {"date-parts": [[2004, 5], [2004, 6]]}, "2004-05/2004-06"),
        ("2004/..", {"date-parts": [[2004], [0]]}, "2004/.."),
        ("2004/", {"date-parts": [[2004], [0]]}, "2004/.."),
        ("2004-21", {"date-parts": [[2004]], "season": 1}, "2004-21"),
        ("2004-24", {"date-parts": [[2004]], "season": 4}, "2004-24"),
        ("2004-21/2004-22", {"date-parts": [[2004, 21], [2004, 22]]}, "2004-21/2004-22"),
        ("1723~", {"date-parts": [[1723]], "circa": True}, "1723~"),
        ("1723%", {"date-parts": [[1723]], "circa": True}, "1723~"),
        ("1723?", {"date-parts": [[1723]]}, "1723"),
        ("199X", {"date-parts": [[1990], [1999]]}, "1990/1999"),
        ("17XX", {"date-parts": [[1700], [1799]]}, "1700/1799"),
        ("1999-XX", {"date-parts": [[1999]]}, "1999"),
        ("1999-05-XX", {"date-parts": [[1999, 5]]}, "1999-05"),
        ("-0043", {"date-parts": [[-44]]}, "-0043"),
        ("0000", {"date-parts": [[-1]]}, "0000"),
        ("Y12345", {"date-parts": [[12345]]}, "Y12345"),
    ],
)
def test_edtf_in_and_out(text, date, back):
    assert parse_edtf(text) == date
    assert format_edtf(date) == back


years = st.integers(-9999, 99999).filter(bool)
points = st.one_of(
    st.tuples(years),
    st.tuples(years, st.integers(1, 12)),
    st.tuples(years, st.integers(1, 12), st.integers(1, 28)),
).map(list)


@given(st.lists(points, min_size=1, max_size=2), st.booleans())
def test_edtf_round_trip(parts, circa):
    date = {"date-parts": parts, **({"circa": True} if circa else {})}
    assert parse_edtf(format_edtf(date)) == date


@given(st.text(max_size=60))
def test_any_text_makes_a_date(text):
    date = Date.parse(text)
    assert date.csl_json()
    assert date.literal == text or date.year is not None


def test_strings_for_numbers_stay_strings_and_count_as_numbers():
    date = Date.model_validate({"date-parts": [["2004", "05", 3]], "circa": "0"})
    assert (date.year, date.month, date.day, date.is_circa) == (2004, 5, 3, False)
    assert date.csl_json() == {"date-parts": [["2004", "05", 3]], "circa": "0"}


def test_a_date_given_as_a_string_is_written_as_it_came():
    date = Date.model_validate("2004-05")
    assert (date.year, date.month) == (2004, 5)
    assert date.csl_json() == "2004-05"


@pytest.mark.parametrize("value", [None, "x", 7, [], [[]], [[None]], [["x"]], [[0]], {"a": 1}, [[True]]])
def test_dates_without_numbers_have_no_parts(value):
    assert date_parts({"date-parts": value}) == []


def test_an_open_range_has_no_end():
    assert Date.parse("2004/..").end is None
    assert Date.parse("2004/2006-05").end.month == 5
