"""Text case on inline trees: lowercase, uppercase, capitalize-first, capitalize-all, sentence, title.

Text in a `NoCase` node keeps its case but counts as words. Title case is for English; who calls it decides
whether the text is.

Source: CSL 1.0.2 specification, "Text-case", with its list of stop words for title case.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from citekit.richtext.nodes import Inline, NoCase, Styled, Text, walk, with_children

if TYPE_CHECKING:
    from collections.abc import Callable

#: Words that title case leaves in lower case inside a title (CSL's `stop-words.json`, and "about", "l").
STOP_WORDS: Final = frozenset(
    """
    a about across afore after against along alongside amid amidst among amongst an and anenst apropos apud around
    as aside astride at athwart atop barring before behind below beneath beside besides between beyond but by c ca
    circa d d' de despite down during et except for forenenst from given in inside into l lest like modulo near next
    nor notwithstanding of off on onto or out over per plus pro qua sans since so than the through throughout thru
    thruout till to toward towards under underneath until unto up upon v van versus via vis-à-vis von vs
    whereas with within without yet
    """.split()
)
#: Prepositions of two words; alone their first words are none.
STOP_PHRASES: Final = frozenset(
    {
        ("according", "to"), ("ahead", "of"), ("apart", "from"), ("as", "regards"), ("back", "to"), ("because", "of"),
        ("close", "to"), ("due", "to"), ("far", "from"), ("instead", "of"), ("outside", "of"), ("prior", "to"),
        ("pursuant", "to"), ("rather", "than"), ("regardless", "of"), ("such", "as"), ("that", "of"),
    }
)  # fmt: skip
_PHRASE_WORDS: Final = frozenset(word for phrase in STOP_PHRASES for word in phrase)
_FIRST = re.compile(r"(\s*)(\S+)")
_PART = re.compile(r"[^\s\-–—/.]+")
_WORD = re.compile(r"[^\s\-–—/]+")
#: Words that only the beginning of a title capitalises: letters with periods ("e.g."), elided articles ("l'homme").
_SMALL = re.compile(r"(?:[^\W\d_]\.){2,12}|[dl]['’]\w")


def change_case(node: Inline, case: str, *, english: bool = True) -> Inline:
    """A tree in another case; an unknown case or one that is not for this language changes nothing.

    Examples:
        >>> from citekit.richtext.nodes import plain
        >>> plain(change_case(Text("the challenge of pain: an overview"), "title"))
        'The Challenge of Pain: An Overview'
        >>> plain(change_case(Text("The DNA Story"), "sentence"))
        'The DNA story'
    """
    if case == "lowercase":
        return _map(node, str.lower)
    if case == "uppercase":
        return _map(node, str.upper)
    if case == "capitalize-first":
        return _capitalize_first(node)
    if case == "capitalize-all":
        return _map(node, lambda text: _PART.sub(lambda match: _capitalized(match.group()), text))
    if case == "sentence":
        return _sentence(node)
    if case == "title" and english:
        return _title(node)
    return node


def _map(node: Inline, change: Callable[[str], str]) -> Inline:
    if isinstance(node, Text):
        return Text(change(node.text), node.source)
    if _is_fixed(node):
        return node
    return with_children(node, [_map(child, change) for child in node.children])


def _is_fixed(node: Inline) -> bool:
    """Whether a field's markup keeps characters as they are: `nocase`, small capitals, sub- and superscript."""
    if isinstance(node, NoCase):
        return True
    if not isinstance(node, Styled) or not node.flips:
        return False
    return bool(node.formatting.font_variant or node.formatting.vertical_align)


def _capitalized(word: str) -> str:
    """A word with a capital if it is in lower case; "pH", "iPhone" and a Greek letter by itself stay."""
    for index, letter in enumerate(word):
        if letter.isdigit():
            return word
        if letter.isalpha():
            if letter.isupper() or word != word.lower() or ("α" <= letter <= "ω" and not word[index + 1 :].isalpha()):
                return word
            return word[:index] + letter.upper() + word[index + 1 :]
    return word


def _capitalize_first(node: Inline) -> Inline:
    return _first_word(node)[0]


def _first_word(node: Inline) -> tuple[Inline, bool]:
    """The node with its first word capitalised, and whether it had one."""
    if isinstance(node, Text):
        match = _FIRST.match(node.text)
        if match is None:
            return node, False
        return Text(match[1] + _capitalized(match[2]) + node.text[match.end() :], node.source), True
    if _is_fixed(node):
        return node, any(isinstance(inner, Text) and inner.text.strip() for inner in walk(node))
    children = list(node.children)
    for index, child in enumerate(children):
        children[index], done = _first_word(child)
        if done:
            return with_children(node, children), True
    return node, False


def _sentence(node: Inline) -> Inline:
    """First word capitalised, other words lower-cased unless they are in mixed or upper case."""
    whole = "".join(inner.text for inner in walk(node) if isinstance(inner, Text))
    shouting = whole.upper() == whole and whole.lower() != whole
    lowered = _map(
        node,
        lambda text: text.lower() if shouting else re.sub(r"[^\s]+", lambda match: _lowered(match.group()), text),
    )
    return _capitalize_first(lowered)


def _lowered(word: str) -> str:
    letters = [letter for letter in word if letter.isalpha()]
    plain_capital = bool(letters) and letters[0].isupper() and all(letter.islower() for letter in letters[1:])
    return word.lower() if plain_capital and (len(letters) > 1 or word in ("A", "I")) else word


def _title(node: Inline) -> Inline:
    if isinstance(node, Text):
        return Text(_in_title_case(node.text), node.source)
    whole = "".join([inner.text for inner in walk(node) if isinstance(inner, Text)])
    return _spread(node, _in_title_case(whole), 0, protected=False)[0]


def _in_title_case(whole: str) -> str:
    """Characters in title case, as many as there were."""
    words = list(_WORD.finditer(whole))
    pieces: list[str] = []
    done = 0
    for number, match in enumerate(words):
        start, end = match.span()
        word = match.group()
        before, after = whole[max(0, start - 40) : start], whole[end : end + 1]
        first = number == 0 or _begins(before, word)
        if not first and len(word) == 1 and "-" in (before[-1:], after):
            continue  # a letter in a compound ("β-carotene", "07-x") is a name of its own
        leads = after == "-" and before[-1:].isspace()
        edge = first or leads or number == len(words) - 1
        if not first and (_SMALL.match(word) or (len(word) == 1 and not word.isascii())):
            continue
        if word == "A" and not edge and words[number + 1].group()[0].islower():
            continue  # "Vitamin A in the diet"
        small = not edge and word.lower() in _PHRASE_WORDS and _in_phrase(words, number)
        changed = word.lower() if small else _titled(word, edge=edge)
        if changed != word and len(changed) == len(word):
            pieces += (whole[done:start], changed)
            done = end
    return "".join([*pieces, whole[done:]])


def _in_phrase(words: list[re.Match[str]], number: int) -> bool:
    """Whether a word and a neighbour are a preposition of two words."""
    before, word, after = (one.group().lower() for one in words[number - 1 : number + 2])
    return (word, after) in STOP_PHRASES or (before, word) in STOP_PHRASES


def _spread(node: Inline, cased: str, position: int, *, protected: bool) -> tuple[Inline, int]:
    """The node with its own characters out of the whole in another case, but for those that keep theirs."""
    if isinstance(node, Text):
        end = position + len(node.text)
        return (node if protected else Text(cased[position:end], node.source)), end
    fixed = protected or _is_fixed(node)
    children: list[Inline] = []
    for child in node.children:
        changed, position = _spread(child, cased, position, protected=fixed)
        children.append(changed)
    return with_children(node, children), position


def _begins(before: str, word: str) -> bool:
    """Whether a subtitle or sentence begins here; after a full stop, which may abbreviate, if the word looks so."""
    end = before.rstrip(" \u00a0\"'“”‘’([")
    if end[-1:] in (":", "?", "!"):
        return True
    return end[-1:] == "." and before[len(end) : len(end) + 1].isspace() and word[:1].isupper()


def _titled(word: str, *, edge: bool) -> str:
    bare = word.strip("\"'“”‘’()[]{}.,;:?!")
    inner = bare[1:]
    if inner != inner.lower():
        return word
    if bare.lower() in STOP_WORDS and not edge:
        # A capital by itself is a name: "Vitamin D".
        return word if len(bare) == 1 and bare != "A" else word.lower()
    return _capitalized(word)
