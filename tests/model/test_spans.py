import pytest
from hypothesis import given
from hypothesis import strategies as st

from citekit.errors import ReadError
from citekit.model import Edit, SourceText, Span, apply_edits


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"plain",
        "Ünder Ärzten".encode(),
        b"\xef\xbb\xbfwith a mark",
        "Ünder\r\nÄrzten\r".encode("latin-1"),
        b"cp1252 quotes \x93so\x94",
        b"latin-1 only \x81",
        b"\xff\xfe" + "Ünder".encode("utf-16-le"),
        b"\xfe\xff" + "Ünder".encode("utf-16-be"),
        "a long text without any mark".encode("utf-16-le"),
        "a long text without any mark".encode("utf-16-be"),
    ],
)
def test_bytes_come_back_as_they_were(data):
    source = SourceText.decode(data)
    assert source.encode() == data


@pytest.mark.parametrize(
    "data",
    [
        b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR\x00\x00\x00\x01\x00\x00\x00\x01\x08\x06\x00\x00\x00\x1f\x15\xc4\x89",
        b"%PDF-1.7\n" + bytes(range(256)) * 8,
        b"PK\x03\x04" + bytes(range(256)) * 8,
        b"\xff\xfe\x00",
    ],
)
def test_what_is_not_text_is_refused(data):
    with pytest.raises(ReadError, match=r"article\.doc: "):
        SourceText.decode(data, "article.doc")


def test_a_character_the_encoding_lacks_makes_the_file_utf8():
    source = SourceText.decode("Ünder".encode("latin-1"))
    assert source.encode("Ünder 漢").decode("utf-8") == "Ünder 漢"


def test_locations_count_every_kind_of_line_end():
    source = SourceText("a\nb\r\nc\rd")
    assert [source.location(source.text.index(letter)) for letter in "abcd"] == [
        (1, 1),
        (2, 1),
        (3, 1),
        (4, 1),
    ]
    assert source.location(2).column == 1
    assert source.newline == "\n"
    assert SourceText("").location(0) == (1, 1)


@pytest.mark.parametrize(
    "edits",
    [
        [Edit(Span(0, 3), "x"), Edit(Span(2, 4), "y")],
        [Edit(Span(3, 99), "x")],
        [Edit(Span(3, 2), "x")],
        [Edit(Span(-1, 2), "x")],
    ],
)
def test_edits_that_collide_are_refused(edits):
    with pytest.raises(ValueError, match="collides"):
        apply_edits("abcdef", edits)


@given(st.text())
def test_no_edit_changes_nothing(text):
    assert apply_edits(text, []) == text


@given(st.binary(max_size=200))
def test_any_bytes_come_back_or_are_refused(data):
    try:
        source = SourceText.decode(data)
    except ReadError:
        return
    assert source.encode() == data
