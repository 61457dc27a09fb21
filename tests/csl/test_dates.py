"""Dates as reference managers hand them over: typed, with seasons, open, in words; what must not be read first."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from citekit.csl.raw import parse_raw
from csl.cases import HAN, entry

FULL = (
    "<date variable='issued'><date-part name='month' suffix=' '/><date-part name='day' suffix=', '/>"
    "<date-part name='year' {}/></date>"
)


def printed(issued, year=""):
    return entry(FULL.format(year), {**HAN, "issued": issued})


@pytest.mark.parametrize(
    "text",
    [
        "in press",
        "May 76",  # of which century?
        "31/31/2004",
        "12 May 2004 and later",
        "2004-2005-2006",
        "Maybe 2004",
        "May 2004 May",
        "x" * 1000,
        "",
    ],
)
def test_what_is_no_date_is_not_guessed_into_one(text):
    assert parse_raw(text) is None


@pytest.mark.parametrize(
    ("text", "date"),
    [
        ("17 Jan. 1976", {"date-parts": [[1976, 1, 17]]}),
        ("January 17th, 1976", {"date-parts": [[1976, 1, 17]]}),
        ("1/17/1976", {"date-parts": [[1976, 1, 17]]}),
        ("17/1/1976", {"date-parts": [[1976, 1, 17]]}),  # no seventeenth month
        ("17.1.1976", {"date-parts": [[1976, 1, 17]]}),
        ("1976/1/17", {"date-parts": [[1976, 1, 17]]}),
        ("1976-01-17T12:00:00Z", {"date-parts": [[1976, 1, 17]]}),
        ("Fall 1976", {"date-parts": [[1976]], "season": 3}),
        ("c. 1850", {"date-parts": [[1850]], "circa": True}),
        ("44 BC", {"date-parts": [[-44]]}),
        ("AD 79", {"date-parts": [[79]]}),
        ("May-June 2004", {"date-parts": [[2004, 5], [2004, 6]]}),
        ("May 3-6, 2004", {"date-parts": [[2004, 5, 3], [2004, 5, 6]]}),
        ("30 May - 2 June 2004", {"date-parts": [[2004, 5, 30], [2004, 6, 2]]}),
        ("1998-99", {"date-parts": [[1998], [1999]]}),
        ("Spring-Summer 2004", {"date-parts": [[2004, 21], [2004, 22]]}),
    ],
)
def test_typed_dates(text, date):
    assert parse_raw(text) == date


@given(st.text(alphabet="0123456789 -–/.,?~[]()TZ:abcdefgijlmnoprstuvyJFMASOND", max_size=90))
def test_any_text_is_a_date_or_none(text):
    date = parse_raw(text)
    assert date is None or all(len(point) <= 3 for point in date["date-parts"])


@pytest.mark.parametrize(
    ("issued", "line"),
    [
        ({"raw": "in press"}, "in press"),
        ({"literal": "in press"}, "in press"),
        ({"date-parts": [[2004]], "season": "Michaelmas"}, "Michaelmas 2004"),
        ({"date-parts": [[2004]], "season": "22"}, "Summer 2004"),
        ({"date-parts": [[2004, 5, 3], [2004, 5, 6]]}, "May 3–6, 2004"),
        ({"date-parts": [[2004, 5, 3], [2004, 6, 2]]}, "May 3–June 2, 2004"),
        ({"date-parts": [[2004, 5, 3], [2005, 6, 2]]}, "May 3, 2004–June 2, 2005"),
    ],
)
def test_dates(issued, line):
    assert printed(issued) == line


def test_words_stand_for_the_year_and_have_its_looks():
    assert printed({"literal": "in press"}, "prefix='(' suffix=')'") == "(in press)"
    month = "<date variable='issued'><date-part name='month'/></date>"
    assert entry(f"<group>{month}<text value='.'/></group>", {**HAN, "issued": {"literal": "in press"}}) == ""


def test_a_range_is_of_the_parts_that_are_shown():
    months = {**HAN, "issued": {"date-parts": [[2004, 5], [2004, 7]]}}
    assert entry("<date variable='issued'><date-part name='year'/></date>", months) == "2004"


def test_a_locale_s_range_delimiter_stands_unless_the_style_has_another():
    macros = "<locale><date form='text'><date-part name='year' range-delimiter=' to '/></date></locale>"
    years = {**HAN, "issued": {"date-parts": [[2004], [2006]]}}
    date = "<date variable='issued' form='text'>{}</date>"
    assert entry(date.format(""), years, macros=macros) == "2004 to 2006"
    assert entry(date.format("<date-part name='year' range-delimiter='/'/>"), years, macros=macros) == "2004/2006"
