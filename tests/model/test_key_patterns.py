import contextlib

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from citekit.errors import UsageError
from citekit.model.key_pattern import FILTERS, PARTS, KeyPattern
from citekit.model.keys import Keys

WALL = {
    "type": "book",
    "author": [{"family": "Van der Wall", "given": "Patrick"}, {"family": "Melzäck"}, {"literal": "The WHO"}],
    "title": "On the <i>Challenge</i> of Pain: a long-term study",
    "issued": {"date-parts": [[1996, 5, 3]]},
    "container-title": "Journal of Pain and Gain",
    "page": "258-261",
    "keyword": "pain, needles",
    "DOI": "10.1000/182",
}


@pytest.mark.parametrize(
    ("pattern", "key"),
    [
        ("auth", "VanderWall"),
        ("auth.lower + shorttitle(3,3) + year", "vanderwallChallengePainLongterm1996"),
        ("auth(3) + auth(2, 2) + shortyear", "VanMe96"),
        ("authors(2).lower", "vanderwallmelzacketal"),
        ("authEtAl", "VanderWallEtAl"),
        ("authorsAlpha + shortyear", "VMT96"),
        ("authorLast", "TheWHO"),
        ("title.condense('_')", "On_The_Challenge_Of_Pain_A_Longterm_Study"),
        ("journal.skipwords.abbr", "JPG"),
        ("journal.select(1, 1).lower + firstpage + '-' + lastpage", "journal258-261"),
        ("keyword(2) + month + day", "needles53"),
        ("'ref:' + year", "ref:1996"),
        ("origyear | 'no' + year", "no1996"),
        ("veryshorttitle.upper", "CHALLENGE"),
        ("doi", "10.1000/182"),
        ("volume.prefix('v').default('x') + year", "x1996"),
        ("auth.replace('Wall', 'W').substring(1, 5)", "Vande"),
    ],
)
def test_patterns(pattern, key):
    assert KeyPattern(pattern)(WALL) == key


@pytest.mark.parametrize(
    ("pattern", "message"),
    [
        ("", "something is missing"),
        ("auth +", "something is missing"),
        ("auth year", "'+' or '|' is missing before 'year'"),
        ("auth.lowr", "did you mean 'lower'?"),
        ("auth(", "is not closed"),
        ("auth('x')", "does not take 'x'"),
        ("year(3)", "does not take 3"),
        ("auth.prefix", "does not take nothing"),
        ("auth & year", "can't read '& year'"),
        ("auth(year)", "neither a number nor a text"),
    ],
)
def test_a_pattern_that_cannot_be_read_says_why(pattern, message):
    with pytest.raises(UsageError) as refused:
        KeyPattern(pattern)
    assert message in str(refused.value)


def test_keys_are_unique_whatever_their_case():
    keys = Keys(["wall1996"], pattern="auth(4) + year")
    wall = {"author": [{"family": "Wall"}], "issued": {"date-parts": [[1996]]}}
    assert [keys.make(wall), keys.make(wall)] == ["Wall1996b", "Wall1996c"]
    assert keys.make({"title": "Pain"}) == "pain"


SCALAR = st.one_of(st.none(), st.text(max_size=30), st.integers(), st.booleans())
ANY = st.recursive(
    SCALAR, lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner), max_leaves=6
)
ITEMS = st.dictionaries(st.sampled_from([*WALL, "editor", "original-date"]), ANY)


@settings(max_examples=200)
@given(item=ITEMS, part=st.sampled_from(sorted(PARTS)), name=st.sampled_from(["lower", "abbr", "select", "clean"]))
def test_any_item_gets_a_key_that_can_stand_in_a_file(item, part, name):
    assert name in FILTERS
    key = Keys(pattern=f"{part}.{name} | {part}").make(item)
    assert key
    assert not set(key) & set(' ,{}()"#%=\\~\n')


@settings(max_examples=200)
@given(st.text(alphabet="auth.year+|()'1, \n", max_size=30))
def test_any_text_is_a_pattern_or_an_error(pattern):
    with contextlib.suppress(UsageError):
        KeyPattern(pattern)(WALL)
