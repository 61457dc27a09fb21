"""Edits of a file: what must stay first, then how new text looks, then what is refused."""

from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from citekit.errors import EditError, ReadError
from citekit.formats.bibtex.document import read_document
from citekit.model.span import SourceText

SHARED = Path(__file__).parents[3].parent / "shared" / "data" / "bibtex"
HERE = Path(__file__).parent


def document(text):
    return read_document(SourceText(text))


class Named(dict):
    """The named arguments of an edit."""


def made(edit, name, *arguments):
    named = arguments[-1] if isinstance(arguments[-1], Named) else {}
    getattr(edit, name)(*(arguments[:-1] if named else arguments), **named)


def edited(text, *edits):
    edit = document(text).edit()
    for one in edits:
        made(edit, *one)
    return edit.text()


FILE = (
    '% head\r\n@string{nl = "Neuroscience Letters"}\r\n@book{a, doi = {10.1/x}}\r\n\r\n@comment{me}\r\n'
    '@ARTICLE{b,\r\n  title = "B" % why\r\n  , journal = nl\r\n}\r\n% tail'
)


def test_no_edit_changes_nothing():
    assert not document(FILE).edit()
    assert document(FILE).edit().text() == FILE


@pytest.mark.parametrize(
    ("edit", "old", "new"),
    [
        (("set", "a", "doi", "10.1/y"), "{10.1/x}", "{10.1/y}"),
        (("set", "b", "TITLE", "C"), '"B"', '"C"'),
        (("set", "b", "title", 'a "quoted" word'), '"B"', '{a "quoted" word}'),
        (("set", "b", "journal", "Pain"), "= nl", '= "Pain"'),
        (("set", "b", "journal", 'nl # " B"', Named({"source": True})), "= nl", '= nl # " B"'),
        (("rename_field", "b", "journal", "journaltitle"), "journal ", "journaltitle "),
        (("rename_entry", "b", "c"), "{b,", "{c,"),
        (("set_type", "a", "booklet"), "@book{", "@booklet{"),
        (("delete", "b", "journal"), "  , journal = nl\r\n", ""),
        (("delete", "b", "title"), '\r\n  title = "B" % why\r\n  ,', "\r\n % why\r\n "),
        (("add", "a", "year", "1999"), "{10.1/x}", "{10.1/x}, year = {1999}"),
        (("add", "b", "year", "1999"), "= nl\r\n", '= nl\r\n  , year = "1999"\r\n'),
        (("remove_entry", "a"), "@book{a, doi = {10.1/x}}\r\n", ""),
    ],
)  # fmt: skip
def test_only_what_was_asked_for_changes(edit, old, new):
    after = edited(FILE, edit)
    if edit[:3] == ("delete", "b", "title"):
        assert [field.name for field in document(after).blocks[-1].fields] == ["journal"]
        assert "% why" in after
        return
    assert FILE.count(old) == 1
    assert after == FILE.replace(old, new)


CASES = {
    "@article{a,\n  title        = {Pain},\n  volume       = {1},\n}\n": (
        "@article{a,\n  title        = {Pain},\n  volume       = {1},\n  doi          = {10.1/x},\n}\n"
    ),
    '@article{a,\n\ttitle="Pain"\n}\n': '@article{a,\n\ttitle="Pain",\n\tdoi="10.1/x"\n}\n',
    "@ARTICLE{a,\n  TITLE = {Pain}}\n": "@ARTICLE{a,\n  TITLE = {Pain},\n  DOI = {10.1/x}}\n",
    "@article{a, title = {Pain}, year = 2004}": "@article{a, title = {Pain}, year = 2004, doi = {10.1/x}}",
    "@article{a,\n title =  {Pain},\n volume = {4}}": (
        "@article{a,\n title =  {Pain},\n volume = {4},\n doi =    {10.1/x}}"
    ),
    "@article{a,\n  Title = {Pain},\n  Year = 2004\n}": (
        "@article{a,\n  Title = {Pain},\n  Year = 2004,\n  Doi = {10.1/x}\n}"
    ),
    "@article{a,\r\n  title = {Pain}, % mine\r\n}\r\n": (
        "@article{a,\r\n  title = {Pain}, % mine\r\n  doi = {10.1/x},\r\n}\r\n"
    ),
    "@article{a,\n  title = {Pain} % mine\n}\n": "@article{a,\n  title = {Pain}, % mine\n  doi = {10.1/x}\n}\n",
    "@article{a,\n  title = {Pa} # in,\n}": "@article{a,\n  title = {Pa} # in,\n  doi = {10.1/x},\n}",
    "@article{a\n, title = {Pain}\n, volume = {1}\n}": (
        "@article{a\n, title = {Pain}\n, volume = {1}\n, doi = {10.1/x}\n}"
    ),
    "@article{a,\n}\n": "@article{a,\n  doi          = {10.1/x},\n}\n",
    "@article{a}\n": "@article{a,\n  doi          = {10.1/x},\n}\n",
    "@article(a,\n  title = {Pain}\n)\n": "@article(a,\n  title = {Pain},\n  doi = {10.1/x}\n)\n",
}


@pytest.mark.parametrize(("before", "after"), CASES.items())
def test_a_new_field_looks_like_its_neighbours(before, after):
    assert edited(before, ("add", "a", "doi", "10.1/x")) == after


DELETIONS = {
    "@a{k,\n  x = {1},\n  y = {2},\n  z = {3}\n}": {
        "x": "@a{k,\n  y = {2},\n  z = {3}\n}",
        "y": "@a{k,\n  x = {1},\n  z = {3}\n}",
        "z": "@a{k,\n  x = {1},\n  y = {2}\n}",
        "yz": "@a{k,\n  x = {1}\n}",
        "xz": "@a{k,\n  y = {2}\n}",
        "xyz": "@a{k\n}",
    },
    "@a{k, x = 1, y = 2, z = 3}": {
        "x": "@a{k, y = 2, z = 3}",
        "y": "@a{k, x = 1, z = 3}",
        "z": "@a{k, x = 1, y = 2}",
        "xyz": "@a{k}",
    },
    "@a{k\n, x = 1\n, y = 2\n}": {"x": "@a{k\n, y = 2\n}", "y": "@a{k\n, x = 1\n}"},
    "@a{k,\n  x = 1, % one\n  y = 2, % two\n}": {
        "x": "@a{k,\n  % one\n  y = 2, % two\n}",
        "y": "@a{k,\n  x = 1, % one\n  % two\n}",
    },
    "@a{k,\n  x = 1,\n  y = 2}": {"y": "@a{k,\n  x = 1}", "x": "@a{k,\n  y = 2}"},
}


@pytest.mark.parametrize(
    ("before", "names", "after"),
    [(text, names, after) for text, cases in DELETIONS.items() for names, after in cases.items()],
)
def test_a_field_goes_with_its_comma_and_its_line(before, names, after):
    assert edited(before, *(("delete", "k", name) for name in names)) == after


def test_renaming_keeps_columns():
    text = "@a{k,\n  title   = {x},\n  journal = {y},\n}"
    assert edited(text, ("rename_field", "k", "journal", "note")) == "@a{k,\n  title   = {x},\n  note    = {y},\n}"
    assert "  journaltitle = {y}" in edited(text, ("rename_field", "k", "journal", "journaltitle"))


def test_a_key_is_renamed_where_it_is_named():
    text = "@book{P, title={x}}\n@inbook{c, crossref = {p}}\n@a{d, xdata={q, P ,r}, title={P}}\n@a{e, related=P}\n"
    assert edited(text, ("rename_entry", "P", "new", Named({"references": True}))) == (
        "@book{new, title={x}}\n@inbook{c, crossref = {new}}\n@a{d, xdata={q, new ,r}, title={P}}\n"
        "@a{e, related={new}}\n"
    )
    assert edited(text, ("rename_entry", "P", "new")) == text.replace("{P,", "{new,")


ENTRIES = "% top\n\n@a{one, x = 1}\n\n@a{two, x = 2} % two\n\n% between\n@a{three,\n  x = 3\n}\n"


@pytest.mark.parametrize(
    ("edit", "after"),
    [
        (("remove_entry", "one"), "% top\n\n@a{two, x = 2} % two\n\n% between\n@a{three,\n  x = 3\n}\n"),
        (("move_entry", "three", Named({"before": "one"})),
         "% top\n\n@a{three,\n  x = 3\n}\n\n@a{one, x = 1}\n\n@a{two, x = 2} % two\n\n% between\n"),
        (("move_entry", "one", Named({"after": "two"})),
         "% top\n\n@a{two, x = 2} % two\n\n@a{one, x = 1}\n\n% between\n@a{three,\n  x = 3\n}\n"),
        (("move_entry", "one"),
         "% top\n\n@a{two, x = 2} % two\n\n% between\n@a{three,\n  x = 3\n}\n\n@a{one, x = 1}\n"),
        (("add_entry", "book", "four", {"x": "4"}), ENTRIES + "\n@book{four, x = 4}\n"),
        (("add_entry", "book", "four", {"x": "4"}, Named({"after": "one"})),
         ENTRIES.replace("1}\n\n", "1}\n\n@book{four, x = 4}\n\n")),
    ],
)  # fmt: skip
def test_entries_come_go_and_move(edit, after):
    assert edited(ENTRIES, edit) == after


def test_a_moved_entry_takes_its_edits_along():
    assert edited("@a{one, x = 1}\n@a{two, x = 2}\n", ("set", "one", "x", "7"), ("move_entry", "one")) == (
        "@a{two, x = 2}\n@a{one, x = 7}\n"
    )


@pytest.mark.parametrize(
    ("edits", "message"),
    [
        ([("set", "one", "x", "1"), ("set", "one", "X", "2")], "setting X of one collides with setting x of one"),
        ([("set", "one", "x", "1"), ("delete", "one", "x")], "deleting x of one collides with setting x of one"),
        ([("set", "one", "x", "1"), ("remove_entry", "one")], "removing one collides with setting x of one"),
        ([("remove_entry", "one"), ("set", "one", "x", "1")], "an edit of one collides with removing one"),
        ([("add", "one", "y", "1"), ("add", "one", "Y", "1")], "adding Y to one collides with adding y to one"),
        ([("delete", "one", "x"), ("add", "one", "y", "1", Named({"after": "x"}))], "collides with deleting x of one"),
        ([("move_entry", "one"), ("move_entry", "two", Named({"after": "one"}))], "collides with moving one"),
        ([("add_entry", "a", "four", {}), ("add_entry", "a", "FOUR", {})], "adding FOUR collides with adding four"),
        ([("rename_entry", "one", "TWO")], "there is an entry with that key"),
        ([("set", "one", "x", "}")], "the braces of x don't pair"),
        ([("set", "one", "x", "a b", Named({"source": True}))], "can't stand behind '='"),
        ([("set", "one", "a b", "1")], "can't be a field's name"),
        ([("rename_entry", "one", "a,b")], "can't be a key"),
        ([("delete", "one", "y")], "has no field 'y'"),
        ([("add", "one", "x", "1")], "has it already"),
        ([("set", "on", "x", "1")], "did you mean 'one'?"),
        ([("add_entry", "a", "x", {"y": "{"})], "the braces of y don't pair"),
    ],
)  # fmt: skip
def test_what_cannot_be_done_is_refused_and_nothing_of_it_is_kept(edits, message):
    edit = document(ENTRIES).edit()
    *first, last = edits
    for one in first:
        made(edit, *one)
    kept = edit.text()
    with pytest.raises(EditError) as refused:
        made(edit, *last)
    assert message in str(refused.value)
    assert edit.text() == kept


@pytest.mark.parametrize(
    ("edits", "message"),
    [
        ([("move_entry", "two", Named({"after": "one"})), ("move_entry", "one")], "collides with moving two"),
        ([("move_entry", "one"), ("sort_entries", str)], "sorting the entries collides with moving one"),
        ([("sort_entries", str), ("remove_entry", "one")], "removing one collides with sorting the entries"),
        ([("add_entry", "a", "f", {}, Named({"after": "one"})), ("remove_entry", "one")], "collides with adding f"),
        ([("set_type", "one", "comment")], "can't be an entry's type"),
        ([("add_entry", "string", "x", {})], "can't be an entry's type"),
        ([("add_source", "x", "@a{x, y = {1}}} @b{z}")], "this is not one whole entry"),
        ([("add_source", "x", "@a{x, y = {1}")], "this is not one whole entry"),
        ([("rename_entries", [("one", "x"), ("two", "X")])], "there is an entry with that key"),
        ([("rename_entries", [("one", "x"), ("one", "y")])], "renaming one to y collides with renaming one to x"),
        ([("set", "one", "x", "\ud800")], "which has no '\\ud800'"),
    ],
)  # fmt: skip
def test_edits_of_entries_that_collide_are_refused(edits, message):
    test_what_cannot_be_done_is_refused_and_nothing_of_it_is_kept(edits, message)


def test_a_key_that_cannot_be_renamed_everywhere_is_renamed_nowhere():
    text = "@book{p, x=1}\n@inbook{c, crossref={p}}\n@inbook{d, crossref={p}}\n"
    edit = document(text).edit()
    edit.set("d", "crossref", "q")
    with pytest.raises(EditError, match="renaming p to new collides with setting crossref of d"):
        edit.rename_entry("p", "new", references=True)
    assert edit.text() == text.replace("@inbook{d, crossref={p}", "@inbook{d, crossref={q}")
    # One that goes names nobody any more.
    edit = document(text).edit()
    edit.rename_entry("p", "new", references=True)
    edit.remove_entry("d")
    assert edit.text() == "@book{new, x=1}\n@inbook{c, crossref={new}}\n"


def test_all_entries_can_go():
    assert edited(ENTRIES, ("remove_entry", "two"), ("remove_entry", "one"), ("remove_entry", "three")) == (
        "% top\n\n % two\n\n% between\n"
    )
    assert edited("@a{x}\n\n@a{y}\n\n@a{z}\n", ("remove_entry", "z"), ("remove_entry", "y")) == "@a{x}\n\n"


def test_a_field_that_stands_twice_goes_twice():
    assert edited("@a{k, x = 1, y = 2, X = 3}", ("delete", "k", "x")) == "@a{k, y = 2}"
    assert edited("@a{k, x = 1, y = 2, X = 3}", ("set", "k", "X", "4")) == "@a{k, x = 4, y = 2, X = 3}"


def test_entries_on_one_line_stay_apart():
    text = "@a{one, x=1}@a{two, x=2} % both\n@a{three, x=3}\n"
    assert edited(text, ("move_entry", "three", Named({"after": "one"}))) == (
        "@a{one, x=1}\n@a{three, x=3}@a{two, x=2} % both\n"
    )
    assert edited(text, ("sort_entries", lambda block: block.key)) == (
        "@a{one, x=1}@a{three, x=3} % both\n@a{two, x=2}\n"
    )


SORTED = """% about the file
@book{z, title = {Z}}

@string{s = {x}}
@preamble{"p"}

% of c
% still of c
@misc{c, note = s} % c

% between

@book{b, title = {B}}
@inbook{a,
  crossref = {b}
}
% end
"""


def test_sorting_moves_entries_with_their_remarks_and_nothing_across_a_string():
    assert (
        edited(SORTED, ("sort_entries", lambda block: block.key))
        == """% about the file
@book{z, title = {Z}}

@string{s = {x}}
@preamble{"p"}

@inbook{a,
  crossref = {b}
}

% between

% of c
% still of c
@misc{c, note = s} % c
@book{b, title = {B}}
% end
"""
    )
    once = edited(SORTED, ("sort_entries", lambda block: block.key))
    assert edited(once, ("sort_entries", lambda block: block.key)) == once
    assert edited(SORTED, ("set", "c", "note", "n"), ("sort_entries", lambda block: block.key)) == (
        once.replace("= s}", "= {n}}")
    )


def in_latin_1(text):
    return read_document(SourceText.decode(text.encode("latin-1"), "a.bib"))


def test_what_the_files_encoding_lacks_is_spelt_out():
    edit = in_latin_1("@a{k, title = {Ä}, url = {x}}\n").edit()
    edit.set("k", "title", "Erdős & Łódź: α")
    edit.add_source("l", "@a{l, author = {Čapek}}")
    text = edit.text()
    assert text == (
        "@a{k, title = {Erd{\\H{o}}s & {\\L}ód{\\'z}: \\ensuremath{\\alpha}}, url = {x}}\n\n"
        "@a{l, author = {{\\v{C}}apek}}\n"
    )
    assert text.encode("latin-1")


@pytest.mark.parametrize(
    ("edit", "message"),
    [
        (("set", "k", "title", "漢"), "setting title of k: the file is in cp1252, which has no '漢'"),
        (("set", "k", "url", "http://ő.hu"), "which has no 'ő' \\(`citekit fmt --encoding utf-8` makes it UTF-8"),
        (("rename_entry", "k", "Ł"), "renaming k to Ł: the file is in cp1252"),
        (("add_source", "l", "@a{l, doi = {ő}}"), "adding l"),
    ],
)  # fmt: skip
def test_what_it_can_hold_in_no_way_is_refused(edit, message):
    with pytest.raises(EditError, match=message):
        made(in_latin_1("@a{k, title = {Ä}, url = {x}}\n").edit(), *edit)


def test_two_entries_of_one_key_are_told_apart_by_their_blocks():
    text = "@a{k, x = 1}\n@a{k, x = 2}\n"
    with pytest.raises(EditError, match="2 entries have the key 'k'"):
        document(text).edit().set("k", "x", "3")
    edit = document(text).edit()
    edit.set(edit.document.entries[1], "x", "3")
    assert edit.text() == "@a{k, x = 1}\n@a{k, x = 3}\n"


NAME = st.sampled_from(["title", "volume", "note", "Year", "pages", "doi"])
VALUE = st.sampled_from(["{Pain}", '"Pain"', "2004", "{a {b} c}", '"a" # b', "{}", "jan"])
COMMENT = st.sampled_from(["", "", "", " % mine, {", "\n% own line\n"])
ENTRY = st.builds(
    lambda type_, key, fields, separator, end: (
        f"@{type_}{{{key}," + separator + f",{separator}".join(fields) + f"{end}}}"
    ),
    st.sampled_from(["article", "BOOK", "Misc"]),
    st.sampled_from(["a", "b", "C", "d:e"]),
    st.lists(
        st.tuples(NAME, st.sampled_from(["=", " = ", "\t=  "]), VALUE).map("".join), max_size=4,
        unique_by=lambda field: field.split("=")[0].strip().lower(),
    ),
    st.sampled_from([" ", "\n  ", "\n\t", "\r\n    ", " % c\n  ", "\n  % c\n  "]),
    st.sampled_from(["", "\n", ",\n", ", ", " % end\n", ", % end\n"]),
)  # fmt: skip
GAP = st.sampled_from(["\n", "\n\n% between\n", "\r\n", "\n\n\n", " % same line\n", "@comment{x}\n"])


def fields_of(text):
    found = document(text)
    return {
        block.key: {field.name.lower(): text[slice(*field.value)] for field in block.fields} for block in found.entries
    }


@settings(max_examples=200, deadline=None)
@given(
    entries=st.lists(ENTRY, min_size=1, max_size=4, unique_by=lambda text: text.split("{")[1].split(",")[0]),
    gap=GAP,
    data=st.data(),
)
def test_random_edits_touch_nothing_else(entries, gap, data):
    text = gap.join(entries) + data.draw(GAP)
    found = document(text)
    assume(len(found.entries) == len(entries) and not found.problems)
    expected = fields_of(text)
    edit = found.edit()
    for _ in range(data.draw(st.integers(1, 5))):
        key = data.draw(st.sampled_from(list(expected)))
        name = data.draw(NAME).lower()
        action = data.draw(st.sampled_from(["set", "add", "delete"]))
        try:
            if action == "set":
                edit.set(key, name, "{new}", source=True)
                expected[key][name] = "{new}"
            elif action == "add":
                edit.add(key, name, "{new}", source=True)
                expected[key][name] = "{new}"
            else:
                edit.delete(key, name)
                del expected[key][name]
        except EditError:
            continue
    after = edit.text()
    assert fields_of(after) == expected
    assert not document(after).problems
    # What is no field and no comma is there as it was.
    assert after.count("%") == text.count("%")
    gaps = [text[one.span.end : two.span.start] for one, two in pairwise(found.blocks)]
    blocks = document(after).blocks
    assert [after[one.span.end : two.span.start] for one, two in pairwise(blocks)] == gaps
    touched = {block.key for block in found.entries if fields_of(text)[block.key] != expected[block.key]}
    for block, new in zip(found.entries, document(after).entries, strict=True):
        if block.key not in touched and "new" not in after[slice(*new.span)]:
            assert text[slice(*block.span)] == after[slice(*new.span)]


def outside(text):
    """What stands between the entries."""
    found = document(text)
    places = [0, *(place for block in found.entries for place in block.span), len(text)]
    return "".join(text[start:end] for start, end in zip(places[::2], places[1::2], strict=True))


@settings(max_examples=100, deadline=None)
@given(
    entries=st.lists(ENTRY, min_size=2, max_size=4, unique_by=lambda text: text.split("{")[1].split(",")[0]),
    gap=GAP,
    data=st.data(),
)
def test_moving_and_removing_keep_every_other_entry(entries, gap, data):
    text = gap.join(entries) + "\n"
    found = document(text)
    assume(len(found.entries) == len(entries) and not found.problems)
    keys = [block.key for block in found.entries]
    one, two = data.draw(st.permutations(keys))[:2]
    for after, order in (
        (edited(text, ("move_entry", one, Named(before=two))), None),
        (edited(text, ("move_entry", one, Named(after=two))), None),
        (edited(text, ("remove_entry", one)), [key for key in keys if key != one]),
    ):
        blocks = document(after).entries
        assert sorted(block.key for block in blocks) == sorted(order or keys)
        for block in blocks:
            old = next(entry for entry in found.entries if entry.key == block.key)
            assert after[slice(*block.span)] == text[slice(*old.span)]
        assert outside(after).count("%") == outside(text).count("%")
    moved = [block.key for block in document(edited(text, ("move_entry", one, Named(after=two)))).entries]
    assert moved.index(one) == moved.index(two) + 1


def bib_files():
    if SHARED.exists():
        yield from sorted(SHARED.rglob("*.bib"))


def test_one_field_edits_of_other_peoples_files_change_that_field_alone():
    if not SHARED.exists():
        pytest.skip(f"the collection is not at {SHARED}")
    for path in bib_files():
        try:
            source = SourceText.decode(path.read_bytes(), path.name)
        except ReadError:
            continue
        text = source.text
        found = read_document(source)
        assert source.encode("".join(found.pieces())) == path.read_bytes()
        for block in found.entries[:20]:
            for number, field in enumerate(block.fields[:12]):
                if block.field(field.name) is not field:
                    continue
                edit = found.edit()
                edit.set(block, field.name, "{new} value", source=False)
                after = edit.text()
                end = len(text) - field.value.end
                assert after[: field.value.start] == text[: field.value.start]
                assert after[len(after) - end :] == text[field.value.end :]
                if number == 0:
                    again = read_document(SourceText(after))
                    assert len(again.blocks) == len(found.blocks)
