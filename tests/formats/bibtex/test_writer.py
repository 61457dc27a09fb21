import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from citekit.formats.bibtex.reader import read
from citekit.formats.bibtex.writer import format_entry, write
from citekit.model import Library, SourceText
from citekit.richtext.latex import decode, encode


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
    ],
)  # fmt: skip
def test_what_is_written_is_read_back(item):
    read_back = back(item)
    assert {key: read_back.get(key) for key in item} == item


def test_keys_are_kept_or_made_and_never_the_same():
    han = {"author": [{"family": "Han"}], "issued": {"date-parts": [[2004]]}, "type": "book"}
    text = write(
        Library([{**han, "id": "Han2004"}, {**han, "id": "han2004"}, {**han, "id": 7}, {**han, "id": "a b,c"}])
    )
    assert [entry.key for entry in read(SourceText(text)).entries] == ["Han2004", "han2004b", "han2004c", "han2004d"]


def test_an_unedited_library_is_written_as_it_was():
    text = "% mine\r\n@ARTICLE{a,\r\n\ttitle={Pain} ,year=1999}\r\n"
    assert write(read(SourceText(text))) == text


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


@settings(max_examples=300, deadline=None)
@given(plain_text)
def test_any_text_survives_latex(text):
    kept = text.replace("``", "").replace("''", "")
    if "--" in kept or "!`" in kept or "?`" in kept or "<" in kept or "\u00a0" in kept:
        return
    assert decode(encode(kept)) == " ".join(kept.split())
