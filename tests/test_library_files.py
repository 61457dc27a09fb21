"""Libraries on disk, through the public names."""

import json

import pytest

import citekit
from citekit.errors import ReadError, UnknownFormat

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
