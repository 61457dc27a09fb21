"""XML read record by record: what must not happen first, then places and what is read."""

import contextlib

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from citekit.elements import MAX_DEPTH, records
from citekit.elements.repair import repaired
from citekit.errors import ReadError
from citekit.model import SourceText


def read(text):
    """The texts of the records of a text, and what is told with places."""
    problems = []
    found = [node.text() for node, _ in records(SourceText(text), problems, ["record", "book"])]
    return found, [(*problem.location, problem.message) for problem in problems]


# What must not happen ---------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "declared",
    [
        '<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">',
        '<!ENTITY a SYSTEM "file:///etc/passwd">',
        '<!ENTITY % a SYSTEM "http://example.org/a"> %a;',
    ],
)
def test_entities_are_refused_and_nothing_is_fetched(declared):
    with pytest.raises(ReadError, match="entities"):
        read(f"<!DOCTYPE xml [{declared}]><xml><record>&a;</record></xml>")


def test_an_entity_that_a_later_document_of_the_file_declares_is_none():
    found, told = read('<xml><record>1</record></xml><!DOCTYPE a [<!ENTITY b "c">]><xml><record>&b;</record></xml>')
    assert found == ["1", "&b;"]
    assert told == [(1, 73, "this record is not XML but for a repair: undefined entity")]


@pytest.mark.parametrize("text", ["", "hello", "<", "<xml", "<!-- ", "<?xml version='1.0'?>", "<!DOCTYPE a ["])
def test_what_does_not_begin_as_xml_is_said(text):
    with pytest.raises(ReadError, match="not XML"):
        read(text)


def test_depth_costs_the_record_it_is_in():
    deep = "<a>" * MAX_DEPTH + "</a>" * MAX_DEPTH
    found, told = read(f"<xml><record>1</record><record>{deep}</record><record>2</record></xml>")
    assert found == ["1", "2"]
    assert [message for _, _, message in told] == ["this record's elements are nested deeper than any record's"]


@pytest.mark.parametrize(
    "piece",
    ["<record>", "</record>", "<record", "<!--", "<![CDATA[", "<?", "<a>", "&", '<record a="', "<record><!--", "]]>"],
)
def test_no_piece_a_thousand_times_over_is_too_much(piece):
    for text in (
        f"<xml>{piece * 1000}",
        f"<xml>{piece * 1000}--></xml>",
        f"<xml><record>{piece * 1000}</record></xml>",
    ):
        found, told = read(text)
        # Nothing is made of the pieces that the text has not, and what is wrong has a place in it.
        assert len(found) + len(told) <= 2001
        assert all(line == 1 and 1 <= column <= len(text) + 1 for line, column, _ in told)


PIECES = (
    "<record>|</record>|<record a='1'>|<record/>|<book>|</book>|<a>|</a>|<!--|-->|<![CDATA[|]]>|<?x|?>|&|&amp;|&nbsp;|"
    "&#x1;|ü|\U0001d7d8|\x0b|\n|<|>|text|\ud800"
).split("|")


@given(st.lists(st.sampled_from(PIECES), max_size=30).map("".join) | st.text(max_size=100))
@example("<record>")
def test_no_text_is_too_odd(text):
    for whole in (text, f"<xml>{text}</xml>"):
        with contextlib.suppress(ReadError):
            read(whole)


@given(st.text(max_size=60) | st.lists(st.sampled_from(PIECES), max_size=12).map("".join))
def test_a_broken_record_costs_no_other(inner):
    # What opens a comment or a section and hides the next record's beginning is taken for unclosed.
    text = f"<xml>\n<record>first</record>\n<record>{inner}</record>\n<record>last</record>\n</xml>"
    found, _ = read(text)
    assert found[0] == "first"
    assert "last" in found[-1]


# Records ----------------------------------------------------------------------------------------------


def test_each_broken_record_is_told_with_its_place():
    text = (
        '<?xml version="1.0" encoding="UTF-16"?>\n<xml>\n<record>ü\U0001d7d8<b></record>\n<record>two</record>\n'
        "<record>three\n<record>four</record>\nfive</record>\n</xml>\n"
    )
    assert read(text) == (
        ["two", "four"],
        [
            (3, 16, "this record is not XML: mismatched tag"),
            (5, 1, "this record has no end"),
            (7, 5, "</record> ends no record"),
        ],
    )


def test_a_file_that_is_cut_off_says_so():
    assert read("<xml><record>1</record><record>2</rec") == (["1"], [(1, 24, "this record has no end")])
    assert read("<xml><record>1</record>") == (["1"], [(1, 24, "the file has no </xml> at its end")])
    assert read("<xml><record>1</record></xml>\n<!-- by hand -->\n")[1] == []
    assert read("<xml/>") == ([], [])


def test_tags_in_comments_and_sections_are_none():
    text = (
        "<xml><!-- <record>0</record> --><record>1<!-- </record> --></record>"
        "<record><![CDATA[</record> & <b>]]></record><record/><book><record-number>3</record-number></book></xml>"
    )
    assert read(text) == (["1", "</record> & <b>", "", "3"], [])


def test_a_record_may_be_the_root():
    assert read("<record>1</record>") == (["1"], [])


def test_the_span_is_the_records():
    text = "<xml>ü <record>1</record></xml>"
    [(_, span)] = records(SourceText(text), [], ["record"])
    assert text[slice(*span)] == "<record>1</record>"


def test_what_is_wrong_with_characters_alone_is_put_right_and_told():
    found, told = read("<xml><record>AT&T\x0b, p < .05, caf&eacute; &#31;&#xe9;</record></xml>")
    assert found == ["AT&T, p < .05, café é"]
    assert told == [(1, 18, "this record is not XML but for a repair: not well-formed (invalid token)")]


@given(st.text(max_size=60))
def test_a_repair_is_made_once(text):
    assert repaired(repaired(text)) == repaired(text)
