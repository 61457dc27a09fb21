"""Any text at all: a library or a ReadError, spans inside the text, and time in proportion to size."""

import contextlib

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from citekit.errors import ReadError
from citekit.formats.plaintext.reader import read
from citekit.formats.plaintext.section import find_reference_lists
from citekit.model.span import SourceText

PIECES = st.sampled_from(
    [
        *(
            "Han, J.-S.",
            "Li QQ",
            "et al.",
            "(2004)",
            "2004",
            "“",
            "”",
            "‘",
            "’",
            "*",
            "_",
            "**",
            "[",
            "](",
            ")",
        ),
        *(
            "(",
            "<",
            ">",
            "<p>",
            "</p>",
            "<li>",
            "<i>",
            "</i>",
            "<!--",
            "<h2>References</h2>",
            "&amp;",
            "&#0;",
        ),
        *(
            "\\",
            "vol. 3",
            "no. 4",
            "pp. 5-6",
            "p. e9",
            "12(3), 45–67",
            "In:",
            "(Eds.),",
            "edited by R. Melzack,",
        ),
        *(
            "https://",
            "www.x.org/",
            "10.1000/",
            "doi:",
            "arXiv:",
            "ISBN 0",
            "Accessed 2 May 2025",
            "\n",
            "\r\n",
        ),
        *(
            "\n\n",
            " ",
            ". ",
            ", ",
            "References\n",
            "## Notes\n",
            "1. ",
            "[2] ",
            "- ",
            "———",
            "\ue000",
            "\u200b",
        ),
        *("\x00", "，中文。"),
    ]
)
TEXTS = st.one_of(
    st.text(max_size=300),
    st.lists(PIECES, max_size=60).map("".join),
    st.lists(PIECES, max_size=40).map(" ".join),
)
PATHS = st.sampled_from([None, "a.txt", "a.md", "a.html"])


@settings(max_examples=200)
@given(TEXTS, PATHS)
def test_nothing_but_a_read_error(text, path):
    source = SourceText(text, path)
    try:
        library = read(source)
    except ReadError:
        return
    for entry in library.entries:
        assert all(entry.item.values())
        for start, end in (entry.origin.span, *entry.origin.fields.values()):
            assert 0 <= start <= end <= len(text)
    for problem in library.problems:
        assert 0 <= problem.span.start <= problem.span.end <= len(text)


@settings(max_examples=150)
@given(TEXTS, st.sampled_from(["text", "markdown", "html"]))
def test_lists_lie_inside_the_text_and_do_not_overlap(text, kind):
    end = 0
    for found in find_reference_lists(text, kind):
        assert end <= found.heading.start <= found.heading.end <= found.body.start <= found.body.end <= len(text)
        end = found.body.end


@pytest.mark.parametrize("path", ["a.txt", "a.md", "a.html"])
@pytest.mark.parametrize(
    "piece",
    [
        *(
            "a",
            "Han, J. ",
            "A. B. ",
            "“",
            "(2004) ",
            "<",
            "<!--",
            '<a "',
            "*a ",
            "[",
            "&",
            "10.1000/",
            "www.x.org/a/ ",
        ),
        *(
            "vol. 1, no. 2 ",
            "1(2):3 ",
            "In: ",
            "et al. ",
            " ",
            "- \n",
            "1. a\n",
            "References\n",
            "May 2004, ",
            "(",
            "x-\n",
        ),
    ],
)
@pytest.mark.timeout(20)
def test_long_texts_take_time_in_proportion(piece, path):
    """What takes time in proportion to its square takes hours here; the time-out says so, no clock does."""
    text = piece * (200_000 // len(piece))
    with contextlib.suppress(ReadError):
        assert read(SourceText(text, path)).source is not None
    with contextlib.suppress(ReadError):
        assert read(SourceText(f"References\n{text}\n", path)).source is not None
