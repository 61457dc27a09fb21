"""YAML read record by record: what must not happen first, then places, mistakes, and that what is written is read."""

import contextlib
import json

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from citekit.errors import ReadError
from citekit.formats import find_format, sniff
from citekit.formats.yaml_syntax.blocks import block, items, scalar
from citekit.formats.yaml_syntax.records import records
from citekit.formats.yaml_syntax.scalars import resolved
from citekit.model import SourceText

LISTS = ("references", "items")


def read(text, lists=LISTS):
    problems = []
    found = list(records(SourceText(text), problems, lists))
    return found, [f"{problem.location.line}:{problem.location.column} {problem.message}" for problem in problems]


def values(text, lists=LISTS):
    return [record.value if record.key is None else (record.key, record.value) for record in read(text, lists)[0]]


# What must not happen ---------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "bomb",
    [
        "- &a0 [x, x, x, x, x, x, x, x, x, x]\n"
        + "".join(f"- &a{n} [{', '.join([f'*a{n - 1}'] * 10)}]\n" for n in range(1, 12)),
        "- &a [*a]\n",
        "- &a {x: 1, <<: *a}\n",
        "- !!python/object/apply:os.system [ls]\n",
        "- " + "[" * 5000 + "\n",
        "- " * 5000 + "\n",
        "- " + "{a: " * 5000 + "\n",
        "- ? " + "? " * 500 + "\n",
    ],
    ids=["aliases", "itself", "merged", "object", "brackets", "hyphens", "braces", "keys"],
)
def test_a_bomb_costs_nothing_but_itself(bomb):
    found, problems = read(f"- id: a\n{bomb}- id: b\n")
    assert [found[0].value, found[-1].value] == [{"id": "a"}, {"id": "b"}]
    assert problems or bomb.startswith("- !!")


def test_no_tag_makes_an_object():
    text = "- !!python/name:os.system x\n- !mine {a: !!int '7'}\n- !!binary aGk=\n- !!str 007\n- !!set {a, b}\n"
    assert values(text) == ["x", {"a": "7"}, "aGk=", "007", {"a": "", "b": ""}]


@pytest.mark.parametrize("text", ["", "\n", "# nothing\n", "---\n", "---\n...\n", "\ufeff"])
def test_an_empty_text_has_no_records(text):
    found, problems = read(text)
    assert [record.value for record in found] in ([], [""])
    assert problems == []


@pytest.mark.parametrize(
    "seed",
    [
        "- a\n",
        "- [\n",
        "a: b: c\n",
        "- 'x\n",
        "-\t\n",
        "&a ",
        "- <<: [\n",
        "\x01\n",
        "- {\n",
        "}\n",
        "---\n- [\n",
        "---\n- id: [\n...\n",
    ],
)
def test_costs_grow_with_the_length(seed):
    found, problems = read(seed * 3000)
    assert len(problems) <= 1002
    assert len(found) <= 3000


yaml_like = st.lists(
    st.sampled_from(
        ["- ", "\n", "\n  ", "id: ", "a", "references:", ": ", "[", "]", "{", "}", '"', "'", "|", ">", "&a ", "*a",
         "<<: ", "---\n", "...\n", "# x", "!t ", "\t", ", ", "\\ud800", "\x00", "\u2028", "007", "~", "? ", "%", "\r"]
    ),
    max_size=40,
).map("".join)  # fmt: skip


@settings(max_examples=500)
@given(yaml_like | st.text(max_size=60))
def test_no_text_is_too_odd(text):
    for lists in ((), LISTS):
        for record in read(text, lists)[0]:
            json.dumps(resolved(record.value))
            assert 0 <= record.span.start <= record.span.end <= len(text)
    for name in ("csl-yaml", "hayagriva", "cff"):
        with contextlib.suppress(ReadError):
            json.dumps(find_format(name).read(SourceText(text)).items)
    with contextlib.suppress(ReadError):
        sniff(text, "a.yaml")


# Values and places ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("written", "meant"),
    [("no", "no"), ("on", "on"), ("True", True), ("~", None), ("Null", None), ("007", 7), ("0o17", 15), ("0x1F", 31),
     ("1e3", 1000.0), (".5", 0.5), ("1_000", "1_000"), ("1:30", "1:30"), ("2020-05-01", "2020-05-01"), (".inf", ".inf"),
     (".nan", ".nan"), ("'7'", "7"), ('"no"', "no"), ("9" * 5000, "9" * 5000), ("=", "=")],
)  # fmt: skip
def test_scalars_are_what_the_core_schema_says(written, meant):
    [(_, value)] = values(f"k: {written}\n")
    assert resolved(value) == meant
    assert type(resolved(value)) is type(meant)


@pytest.mark.parametrize("ending", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("mark", ["", "\ufeff"])
def test_every_record_and_value_has_its_place(ending, mark):
    text = mark + ending.join(["# Ä", "references:", "- id: ä𝔸", "  title: 'x'", "- id: b", ""])
    found, problems = read(text)
    assert [text[slice(*record.span)] for record in found] == [f"id: ä𝔸{ending}  title: 'x'", "id: b"]
    assert text[slice(*found[0].fields["title"])] == "'x'"
    assert problems == []


def test_halves_of_characters_that_json_has_are_put_together():
    assert values(r'- "\ud83d\ude00 \ud800"') == ["😀 \ud800"]
    assert values(r"- '\ud83d'") == [r"\ud83d"]
    assert values(r'- "\\ud83d"') == [r"\ud83d"]


def test_merge_keys_bring_what_is_not_there():
    text = "- &a {x: 1, y: 2}\n- {<<: *a, y: 3}\n- {y: 4, <<: [*a, {z: 5}]}\n- {'<<': 6}\n"
    assert values(text)[1:] == [{"y": "3", "x": "1"}, {"y": "4", "x": "1", "z": "5"}, {"<<": "6"}]


def test_a_key_that_stands_twice_is_told():
    found, problems = read("- id: a\n  id: b\n")
    assert found[0].value == {"id": "b"}
    assert problems == ["2:7 'id' stands here twice; the last one counts"]


def test_a_broken_document_costs_no_other():
    found, problems = read(
        "---\n- id: a\n---\n- id: [\n---\n- id: b\n---\n- id: x\n\ty: z\n---\n- id: c\n...\n---\n- id: d\n"
    )
    assert [record.value for record in found] == [{"id": "a"}, {"id": "["}, {"id": "b"}, {"id": "c"}, {"id": "d"}]
    assert [record.document for record in found] == [1, 2, 3, 5, 6]
    assert [problem.split(":")[0] for problem in problems] == ["4", "9"]


def test_further_documents_are_read_and_prose_is_not():
    assert values("- id: a\n---\n- id: b\n...\n---\nid: c\n") == [{"id": "a"}, {"id": "b"}, ("id", "c")]
    for prose in ("# Pain\n\nText: *x* [y]: z\n", "\tcode\n", "*x* y\n", "- a\n- b: *c*\n"):
        found, problems = read(f"---\nreferences:\n- id: a\n---\n{prose}")
        assert found[0].value == {"id": "a"}
        assert problems == []
        found, problems = read(f"---\nreferences:\n- id: a\n...\n{prose}")
        assert [record.value for record in found] == [{"id": "a"}]
        assert problems == []


# Mistakes ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("broken", "said"),
    [
        ('title: "never\n    closed', "these quotation marks are never closed"),
        ("title: x\n\tyear: 1", "a tab stands where YAML has spaces"),
        ("title: [a, b\n    x: y", ""),
        ("title: {x: *a}\n    y", ""),
        ("title\n  x: y", ""),
        ("title: x\n   year: 1", ""),
        ("title: }\n  - x: ]\n", ""),
    ],
)
@pytest.mark.parametrize("frame", ["{0}", "references:\n{0}", "title: x\nreferences:\n{0}other: y\n"])
def test_a_broken_record_costs_its_neighbours_nothing(broken, said, frame):
    text = frame.format(f"- id: a\n- id: broken\n  {broken}\n- id: b\n")
    found, problems = read(text)
    assert next(record.value for record in found if record.listed) == {"id": "a"}
    assert [record.value for record in found if record.listed][-1] == {"id": "b"}
    assert any(said in problem for problem in problems)
    line = 2 + frame.split("{0}")[0].count("\n")
    assert all(line <= int(problem.split(":")[0]) <= line + 3 for problem in problems)


@pytest.mark.parametrize("frame", ["{0}", "references:\n{0}", "title: x\nreferences:\n{0}other: y\n"])
def test_the_first_record_may_be_broken_too(frame):
    found, problems = read(frame.format("- id: a\n  title: 'never\n    closed\n- id: b\n"))
    assert [record.value for record in found if record.listed] == [{"id": "b"}]
    assert len(problems) == 1


def test_what_follows_the_end_is_told():
    for text in ("[{id: a}] rest\n", "{references: [{id: a}]} rest\n", "- id: a\n...\n]\n"):
        found, problems = read(text)
        assert [record.value for record in found] == [{"id": "a"}]
        assert bool(problems) == (text[0] != "-")


def test_a_broken_pair_costs_its_neighbours_nothing():
    text = "a:\n  type: book\nb:\n  type: 'never\n  x: 1\nc:\n  type: web\n"
    found, problems = read(text, ())
    assert [(record.key, record.value) for record in found][::2] == [("a", {"type": "book"}), ("c", {"type": "web"})]
    assert len(problems) == 1


@pytest.mark.parametrize(
    "value",
    ["Pain: A Story", "*Pain* and gain", "[DNA]{.nocase} of pain", "{DNA}: x", '"Pain" and gain', "@home", "%x", "`x`",
     "it's: so", "& Sons", "'never closed", "x: y: z", "] x", "!? :"],
)  # fmt: skip
def test_a_value_that_needs_quotation_marks_is_read_as_the_text_that_it_is(value):
    text = f"- id: a\n- id: b\n  title: {value}\n  volume: 'x'\n- id: c\n"
    found, problems = read(text)
    assert [record.value for record in found] == [{"id": "a"}, {"id": "b", "title": value, "volume": "x"}, {"id": "c"}]
    assert [text[slice(*found[1].fields[name])] for name in ("title", "volume")] == [value, "'x'"]
    assert problems == ["3:10 this value was read as text: it needs quotation marks"]


def test_a_line_that_belongs_to_no_record_is_told():
    found, problems = read("- id: a\nby hand\n- id: b\n")
    assert [record.value["id"] for record in found] == ["a", "b"]
    assert problems == ["2:1 not YAML: this line belongs to no record"]


def test_in_brackets_what_follows_a_mistake_is_lost_and_told():
    found, problems = read("[{id: a}, {id: b}, {id: ], {id: c}]")
    assert [record.value["id"] for record in found] == ["a", "b"]
    assert problems == ["1:25 not YAML: no value can begin so"]
    found, problems = read("references: [{id: a}, {id: ], {id: c}]\nnocite: x\n")
    assert [record.value for record in found] == [{"id": "a"}, "x"]
    assert len(problems) == 1


def test_a_character_that_yaml_has_not_costs_itself():
    found, problems = read("- title: a\x01b\n- title: c\n")
    assert [record.value["title"] for record in found] == ["a\ufffdb", "c"]
    assert problems == ["1:11 the character U+0001 can't stand in YAML as it is"]


def test_without_the_library_in_c_the_same_is_read(monkeypatch):
    texts = [
        "- id: ä\n  x: [1, {a: b}]\n- id: 'b\n- id: c\n",
        "a: {b: c}\nd: |\n  e\n",
        "- \t\n- x\n",
        "- id: a\n  t: x: y\n",
    ]
    expected = [[(record.value, record.span) for record in read(text)[0]] for text in texts]
    monkeypatch.delattr(yaml, "CSafeLoader", raising=False)
    assert [[(record.value, record.span) for record in read(text)[0]] for text in texts] == expected


# There and back ---------------------------------------------------------------------------------------

odd_words = st.sampled_from(
    "y n yes No ON off true False null ~ 12 0o7 0x1F 1e3 .5 1:30 2004-05-01 2001-12-14t21:59:43.10-05:00 = << .inf "
    ".NaN +1 1_000 007 - ? --- ... # a: :a a# *a &a !a |a >a 'a \"a %a @a `a {a [a ]a }a ,a <a".split()
)
odd_characters = st.text(
    st.characters(exclude_categories=["Cs"])
    | st.sampled_from("\x85\u2028\ufeff\U0010fffe -?:,[]{}#&*!|>'\"%@`~\n\r\t01.eE_<=")
)
texts = (
    odd_characters | odd_words | st.builds(str.__add__, odd_words, odd_characters)
    | st.builds("{}\n{}".format, odd_characters, odd_characters)
)  # fmt: skip
anything = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | texts,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(texts, inner, max_size=3),
    max_leaves=8,
)


@settings(max_examples=300)
@given(st.dictionaries(texts, anything, min_size=1, max_size=3))
def test_what_is_written_is_read(value):
    found, problems = read(block(value) + "\n", ())
    assert json.dumps({record.key: resolved(record.value) for record in found}) == json.dumps(value)
    assert problems == []
    found, problems = read(items([value, value], "\n") + "\n")
    assert json.dumps([resolved(record.value) for record in found]) == json.dumps([value, value])
    assert problems == []


@given(texts)
def test_other_readers_take_a_scalar_for_the_same(text):
    for loader in (yaml.SafeLoader, getattr(yaml, "CSafeLoader", yaml.SafeLoader)):
        assert yaml.load(f"- {scalar(text)}", Loader=loader) == [text]


def test_half_a_character_is_read_but_not_written_since_other_readers_refuse_a_file_for_it():
    assert values('- "\\ud800"') == ["\ud800"]
    assert scalar("\ud800") == '"\ufffd"'


def test_what_is_nested_too_deeply_is_written_as_text():
    value = []
    for _ in range(300):
        value = [value]
    [(key, found)] = values(block({"x": value}) + "\n")
    assert key == "x"
    json.dumps(found)


# Whose YAML a text is ---------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("- id: a\n  type: book\n", "csl-yaml"),
        ("---\n- title: Pain\n  id: a\n", "csl-yaml"),
        ("---\nreferences:\n- id: a\n...\n", "csl-yaml"),
        ("---\ntitle: Essay\nauthor:\n- Ana Ruiz\nreferences:\n  - type: book\n    id: a\n---\n\n# Pain\n", "csl-yaml"),
        ("references: [{id: a}]\n", "csl-yaml"),
        ("items:\n- id: a\n", "csl-yaml"),
        ("id: a\ntype: book\ntitle: Pain\n", "csl-yaml"),
        ("# ours\n\nharry:\n  title: Order\n  type: Book\n", "hayagriva"),
        ('"a b": {type: web}\n', "hayagriva"),
        (
            "a:\n    author:\n        - Ruiz, Ana\n    type: article\n    parent:\n        type: periodical\n",
            "hayagriva",
        ),
        ("a:\n  type: conference\n  title: references\n", "hayagriva"),
        ("cff-version: 1.2.0\nreferences:\n- type: book\n  title: x\n", "cff"),
        ("abstract: x\n'cff-version': 1.2.0\n", "cff"),
        ("---\ntitle: Essay\nauthor: Ana Ruiz\n---\n\n# Pain\n\nText.\n", "text"),
        ("---\ntitle: Essay\n---\n\n```yaml\nreferences:\n- id: a\n```\n", "text"),
        ("# How to cite\n\nPut this into CITATION.cff:\n\ncff-version: 1.2.0\n", "text"),
        ("Our list\n\nreferences:\n- id: a\n", "text"),
        ("Ruiz, Ana. Pain. 2004.\n\nLin, Wei: Gain. 2005.\n", "text"),
        ("- Ruiz, A. (2004). Pain. Knee, 3(1), 2.\n- Lin, W. (2005). Gain.\n", "text"),
        ("id: a\nname: b\n", "text"),
    ],
)
def test_how_they_are_told_apart(text, name):
    for ending in ("\n", "\r\n"):
        assert sniff(text.replace("\n", ending), None).name == name
        assert sniff("\ufeff" + text.replace("\n", ending), "notes.txt").name == name


def test_a_file_that_begins_as_neither_is_an_error_with_both_names():
    with pytest.raises(ReadError, match="csl-yaml or hayagriva"):
        sniff("a: b\n", "refs.yaml")
    assert sniff("title: x\n", "CITATION.cff").name == "cff"
