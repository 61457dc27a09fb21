import pytest

from citekit.errors import UnknownReference
from citekit.model import Entry, Library, Origin, Reference, SourceText, Span

HAN = {"id": "han2004", "type": "article-journal", "title": "Acupuncture and Endorphins"}
LI = {
    "id": "li2013",
    "type": "article-journal",
    "title": "Acupuncture Effect and Central Autonomic Regulation",
}


def test_a_library_is_ordered_and_keyed():
    library = Library([LI, Reference.from_csl_json(HAN)])
    assert library.keys() == ("li2013", "han2004")
    assert [reference.key for reference in library] == ["li2013", "han2004"]
    assert library["han2004"].title == "Acupuncture and Endorphins"
    assert "han2004" in library
    assert library.get("nobody") is None
    assert len(library) == 2
    assert library.csl_json() == [LI, HAN]


def test_unknown_keys_name_their_neighbours():
    with pytest.raises(UnknownReference, match=r"no reference with the key 'han2005' \(did you mean han2004\?\)"):
        Library([HAN])["han2005"]


def test_a_key_used_twice_keeps_both_entries():
    library = Library([HAN, {**LI, "id": "han2004"}])
    assert len(library.entries) == 2
    assert library["han2004"].title == HAN["title"]
    assert library.keys() == ("han2004",)


def test_items_without_an_id_are_numbered():
    assert Library([{"title": "a"}, {"title": "b"}]).keys() == ("1", "2")


def test_origins_count_lines_columns_and_bytes():
    text = "# Ä\nhan: Ünder\n"
    source = SourceText.decode(text.encode(), "list.txt")
    start = text.index("Ünder")
    origin = Origin(source, Span(4, 14), {"title": Span(start, start + 5)})
    library = Library([Entry("han2004", HAN, origin)], source=source)
    title = library.origin("han2004").at("title")
    assert title.location == (2, 6)
    assert title.path == "list.txt"
    assert text.encode()[slice(*title.byte_span)] == "Ünder".encode()
    assert library.origin("han2004").at("volume").location == (2, 1)


def test_works_are_put_in_their_place_and_removed():
    library = Library([{"id": "a", "title": "A"}, {"id": "b", "title": "B"}, {"id": "a", "title": "again"}])
    assert library["b"].title == "B"
    library.put({"id": "b", "title": "C"})
    library.put({"id": "c"})
    assert (library.keys(), library["b"].title) == (("a", "b", "c"), "C")
    library.remove("a")
    assert (library.keys(), library["a"].title, library["b"].title) == (("b", "a", "c"), "again", "C")
    with pytest.raises(UnknownReference):
        library.remove("d")
