"""Libraries on disk, through the public names."""

import json

import pytest

import citekit
from citekit.errors import EditError, ReadError, UnknownFormat
from citekit.model import Entry

BIB = "% mine\n@Article{han2004,\n\ttitle = {Acupuncture and Endorphins} ,year=2004\n}\n\n\n@string{x = {y}}\n"


@pytest.mark.parametrize(
    "data",
    [
        BIB.encode(),
        BIB.replace("\n", "\r\n").encode(),
        BIB.replace("\n", "\r").encode(),
        b"\xef\xbb\xbf" + BIB.encode(),
        BIB.replace("mine", "mïne").encode("latin-1"),
        b"\xff\xfe" + BIB.encode("utf-16-le"),
        BIB.encode() + b"@article{broken, title = {no end\n",
    ],
    ids=["lf", "crlf", "cr", "bom", "latin-1", "utf-16", "broken"],
)
def test_an_unedited_library_saves_byte_for_byte(data, tmp_path):
    path = tmp_path / "sources.bib"
    path.write_bytes(data)
    library = citekit.load(path)
    assert library.keys() == ("han2004",)
    library.save(path)
    assert path.read_bytes() == data
    library.save(tmp_path / "copy.bib")
    assert (tmp_path / "copy.bib").read_bytes() == data


@pytest.mark.parametrize("encoding", ["utf-8-sig", "latin-1", "utf-16"])
def test_an_edited_library_keeps_the_files_encoding(encoding, tmp_path):
    path = tmp_path / "sources.bib"
    text = "% mïne\r\n@book{a, title = {Ä}}\r\n"
    path.write_bytes(text.encode(encoding))
    library = citekit.load(path)
    library.put(library["a"].replace(publisher="Hałas", title="Ö"))
    library.save(path)
    read = path.read_bytes().decode(encoding)
    halas = "Ha{\\l}as" if encoding == "latin-1" else "Hałas"
    assert read == text.replace("{Ä}", f"{{Ö}}, publisher = {{{halas}}}")
    assert citekit.load(path)["a"].publisher == "Hałas"


def test_what_the_encoding_lacks_leaves_the_file_as_it_was(tmp_path):
    path = tmp_path / "sources.bib"
    path.write_bytes("@book{a, title = {Ä}}\n".encode("latin-1"))
    library = citekit.load(path)
    library.put(library["a"].replace(title="漢"))
    with pytest.raises(EditError, match="which has no"):
        library.save(path)
    assert path.read_bytes() == "@book{a, title = {Ä}}\n".encode("latin-1")


def test_keys_can_be_swapped_and_parents_go(tmp_path):
    text = "@book{a, title={A}}\n@book{b, title={B}}\n@inbook{c, crossref = {a}, title={C}}\n"
    library = citekit.parse(text)
    one, two, three = library.entries
    swapped = citekit.Library(
        [Entry("b", {**one.item, "id": "b"}, one.origin), Entry("a", {**two.item, "id": "a"}, two.origin), three],
        source=library.source,
        format=library.format,
    )
    swapped.save(tmp_path / "a.bib")
    assert (tmp_path / "a.bib").read_text() == (
        "@book{b, title={A}}\n@book{a, title={B}}\n@inbook{c, crossref = {b}, title={C}}\n"
    )
    without = citekit.Library(
        [Entry("b", {**one.item, "id": "b"}, one.origin)], source=library.source, format=library.format
    )
    without.save(tmp_path / "a.bib")
    assert (tmp_path / "a.bib").read_text() == "@book{b, title={A}}\n"


def test_the_extension_says_the_format(tmp_path):
    (tmp_path / "sources.bib").write_text(BIB, encoding="utf-8")
    library = citekit.load(tmp_path / "sources.bib")
    library.save(tmp_path / "sources.json")
    assert json.loads((tmp_path / "sources.json").read_text(encoding="utf-8")) == library.csl_json()
    again = citekit.load(tmp_path / "sources.json")
    assert again.items == library.items
    again.save(tmp_path / "other.bib")
    assert citekit.load(tmp_path / "other.bib").items == library.items


def test_csl_json_comes_back_with_everything_in_it(tmp_path):
    items = [{"id": 7, "type": "book", "x-own": {"a": [1, None]}, "volume": 3, "author": "wrong", "issued": "2004-05"}]
    path = tmp_path / "a.json"
    path.write_text(json.dumps(items), encoding="utf-8")
    assert citekit.load(path).csl_json() == items
    citekit.Library(citekit.load(path).entries).save(tmp_path / "b.json")
    assert json.loads((tmp_path / "b.json").read_text(encoding="utf-8")) == items


def test_what_can_only_be_read_is_not_written(tmp_path):
    library = citekit.Library([{"id": "a", "title": "Pain"}])
    with pytest.raises(UnknownFormat, match="can only be read"):
        library.save(tmp_path / "list.txt")
    assert not (tmp_path / "list.txt").exists()


def test_a_failed_write_leaves_the_old_file(tmp_path):
    library = citekit.Library([{"id": "a", "title": "Pain"}])
    with pytest.raises(OSError, match="nowhere"):
        library.save(tmp_path / "nowhere" / "a.json")


@pytest.mark.parametrize("text", ["", " \n", "no references here, only prose that goes on for a while and says little"])
def test_a_text_without_references_is_an_error(text):
    with pytest.raises(ReadError):
        citekit.parse(text)


def test_a_path_and_its_text_give_the_same(tmp_path):
    text = (
        "Han, Ji-Sheng. “Acupuncture and Endorphins.” Neuroscience Letters, vol. 361, no. 1-3, May 2004, pp. 258-61.\n"
    )
    path = tmp_path / "list.txt"
    path.write_text(text, encoding="utf-8")
    assert citekit.parse(path).items == citekit.parse(str(path)).items == citekit.parse(text).items


def test_updating_twice_changes_nothing():
    article = "# Pain\n\nText.\n\n## References\n\n- Han, J. (2004). Acupuncture. Pain, 3(1), 2–3.\n\n## About\n\nUs.\n"
    library = citekit.parse(article)
    once = citekit.update(article, library, style="apa", kind="markdown")
    assert once.startswith("# Pain\n\nText.\n\n## References\n\n- Han, J. (2004). Acupuncture. *Pain*, *3*(1), 2–3.")
    assert once.endswith("\n\n## About\n\nUs.\n")
    assert citekit.update(once, library, style="apa", kind="markdown") == once


def test_library_and_style_are_not_changed_by_formatting():
    library = citekit.parse("Han, J. (2004). Acupuncture and Pain. Pain, 3(1), 2–3.")
    before = json.dumps(library.csl_json())
    style = citekit.load_style("apa")
    assert style.bibliography(library).to("text") == style.bibliography(library).to("text")
    assert json.dumps(library.csl_json()) == before
