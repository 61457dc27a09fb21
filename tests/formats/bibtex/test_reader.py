"""Every example of `nasty.md`, the names, dates and titles of good files, and any text at all."""

import contextlib
import json
import re
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from citekit.errors import ReadError
from citekit.formats.bibtex.document import read_document
from citekit.formats.bibtex.names import read_names
from citekit.formats.bibtex.reader import read
from citekit.model import SourceText
from citekit.model.edtf import date_parts
from citekit.model.variables import KIND

SHARED = Path(__file__).parents[3].parent / "shared" / "data" / "bibtex"
ROOT = Path(__file__).parents[3]
_SECTION = re.compile(r"^## (.+?)\n(.*?)(?=^## |\Z)", re.MULTILINE | re.DOTALL)
_BLOCK = re.compile(r"^```(\w+)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
NASTY = {
    section[1]: dict(_BLOCK.findall(section[2]))
    for section in _SECTION.finditer(Path(__file__).with_name("nasty.md").read_text(encoding="utf-8"))
}


def described(item, variable):
    if variable in ("year", "month"):
        return str(date_parts(item["issued"])[0][0 if variable == "year" else 1])
    return item.get(variable)


@pytest.mark.parametrize("name", NASTY)
def test_nasty_files(name):
    case = NASTY[name]
    library = read(SourceText(case["bib"]))
    wanted = [re.split(r" (?=[\w-]+=)", line) for line in case["items"].splitlines()]
    assert [entry.key for entry in library.entries] == [key for key, *_ in wanted]
    for entry, (_, *members) in zip(library.entries, wanted, strict=True):
        for member in members:
            variable, _, value = member.partition("=")
            assert described(entry.item, variable) == value
    problems = [(problem.location.line, problem.message) for problem in library.problems]
    expected = [line.split(" ", 1) for line in case.get("problems", "").splitlines()]
    assert len(problems) == len(expected), problems
    for (line, message), (wanted_line, beginning) in zip(problems, expected, strict=True):
        assert (line, message[: len(beginning)]) == (int(wanted_line), beginning)


@pytest.mark.parametrize("text", ["", " \n", "no entry here", "@", "@article", "@comment{x}", "@string{a = 1}"])
def test_a_file_without_an_entry_is_an_error(text):
    with pytest.raises(ReadError):
        read(SourceText(text))


def test_every_field_knows_its_place():
    text = (
        "@article{han2004,\n  title = {Acupuncture},\n  doi = {10.1016/j.neulet.2003.12.019},\n"
        "  journal = nl # { x},\n}\n"
    )
    source = SourceText(text, "sources.bib")
    origin = read(source).origin("han2004")
    assert text[slice(*origin.span)] == text.strip()
    assert text[slice(*origin.at("title").span)] == "Acupuncture"
    assert text[slice(*origin.at("DOI").span)] == "10.1016/j.neulet.2003.12.019"
    assert text[slice(*origin.at("container-title").span)] == "nl # { x}"
    assert origin.at("DOI").location == (3, 10)


@pytest.mark.parametrize(
    ("text", "names", "others"),
    [
        ("Han, Ji-Sheng", [{"family": "Han", "given": "Ji-Sheng"}], False),
        ("Ji-Sheng Han", [{"family": "Han", "given": "Ji-Sheng"}], False),
        ("Han, J. and Li, Q. and others", [{"family": "Han", "given": "J."}, {"family": "Li", "given": "Q."}], True),
        ("{Institutes of Health and Friends}", [{"literal": "Institutes of Health and Friends"}], False),
        ("van der Berg, Jan", [{"family": "Berg", "non-dropping-particle": "van der", "given": "Jan"}], False),
        ("Jan van der Berg", [{"family": "Berg", "non-dropping-particle": "van der", "given": "Jan"}], False),
        ("King, Jr., Martin Luther", [{"family": "King", "suffix": "Jr.", "given": "Martin Luther"}], False),
        (r"Erd{\H o}s, P{\'a}l", [{"family": "Erdős", "given": "Pál"}], False),
        ("family=Hattori, given=Yukari, prefix=de", [
            {"family": "Hattori", "given": "Yukari", "non-dropping-particle": "de"}], False),
        ("{Andersen} and Sandman", [{"literal": "Andersen"}, {"family": "Sandman"}], False),
        ("Aristotle", [{"family": "Aristotle"}], False),
        ("{Smith and Sons} and {Brown, Inc.}", [{"literal": "Smith and Sons"}, {"literal": "Brown, Inc."}], False),
        ("Han, J. AND Li, Q.\nand Wu", [{"family": "Han", "given": "J."}, {"family": "Li", "given": "Q."},
            {"family": "Wu"}], False),
        ("Ferdin~and Anderson", [{"family": "Ferdin"}, {"family": "Anderson"}], False),
        ("family={von Berg}, given={Jean, Paul}, suffix=Jr.", [
            {"family": "von Berg", "given": "Jean, Paul", "suffix": "Jr."}], False),
        ("Humboldt, Alexander von", [{"family": "Humboldt", "given": "Alexander", "dropping-particle": "von"}], False),
        ("Sun, Xiao ming", [{"family": "Sun", "given": "Xiao ming"}], False),
        ("Ali, ibn", [{"family": "Ali", "given": "ibn"}], False),
        (r"Wall, P.\,D.", [{"family": "Wall", "given": "P. D."}], False),
        ("Han, J., Li, Q.", [{"literal": "Han, J., Li, Q."}], False),
        ("Han, Ji-Sheng,", [{"family": "Han", "given": "Ji-Sheng"}], False),
        ("given=A, family=B, given=C", [{"family": "B", "given": "C"}], False),
        ("others", [], True),
        ("{others}", [{"literal": "others"}], False),
        ("", [], False),
    ],
)  # fmt: skip
def test_names(text, names, others):
    assert read_names(text) == (names, others)


@pytest.mark.parametrize(
    ("fields", "date"),
    [
        ("date = {2004-05}", {"date-parts": [[2004, 5]]}),
        ("date = {2004-05/2004-06}", {"date-parts": [[2004, 5], [2004, 6]]}),
        ("year = 2004, month = may", {"date-parts": [[2004, 5]]}),
        ("year = 2004, month = {Sept.}", {"date-parts": [[2004, 9]]}),
        ("year = 2004, month = 10 # jan", {"date-parts": [[2004, 1, 10]]}),
        ("year = 2004, month = {May}, day = 3", {"date-parts": [[2004, 5, 3]]}),
        ("year = 2004, month = {jan/feb}", {"date-parts": [[2004, 1], [2004, 2]]}),
        ("year = 2004, month = {Spring}", {"date-parts": [[2004]], "season": 1}),
        ("year = {1995--1997}", {"date-parts": [[1995], [1997]]}),
        ("year = {c. 1850}", {"date-parts": [[1850]], "circa": True}),
        ("year = {in press}", {"literal": "in press"}),
        ("year = 2004, month = jan # {~1}", {"date-parts": [[2004, 1, 1]]}),
        ("year = 2004, month = {10~jan}", {"date-parts": [[2004, 1, 10]]}),
        ("year = 2004, month = {June 21--23}", {"date-parts": [[2004, 6, 21], [2004, 6, 23]]}),
        ("year = 2004, month = {30 June -- 2 July}", {"date-parts": [[2004, 6, 30], [2004, 7, 2]]}),
        ("year = 2004, month = {5--6}", {"date-parts": [[2004, 5], [2004, 6]]}),
        ("year = 2004, month = {May}, day = {3--5}", {"date-parts": [[2004, 5, 3], [2004, 5, 5]]}),
        ("year = 2004, month = {ao{\\^u}t}", {"date-parts": [[2004, 8]]}),
        ("year = 2004, month = {Advent}", {"date-parts": [[2004]]}),
        ("year = 2004, month = {05-03}", {"date-parts": [[2004, 5, 3]]}),
        ("year = 2004, month = {12-31}", {"date-parts": [[2004, 12, 31]]}),
        ("year = 2004, month = {Dec/Jan}", {"date-parts": [[2004, 12], [2005, 1]]}),
        ("year = 2004, month = {Q1}", {"date-parts": [[2004]]}),
        ("year = {44 BC}", {"date-parts": [[-44]]}),
        ("year = {[1999]}", {"date-parts": [[1999]]}),
        ("year = {1995/96}", {"date-parts": [[1995], [1996]]}),
        ("date = {29 November 2011}", {"date-parts": [[2011, 11, 29]]}),
        ("date = {Nov. 29, 2011}", {"date-parts": [[2011, 11, 29]]}),
        ("date = {Spring 2011}", {"date-parts": [[2011]], "season": 1}),
        ("date = {29.11.2011}", {"date-parts": [[2011, 11, 29]]}),
        ("date = {2011/11/29}", {"date-parts": [[2011, 11, 29]]}),
        ("date = {the 13th century}", {"literal": "the 13th century"}),
        ("date = {1723?/1730~}", {"date-parts": [[1723], [1730]], "circa": True}),
        ("date = {1999/open}", {"date-parts": [[1999], [0]]}),
        ("date = {1999-XX-XX}", {"date-parts": [[1999]]}),
        ("date = {2004-02-03T14:34:00}", {"date-parts": [[2004, 2, 3]]}),
        ("date = {2004-02-03 14:34}", {"date-parts": [[2004, 2, 3]]}),
        ("date = {2004-5}", {"date-parts": [[2004, 5]]}),
        ("date = {2004-05-00}", {"date-parts": [[2004, 5]]}),
        ("date = {20040503}", {"date-parts": [[2004, 5, 3]]}),
        ("date = {~2004}", {"date-parts": [[2004]], "circa": True}),
        ("date = {1XXX}", {"date-parts": [[1000], [1999]]}),
        ("date = {2004-02-30}", {"literal": "2004-02-30"}),
        ("date = {-0043}", {"date-parts": [[-44]]}),
        ("year = {-43}", {"date-parts": [[-43]]}),
        ("year = {2004-02}", {"date-parts": [[2004, 2]]}),
        ("year = {2011-12}", {"date-parts": [[2011], [2012]]}),
        ("year = {2004~/2005}", {"date-parts": [[2004], [2005]], "circa": True}),
        ("year = {199u}", {"date-parts": [[1990], [1999]]}),
        ("year = {2005-1997}", {"literal": "2005-1997"}),
        ("year = {c1999}", {"date-parts": [[1999]]}),
        ("year = {AD 100}", {"date-parts": [[100]]}),
        ("year = {2004, May 3}", {"date-parts": [[2004, 5, 3]]}),
        ("year = {May 2004--June 2005}", {"date-parts": [[2004, 5], [2005, 6]]}),
        ("year = {3--5 May 2004}", {"date-parts": [[2004, 5, 3], [2004, 5, 5]]}),
        ("year = {Winter 2004/05}", {"date-parts": [[2004], [2005]], "season": 4}),
    ],
)
def test_dates(fields, date):
    assert read(SourceText(f"@article{{a, {fields}}}")).items[0]["issued"] == date


def test_protection_is_kept_and_sentence_case_is_asked_for():
    text = "@article{a, title = {The {NASA} Study of Pain: {A} \\emph{Case} for {de Broglie}}}"
    never = read(SourceText(text)).items[0]["title"]
    assert never == (
        'The <span class="nocase">NASA</span> Study of Pain: <span class="nocase">A</span> <i>Case</i> for '
        '<span class="nocase">de Broglie</span>'
    )
    auto = read(SourceText(text), sentence_case="auto").items[0]["title"]
    assert auto == 'The NASA study of pain: A <i>case</i> for <span class="nocase">de Broglie</span>'
    foreign = read(SourceText(text.replace("title", "langid = {ngerman}, title", 1)), sentence_case="auto")
    assert foreign.items[0]["title"] == "The NASA Study of Pain: A <i>Case</i> for de Broglie"


def test_what_csl_has_no_variable_for_is_kept():
    item = read(SourceText("@article{a, file = {:C\\:x.pdf}, mynote = {{Raw} \\LaTeX}}")).items[0]
    assert item["custom"]["bibtex"] == {"file": ":C\\:x.pdf", "mynote": "{Raw} \\LaTeX"}


FIELDS = """author editor translator bookauthor holder title subtitle titleaddon shorttitle booktitle booksubtitle
    booktitleaddon maintitle mainsubtitle maintitleaddon journal journaltitle journalsubtitle shortjournal issuetitle
    volume number issue eid pages publisher institution school organization howpublished location address year month day
    date urldate eventdate origdate lastchecked type eprint eprinttype archiveprefix eprintclass primaryclass langid
    hyphenation language crossref xdata editora editoratype editortype entrysubtype note addendum annotation annote
    keywords url doi isbn issn pmid pmcid file annotator ids options""".split()


@pytest.mark.parametrize(
    "type_", ["article", "book", "inbook", "inproceedings", "thesis", "misc", "patent", "unheardof"]
)
def test_no_field_is_ever_dropped(type_):
    for fields in ([name] for name in FIELDS):
        assert lost(type_, fields) == []
    assert lost(type_, FIELDS) == []


def lost(type_, fields):
    values = {name: f"Z{number}q" for number, name in enumerate(fields)}
    text = ", ".join(f"{name} = {{{value}}}" for name, value in values.items())
    kept = json.dumps(read(SourceText(f"@{type_}{{k, {text}}}")).items[0]).lower()
    return [name for name, value in values.items() if value.lower() not in kept]


def test_parents_may_share_what_they_stand_on():
    text = """
        @inproceedings{a, title = {Pain}, crossref = {b}, xdata = {press}}
        @proceedings{b, title = {All of Pain}, xdata = {press, place}}
        @xdata{press, publisher = {A Press}}
        @xdata{place, location = {Xi'an}}
    """
    child, parent = read(SourceText(text)).items
    assert child["container-title"] == parent["title"] == "All of Pain"
    assert [child["publisher"], child["publisher-place"]] == ["A Press", "Xi'an"]
    assert [parent["publisher"], parent["publisher-place"]] == ["A Press", "Xi'an"]


def test_line_ends_of_every_kind():
    for newline in ("\n", "\r\n", "\r"):
        text = newline.join(["% @book{no,}", "@ book{a,", "  title = {Pain},", "}", "@book{b, title = {", "@book{c,}"])
        library = read(SourceText(text))
        assert [entry.key for entry in library.entries] == ["a", "c"]
        assert [problem.location.line for problem in library.problems] == [5]


def test_the_projects_own_sources_are_clean():
    library = read(SourceText.decode((ROOT / "refs" / "sources.bib").read_bytes()))
    assert library.problems == ()
    assert library.keys() == ("amta2012", "han2004", "li2013", "mallory2017", "zhang2022", "zhao2021")


def test_the_sources_are_as_the_article_gives_them():
    article = SHARED.parent / "article" / "article.txt"
    if not article.exists():
        pytest.skip(f"the article is not at {article}")
    import citekit

    def facts(library):
        # The reader of `.bib` files gives the title before its colon as the short one.
        return {
            entry.key: {name: value for name, value in entry.item.items() if name != "title-short"}
            for entry in library.entries
        }

    assert facts(citekit.load(ROOT / "refs" / "sources.bib")) == facts(citekit.parse(article))


def test_files_of_others_survive_byte_for_byte():
    if not SHARED.exists():
        pytest.skip(f"the collection is not at {SHARED}")
    files = sorted(SHARED.rglob("*.bib"))
    assert files
    for path in files:
        data = path.read_bytes()
        source = SourceText.decode(data, path.name)
        assert "".join(read_document(source).pieces()) == source.text
        assert source.encode() == data


bibtex_like = st.lists(
    st.sampled_from(
        ["@article{", "@book(", "@string{", "@comment{", "a", ",", "=", "{", "}", '"', "#", "%", "\\", "\n", " ",
         "title", "author", "year", "and", "others", "10.1000/x", "jan", "$", "~", "\\emph", "\\'e", ")", "é",
         "--", "crossref"]
    ),
    max_size=60,
).map("".join)  # fmt: skip


@settings(max_examples=300)
@given(st.text(max_size=200) | bibtex_like)
def test_any_text_is_read_or_refused(text):
    source = SourceText(text)
    assert "".join(read_document(source).pieces()) == text
    try:
        library = read(source)
    except ReadError:
        return
    for entry in library.entries:
        assert 0 <= entry.origin.span.start < entry.origin.span.end <= len(text)
        for span in entry.origin.fields.values():
            assert 0 <= span.start <= span.end <= len(text)


values = st.lists(
    st.sampled_from(
        ["{", "}", "\\", "$", "~", "--", "a", "A", " ", ",", "/", "..", "?", "%", "2004", "-05", "-0001", "X", "may",
         " and ", "others", "von", "family=", "given=", "\\'e", "\\emph{", "\\url{", "\\begin{it}", "\\(", "^", "_",
         "$x$", "²", "١", "IV", "10.1000/x", "2101.00001", "arxiv", "pubmed", "english", "countryde", ":", "<i>", "http://a.b",
         "useprefix=false"]
    ),
    max_size=8,
).map("".join)  # fmt: skip


@settings(max_examples=300)
@given(
    st.sampled_from(
        ["article", "book", "inbook", "bookinbook", "periodical", "misc", "online", "patent", "video", "x"]
    ),
    st.dictionaries(st.sampled_from([*FIELDS, "month", "day", "origyear", "endyear", "shorttitle"]), values),
    st.sampled_from(["never", "auto", "always"]),
)
def test_whatever_stands_in_a_field_makes_csl_json(type_, fields, case):
    text = "".join(f", {name} = {{{value}}}" for name, value in fields.items())
    try:
        library = read(SourceText(f"@{type_}{{k{text}}}"), case)
    except ReadError:
        return
    for item in library.items:
        for variable, value in item.items():
            kind = KIND.get(variable)
            if kind == "name":
                assert value
                assert all(name and all(isinstance(part, str) for part in name.values()) for name in value)
            elif kind == "date":
                parts = value.get("date-parts", [[1]])
                assert 1 <= len(parts) <= 2
                assert all(1 <= len(point) <= 3 and all(type(part) is int for part in point) for point in parts)
            elif variable != "custom":
                assert isinstance(value, str)
                assert value


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "latin-1", "cp1252", "utf-16"])
def test_encodings(encoding):
    text = "@book{a,\r\n  title = {Über “Schmerz”},\r\n}" if encoding != "latin-1" else "@book{a, title = {Über}}"
    data = text.encode(encoding)
    source = SourceText.decode(data)
    assert read(source).items[0]["title"] == ("Über “Schmerz”" if encoding != "latin-1" else "Über")
    assert source.encode() == data


@pytest.mark.parametrize(
    "text",
    [
        "@article{a, title = " + "{" * 50_000 + "}" * 50_000 + "}",
        "@article{k, title={\n" * 2_000,
        "@article{a, title = {" + "x" * 1_000_000 + "}}",
        "@article{a, " + "".join(f"f{n} = {{x}},\n" for n in range(5_000)) + "}",
        "@article{a, author = {" + " and ".join("Han, J." for _ in range(5_000)) + "}}",
        "@article{a, title = {" + "\\emph{" * 5_000 + "}" * 5_000 + "}}",
        "@article{a, title = {" + "$" * 20_001 + "}}",
        " ".join(f"@article{{k{n}, title = {{Pain}}}}" for n in range(5_000)),
        "@article{k, title={\n" * 20_000,
        '@article{k, title="{ \n' * 20_000,
        "@comment(" * 50_000,
        "@article{a" + " " * 200_000 + "b = c}",
        "@string{s0 = {a}}" + "".join(f"@string{{s{n + 1} = s{n} # s{n}}}" for n in range(60))
        + "@book{k, title = s60}",
        "".join(f"@string{{s{n} = s{n + 1} # s{n + 1}}}" for n in range(3_000)) + "@book{k, title = s0}",
        "".join(f"@xdata{{x{n}, xdata = {{{','.join(f'x{m}' for m in range(20))}}}}}\n" for n in range(20))
        + "@book{k, xdata = {x0}}",
        "@book{k, title = {" + "${" * 20_000 + "}" * 20_000 + "}}",
        "@book{k, title = " + '"{}\\\\"' * 50_000 + "}",
        "@book{a " * 20_000,
        "@book{a, b = c" * 20_000,
        "%@string{@article{" * 20_000,
        "@book{k, author = {" + "a, " * 50_000 + "}}",
        "@book{k, date = {" + "1 " * 50_000 + "}, urldate = {" + "Accessed " * 20_000 + "}}",
        "@book{k, title = {" + "<i>a: " * 20_000 + "}}",
        "@book{k, title = {" + "a-" * 100_000 + "}}",
        "@book{k, howpublished = {" + "\\url" * 50_000 + "}}",
        "% x\r" * 50_000 + "@book{a, title = {Pain}}",
        "@book{k, title = {" + '<span class="nocase">' * 20_000 + "A" + " Word" * 20_000 + "}}",
    ],
    ids=["braces", "unclosed", "long", "fields", "authors", "macros", "dollars", "one line", "many unclosed", "quotes",
         "comments", "blanks", "doubling", "doubling backwards", "net of parents", "formulas", "accents", "keys",
         "values", "percents",
         "commas", "dates", "colons", "compounds", "addresses", "remarks", "spans"],
)  # fmt: skip
def test_hostile_files_end_soon(text):
    with contextlib.suppress(ReadError):
        assert read(SourceText(text), sentence_case="always").entries


@pytest.mark.parametrize("window", [1, 20, 200])
def test_how_much_the_splitter_gets_at_a_time_makes_no_difference(monkeypatch, window):
    text = "\n".join(example["bib"] for example in NASTY.values())
    whole = read_document(SourceText(text))
    monkeypatch.setattr("citekit.formats.bibtex.document._WINDOW", window)
    assert read_document(SourceText(text)) == whole
