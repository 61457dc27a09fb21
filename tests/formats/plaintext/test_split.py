"""Splitting lists into entries, with the place of each."""

import pytest

from citekit.formats.plaintext.split import split
from citekit.model.span import Span

A = "Han, J.-S. (2004). Acupuncture and endorphins. Neuroscience Letters, 361(1–3), 258–261."
B = "Turing, A. M. “Computing Machinery and Intelligence.” Mind, vol. 59, no. 236, 1950, pp. 433-60."
C = "Watson, J. D., & Crick, F. H. C. (1953). Molecular structure of nucleic acids. Nature, 171(4356), 737–738."
WRAPPED_A = "Han, J.-S. (2004). Acupuncture and endorphins. Neuroscience\n{0}Letters, 361(1–3), 258–261."
WRAPPED_C = (
    "Watson, J. D., & Crick, F. H. C. (1953). Molecular structure\n{0}of nucleic acids. Nature, 171(4356),\n{0}737–738."
)


def texts(text, kind="text"):
    return [entry.text.replace("\n", " ") for entry in split(text, Span(0, len(text)), kind)]


@pytest.mark.parametrize(
    "text",
    [
        f"{A}\n{B}\n{C}",
        f"{A}\n\n{B}\n\n{C}\n",
        f"{A}\r\n{B}\r\n{C}\r\n",
        f"1. {A}\n2. {B}\n3. {C}",
        f"[1] {A}\n[2] {B}\n[3] {C}",
        f"(1) {A}\n(2) {B}\n(3) {C}",
        f"1) {A}\n\n2) {B}\n\n3) {C}",
        f"1 {A}\n2 {B}\n3 {C}",
        f"• {A}\n• {B}\n• {C}",
        f"- {A}\n- {B}\n- {C}",
        f"{WRAPPED_A.format('    ')}\n{B}\n{WRAPPED_C.format('    ')}",
        f"{WRAPPED_A.format('')}\n\n{B}\n\n{WRAPPED_C.format('')}",
        f"1. {WRAPPED_A.format('   ')}\n2. {B}\n3. {WRAPPED_C.format('')}",
        f"[1]{WRAPPED_A.format('')}\n[2]{B}\n[3]{WRAPPED_C.format('')}",
    ],
)
def test_text(text):
    assert texts(text) == [A, B, C]


def test_a_year_at_the_start_of_a_line_is_no_number():
    text = (
        "Watson, J. D., & Crick, F. H. C. Molecular structure of nucleic acids. Nature,\n    1953. 171(4356), 737–738."
    )
    assert len(texts(text)) == 1


def test_wrapped_without_any_mark():
    assert texts(f"{WRAPPED_A.format('')}\n{WRAPPED_C.format('')}\n{WRAPPED_A.format('')}") == [A, C, A]


def test_a_word_broken_at_the_line_end_is_mended_and_a_compound_is_not():
    text = "Watson, J. D. (1953). Molecu-\n   lar structure of self-\n   care. Nature, 171, 737–738. On self-care."
    assert "Molecular structure of self-care." in texts(text)[0]


@pytest.mark.parametrize(
    "text",
    [
        f"<ul><li>{A}</li>\n<li>{B}</li><li>{C}</li></ul>",
        f"<ul><li>{A}<li>{B}<li>{C}</ul>",
        f"<p>{A}</p><p>{B}</p>\n<p>{C}</p>",
        f"<p>{A}<br>{B}<br />{C}</p>",
        f"<p>1. {A}</p><p>2. {B}</p>\n<p>3. {C}</p>",
        f'<div class="csl-entry">{A}</div><div class="csl-entry">{B}</div><div>{C}</div>',
        f"<!-- list --><ol><li><p>{A}</p></li><li><p>{B}</p></li><li><p>{C}</p></li></ol><script>x = '<p>'</script>",
    ],
)
def test_html(text):
    assert texts(text, "html") == [A, B, C]


def test_offsets_lead_back_to_the_source():
    text = "<ul><li>Camus, A. (1942). <i>L&rsquo;étranger</i>. Gallimard.</li></ul>"
    (entry,) = split(text, Span(0, len(text)), "html")
    assert entry.text == "Camus, A. (1942). L’étranger. Gallimard."
    assert [entry.text[slice(*span)] for span in entry.italics] == ["L’étranger"]
    assert text[slice(*entry.source_span(18, 28))] == "L&rsquo;étranger"
    assert text[slice(*entry.span)] == text[8:-10]


def test_markdown_links_and_escapes():
    text = r"- Camus, A. (1942). *L’étranger*. Gallimard \& fils. [Read it](https://www.gallimard.fr/a_b)"
    assert texts(text, "markdown") == [
        "Camus, A. (1942). L’étranger. Gallimard & fils. Read it https://www.gallimard.fr/a_b"
    ]
