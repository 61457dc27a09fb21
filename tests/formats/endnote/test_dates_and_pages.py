"""Dates and pages as databases write them; no text is too odd, and what is written is read as what it was."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from citekit.formats.endnote.dates import date_of, in_words, slashed
from citekit.formats.page_ranges import in_full

#: Pieces of dates, of which no arrangement is too odd.
PIECES = st.sampled_from("2004 04 13 5 0 850 44 BC May may- Spring c. ~ / // - – to , . XIV 99999 \u0663 n.d.".split())


@given(st.text(max_size=90) | st.lists(PIECES, max_size=8).map(" ".join) | st.lists(PIECES, max_size=8).map("".join))
def test_no_text_is_too_odd(text):
    date = date_of(text)
    assert date is None or all(part[0] and len(part) <= 3 for part in date["date-parts"])
    assert date is None or all(1 <= month <= 12 for _, month, *_ in (part for part in date["date-parts"] if part[1:]))
    assert isinstance(in_full(text), str)


@pytest.mark.parametrize(
    "text", ["", "n.d.", "in press", "0", "//", "May", "12", "12/05/04", "No. 3", "Spring", "0000/00/00", "99999"]
)
def test_what_has_no_year_is_none(text):
    assert date_of(text) is None


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("2004", [[2004]]),
        ("2004/05/12/", [[2004, 5, 12]]),
        ("2004/13/45/", [[2004]]),
        ("2004///May", [[2004, 5]]),
        ("2004-05-12T10:00:00Z", [[2004, 5, 12]]),
        ("12-May-2004", [[2004, 5, 12]]),
        ("May 12, 2004", [[2004, 5, 12]]),
        ("12.05.2004", [[2004]]),
        ("05/12/2004", [[2004]]),
        ("MAY 6 2004", [[2004, 5, 6]]),
        ("2004 May-Jun", [[2004, 5], [2004, 6]]),
        ("May-June 2004", [[2004, 5], [2004, 6]]),
        ("12-18 April 2001", [[2001, 4, 12], [2001, 4, 18]]),
        ("2001 Apr 30-May 2", [[2001, 4, 30], [2001, 5, 2]]),
        ("June 3-5, 2009", [[2009, 6, 3], [2009, 6, 5]]),
        ("June 3-45, 2009", [[2009, 6, 3]]),
        ("1998 Dec-1999 Jan", [[1998, 12], [1999, 1]]),
        ("1998-99", [[1998], [1999]]),
        ("1998–1999", [[1998], [1999]]),
        ("2001/2003", [[2001], [2003]]),
        ("2004/05//to 2005/01//", [[2004, 5], [2005, 1]]),
        ("850", [[850]]),
        ("44 B.C.E.", [[-44]]),
        ("Spring 2004", [[2004]]),
    ],
)
def test_dates(text, parts):
    assert date_of(text)["date-parts"] == parts


POINTS = st.tuples(st.integers(-900, 2100).filter(bool), st.integers(1, 12), st.integers(1, 28)).map(list)


@given(st.lists(POINTS, min_size=1, max_size=2, unique_by=tuple), st.integers(1, 3), st.booleans())
def test_what_is_written_is_read(points, length, circa):
    shown = sorted({tuple(point[:length]) for point in points})
    date = {"date-parts": [list(point) for point in shown], **({"circa": True} if circa else {})}
    year, rest = in_words(date)
    assert date_of(slashed(date)) == date
    read = date_of(rest) or date_of(f"{rest} {year}")
    assert read["date-parts"] == date["date-parts"]


@pytest.mark.parametrize(
    ("text", "full"),
    [
        ("258-61", "258-261"),
        ("258–61", "258-261"),
        ("258 - 61", "258-261"),
        ("258--61", "258-261"),
        ("S155-6", "S155-S156"),
        ("1120-8, 1140-51", "1120-1128, 1140-1151"),
        ("1120-8;1140-51", "1120-1128;1140-1151"),
        ("pp. 12-19", "12-19"),
        ("p.3", "3"),
        ("e12-e19", "e12-e19"),
        ("2019-12-31", "2019-12-31"),
        ("xii-xiv", "xii-xiv"),
        ("Pain", "Pain"),
    ],
)
def test_pages_in_full(text, full):
    assert in_full(text) == full
    assert in_full(full) == full
