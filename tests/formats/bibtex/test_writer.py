import re
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from citekit.errors import ReadError
from citekit.formats import losses
from citekit.formats.bibtex.reader import read
from citekit.formats.bibtex.writer import format_entry, write
from citekit.model import Library, SourceText

SHARED = Path(__file__).parents[3].parent / "shared" / "data" / "bibtex"


def plain(item):
    """An item without the marks of protected capitals, which come with writing."""
    return {
        key: re.sub(r'<span class="nocase">([^<]*)</span>', r"\1", value) if isinstance(value, str) else value
        for key, value in item.items()
    }


def back(item):
    return read(SourceText(format_entry({"id": "a", **item}))).items[0]


@pytest.mark.parametrize(
    "item",
    [
        {"type": "article-journal", "title": "Pain & <i>E. coli</i>: 50% of $5_{x}", "container-title": "Pain #1"},
        {"type": "article-journal", "author": [{"family": "Li", "given": "Q."}], "custom": {"et-al": ["author"]}},
        {"type": "book", "author": [{"literal": "WHO and Friends, Inc."}], "publisher": "WHO"},
        {"type": "book", "editor": [{"family": "Beethoven", "given": "Ludwig", "non-dropping-particle": "van"}]},
        {"type": "book", "author": [{"family": "King", "given": "Martin", "suffix": "Jr."}]},
        {"type": "article-journal", "issued": {"date-parts": [[2004, 5], [2004, 6]]}, "volume": "361", "issue": "1-3"},
        {"type": "article-journal", "issued": {"date-parts": [[1850]], "circa": True}},
        {"type": "article-journal", "issued": {"date-parts": [[2004]], "season": 2}},
        {"type": "article-journal", "page": "258-261", "DOI": "10.1002/a_b(c)%20d", "PMID": "1513"},
        {"type": "chapter", "title": "Pain", "container-title": "All of Pain", "editor": [{"family": "Wall"}]},
        {"type": "webpage", "title": "Pain", "container-title": "A Site", "publisher": "AMTA",
         "URL": "https://example.org/a%20b_c#d", "accessed": {"date-parts": [[2025, 4, 2]]}},
        {"type": "thesis", "title": "Pain", "genre": "PhD thesis", "publisher": "A University"},
        {"type": "article-journal", "title": 'The <span class="nocase">NASA</span> story', "language": "de-DE"},
        {"type": "article-magazine", "title": "Pain", "container-title": "Time"},
        {"type": "article-journal", "number": "e5", "page": "e5", "container-title": "J.\u00a0Pain"},
        {"type": "article-journal", "number": "e5", "page": "1-9", "issue": "2"},
        {"type": "book", "title": "All of Pain", "volume-title": "Back Pain"},
        {"type": "chapter", "title": "Pain", "volume-title": "Back Pain", "container-title": "All of Pain"},
        {"type": "chapter", "title": "Pain"},
        {"type": "patent", "title": "A Needle", "jurisdiction": "US"},
    ],
)  # fmt: skip
def test_what_is_written_is_read_back(item):
    read_back = back(item)
    assert plain({key: read_back.get(key) for key in item}) == plain(item)


def test_keys_are_kept_or_made_and_never_the_same():
    han = {"author": [{"family": "Han"}], "issued": {"date-parts": [[2004]]}, "type": "book"}
    text = write(
        Library([{**han, "id": "Han2004"}, {**han, "id": "han2004"}, {**han, "id": 7}, {**han, "id": "a b,c"}])
    )
    assert [entry.key for entry in read(SourceText(text)).entries] == ["Han2004", "han2004b", "han2004c", "han2004d"]


def test_an_unedited_library_is_written_as_it_was():
    text = "% mine\r\n@ARTICLE{a,\r\n\ttitle={Pain} ,year=1999}\r\n"
    assert write(read(SourceText(text))) == text


FILE = (
    "% mine\r\n@string{nl = {Neuroscience Letters}}\r\n\r\n@ARTICLE{a,\r\n\ttitle={Pain} ,journal=nl, year=1999}\r\n"
    "% between\r\n@book{b, title = {Gain}, file = {x}}\r\n@book{c, title = {Rain}} % last\r\n"
)


def test_only_the_edited_field_is_written_anew():
    library = read(SourceText(FILE))
    library.items[1]["title"] = "Gain & Loss"
    assert write(library) == FILE.replace("{Gain}", "{Gain \\& Loss}")


def test_entries_go_and_come():
    library = read(SourceText(FILE))
    left = Library([*library.entries[1:], {"id": "b", "type": "book"}], source=library.source, format="bibtex")
    before, _, after = FILE.partition("@ARTICLE")
    text = before + after[after.index("% between") :] + "\r\n@book{ref,}\r\n"
    assert write(left) == text


def test_a_library_read_in_sentence_case_is_not_an_edited_one():
    text = "@book{a, title = {The Challenge of Pain}}"
    assert write(read(SourceText(text), sentence_case="auto")) == text


def test_entry_types_and_raw_fields_are_written_back():
    item = read(SourceText("@mvbook{a, title = {Pain}, ids = {old}, crossref = {b}, xdata = {x}}")).items[0]
    written = write(Library([item]))
    assert written.startswith("@mvbook{a,")
    assert "ids " in written
    assert "crossref" not in written
    assert "xdata" not in written
    assert "crossref" in write(Library([item, {"id": "b", "type": "book"}]))
    assert format_entry({**item, "type": "report"}).startswith("@report{a,")


@pytest.mark.parametrize(
    "custom",
    [
        {"bibtex": {"entrytype": "book{x,}@evil", "a b": "x", "c": "}", "d": 7, "e": "fine"}},
        {"bibtex": ["not", "fields"]},
        {"bibtex": {7: "x"}, "et-al": 5},
        "nothing",
    ],
)
def test_a_strange_custom_does_no_harm(custom):
    text = write(Library([{"id": "a", "type": "book", "title": "Pain", "custom": custom}]))
    library = read(SourceText(text))
    assert [(entry.key, entry.item["title"]) for entry in library.entries] == [("a", "Pain")]
    assert library.problems == ()


@pytest.mark.parametrize(
    "name",
    [
        {"family": "Li", "given": "Qian-Qian"},
        {"family": "de la Cruz", "given": "Ana"},
        {"family": "Beethoven", "given": "Ludwig", "non-dropping-particle": "van"},
        {"family": "King", "given": "Martin Luther", "suffix": "Jr."},
        {"family": "O'Neil", "given": "A., B."},
        {"family": "Smith and Sons", "given": "x and y"},
        {"literal": "Institutes of Health, Food and others"},
        {"literal": "others"},
        {"literal": "{Braces} & 50%"},
    ],
)
def test_names_come_back(name):
    assert back({"type": "book", "author": [name]})["author"] == [name]


def test_a_date_that_is_no_date_stands_in_year():
    text = format_entry({"id": "a", "type": "book", "issued": {"literal": "in press"}})
    assert "year         = {in press}" in text
    assert back({"type": "book", "issued": {"literal": "in press"}})["issued"] == {"literal": "in press"}


def test_files_of_others_lose_nothing_when_written_anew():
    if not SHARED.exists():
        pytest.skip(f"the collection is not at {SHARED}")
    for path in sorted(SHARED.rglob("*.bib")):
        try:
            before = read(SourceText.decode(path.read_bytes(), path.name))
        except ReadError:
            continue
        after = read(SourceText(write(Library(before.items))))
        for old, new in zip(before.items, after.items, strict=True):
            ours = {"id", "custom"}
            # What reading adds of itself (a short title, an article's number for its pages) is no loss.
            assert plain({k: new.get(k) for k in old if k not in ours}) == plain(
                {k: v for k, v in old.items() if k not in ours}
            )


def test_hostile_values_do_not_break_out_of_their_field():
    item = {
        "type": "book",
        "title": "} , year = {1",
        "publisher": "\\input{x} % $",
        "URL": "http://x/}{",
        "note": "a\n\nb",
    }
    library = read(SourceText(format_entry({"id": "a", **item}) + "@book{b, title = {B}}"))
    assert [entry.key for entry in library.entries] == ["a", "b"]
    assert library.items[0]["title"] == item["title"]
    assert library.items[0]["publisher"] == item["publisher"]
    assert "issued" not in library.items[0]


plain_text = st.text(st.characters(codec="utf-8", exclude_categories=["Cc", "Cs", "Zl", "Zp", "Zs"]), max_size=40)


@settings(max_examples=300)
@given(st.dictionaries(st.sampled_from(["title", "note", "publisher", "abstract", "page", "DOI", "URL"]), plain_text))
def test_any_values_stay_in_their_entry(values):
    text = format_entry({"id": "a", "type": "book", **values}) + "@book{b, title = {B}}"
    library = read(SourceText(text))
    assert [entry.key for entry in library.entries] == ["a", "b"]
    assert library.problems == ()
    assert "title" not in values or plain(library.items[0]).get("title", "") == values["title"]


def test_the_key_beside_a_programs_id_is_the_entrys():
    items = [
        {"id": "http://zotero.org/users/1/items/AB", "citation-key": "mine", "type": "book", "title": "Pain"},
        {"id": "yours", "citation-key": "other", "type": "book", "title": "Gain"},
    ]
    text = write(Library(items))
    assert "@book{mine,\n" in text
    assert "@book{yours,\n" in text
    assert [item.get("citation-key") for item in read(SourceText(text)).items] == [None, "other"]


def test_an_id_that_can_be_no_key_is_told():
    library = Library([{"id": "12", "type": "book", "title": "Pain"}, {"id": "mine", "type": "book", "title": "Gain"}])
    assert [str(loss) for loss in losses(library, "biblatex")] == [
        "12: id is another: it can't be a key, and another is made"
    ]
