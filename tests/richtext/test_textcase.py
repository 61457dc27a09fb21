"""Text case by the specification's rules, on nodes and on plain text."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from citekit.richtext.markup import parse_markup
from citekit.richtext.nodes import Text, plain
from citekit.richtext.textcase import change_case


def cased(text, case, **options):
    return plain(change_case(parse_markup(text), case, **options))


@pytest.mark.parametrize("case", ["title", "sentence", "uppercase", "lowercase", "capitalize-all", "capitalize-first"])
def test_protected_text_keeps_its_case(case):
    assert "iPhone" in cased('the <span class="nocase">iPhone</span> case', case)


def test_title_case_is_for_english():
    assert cased("la douleur et le cerveau", "title", english=False) == "la douleur et le cerveau"


@pytest.mark.parametrize(
    ("text", "titled"),
    [
        ("the challenge of pain", "The Challenge of Pain"),
        ("pain: a new theory", "Pain: A New Theory"),
        ("what is pain? an answer", "What Is Pain? An Answer"),
        ("a guide to look up to", "A Guide to Look up To"),
        ("the role of mRNA and DNA", "The Role of mRNA and DNA"),
        ("low-frequency stimulation", "Low-Frequency Stimulation"),
        ("step-by-step acupuncture", "Step-by-Step Acupuncture"),
        ("a study of pro-environmental behavior", "A Study of Pro-Environmental Behavior"),
        ("uptake of β-carotene", "Uptake of β-Carotene"),
        ("PAIN", "PAIN"),
        ("all for one. For all", "All for One. For All"),
        ("dr. and mrs. smith", "Dr. and Mrs. Smith"),
        ("vitamin D and β-carotene", "Vitamin D and β-Carotene"),
        ("roe v. wade", "Roe v. Wade"),
        ("pain according to patients", "Pain according to Patients"),
        ("the according voices", "The According Voices"),
        ("a <i>new</i> theory", "A New Theory"),
        ("“a new theory” and after", "“A New Theory” and After"),
    ],
)
def test_title(text, titled):
    assert cased(text, "title") == titled


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("The Challenge of Pain", "The challenge of pain"),
        ("The Role of DNA in McGill", "The role of DNA in McGill"),
        ("THE CHALLENGE OF PAIN", "The challenge of pain"),
        ("a New Theory", "A new theory"),
    ],
)
def test_sentence(text, sentence):
    assert cased(text, "sentence") == sentence


@pytest.mark.parametrize(
    ("case", "result"),
    [
        ("uppercase", "PAIN AND DNA"),
        ("lowercase", "pain and dna"),
        ("capitalize-first", "Pain and DNA"),
        ("capitalize-all", "Pain And DNA"),
        ("no-such-case", "pain and DNA"),
    ],
)
def test_other_cases(case, result):
    assert cased("pain and DNA", case) == result


@settings(max_examples=200)
@given(st.text(max_size=40), st.sampled_from(["title", "sentence", "capitalize-first", "capitalize-all"]))
def test_only_the_case_of_letters_changes(text, case):
    changed = plain(change_case(Text(text), case))
    assert changed.casefold() == text.casefold() or not text.isascii()
