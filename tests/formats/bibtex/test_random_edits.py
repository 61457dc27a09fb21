"""Random sets of edits on random files: what was asked for happens, and nothing else does."""

import re

from hypothesis import assume, given, settings
from hypothesis import strategies as st

from citekit.errors import EditError
from citekit.formats.bibtex.document import read_document
from citekit.model.span import SourceText

NAME = st.sampled_from(["title", "volume", "note", "Year", "pages", "doi", "ABSTRACT", "month", "crossref"])
VALUE = st.sampled_from(
    ["{Pain}", '"Pain"', "2004", "{a {b} c}", '"a" # b', "{}", '""', "jan", "nl", '"a {"} b"', "{two\n  lines}",
     "{x\n@article{y, title={z}}\n}", "{50% of}", '"a % b"', r"{a\_b}", r"{\"o}", "{ä@b.c}", 'jan # "~1"',
     "{a,b = {c}}", "{K1, k2}", "{()}", "{:-)}"]
)  # fmt: skip
EQUALS = st.sampled_from(["=", " = ", "\t= ", "=\n   ", "   =   ", " =  "])
BETWEEN = st.sampled_from(
    [", ", ",", ",\n  ", "\n  , ", "\n, ", " ,\n\t", ", % c, {x}\n  ", "\n  % own\n  , ", ",\n  % own = {x},\n  ",
     ",\n\n    "]
)  # fmt: skip
END = st.sampled_from(
    ["", ",", "\n", ",\n", ", ", " % end\n", ", % end\n", "\n  % end, x = y\n", ",\n\n", " ,\n  "]
)  # fmt: skip
GAP = st.sampled_from(
    ["\n", "\n\n", "\n\n% between\n", "", " ", "\n\n\n\n", " % same line\n", "\n@comment{x}\n",
     "\n@string{s = {x}}\n\n", "\n% @article{no, x={y}}\n", "\n\n  ", "\ntext here\n\n"]
)  # fmt: skip
TOP = st.sampled_from(["", "% head\n", "\n\n", "@string{nl = {x}}\n"])


@st.composite
def entry(draw):
    """An entry's text and its key."""
    key = draw(st.sampled_from(["K1", "k2", "C", "d:e", "a+b", "é", "x_1"]))
    opening, closing = draw(st.sampled_from(["{}", "{}", "{}", "()"]))
    names = draw(st.lists(NAME, max_size=5, unique_by=str.lower))
    usual = draw(BETWEEN)
    body = draw(st.sampled_from(["", ",", ",\n", ", % x\n"])) if not names else ""
    for number, name in enumerate(names):
        between = draw(st.sampled_from([usual, ", ", ",\n\t"])) if not number else usual
        body += (draw(BETWEEN) if number and draw(st.booleans()) else between) + name + draw(EQUALS) + draw(VALUE)
    head = "@" + draw(st.sampled_from(["article", "BOOK", "Misc", "xdata"])) + draw(st.sampled_from(["", " "]))
    return f"{head}{opening}{draw(st.sampled_from(['', ' ']))}{key}{body}{draw(END) if names else ''}{closing}", key


class Expected:
    """What a file should say after the edits: the entries by the keys they had."""

    def __init__(self, text):
        self.text = text
        self.entries = {
            block.key: [block.type, block.key, {f.name.lower(): text[slice(*f.value)] for f in block.fields}]
            for block in read_document(SourceText(text)).entries
        }
        #: Fields are named as they are in the file, whatever they will be named.
        self.names = {}

    def name(self, key, field):
        return self.names.get((key, field), field)

    def rename(self, key, field, new):
        fields = self.entries[key][2]
        self.entries[key][2] = {new if name == field else name: value for name, value in fields.items()}
        self.names[key, field] = new


#: What each edit does, and what is to be expected of it.
ACTIONS = {
    "set": (
        lambda edit, key, field, value, _: edit.set(key, field, value, source=True),
        lambda want, key, field, value, _: want.entries[key][2].update({want.name(key, field): value}),
    ),
    "add": (
        lambda edit, key, field, value, _: edit.add(key, field, value, source=True),
        lambda want, key, field, value, _: want.entries[key][2].update({field: value}),
    ),
    "add behind": (
        lambda edit, key, field, value, other: edit.add(key, field, value, source=True, after=other),
        lambda want, key, field, value, _: want.entries[key][2].update({field: value}),
    ),
    "delete": (
        lambda edit, key, field, *_: edit.delete(key, field),
        lambda want, key, field, *_: want.entries[key][2].pop(want.name(key, field)),
    ),
    "rename": (
        lambda edit, key, field, _, other: edit.rename_field(key, field, other),
        lambda want, key, field, _, other: want.rename(key, field, other),
    ),
    "key": (
        lambda edit, key, *_: edit.rename_entry(key, f"NEW{key}"),
        lambda want, key, *_: want.entries[key].__setitem__(1, f"NEW{key}"),
    ),
    "type": (
        lambda edit, key, *_: edit.set_type(key, "online"),
        lambda want, key, *_: want.entries[key].__setitem__(0, "online"),
    ),
    "remove": (lambda edit, key, *_: edit.remove_entry(key), lambda want, key, *_: want.entries.pop(key)),
    "end": (lambda edit, key, *_: edit.move_entry(key), lambda *_: None),
    "new": (
        lambda edit, key, *_: edit.add_entry("misc", f"zz{key}", {"title": "x"}),
        lambda want, key, *_: want.entries.update({f"zz{key}": ["misc", f"zz{key}", {"title": None}]}),
    ),
    "sort": (lambda edit, *_: edit.sort_entries(lambda block: block.key), lambda *_: None),
}
MOVING = {"remove", "end", "new", "sort", "before", "behind"}


def comments(text, block):
    """The comments between the fields of an entry."""
    starts = [block.key_span.end, *(field.value.end for field in block.fields)]
    ends = [*(field.key.start for field in block.fields), block.span.end]
    return [c for start, end in zip(starts, ends, strict=True) for c in re.findall(r"%[^\r\n]*", text[start:end])]


def outside(text, blocks):
    """What stands between entries."""
    places = [0, *(place for block in blocks for place in block.span), len(text)]
    return [text[start:end] for start, end in zip(places[::2], places[1::2], strict=True)]


@settings(max_examples=400, deadline=None)
@given(
    entries=st.lists(st.tuples(entry(), GAP), min_size=1, max_size=4, unique_by=lambda one: one[0][1].lower()),
    top=TOP,
    newline=st.sampled_from(["\n", "\n", "\r\n", "\r"]),
    data=st.data(),
)
def test_random_edits_do_what_was_asked_for_and_nothing_else(entries, top, newline, data):
    text = (top + "".join(one + gap for (one, _), gap in entries)).replace("\n", newline)
    found = read_document(SourceText(text))
    keys = [key for (_, key), _ in entries]
    assume([block.key for block in found.entries] == keys and not found.problems)
    edit, want, done, touched = found.edit(), Expected(text), set(), set()
    for _ in range(data.draw(st.integers(1, 5))):
        key, other = data.draw(st.sampled_from(keys)), data.draw(st.sampled_from(keys))
        field, second = data.draw(NAME).lower(), data.draw(NAME).lower()
        value = data.draw(st.sampled_from(["{new}", "7", '"q" # nl', "{a\nb % c}", "{x\n@misc{q, z={1}}}"]))
        value = value.replace("\n", found.source.newline)
        action = data.draw(st.sampled_from([*ACTIONS, "before", "behind"]))
        before = edit.text()
        try:
            if action in ACTIONS:
                ACTIONS[action][0](edit, key, field, value, second)
            else:
                edit.move_entry(key, **{"before" if action == "before" else "after": other})
        except EditError:
            # Refused whole.
            assert edit.text() == before
            continue
        if action in ACTIONS:
            ACTIONS[action][1](want, key, field, value, second)
        done.add(action)
        touched.add(key)
    after = edit.text()
    again = read_document(SourceText(after))
    assert not again.problems
    new = {block.key: block for block in again.entries}
    assert len(new) == len(again.entries)
    assert sorted(new) == sorted(name for _, name, _ in want.entries.values())
    for old_key, (type_, name, fields) in want.entries.items():
        block = new[name]
        assert block.type == type_
        values = {one.name.lower(): after[slice(*one.value)] for one in block.fields}
        assert len(values) == len(block.fields)
        assert values == {name: values.get(name) if value is None else value for name, value in fields.items()}
        old = next((one for one in found.entries if one.key == old_key), None)
        if old is not None:
            assert comments(text, old) == comments(after, block)
        if old is not None and old_key not in touched:
            assert after[slice(*block.span)] == text[slice(*old.span)]
    gaps, gaps_after = outside(text, found.entries), outside(after, again.entries)
    if not done & MOVING:
        assert gaps == gaps_after
    elif "sort" in done:
        assert sorted("".join("".join(gaps).split())) == sorted("".join("".join(gaps_after).split()))
    else:
        assert "".join("".join(gaps).split()) == "".join("".join(gaps_after).split())


ENCODINGS = {"utf-8": b"", "utf-8-sig": b"", "latin-1": b"", "utf-16-le": b"\xff\xfe", "utf-16-be": b"\xfe\xff"}


@settings(max_examples=200, deadline=None)
@given(
    entries=st.lists(st.tuples(entry(), GAP), min_size=1, max_size=3, unique_by=lambda one: one[0][1].lower()),
    newline=st.sampled_from(["\n", "\r\n", "\r"]),
    encoding=st.sampled_from(sorted(ENCODINGS)),
    data=st.data(),
)
def test_one_value_set_changes_those_bytes_alone(entries, newline, encoding, data):
    text = "".join(one + gap for (one, _), gap in entries).replace("\n", newline)
    source = SourceText.decode(ENCODINGS[encoding] + text.encode(encoding), "a.bib")
    found = read_document(source)
    fields = [(block, field) for block in found.entries for field in block.fields]
    assume(source.text == text and fields)
    block, field = data.draw(st.sampled_from(fields))
    assume(block.field(field.name) is field)
    edit = found.edit()
    edit.set(block, field.name, "Müßig")
    raw, after = source.encode(), source.encode(edit.text())
    start, end = source.byte_offset(field.value.start), source.byte_offset(field.value.end)
    new = after[start : len(after) - (len(raw) - end)]
    assert after == raw[:start] + new + raw[end:]
    assert SourceText.decode(after).text[
        slice(field.value.start, len(edit.text()) - (len(text) - field.value.end))
    ] in (
        "{Müßig}",
        '"Müßig"',
    )
