from pathlib import Path

import pytest

import citekit
from citekit import formats
from citekit.errors import UsageError
from citekit.formats.bibtex.document import read_document
from citekit.merging import deduplicate, merge
from citekit.model import SourceText

SHARED = Path(__file__).parents[1].parent / "shared" / "data" / "bibtex"
OURS = (
    '% ours\n@string{nl = "Neuroscience Letters"}\n\n'
    "@article{han2004,\n  title   = {Acupuncture and Endorphins},\n  author  = {Han, Ji-Sheng},\n"
    "  journal = nl, % short\n  year    = 2004\n}\n\n@book{wall,\n  title = {Pain}\n}\n"
)
THEIRS = (
    '@string{jp = "Journal of Pain"}\n% theirs\n'
    '@ARTICLE{wall, TITLE="Another {Work}", journal = jp # ", B"}\n'
    "@inbook{child, crossref = {WALL}, title={Child}}\n"
    "@article{h, title={Acupuncture and endorphins}, author={Han, J.}, year=2004, volume={361}, file={h.pdf}}\n"
)


def library(text):
    return citekit.parse(text, "bibtex")


def test_without_duplicates_nothing_changes():
    merging = deduplicate(library(OURS))
    assert (merging.groups, merging.renamed, merging.doubts) == ((), (), ())
    assert formats.write_back(merging.library) == OURS


def test_a_merged_file_is_the_first_one_with_what_the_others_have_more():
    merging = merge([library(OURS), library(THEIRS)])
    text = formats.write_back(merging.library)
    added = (
        '\n@string{jp = "Journal of Pain"}\n% theirs\n'
        '@ARTICLE{wallb, TITLE="Another {Work}", journal = jp # ", B"}\n'
        "@inbook{child, crossref = {wallb}, title={Child}}\n"
    )
    fuller = OURS.replace("  year    = 2004\n", "  year    = 2004,\n  volume  = {361},\n  file    = {h.pdf}\n")
    assert text == fuller + added
    assert [(one.file, one.old, one.new, one.dropped) for one in merging.renamed] == [
        (1, "wall", "wallb", False),
        (1, "h", "han2004", True),
    ]
    ((group, combined),) = merging.groups
    assert [entry.key for entry in group.entries] == ["han2004", "h"]
    assert combined.taken == {"volume": "h", "file": "h"}


def test_keys_by_pattern():
    merging = merge([library(OURS), library(THEIRS)], key_pattern="shorttitle(1,1)")
    assert [entry.key for entry in merging.library.entries] == ["han2004", "wall", "Another", "child"]
    with pytest.raises(UsageError):
        merge([library(OURS)], key_pattern="shrttitle")


def test_merging_a_file_with_itself_gives_that_file():
    merging = merge([library(OURS), library(OURS), library(OURS)])
    assert formats.write_back(merging.library) == OURS
    assert all(one.dropped and one.old == one.new for one in merging.renamed)


def test_the_keys_that_go_can_be_noted_and_references_follow():
    text = (
        "@article{a, title={Acupuncture and Endorphins}, author={Han, J.}, year=2004}\n"
        "@article{b, title={Acupuncture and Endorphins}, author={Han, J.}, year=2004}\n"
        "@misc{c, related = {b}, title = {Other}}\n"
    )
    merging = deduplicate(library(text), ids=True)
    assert formats.write_back(merging.library) == (
        "@article{a, title={Acupuncture and Endorphins}, author={Han, J.}, year=2004, ids={b}}\n"
        "@misc{c, related = {a}, title = {Other}}\n"
    )


def test_works_of_other_formats_are_written_in_the_files_own_hand():
    other = citekit.parse('[{"id": 7, "type": "book", "title": "Gain", "issued": {"date-parts": [[1999]]}}]')
    text = formats.write_back(merge([library(OURS), other]).library)
    assert text.startswith(OURS)
    (block,) = read_document(SourceText(text)).entries[2:]
    assert text[slice(*block.span)] == "@book{gain1999,\n  title   = {Gain},\n  year    = 1999\n}"


def test_json_files_are_merged_as_well():
    items = '[{"id": "a", "type": "book", "title": "Pain", "DOI": "10.1000/1"}]'
    merging = merge([citekit.parse(items), citekit.parse(items.replace('"a"', '"b"'))])
    assert formats.write_back(merging.library) == items


THIRD = (
    '@string{nl = "Neuroscience Letters"}\n@string{jp = "Japanese Pain"}\n@string{long = jp # " B"}\n'
    '@preamble{"x"}\n@comment{jabref-meta: grouping: mine}\n@comment{keep}\n'
    "% about t\n@article{t, title={Third Thing}, journal = jp, note = long, year=1999} % t\n@xdata{d, publisher={X}}\n"
    "@book{u, title={Under}, xdata={d}, related={t}}\n"
)


def test_comments_abbreviations_and_preambles_of_all_files_are_kept():
    ours = OURS + "@string{jp = {Journal of Pain}}\n@comment{jabref-meta: grouping: ours}\n@xdata{d, publisher={Y}}\n"
    merging = merge([library(ours), library(THIRD.replace("{t,", "{wall,").replace("{t}", "{wall}"))])
    text = formats.write_back(merging.library)
    assert text == ours + (
        '@string{long = {Japanese Pain B}}\n@preamble{"x"}\n@comment{keep}\n% about t\n'
        "@article{wallb, title={Third Thing}, journal = {Japanese Pain}, note = long, year=1999} % t\n"
        "@xdata{db, publisher={X}}\n@book{u, title={Under}, xdata={db}, related={wallb}}\n"
    )
    again = library(text)
    assert [entry.key for entry in again.entries] == [entry.key for entry in merging.library.entries]
    assert again["u"].publisher == "X"
    assert formats.write_back(merge([again, library(text)]).library) == text


def test_joined_files_take_the_first_ones_line_ends_and_encoding():
    first = SourceText.decode("@book{a, title = {Ä}}\r\n".encode("latin-1"), "a.bib")
    second = SourceText("% two\n@book{b, title = {Erdős}}\n", "b.bib")
    merging = merge([citekit.library.read(first, "bibtex"), citekit.library.read(second, "bibtex")])
    text = formats.write_back(merging.library)
    assert text == "@book{a, title = {Ä}}\r\n\r\n% two\r\n@book{b, title = {Erd{\\H{o}}s}}\r\n"
    assert first.encode(text).decode("latin-1") == text


def test_what_is_dropped_is_told_and_old_names_stay():
    text = (
        "@article{a, title={Needles and Pain}, author={Han, J.}, year=2004, file={a.pdf}, ids={old}}\n"
        "@article{b, title={Needles and Pain}, author={Han, J.}, year=2004, file={b.pdf}, ids={older}, owner={x}}\n"
    )
    merging = deduplicate(library(text))
    ((_, combined),) = merging.groups
    assert [(one.variable, one.kept, one.dropped) for one in combined.conflicts] == [("file", "a.pdf", "b.pdf")]
    assert "ids={old, older}" in formats.write_back(merging.library)
    assert "ids={old, b, older}" in formats.write_back(deduplicate(library(text), ids=True).library)


def test_other_peoples_files_are_merged_without_loss():
    if not SHARED.exists():
        pytest.skip(f"the collection is not at {SHARED}")
    paths = sorted(SHARED.rglob("*.bib"))
    for one, two in zip(paths, paths[7:] + paths[:7], strict=True):
        merging = merge([citekit.load(one), citekit.load(two)])
        text = formats.write_back(merging.library)
        again = library(text)
        assert [entry.key for entry in again.entries] == [entry.key for entry in merging.library.entries], (one, two)
        for old, new in zip(merging.library.items, again.items, strict=True):
            # One field of BibLaTeX's makes a file in which "and" parts publishers and places.
            wanted = {name for name in old if name not in ("custom", "id", "publisher", "publisher-place")}
            assert {name: new.get(name) for name in wanted} == {name: old[name] for name in wanted}, (one, two)
