"""Commands that write a `.bib` file leave it in its encoding, with its byte order mark and its line ends."""

import pytest

TEXT = (
    "% Müßig\r\n@article{a, title={Nadeln für Köln}, author={Han, J.}, year=2004}\r\n"
    "@article{b, Title={Nadeln für Köln}, author={Han, Jörg}, year=2004, volume={3}}\r\n"
)
ENCODINGS = ["utf-8", "utf-8-sig", "latin-1", "utf-16", "utf-32"]


@pytest.mark.parametrize("encoding", ENCODINGS)
def test_fmt(citekit, folder, encoding):
    path = folder / "a.bib"
    path.write_bytes(TEXT.encode(encoding))
    assert citekit("fmt", "a.bib").code == 0
    text = path.read_bytes().decode(encoding)
    assert text.startswith("% Müßig\r\n@article{a,\r\n  author       = {Han, J.},\r\n")
    assert path.read_bytes() == text.encode(encoding)
    assert text.count("\r\n") == text.count("\n")
    assert citekit("fmt", "a.bib", "--check").code == 0


@pytest.mark.parametrize("encoding", ENCODINGS)
def test_dedupe_and_merge(citekit, folder, encoding):
    path = folder / "a.bib"
    path.write_bytes(TEXT.encode(encoding))
    (folder / "b.bib").write_text("% b\n@book{c, title={Gewürze}}\n", encoding="utf-8")
    assert citekit("dedupe", "a.bib", "--write").code == 0
    after = "% Müßig\r\n@article{a, title={Nadeln für Köln}, author={Han, Jörg}, year=2004, volume={3}}\r\n"
    assert path.read_bytes() == after.encode(encoding)
    assert citekit("merge", "a.bib", "b.bib", "-o", "a.bib").code == 0
    assert path.read_bytes() == (after + "\r\n% b\r\n@book{c, title={Gewürze}}\r\n").encode(encoding)


def test_a_file_becomes_utf_8_where_that_is_asked_for(citekit, folder):
    path = folder / "a.bib"
    path.write_bytes(TEXT.encode("latin-1"))
    assert citekit("fmt", "a.bib", "--encoding", "utf-8", "--check").code == 1
    assert citekit("fmt", "a.bib", "--encoding", "utf-8").code == 0
    assert "für Köln" in path.read_bytes().decode("utf-8")


def test_what_the_encoding_lacks_is_an_error_and_the_file_stays(citekit, folder):
    path = folder / "a.bib"
    path.write_bytes(TEXT.encode("latin-1"))
    (folder / "b.bib").write_text("@book{c, title={漢}}\n", encoding="utf-8")
    ended = citekit("merge", "a.bib", "b.bib", "-o", "a.bib")
    assert ended.code == 2
    assert "the file is in cp1252, which has no '漢' (`citekit fmt --encoding utf-8` makes it UTF-8)" in ended.err
    assert path.read_bytes() == TEXT.encode("latin-1")
