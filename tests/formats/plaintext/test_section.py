"""Finding reference lists: what is none, then where a list begins and ends, to the character."""

import pytest

from citekit.formats.plaintext.section import find_reference_lists, guess_kind, heading_kind

HAN = "Han, J.-S. (2004). Acupuncture and endorphins. Neuroscience Letters, 361(1–3), 258–261."
TURING = "Turing, A. M. “Computing Machinery and Intelligence.” Mind, vol. 59, no. 236, 1950, pp. 433-60."
PROSE = "Massage eases pain. Many have found so since 1950, and you will too."


def bodies(text, kind="text"):
    return [text[slice(*found.body)] for found in find_reference_lists(text, kind)]


@pytest.mark.parametrize(
    "title",
    [
        "Literature Review",
        "Our References to Nature",
        "Resourceful People",
        "Note to Readers",
        "Sourcebook",
        "1950",
    ],
)
def test_headings_of_other_sections(title):
    assert heading_kind(title) == ""


@pytest.mark.parametrize(
    "title",
    ["References", "REFERENCES:", "Works Cited", "Bibliography", "5.5 References", "A.5 References cited", "VII. References",  # noqa: E501 - a reference on one line
     "References and Further Reading", "Selected Bibliography", "Literaturverzeichnis", "Références", "Bibliografía", "参考文献"],  # noqa: E501 - a reference on one line
)  # fmt: skip
def test_headings_of_reference_lists(title):
    assert heading_kind(title) == "sure"


@pytest.mark.parametrize(
    "title", ["Resources", "Sources", "Notes", "Further Reading", "Citations", "Sources & Resources"]
)
def test_headings_that_need_evidence(title):
    assert heading_kind(title) == "unsure"


@pytest.mark.parametrize(
    "text",
    [
        "",
        PROSE,
        f"Literature Review\n{HAN}\n",
        f"Resources\n{PROSE}\nCall us at any time.\nWe are open daily.\n",
        f"Notes\n{PROSE}\n",
        "The references\nwere lost.\n",
    ],
)
def test_no_list(text):
    assert bodies(text) == []
    assert bodies(text, "markdown") == []
    assert bodies(text, "html") == []


@pytest.mark.parametrize("newline", ["\n", "\r\n"])
@pytest.mark.parametrize("heading", ["Resources", "Works Cited", "5. References"])
def test_what_follows_the_last_reference_is_outside(heading, newline):
    text = newline.join([PROSE, "", "About the author", PROSE, heading, HAN, TURING, "Photo Credit", "The clinic", ""])
    assert bodies(text) == [f"{HAN}{newline}{TURING}"]


def test_the_body_begins_after_the_headings_line_end_and_has_no_line_end_after_the_last_reference():
    text = f"{PROSE}\n\nReferences\n\n{HAN}\n\n{TURING}\n\n{PROSE}\n"
    (found,) = find_reference_lists(text)
    assert text[slice(*found.heading)] == "References"
    assert text[slice(*found.body)] == f"\n{HAN}\n\n{TURING}"


def test_the_last_reference_may_end_the_file():
    assert bodies(f"References\n{HAN}") == [HAN]


@pytest.mark.parametrize(
    "heading",
    ["## References", "## References ##", "**References**", "References\n----------", "# 7. References"],
)
def test_markdown_headings(heading):
    text = f"# Title\n\n{PROSE}\n\n{heading}\n\n- {HAN}\n- {TURING}\n\nPhoto: the clinic\n"
    (found,) = find_reference_lists(text, "markdown")
    assert text[slice(*found.heading)] == heading
    assert text[slice(*found.body)] == f"\n- {HAN}\n- {TURING}"


def test_a_heading_of_the_same_level_ends_the_list():
    text = f"## References\n\n{HAN}\n\n## Further facts\n\n{TURING}\n"
    assert bodies(text, "markdown") == [f"\n{HAN}"]


def test_a_numbered_list_ends_before_the_paragraph_that_follows():
    text = f"## References\n\n1. {HAN}\n2. {TURING}\n\nPhoto: the clinic\n"
    assert bodies(text, "markdown") == [f"\n1. {HAN}\n2. {TURING}"]


def test_wrapped_entries():
    text = "References\n\nHan, J.-S. (2004). Acupuncture and endorphins.\n    Neuroscience Letters, 361(1–3),\n    258–261.\n\nEnd\n"  # noqa: E501 - a reference on one line
    assert bodies(text) == [text[12 : text.index("\n\nEnd")] and text[11 : text.index("\n\nEnd")]]


def test_a_list_for_each_chapter():
    text = f"# One\n\n## References\n\n{HAN}\n\n# Two\n\n## References\n\n{TURING}\n"
    assert bodies(text, "markdown") == [f"\n{HAN}", f"\n{TURING}"]


def test_a_list_that_is_still_empty():
    text = f"# Title\n\n{PROSE}\n\n## References\n"
    (found,) = find_reference_lists(text, "markdown")
    assert found.body == (len(text), len(text))


HTML_LISTS = [
    f"\n<ul>\n<li>{HAN}</li>\n<li>{TURING}</li>\n</ul>",
    f"\n<p>{HAN}</p>\n<p>{TURING}</p>",
    f'\n<div class="csl-bib-body">\n  <div class="csl-entry">{HAN}</div>\n  <div class="csl-entry">{TURING}</div>\n</div>',  # noqa: E501 - a reference on one line
    f'\n<div class="csl-entry">{HAN}</div>\n<div class="csl-entry">{TURING}</div>',
    f"<ol><li><p>{HAN}</p></li><li><p>{TURING}</p></li></ol>",
]
HTML_HEADINGS = [
    "<h2>Resources</h2>",
    '<h3 id="r"><span>Works Cited</span></h3>',
    "<p><strong>References:</strong></p>",
]


@pytest.mark.parametrize("heading", HTML_HEADINGS)
@pytest.mark.parametrize("body", HTML_LISTS)
@pytest.mark.parametrize("after", ["", "\n<p>Photo: the clinic</p>", "\n<h2>About us</h2><p>We are nice.</p>"])
def test_html(heading, body, after):
    text = f"<html><body><article><h1>Pain</h1><p>{PROSE}</p>\n{heading}{body}{after}</article></body></html>"
    (found,) = find_reference_lists(text, "html")
    assert text[slice(*found.heading)] == heading
    assert text[slice(*found.body)] == body


@pytest.mark.parametrize(
    ("text", "path", "kind"),
    [
        (HAN, None, "text"),
        (HAN, "article.md", "markdown"),
        (HAN, "article.HTML", "html"),
        (f"<p>{HAN}</p>", "article.txt", "html"),
        (f"## References\n\n{HAN}", None, "markdown"),
        ("Camus, Albert. *The Stranger*. Knopf, 1946.", None, "markdown"),
        ("x < y and y > z", None, "text"),
    ],
)
def test_kind(text, path, kind):
    assert guess_kind(text, path) == kind


@pytest.mark.parametrize(
    "text",
    [
        "References\n\n1. Han, J. (2004). Acupuncture. Pain, 3(1), 2–3.\n2. Chronic pain in over 16s.\n",
        "References\nHan, J. (2004). Acupuncture. Pain, 3(1), 2–3.\nNICE guideline on chronic pain, London, 2021.\n",
        "<h2>References</h2><ol><li>Han, J. (2004). Acupuncture. Pain, 3(1), 2–3.</li><li>Chronic pain.</li></ol>",
    ],
)
def test_the_last_entry_counts_though_it_says_little(text):
    kind = "html" if text.startswith("<") else "text"
    (found,) = find_reference_lists(text, kind)
    assert "hronic pain" in text[slice(*found.body)]
