"""Titles and names as registries deposit them, turned into CSL's mini-HTML.

Pure. In: text with HTML, JATS or MathML tags, entities escaped once, twice or thrice, line ends and missing
spaces around tags. Out: one line with `<i>`, `<b>`, `<sup>`, `<sub>` and CSL's small capitals, well nested,
and characters for everything else. What is not known as markup ("Vector<T>") stays as it is.

Sources: Crossref documentation, "Face markup" and "Including MathML"; JATS 1.3 (its inline elements); CSL 1.0.2
`csl-data.json` ("rich text").
"""

from __future__ import annotations

import re
from html import unescape
from typing import Final, NamedTuple

_SMALL_CAPITALS: Final = '<span style="font-variant:small-caps;">'

#: An element's local name, and the opening and closing tag that stand for it.
_FACES: Final[dict[str, tuple[str, str]]] = {
    **dict.fromkeys(("i", "em", "emph", "italic"), ("<i>", "</i>")),
    **dict.fromkeys(("b", "strong", "bold"), ("<b>", "</b>")),
    **dict.fromkeys(("sup", "superscript"), ("<sup>", "</sup>")),
    **dict.fromkeys(("sub", "inf", "subscript"), ("<sub>", "</sub>")),
    **dict.fromkeys(("sc", "smallcaps", "small-caps"), (_SMALL_CAPITALS, "</span>")),
    # Set in small capitals by one publisher whatever it is, "GenCo" and "risk-averse": no face to keep, but a
    # tag that loses its spaces like the others.
    "scp": ("", ""),
}
#: Elements that are dropped and their content kept.
_DROPPED: Final = frozenset(
    "a article-title big body center chem div ext-link font formula html inline-formula named-content nobr ov"
    " overline roman sans-serif small span strike styled-content tex-math text tt u underline xref monospace"
    " private-char inline-graphic img fn sec".split()
)
#: Elements whose content stands apart, and what joins it to what comes before.
_APART: Final = {"subtitle": ": ", "p": " ", "para": " ", "title": " ", "br": " ", "break": " ", "hr": " "}

_TAG: Final = re.compile(
    r"<(/?)(?:([A-Za-z][\w.-]{0,20}):)?([A-Za-z][\w.-]{0,30})((?:\s[^<>]{0,3000})?/?)>|<!--[^<>]{0,3000}-->"
)
_LONGEST: Final = 20_000
#: Spaces that pretty-printing put where none belong: `</scp> 's`, `</scp> ‐ <scp>`.
_STRAY_SPACE: Final = re.compile(r"(</\w{1,10}>)[ \n\t]{1,40}(?=['’]s\b)")
_STRAY_SPACES: Final = re.compile(r"(</\w{1,10}>)[ \n\t]{1,40}([\u2010-])[ \n\t]{1,40}(?=<\w)")

#: What stands over an abstract.
_HEADING: Final = re.compile(r"\A\s*<(?:jats:)?title>\s*(?:abstract|summary)\.?\s*</(?:jats:)?title>", re.IGNORECASE)

#: Words that are never the beginning or the end of another, so that a tag next to one has lost its space.
_FUNCTION_WORDS: Final = (
    "a|an|and|as|at|between|by|during|for|from|in|into|of|on|or|par|the|to|upon|using|via|with|der|des|und|la|le"
    "|de|du|et"
)
_ENDS_IN_FUNCTION_WORD: Final = re.compile(rf"(?:^|[\s(])(?:{_FUNCTION_WORDS})\Z", re.IGNORECASE)
_BEGINS_WITH_FUNCTION_WORD: Final = re.compile(rf"(?:{_FUNCTION_WORDS})\s", re.IGNORECASE)


class _Token(NamedTuple):
    """A run of text (`name` empty), or a tag: its local name and whether it opens, closes or stands alone."""

    text: str = ""
    name: str = ""
    role: str = ""


def to_mini_html(raw: str) -> str:
    """A deposited title in CSL's mini-HTML.

    Examples:
        >>> to_mini_html("the &amp;delta;&amp;lt;sup&amp;gt;13&amp;lt;/sup&amp;gt;C  decline &amp; the ocean")
        'the δ<sup>13</sup>C decline & the ocean'
        >>> to_mini_html("Activity of<i>Anthocephalus indicus</i>Root in Rats")
        'Activity of <i>Anthocephalus indicus</i> Root in Rats'
    """
    return _tidy("".join(_write(_paired(_tokens(_unescape(raw[:_LONGEST]))))))


def to_plain(raw: str) -> str:
    r"""A deposited name, publisher or journal as plain text.

    Examples:
        >>> to_plain("Urban &amp;amp; Vogel\n  <i>GmbH</i>")
        'Urban & Vogel GmbH'
    """
    return re.sub(r"</?(?:i|b|sup|sub|span[^<>]{0,60})>", "", to_mini_html(raw))


def to_abstract(raw: str) -> str:
    """A deposited abstract in CSL's mini-HTML, without the heading that says that it is one.

    Examples:
        >>> to_abstract("<jats:title>Abstract</jats:title><jats:p>Needles, <jats:italic>pain</jats:italic></jats:p>")
        'Needles, <i>pain</i>'
    """
    return to_mini_html(_HEADING.sub("", raw, count=1))


def _unescape(text: str) -> str:
    """Undo entities until nothing changes, three times at most: some are escaped twice."""
    for _ in range(3):
        before, text = text, unescape(text)
        if text == before:
            break
    text = text.encode("utf-8", "replace").decode("utf-8")
    return _STRAY_SPACES.sub(r"\1\2", _STRAY_SPACE.sub(r"\1", text))


def _tokens(text: str) -> list[_Token]:
    found = []
    position = 0
    for match in _TAG.finditer(text):
        if match.start() > position:
            found.append(_Token(text[position : match.start()]))
        position = match.end()
        slash, prefix, name, rest = match.groups()
        if name is None:
            continue  # a comment
        known = name.lower() in _FACES or name.lower() in _DROPPED or name.lower() in _APART
        if not (known or prefix or _is_mathml(name)):
            found.append(_Token(match.group()))
            continue
        role = "close" if slash else "alone" if rest.endswith("/") else "open"
        found.append(_Token(match.group(), name.lower(), role))
    found.append(_Token(text[position:]))
    return _without_math(found)


# MathML ---------------------------------------------------------------------------------------------


def _is_mathml(name: str) -> bool:
    return name == "math" or name in _MATHML


#: Presentation elements and how their children read on a line.
_MATHML: Final[dict[str, str]] = {
    "msub": "{0}<sub>{1}</sub>",
    "msup": "{0}<sup>{1}</sup>",
    "msubsup": "{0}<sub>{1}</sub><sup>{2}</sup>",
    "munder": "{0}<sub>{1}</sub>",
    "mover": "{0}{1}",
    "munderover": "{0}<sub>{1}</sub><sup>{2}</sup>",
    "mfrac": "{0}/{1}",
    "mroot": "{0}<sup>1/{1}</sup>",
    "mrow": "",
    "mi": "",
    "mn": "",
    "mo": "",
    "mtext": "",
    "mstyle": "",
    "msqrt": "√",
    "mspace": "",
    "mfenced": "",
    "mtable": "",
    "mtr": "",
    "mtd": "",
    "mpadded": "",
    "semantics": "",
    "annotation": "",
    "annotation-xml": "",
    "mmultiscripts": "",
    "mprescripts": "",
    "none": "",
}
#: Where the scripts before the base begin among the children of `mmultiscripts`.
_PRESCRIPTS: Final = "\0"


def _without_math(tokens: list[_Token]) -> list[_Token]:
    """The tokens with every formula replaced by what it reads as."""
    found: list[_Token] = []
    stack: list[tuple[str, list[str]]] = []
    for token in tokens:
        if not stack:
            if token.name == "math" and token.role == "open":
                stack.append(("math", []))
            elif token.name != "math" and token.name not in _MATHML:
                found.append(token)
        elif not token.name:
            stack[-1][1].extend([" ".join(token.text.split())] if token.text.strip() else [])
        elif token.name in ("mprescripts", "none"):
            if token.role != "close":
                stack[-1][1].append(_PRESCRIPTS if token.name == "mprescripts" else "")
        elif token.role == "open":
            stack.append((token.name, []))
        elif token.role == "close":
            # An element that was never closed ends with the one around it.
            while stack:
                name, children = stack.pop()
                reading = _read_formula(name, children)
                if not stack:
                    found.append(_Token(reading, "math", "formula"))
                else:
                    stack[-1][1].append(reading)
                if name == token.name:
                    break
    while stack:
        name, children = stack.pop()
        reading = _read_formula(name, children)
        if stack:
            stack[-1][1].append(reading)
        else:
            found.append(_Token(reading, "math", "formula"))
    return found


def _read_formula(name: str, children: list[str]) -> str:
    if name.startswith("annotation"):
        return ""
    if name == "mmultiscripts" and children:
        return _read_scripts(children)
    children = [child for child in children if child != _PRESCRIPTS]
    pattern = _MATHML.get(name, "")
    if pattern.count("{") == len(children) and children:
        for number, child in enumerate(children):
            pattern = pattern.replace(f"{{{number}}}", child.replace("{", "｛"))
        return pattern.replace("｛", "{")
    return (pattern if "{" not in pattern else "") + "".join(children)


def _read_scripts(children: list[str]) -> str:
    """A base with pairs of sub- and superscripts after it, and before it: ¹⁵³Tb."""
    split = children.index(_PRESCRIPTS) if _PRESCRIPTS in children else len(children)
    sides = []
    for scripts in (children[split + 1 :], children[1:split]):
        tagged = [
            f"<{face}>{script}</{face}>"
            for number, script in enumerate(scripts)
            if script and script != _PRESCRIPTS
            for face in ("sup" if number % 2 else "sub",)
        ]
        sides.append("".join(tagged))
    return sides[0] + children[0].replace(_PRESCRIPTS, "") + sides[1]


# Writing --------------------------------------------------------------------------------------------


def _paired(tokens: list[_Token]) -> list[_Token]:
    """The tokens without faces that are not closed, or not opened, and without what is dropped."""
    keep = set()
    open_at: list[int] = []
    for index, token in enumerate(tokens):
        if token.name not in _FACES:
            continue
        if token.role == "open":
            open_at.append(index)
        elif token.role == "close":
            for depth in range(len(open_at) - 1, max(-1, len(open_at) - 20), -1):
                if _FACES[tokens[open_at[depth]].name] == _FACES[token.name]:
                    keep |= {open_at[depth], index}
                    del open_at[depth:]
                    break
    return [
        token
        for index, token in enumerate(tokens)
        if not token.name or token.name in _APART or token.role == "formula" or index in keep
    ]


def _write(tokens: list[_Token]) -> list[str]:
    written: list[str] = []
    before = ""  # the plain text so far, its end
    inside = ""  # the plain text of the face that is open
    spaced = False  # whether the face that is open got a space before it
    for index, token in enumerate(tokens):
        following = tokens[index + 1].text if index + 1 < len(tokens) else ""
        if not token.name:
            written.append(token.text)
            before = (before + token.text)[-40:]
            inside = (inside + token.text)[-40:]
        elif token.name in _APART:
            if token.role != "close" and before.strip():
                ended = before.rstrip()[-1:] in ".:?!"
                joint = " " if ended else _APART[token.name]
                written.append(joint)
                before += joint
        elif token.role == "formula":
            joint = " " if _lost_space_before_formula(before, token.text) else ""
            after = " " if re.match(r"[^\W\d_]{2}", following) and token.text[-1:] not in "-(" else ""
            written.append(joint + token.text + after)
            before = token.text[-40:] + after
        elif token.role == "open":
            spaced = _lost_space_before(before, token.name, following)
            inside = ""
            written.append((" " if spaced else "") + _FACES[token.name][0])
        else:
            lost = _lost_space_after(inside, token.name, following, spaced=spaced)
            written.append(_FACES[token.name][1] + (" " if lost else ""))
            before += " " if lost else ""
    return written


def _lost_space_before(before: str, name: str, inner: str) -> bool:
    if _FACES[name][0] in ("<sup>", "<sub>") or not inner[:1].isalnum():
        return False
    if _ENDS_IN_FUNCTION_WORD.search(before):
        return True
    joined = re.search(r"[^\W\d_]{4}\Z", before) and before[-1:].islower()
    return bool(joined) and name not in ("sc", "smallcaps", "scp") and inner[:1].isupper() and inner[:4].isalpha()


def _lost_space_before_formula(before: str, formula: str) -> bool:
    if formula.startswith("<"):  # a bare script belongs to what precedes, unless that is a word
        return bool(re.search(r"[a-z]{4}\Z", before))
    return formula[:1].isalnum() and bool(re.search(r"[^\W\d_]{3}\Z|\b[a-z]{2}\Z", before))


def _lost_space_after(inside: str, name: str, following: str, *, spaced: bool) -> bool:
    if _FACES[name][0] in ("<sup>", "<sub>") or not following[:1].isalpha():
        return False
    if len(inside) < 4 or not inside[-3:].isalpha():
        return spaced
    camel = inside[-1:].islower() and following[:1].isupper() and following[1:2].islower()
    return spaced or camel or bool(_BEGINS_WITH_FUNCTION_WORD.match(following))


def _tidy(text: str) -> str:
    """Spaces outside the tags, single, none at the ends; empty faces gone."""
    opening = r"<(?:i|b|sup|sub|span style=\"font-variant:small-caps;\")>"
    text = re.sub(r"[ \t\r\n\f\v\u2028\u2029]+", " ", text)
    text = re.sub(rf"({opening}) ", r" \1", text)
    text = re.sub(r" (</(?:i|b|sup|sub|span)>)", r"\1 ", text)
    text = re.sub(r"<(i|b|sup|sub)></\1>", "", text)
    return re.sub(r" {2,}", " ", text).strip()
