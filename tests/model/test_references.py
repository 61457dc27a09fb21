import json

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from citekit.model import Name, Reference
from citekit.model.spelling import attribute_spelling, csl_spelling
from citekit.model.variables import KIND

ITEM = {
    "id": 7,
    "type": "article-journal",
    "title": "The <i>E. coli</i> story",
    "volume": 12,
    "issue": "1-3",
    "author": [
        {"family": "Humboldt", "given": "Alexander", "dropping-particle": "von", "x-own": [1, {"a": None}]},
        {"literal": "World Health Organization"},
    ],
    "issued": {"date-parts": [["2004", 5]], "x-own": "kept"},
    "accessed": "2025-04-02",
    "custom": {"et-al": ["author"]},
    "shortTitle": "coli",
    "container_title": "with an underscore",
    "x-zotero": {"tags": ["pain"], "n": 1.5},
    "DOI": "10.1016/j.neulet.2003.12.019",
}


def test_csl_json_in_and_out_loses_nothing():
    assert Reference.from_csl_json(ITEM).csl_json() == ITEM
    assert json.loads(json.dumps(Reference.from_csl_json(ITEM).csl_json())) == ITEM


def test_attributes_are_the_csl_variables():
    reference = Reference.from_csl_json(ITEM)
    assert reference.author[0].dropping_particle == "von"
    assert reference.issued.year == 2004
    assert reference.accessed.month == 4
    assert reference["title"] == reference.title
    assert reference.get("container-title") is None
    assert reference.get("x-zotero")["n"] == 1.5
    assert reference.get("replace") is None
    assert reference.key == "7"


def test_every_variable_of_csl_has_its_field():
    for variable, kind in KIND.items():
        value = {"name": [{"family": "Han"}], "date": {"date-parts": [[2004]]}}.get(kind, "x")
        reference = Reference.from_csl_json({"id": "a", variable: value})
        assert not reference.model_extra, variable
        assert reference.csl_json()[variable] == value
        assert variable in reference
        assert csl_spelling(attribute_spelling(variable)) == variable


@pytest.mark.parametrize(
    ("variable", "value"),
    [
        ("author", "Han"),
        ("author", [1]),
        ("issued", 2004),
        ("title", ["a", "b"]),
        ("volume", {"a": 1}),
        ("type", 3),
    ],
)
def test_values_of_the_wrong_kind_are_set_aside_and_kept(variable, value):
    item = {"id": "a", "publisher": "AMTA", variable: value}
    reference = Reference.from_csl_json(item)
    assert reference.invalid == {variable: value}
    assert reference.publisher == "AMTA"
    assert reference.csl_json() == item


def test_people_who_build_a_reference_are_told_of_mistakes():
    with pytest.raises(ValidationError):
        Reference(title=["not", "text"])


def test_references_do_not_change():
    reference = Reference(id="a", title="Pain")
    with pytest.raises(ValidationError):
        reference.title = "Gain"
    assert reference.replace(title="Gain", volume="3").csl_json() == {
        "id": "a",
        "title": "Gain",
        "volume": "3",
    }
    assert reference.replace(title=None).csl_json() == {"id": "a"}
    assert reference.title == "Pain"


def test_names_print_as_people_write_them():
    assert str(Name(family="King", given="Martin Luther", suffix="Jr.")) == "Martin Luther King Jr."


json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(max_size=10),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner, max_size=3),
    max_leaves=8,
)


@given(
    st.dictionaries(st.sampled_from([*KIND, "id", "type", "custom", "x", "categories", "model_config"]), json_values)
)
def test_any_object_goes_in_and_comes_out_unchanged(item):
    assert Reference.from_csl_json(item).csl_json() == item
