"""EndNote's XML: what must not happen first, then what programs export, then there and back."""

import contextlib
import json
import re
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from citekit.errors import ReadError
from citekit.formats import losses, read, sniff, write
from citekit.formats.endnote.types import TYPES
from citekit.formats.page_ranges import in_full
from citekit.model import Library, SourceText

RECORDS = Path(__file__).with_name("records.xml").read_text(encoding="utf-8")
NAMED = [type_ for type_ in TYPES if type_.name]


def library_of(*records):
    return read(SourceText(f"<xml><records>{''.join(f'<record>{one}</record>' for one in records)}</records></xml>"))


def item_of(type_name, inner):
    return library_of(f'<ref-type name="{type_name}">0</ref-type>{inner}').items[0]


def back(library):
    return read(SourceText(write(library, "endnote-xml")), "endnote-xml")


# What must not happen ---------------------------------------------------------------------------------


@pytest.mark.parametrize("text", ["", "<xml/>", "<xml><records/></xml>", "TY  - JOUR", "<xml><records><record>"])
def test_what_has_no_record_is_said(text):
    with pytest.raises(ReadError):
        read(SourceText(text), "endnote-xml")


@pytest.mark.parametrize(
    "text",
    [
        "<PubmedArticleSet>", "<records><record><leader>00</leader></record></records>", "<html><record>", "",
        "<style xmlns='http://purl.org/net/xbiblio/csl'>",
    ],
)  # fmt: skip
def test_other_xml_is_not_taken_for_it(text):
    assert text == "" or sniff(text).name != "endnote-xml"


def test_entities_are_refused():
    with pytest.raises(ReadError, match="entities"):
        read(
            SourceText('<!DOCTYPE xml [<!ENTITY a "b">]><xml><records><record>&a;</record></records></xml>'),
            "endnote-xml",
        )


def test_a_broken_record_costs_no_other_and_has_its_place():
    library = library_of(
        "<titles><title>One</title></titles>", "<titles><title>Two</titles>", "<leader/>",
        "<ref-type name='Novel'>99</ref-type><titles><title>Three & more\x0b</title></titles>",
    )  # fmt: skip
    assert [item["title"] for item in library.items] == ["One", "Three & more"]
    assert [(problem.location.column, problem.message) for problem in library.problems] == [
        (15, "a record without a type"),
        (95, "this record is not XML: mismatched tag"),
        (111, "this is no record of EndNote's"),
        (137, "Novel is no type of EndNote's"),
        (203, "this record is not XML but for a repair: not well-formed (invalid token)"),
    ]


def test_what_xml_has_no_characters_for_is_told_as_lost():
    library = Library([{"id": "a", "type": "book", "title": "Pain\x00 & <gain", "publisher": "\x1f"}])
    assert back(library).items[0]["title"] == "Pain & <gain"
    assert [str(told).partition(":")[2].strip() for told in losses(library, "endnote-xml")] == [
        "title comes back otherwise: EndNote has no place for it",
        "publisher is lost: EndNote has no place for it",
    ]


def test_what_custom_has_of_others_makes_no_elements():
    kept = {"record": ["x"], "titles": ["y"], "a><b": ["z"], "ref-type": [{"name": "Thesis"}], "custom1": "no list"}
    text = write(Library([{"id": "a", "type": "book", "custom": {"endnote": kept}}]), "endnote-xml")
    assert re.findall(r"<[\w-]+", text.partition("<records>")[2]) == ["<record", "<ref-type", "<label"]


@given(st.text(max_size=200))
def test_no_text_is_too_odd(text):
    for whole in (text, f"<xml><records><record><titles>{text}</titles></record></records></xml>"):
        with contextlib.suppress(ReadError):
            read(SourceText(whole), "endnote-xml")


@settings(max_examples=300)
@given(
    st.integers(0, len(RECORDS) - 1),
    st.integers(1, 120),
    st.text(max_size=8) | st.sampled_from(["<", "</style>", "&#x0;"]),
)
def test_no_damage_is_too_odd(start, length, put):
    text = RECORDS[:start] + put + RECORDS[start + length :]
    try:
        library = read(SourceText(text), "endnote-xml")
    except ReadError:
        return
    assert [item["id"] for item in back(library).items] == [item["id"] for item in library.items]


VALUES = st.sampled_from(
    ["", "1", "2004", "May 6", "258-61", "a, b", "et al.", "PMC1", "10.1000/1", "978-0-306-40615-7", "x;y"]
)
ELEMENTS = st.sampled_from(
    "ref-type contributors authors secondary-authors author titles title secondary-title periodical full-title pages "
    "number volume edition keywords keyword dates year pub-dates date isbn electronic-resource-num urls related-urls "
    "url custom2 custom3 work-type foreign-keys key label style".split()
)
TREES = st.recursive(
    VALUES,
    lambda inner: st.tuples(ELEMENTS, st.lists(inner, max_size=4)).map(
        lambda node: f"<{node[0]}>{''.join(node[1])}</{node[0]}>"
    ),
    max_leaves=25,
)


@given(st.sampled_from(NAMED), st.lists(TREES, max_size=6))
def test_no_arrangement_of_elements_is_too_odd(type_, trees):
    library = library_of(f'<ref-type name="{type_.name}"/>{"".join(trees)}')
    [item], [again] = library.items, back(library).items
    told = {loss.variable for loss in losses(library, "endnote-xml")}
    assert {name: again.get(name) for name in item if name not in told} == {
        name: value for name, value in item.items() if name not in told
    }


# What programs export ---------------------------------------------------------------------------------


def test_endnotes_own_file():
    article, chapter = read(SourceText(RECORDS, "Knees.xml")).items
    assert {name: value for name, value in article.items() if name != "custom"} == {
        "id": "ruiz2019",
        "type": "article-journal",
        "author": [
            {"family": "Ruiz", "given": "Ana María"},
            {"family": "van der Berg", "given": "Tom", "suffix": "Jr."},
            {"literal": "Knee Trial Group"},
        ],
        "title": "Massage with <i>Arnica</i> for knee pain: a <5-year trial & CO<sub>2</sub>",
        "container-title": "Journal of clinical practice",
        "container-title-short": "J Clin Pract",
        "volume": "12",
        "issue": "3",
        "abstract": "BACKGROUND: Knees hurt.\nRESULTS: Less.",
        "note": "Ruiz, Ana\neng",
        "annote": "read twice",
        "source": "NLM",
        "language": "eng",
        "issued": {"date-parts": [[2019, 5], [2019, 6]]},
        "available-date": {"date-parts": [[2019, 4, 2]]},
        "page": "101-109",
        "ISSN": "1234-5679",
        "DOI": "10.5555/knee.2019.1",
        "URL": "https://pubmed.ncbi.nlm.nih.gov/70000001",
        "PMID": "70000001",
        "PMCID": "PMC7000001",
        "keyword": "*Massage; Pain, Postoperative",
    }
    assert article["custom"]["endnote"] == {
        "rec-number": ["12"],
        "auth-address": ["Clinic A, Springfield.\nClinic B, Shelbyville."],
        "work-type": ["Randomized Controlled Trial"],
        "related-urls": ["https://example.org/knee"],
        "pdf-urls": ["internal-pdf://1234/Ruiz-2019.pdf"],
        "custom6": ["NIHMS12345"],
        "isbn": ["0028-0836"],
        "database": [{"name": "Knees.enl", "path": "C:\\Users\\me\\Knees.enl", "text": "Knees.enl"}],
        "source-app": [{"name": "EndNote", "version": "20.4", "text": "EndNote"}],
        "foreign-keys": [{"app": "EN", "db-id": "pd09zt9thx2", "timestamp": "1560000000", "text": "12"}],
    }
    assert chapter == {
        "id": "stone18",
        "type": "chapter",
        "author": [{"family": "Stone", "given": "Mary"}],
        "editor": [{"family": "Lin", "given": "Wei"}],
        "collection-editor": [{"family": "Weber", "given": "J."}],
        "title": "Knees",
        "container-title": "Handbook of Care",
        "collection-title": "Care series",
        "collection-number": "7",
        "chapter-number": "3",
        "publisher-place": "Springfield",
        "publisher": "Clinic Press",
        "issued": {"date-parts": [[2018]]},
        "edition": "2",
        "page": "5-9",
        "ISBN": "9780306406157",
    }


def test_the_types_of_users_are_told_by_their_numbers():
    assert item_of("Tagungsband", "").get("type") == "document"
    library = library_of(
        '<ref-type name="Tagungsband">10</ref-type>', "<ref-type>6</ref-type>", "<ref-type>Book</ref-type>"
    )
    assert [item["type"] for item in library.items] == ["paper-conference", "book", "book"]
    assert library.problems == ()


def test_bare_records_and_records_without_styles():
    text = (
        '<records><record><ref-type name="Journal Article">17</ref-type><contributors><authors><author>Li, W.&#xD;'
        'Lin, A.</author><author last-name="Ruiz" first-name="Ana"/></authors></contributors><titles><title>Pain'
        "</title></titles><periodical><full-title>Care</full-title><abbr-1>C.</abbr-1></periodical><issue>2</issue>"
        "<dates><year>2001</year></dates><urls><web-urls><url>https://doi.org/10.5555/1</url></web-urls></urls>"
        "<access-date>2024-05-06</access-date></record></records>"
    )
    assert sniff(text, "export.xml").name == "endnote-xml"
    assert read(SourceText(text)).items[0] == {
        "id": "li2001", "type": "article-journal", "title": "Pain", "container-title": "Care",
        "container-title-short": "C.", "issue": "2", "issued": {"date-parts": [[2001]]}, "DOI": "10.5555/1",
        "author": [
            {"family": "Li", "given": "W."}, {"family": "Lin", "given": "A."}, {"family": "Ruiz", "given": "Ana"},
        ],
        "accessed": {"date-parts": [[2024, 5, 6]]},
    }  # fmt: skip


PEOPLE = "".join(
    f"<{group}><author>{name}, A.</author></{group}>"
    for group, name in (
        ("authors", "One"),
        ("secondary-authors", "Two"),
        ("tertiary-authors", "Three"),
        ("subsidiary-authors", "Four"),
    )
)


@pytest.mark.parametrize(
    ("type_name", "roles"),
    [
        ("Book", {"author": "One", "collection-editor": "Two", "editor": "Three", "translator": "Four"}),
        ("Edited Book", {"editor": "One", "collection-editor": "Two", "translator": "Four"}),
        ("Book Section", {"author": "One", "editor": "Two", "collection-editor": "Three", "translator": "Four"}),
        ("Thesis", {"author": "One", "translator": "Four"}),
        ("Film or Broadcast", {"director": "One", "producer": "Three", "performer": "Four"}),
        ("Music", {"composer": "One", "editor": "Two", "collection-editor": "Three", "producer": "Four"}),
        ("Interview", {"author": "One", "interviewer": "Two", "collection-editor": "Three", "translator": "Four"}),
        ("Case", {"author": "One"}),
    ],
)  # fmt: skip
def test_who_is_who_depends_on_the_type(type_name, roles):
    item = item_of(type_name, f"<contributors>{PEOPLE}</contributors>")
    assert {role: names[0]["family"] for role, names in item.items() if isinstance(names, list)} == roles
    kept = sum(map(len, item.get("custom", {}).get("endnote", {}).values()))
    assert len(roles) + kept - ("ref-type" in item.get("custom", {}).get("endnote", {})) == 4


@pytest.mark.parametrize(
    ("type_name", "inner", "expected"),
    [
        ("Thesis", "<publisher>University</publisher><volume>PhD</volume><pages>312</pages>",
         {"publisher": "University", "genre": "PhD", "number-of-pages": "312"}),
        ("Thesis", "<volume>PhD</volume><work-type>Dissertation</work-type>",
         {"genre": "Dissertation", "custom": {"endnote": {"volume": ["PhD"]}}}),
        ("Book", "<pages>12-15</pages><titles><secondary-title>Series</secondary-title></titles><number>4</number>",
         {"page": "12-15", "collection-title": "Series", "collection-number": "4"}),
        ("Conference Proceedings", "<titles><secondary-title>Care Day</secondary-title></titles>"  # noqa: ISC004
         "<custom1>London</custom1><pub-location>Paris</pub-location><custom3>Proceedings of Care</custom3>",
         {"event-title": "Care Day", "container-title": "Proceedings of Care", "event-place": "Paris",
          "publisher-place": "London"}),
        ("Conference Proceedings", "<titles><secondary-title>Proceedings</secondary-title></titles>",
         {"container-title": "Proceedings"}),
        ("Report", "<publisher>WHO</publisher><isbn>WHO/1</isbn>", {"publisher": "WHO", "number": "WHO/1"}),
        ("Patent", "<isbn>US 1,234</isbn><publisher>Li Co</publisher>"  # noqa: ISC004
         "<contributors><secondary-authors><author>USPTO</author></secondary-authors></contributors>",
         {"number": "US 1,234", "publisher": "Li Co", "authority": "USPTO"}),
        ("Case", "<publisher>High Court</publisher><titles><secondary-title>U.S.</secondary-title></titles>",
         {"authority": "High Court", "container-title": "U.S."}),
        ("Newspaper Article", "<number>A4</number><section>Health</section>", {"page": "A4", "section": "Health"}),
        ("Journal Article", "<custom7>Article e12</custom7><section>7</section>", {"number": "e12", "page": "7"}),
        ("Electronic Article", "<dates><year>2004</year><pub-dates><date>May 6, 2020</date></pub-dates></dates>",
         {"issued": {"date-parts": [[2004]]}, "accessed": {"date-parts": [[2020, 5, 6]]},
          "custom": {"endnote": {"ref-type": [{"name": "Electronic Article", "text": "0"}]}}}),
        ("Map", "<custom1>1:5</custom1><custom3>2 m</custom3>", {"scale": "1:5", "dimensions": "2 m"}),
        ("Computer Program", "<edition>2.1</edition>", {"version": "2.1"}),
        ("Standard", "<isbn>ISO 690</isbn><titles><secondary-title>Part 2</secondary-title></titles>",
         {"number": "ISO 690", "part-title": "Part 2"}),
        ("Hearing", "<titles><secondary-title>Body</secondary-title><tertiary-title>Senate</tertiary-title></titles>",
         {"section": "Body", "authority": "Senate"}),
        ("Web Page", "<volume>2020</volume><number>March 3</number><dates><year>2019</year></dates>",
         {"issued": {"date-parts": [[2019]]}, "accessed": {"date-parts": [[2020, 3, 3]]}}),
        ("Blog", "<volume>2020</volume>", {"accessed": {"date-parts": [[2020]]}}),
        ("Web Page", "<volume>2020</volume><number>3</number>", {"volume": "2020", "number": "3"}),
        ("Web Page", "<work-type>Fact sheet</work-type><dates><year>in press</year></dates>",
         {"genre": "Fact sheet", "issued": {"literal": "in press"}}),
    ],
)  # fmt: skip
def test_what_a_field_is_depends_on_the_type(type_name, inner, expected):
    item = item_of(type_name, inner)
    assert {name: value for name, value in item.items() if name not in ("id", "type")} == expected


def test_a_list_of_names_that_is_cut():
    item = item_of(
        "Book", "<contributors><authors><author>Li, A.</author><author>et al.,</author></authors></contributors>"
    )
    assert item["custom"] == {"et-al": ["author"]}
    assert item["author"] == [{"family": "Li", "given": "A."}]


# There and back ---------------------------------------------------------------------------------------


def test_what_was_read_is_written_and_read_again():
    library = read(SourceText(RECORDS))
    assert back(library).items == library.items
    assert losses(library, "endnote-xml") == ()


#: A value for each element that holds text, none of which looks like another thing.
PLAIN = (
    "auth-address volume number issue num-vols edition section reprint-edition pub-location publisher orig-pub isbn "
    "accession-num call-num report-id electronic-resource-num abstract image caption notes research-notes work-type "
    "reviewed-item remote-database-name remote-database-provider language access-date modified-date custom1 custom2 "
    "custom3 custom4 custom5 custom6 custom7 misc1 misc2 misc3 secondary-volume size"
).split()
GROUPS = {
    "contributors": ["authors", "secondary-authors", "tertiary-authors", "subsidiary-authors", "translated-authors"],
    "titles": ["title", "secondary-title", "tertiary-title", "alt-title", "short-title", "translated-title"],
    "periodical": ["full-title", "abbr-1", "abbr-2", "abbr-3"],
    "alt-periodical": ["full-title"],
    "urls": ["related-urls", "web-urls", "pdf-urls", "text-urls"],
    "dates": ["copyright-dates"],
}
WRAPPED = {"contributors": "author", "urls": "url", "dates": "date"}


@pytest.mark.parametrize("type_", NAMED, ids=lambda type_: type_.name)
def test_every_value_of_every_type_is_in_the_item_and_comes_back(type_):
    values, inner = [], []
    for name in PLAIN:
        values.append(f"x{len(values)}y")
        inner.append(f"<{name}>{values[-1]}</{name}>")
    for group, names in GROUPS.items():
        inner.append(f"<{group}>")
        for name in names:
            values.append(f"x{len(values)}y")
            wrapped = WRAPPED.get(group)
            inner.append(f"<{name}>{f'<{wrapped}>{values[-1]}</{wrapped}>' if wrapped else values[-1]}</{name}>")
        inner.append(f"</{group}>")
    library = library_of(f'<ref-type name="{type_.name}">{type_.number}</ref-type>' + "".join(inner))
    assert library.problems == ()
    found = set(re.findall(r"x\d+y", json.dumps(library.items)))
    assert set(values) - found == set()
    assert back(library).items == library.items
    assert losses(library, "endnote-xml") == ()


WORDS = st.text(st.characters(categories=["L", "N", "P", "S"], exclude_characters="&,;<>~"), min_size=1, max_size=12)
NAMES = st.fixed_dictionaries({"family": WORDS, "given": WORDS}) | st.fixed_dictionaries({"literal": WORDS})
POINTS = st.tuples(st.integers(-500, 2100).filter(bool), st.integers(1, 12), st.integers(1, 28)).map(list)
DATES = st.builds(
    lambda points, length: {"date-parts": sorted(point[:length] for point in points)},
    st.lists(POINTS, min_size=1, max_size=2, unique_by=tuple), st.integers(1, 3),
)  # fmt: skip
ITEMS = st.fixed_dictionaries(
    {"type": st.sampled_from(sorted({type_.csl for type_ in TYPES} | {"treaty", "entry"}))},
    optional={
        "title": WORDS
        | st.sampled_from(["On <i>E. coli</i>", "H<sub>2</sub>O <b><i>x</i></b>", "a < b & c", "a &lt; b &amp; c"]),
        "author": st.lists(NAMES, min_size=1, max_size=3), "editor": st.lists(NAMES, min_size=1, max_size=2),
        "director": st.lists(NAMES, min_size=1, max_size=2), "translator": st.lists(NAMES, min_size=1, max_size=2),
        "issued": DATES, "accessed": DATES, "page": WORDS, "keyword": WORDS, "abstract": WORDS, "note": WORDS,
        "container-title": WORDS, "collection-title": WORDS, "event-title": WORDS, "publisher": WORDS, "number": WORDS,
        "publisher-place": WORDS, "event-place": WORDS, "genre": WORDS, "volume": WORDS, "issue": WORDS,
        "edition": WORDS,
        "URL": WORDS.map("https://example.org/{}".format), "DOI": st.just("10.1000/1"), "PMID": st.just("15135884"),
        "ISBN": st.just("9780306406157"), "ISSN": st.just("1234-5679"), "scale": WORDS, "medium": WORDS,
    },
)  # fmt: skip


@settings(max_examples=300)
@given(ITEMS)
def test_an_item_comes_back_but_for_what_is_told(item):
    library = Library([{"id": "a", **item}])
    told = {loss.variable for loss in losses(library, "endnote-xml")}
    [again] = back(library).items
    assert {name: again.get(name) for name in item if name not in told} == {
        # Between pages a dash is a dash, and a range is written in full.
        name: in_full(value) if name == "page" else value
        for name, value in item.items()
        if name not in told
    }
    # What came back once comes back always.
    assert back(back(library)).items == [again]
