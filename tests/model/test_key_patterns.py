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
    "editor": [{"family": "Li", "given": "Qi"}],
    "note": "tex.shortauthor: WVM",
}
MAATEN = {
    "type": "article-journal",
    "author": [{"family": "Maaten", "given": "Laurens", "non-dropping-particle": "van der"}, {"family": "Hinton"}],
    "title": "Visualizing data using t-SNE",
    "issued": {"date-parts": [[2008]]},
}


@pytest.mark.parametrize(
    ("pattern", "key"),
    [
        ("auth", "VanderWall"),
        ("auth.lower + shorttitle(3,3) + year", "vanderwallChallengePainLongterm1996"),
        ("auth(3) + auth(2, 2) + shortyear", "VanMe96"),
        ("authors(2).lower", "vanderwallmelzack"),
        ("authors(2, etal='EtAl')", "VanderWallMelzackEtAl"),
        ("authors(-1)", "TheWHO"),
        ("authors(n=1, name='%(f)s%(i)s')", "VanderWallP"),
        ("authors(min=4) | 'few'", "few"),
        ("authEtal2.lower + year", "vanderwall.etal1996"),
        ("authAuthEa", "VanderWall.Melzack.ea"),
        ("authIni(2)", "Va.Me.Th"),
        ("authorIni", "Vande.M.T"),
        ("authshort", "V.M.T"),
        ("auth(initials=true)", "VanderWallP"),
        ("auth(creator='editor')", "Li"),
        ("auth(n=3, m=2, clean=false)", "Mel"),
        ("authEtAl", "VanderWallEtAl"),
        ("authorsAlpha + shortyear", "VMT96"),
        ("authorLast", "TheWHO"),
        ("title.condense('_')", "Challenge_Pain_Longterm_Study"),
        ("Title.nopunct.condense('_')", "On_the_Challenge_of_Pain_a_long-term_study"),
        ("date", "1996-05-03"),
        ("date('%y%m')", "9605"),
        ("Date.formatDate('%Y')", "1996"),
        ("type('book') + 'book' | 'other'", "book"),
        ("type('journalArticle') + 'article' | 'other'", "other"),
        ("language('de') + 'Buch' | 'book'", "book"),
        ("auth.len('>', 20) | auth.len", "VanderWall"),
        ("auth.replace(/[a-z]+$/, '') + year", "VanderW1996"),
        ("auth.replace('WALL', 'x')", "Vanderx"),
        ("getField('DOI').substring(1, 2)", "10"),
        ("extra('tex.shortauthor') + year", "WVM1996"),
        ("zotero", "vanderwall_challenge_1996"),
        ("better-bibtex", "vanderwallChallengePainLongterm1996"),
        ("google-scholar", "vanderwall1996challenge"),
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


def test_the_keys_that_other_programs_make():
    attention = {"author": [{"family": "Vaswani"}], "title": "Attention Is All You Need", "issued": year(2017)}
    assert KeyPattern("better-bibtex")(attention) == "vaswaniAttentionAllYou2017"
    assert KeyPattern("google-scholar")(attention) == "vaswani2017attention"
    assert KeyPattern("better-bibtex")(MAATEN) == "vandermaatenVisualizingDataUsing2008"
    assert KeyPattern("jabref")(MAATEN) == "Maaten2008"


def year(number):
    return {"date-parts": [[number]]}


PAPER = {
    "type": "article-journal",
    "author": [
        {"family": "Müller", "given": "Ada", "non-dropping-particle": "von"},
        {"family": "Babbage", "given": "Charles"},
        {"family": "Lovelace", "given": "Eve"},
        {"family": "Turing", "given": "Alan"},
    ],
    "title": "An awesome paper on JabRef",
    "container-title": "Journal of Fish Biology",
    "issued": {"date-parts": [[2020, 3, 2]]},
    "page": "7,41,73-97",
    "keyword": "fish; river",
    "volume": "12",
    "custom": {"bibtex": {"groups": "Apple Trees"}},
}


@pytest.mark.parametrize(
    ("pattern", "key"),
    [
        ("[auth][year]", "Mueller2020"),
        ("[auth:lower]-[year]", "mueller-2020"),
        ("demo[TITLE:abbr]", "demoAapoJ"),
        ("[authFirstFull]", "vonMueller"),
        ("[authForeIni][authorLastForeIni]", "AA"),
        ("[authIni2]", "MuBaLoTu"),
        ("[auth4_2]", "Babb"),
        ("[authorIni]", "MuellBLT"),
        ("[authorLast]", "Turing"),
        ("[authors]", "MuellerBabbageLovelaceTuring"),
        ("[authors2]", "MuellerBabbageEtAl"),
        ("[authEtAl]", "MuellerEtAl"),
        ("[auth.etal]", "Mueller.etal"),
        ("[auth.auth.ea]", "Mueller.Babbage.ea"),
        ("[authshort]", "MBL"),
        ("[authorsAlpha][shortyear]", "MBLT20"),
        ("[shorttitle]", "AwesomePaperJabref"),
        ("[shorttitleINI]", "APJ"),
        ("[veryshorttitle]", "Awesome"),
        ("[camel]", "AnAwesomePaperOnJabref"),
        ("[title]", "AnAwesomePaperonJabref"),
        ("[fulltitle]", "AnawesomepaperonJabRef"),
        ("[title:abbr][camel:abbr]", "AAPoJAAPOJ"),
        ("[journal:abbr]", "JoFB"),
        ("[entrytype]_[firstpage]_[lastpage]_[pageprefix]", "Article_7_97_"),
        ("[keyword2][keywords2]", "riverfishriver"),
        ("[AUTHOR:truncate12]", "AdavonMuell"),
        ("[DATE]", "20200302"),
        ("[MONTH][DAY]", "March2"),
        ("[GROUPS]", "AppleTrees"),
        ("[NUMBER:(unknown)]", "unknown"),
        ("[fulltitle:titlecase:abbr]", "AAPoJ"),
        ("[fulltitle:truncate3]", "An"),
        (r'[auth.etal:regex("\\.etal","EtAl"):regex("\\.","And")]', "MuellerEtAl"),
        ('[auth:regex("(M)(ue)", "$1o")]', "Moller"),
        ("[pureauth]", "Mueller"),
        ("[edtr]", ""),
        ("[edtr] | [auth]", "Mueller"),
        ("[auth:lower][shorttitle3_3][year]", "muellerAwesomePaperJabRef2020"),
        ("[TITLE:select=2,2:condense=_]", "awesome_paper"),
    ],
)
def test_patterns_in_brackets(pattern, key):
    assert KeyPattern(pattern)(PAPER) == key


def test_bodies_and_editors_in_brackets():
    agency = {"author": [{"literal": "European Union Aviation Safety Agency"}], "issued": year(1999)}
    assert KeyPattern("[auth][year]")(agency) == "EUASA1999"
    edited = {"editor": [{"family": "Wall"}, {"family": "Li"}]}
    assert KeyPattern("[auth]")(edited) == "Wall"
    assert KeyPattern("[pureauth]")(edited) == ""
    assert KeyPattern("[edtr][editors][editorLast][edtr2_2]")(edited) == "WallWallLiLiLi"


def test_a_key_that_is_taken_gets_what_the_pattern_says():
    wall = {"author": [{"family": "Wall"}], "issued": year(1996)}
    for pattern, keys in {
        "auth": ["Wall", "Wallb", "Wallc"],
        "[auth]": ["Wall", "Walla", "Wallb"],
        "auth + postfix('-%(n)s', 1)": ["Wall", "Wall-2", "Wall-3"],
        "auth + postfix('%(A)s')": ["Wall", "WallA", "WallB"],
    }.items():
        made = Keys(pattern=pattern)
        assert [made.make(wall) for _ in keys] == keys


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
        ("auth(o=1)", "'auth' does not take o=1"),
        ("auth(creator='writer')", "does not take creator='writer'"),
        ("auth.replace(/(/, 'x')", "is no expression"),
        ("inspireHep", "asks a service"),
        ("postfix('x')", "wants a text with one of"),
        ("[auth", "is not closed"),
        ("auth]", "can't read ']'"),
        ("[auth]]", "no bracket is open before ']'"),
        ("[atuh][year]", "there is no 'atuh' (did you mean 'auth'?); the field of that name is [ATUH]"),
        ("[auth:lowr]", "did you mean 'lower'?"),
        ('[auth:regex("(","")]', "is no expression"),
        ("[auth:]", "can't read ':'"),
        ("[]", "there is no ''"),
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
    call = f"{part}('note')" if part in ("extra", "getField") else part
    key = Keys(pattern=f"{call}.{name} | {call}").make(item)
    assert key
    assert not set(key) & set(' ,{}()"#%=\\~\n')


@settings(max_examples=200)
@given(st.text(alphabet="auth.year+|()'1, \n[]:/=", max_size=30))
def test_any_text_is_a_pattern_or_an_error(pattern):
    with contextlib.suppress(UsageError):
        KeyPattern(pattern)(WALL)
