"""What is told of a style's mistakes: every `mistakes/*.md` has examples, and hostile files are refused in words.

An example is a file (`xml`), or a fragment of a layout (`layout`) or of the metadata (`info`) in a small style, and
the `findings` that are told of it: `LINE severity message (hint)`, and `refused` where the engine refuses the file.
"""

import copy
import random
import re
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from citekit.csl import Processor, compile_style, parse_style
from citekit.csl.lint import MAX_FINDINGS, lint
from citekit.csl.xml import MAX_ELEMENTS, parse_xml
from citekit.errors import StyleError
from citekit.styles import find_style, load_locale
from citekit.styles.repository import STYLE_PACKAGES, _installed
from csl.cases import HAN, MELZACK
from csl.mutation import mutated, written

INFO = "<title>A</title><id>a</id><updated>2024-05-17T12:00:00Z</updated>"
STYLE = """<style xmlns="http://purl.org/net/xbiblio/csl" version="1.0" class="in-text"><info>{info}</info>\
<macro name="m"><text value="m"/></macro>\
<citation><layout><text macro="m"/>{layout}</layout></citation></style>"""
BLOCK = re.compile(r"^```(xml|layout|info|findings)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
PAGES = sorted((Path(__file__).parent / "mistakes").glob("*.md"))
PUBLISHED = sorted(path for folder in _installed(STYLE_PACKAGES) for path in folder.glob("*.csl"))


def examples():
    for page in PAGES:
        text = page.read_text(encoding="utf-8")
        for given_, wanted in zip(*[BLOCK.finditer(text)] * 2, strict=True):
            line = text.count("\n", 0, given_.start()) + 1
            yield pytest.param(given_[1], given_[2], wanted[2].splitlines(), id=f"{page.stem}:{line}")


@pytest.mark.parametrize(("kind", "text", "wanted"), list(examples()))
def test_every_mistake_is_told(kind, text, wanted):
    if kind != "xml":
        text = STYLE.format(**{"info": INFO, "layout": "", kind: text})
    checked = lint(text)
    told = sorted(
        (f"{each.line} {str(each).partition(': ')[2].replace(': ', ' ', 1)}" for each in checked.findings), key=_place
    )
    assert told == sorted((line for line in wanted if line != "refused"), key=_place)
    assert checked.refused == ("refused" in wanted)


def _place(line):
    return int(line.partition(" ")[0]), line


@pytest.mark.parametrize("name", ["mla", "apa"])
def test_our_own_styles_are_clean(name):
    assert lint(find_style(name).text).findings == ()


@pytest.mark.skipif(not PUBLISHED, reason="the published styles are not installed (the styles extra)")
def test_published_styles_break_no_rule_of_the_schema():
    wrong = {path.name: found for path in PUBLISHED[::10] if (found := lint(path.read_bytes())).count("error")}
    assert not wrong


HOSTILE = {
    "no bytes": b"",
    "a null byte": b'<style xmlns="http://purl.org/net/xbiblio/csl">\x00</style>',
    "cut off": b"<style><info><title>A",
    "two roots": b"<style/><style/>",
    "bytes that are no UTF-8": b"<style>\xff\xfe</style>",
    "an encoding that is none": b'<?xml version="1.0" encoding="klingon"?><style/>',
    "an encoding that is another": b"<?xml version='1.0' encoding='utf-16'?><style/>",
    "an encoding of many bytes": b'<?xml version="1.0" encoding="utf-7"?><style/>',
    "entities that grow": b'<!DOCTYPE s [<!ENTITY a "aa"><!ENTITY b "&a;&a;">]><style>&b;</style>',
    "an entity of the system": b'<!DOCTYPE s [<!ENTITY a SYSTEM "file:///etc/passwd">]><style>&a;</style>',
    "a document type elsewhere": b'<!DOCTYPE s SYSTEM "http://127.0.0.1:9/s.dtd"><style/>',
    "an entity nobody declared": b"<style>&nbsp;</style>",
    "depth": b"<style>" + b"<group>" * 100_000,
    "numbers of elements": b"<style>" + b"<a/>" * (MAX_ELEMENTS + 1) + b"</style>",
    "size": b"<style>" + b" " * 8_000_000 + b"</style>",
    "an undeclared prefix": b"<x:style/>",
    "an attribute twice": b"<style class='note' class='note'/>",
}


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE.keys())
def test_hostile_files_are_refused_in_words(text):
    checked = lint(text)
    assert checked.refused
    assert all(finding.line >= 1 and finding.column >= 1 and finding.message for finding in checked.findings)
    assert checked.count("error") == len(checked.findings) >= 1
    with pytest.raises(StyleError) as caught:
        parse_style(text)
    assert caught.value.problems[0].line >= 1


def test_mistakes_without_end_are_told_to_an_end():
    many = "<text variable='titel'/>" * 3_000
    assert len(lint(STYLE.format(info=INFO, layout=many)).findings) == MAX_FINDINGS
    words = " ".join(map("x{}".format, range(30_000)))
    long = STYLE.format(info=INFO, layout=f"<names variable='{words}'/><text variable='{'y' * 100_000}'/>")
    checked = lint(long)
    assert len(checked.findings) == MAX_FINDINGS
    assert max(len(finding.message) for finding in checked.findings) < 200
    with pytest.raises(StyleError):
        parse_style(long)


def deep(times, inner):
    """Groups in groups around a macro or a text."""
    return "<group>" * times + inner + "</group>" * times


@pytest.mark.parametrize("times", [50, 190])
def test_what_is_too_deep_to_render_is_refused(times):
    macro = f"<macro name='deep'>{deep(times, '<text/>')}</macro>".replace("<text/>", "<text value='x'/>")
    layout = deep(times, "<text macro='deep'/>")
    text = STYLE.format(info=INFO, layout=layout).replace("<citation>", f"{macro}<citation>")
    checked = lint(text)
    if times == 190:
        assert [finding.message for finding in checked.findings] == ["macros call each other too deeply from here"]
        with pytest.raises(StyleError, match="too deeply"):
            parse_style(text)
    else:
        assert checked.findings == ()
        Processor(compile_style(parse_style(text), load_locale)).bibliography([HAN])


def test_a_message_steers_no_terminal():
    checked = lint(STYLE.format(info=INFO, layout="<text variable='&#x9b;31m'/>"))
    assert all(str(finding).isprintable() for finding in checked.findings)


SEEDS = [parse_xml(find_style(name).text) for name in ("mla", "apa")]


@settings(max_examples=100)
@given(st.integers(0, 2**32), st.sampled_from(SEEDS), st.integers(1, 4))
def test_a_damaged_style_is_refused_or_renders(seed, root, times):
    """Elements and attributes dropped, doubled, renamed, moved; the file cut off."""
    dice = random.Random(seed)
    text = written(mutated(copy.deepcopy(root), dice, times))
    if dice.random() < 0.1:
        text = text[: dice.randrange(len(text))]
    checked = lint(text)
    if checked.refused:
        assert checked.count("error")
        with pytest.raises(StyleError):
            parse_style(text)
        return
    style = parse_style(text)
    if not style.parent:
        Processor(compile_style(style, load_locale)).bibliography([HAN, MELZACK])
