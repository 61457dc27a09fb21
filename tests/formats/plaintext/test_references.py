"""References and the items they become; the examples are in the Markdown files of this folder."""

import html
import pathlib
import re

import pytest

from citekit.formats.plaintext.markup import strip_html, strip_text
from citekit.formats.plaintext.reference import parse_reference
from citekit.model.edtf import parse_edtf

HERE = pathlib.Path(__file__).parent
FILES = ("mla.md", "apa.md", "other-styles.md")
NAMES = ("author", "editor", "translator")
DATES = ("issued", "accessed", "original-date")


def examples():
    for file in FILES:
        for chunk in re.split(r"^## ", (HERE / file).read_text("utf-8"), flags=re.MULTILINE)[1:]:
            title, _, body = chunk.partition("\n")
            reference = re.search(r"^> (.*)$", body, re.MULTILINE)[1]
            fields = dict(re.findall(r"^- ([\w-]+): (.*)$", body, re.MULTILINE))
            yield pytest.param(reference, fields, "*italics decide*" in body, id=f"{file}: {title}")


EXAMPLES = list(examples())


def name(text):
    if text.startswith("{"):
        return {"literal": text.strip("{}")}
    parts = text.split(", ")
    return {"family": parts[0], "given": parts[1], **({"suffix": parts[2]} if len(parts) > 2 else {})}


def item(fields):
    expected = {}
    for variable, value in fields.items():
        if variable in NAMES:
            expected[variable] = [name(one) for one in value.split("; ")]
        elif variable in DATES:
            expected[variable] = parse_edtf(value)
        elif variable == "et-al":
            expected["custom"] = {"et-al": value.split(", ")}
        else:
            expected[variable] = value
    return expected


@pytest.mark.parametrize(("reference", "fields", "italics_decide"), EXAMPLES)
def test_markdown(reference, fields, italics_decide):
    parsed = parse_reference(strip_text(reference, 0, len(reference), markdown=True).tidy())
    assert dict(parsed.item) == item(fields)


@pytest.mark.parametrize(("reference", "fields", "italics_decide"), EXAMPLES)
def test_html(reference, fields, italics_decide):
    text = re.sub(r"\*([^*]+)\*", r"<i>\1</i>", html.escape(reference, quote=False))
    parsed = parse_reference(strip_html(text, 0, len(text)).tidy())
    assert dict(parsed.item) == item(fields)


@pytest.mark.parametrize(("reference", "fields", "italics_decide"), EXAMPLES)
def test_italics_lost(reference, fields, italics_decide):
    if italics_decide:
        pytest.skip("this reference says something with its italics")
    text = reference.replace("*", "")
    parsed = parse_reference(strip_text(text, 0, len(text)).tidy())
    assert dict(parsed.item) == item(fields)


@pytest.mark.parametrize(("reference", "fields", "italics_decide"), EXAMPLES)
def test_every_field_has_a_place_in_the_source_and_a_confidence(reference, fields, italics_decide):
    parsed = parse_reference(strip_text(reference, 0, len(reference), markdown=True).tidy())
    assert set(parsed.fields) | {"type", "custom", "archive"} >= set(parsed.item)
    for variable, (span, confidence) in parsed.fields.items():
        assert 0 <= span.start < span.end <= len(reference)
        assert 0 < confidence <= 1
        if variable in ("volume", "issue", "DOI", "publisher", "title"):
            plain = re.sub(r"\W|\bUP\b|University Press", "", str(parsed.item[variable]))
            source = re.sub(r"\W|\bUP\b", "", reference[slice(*span)])
            assert plain.replace("i", "") == source.replace("i", "") or " P" in reference[slice(*span)]
