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

#: Words that title case leaves in lower case inside a title.
STOP_WORDS: Final = frozenset(
    """


    a according across afore after against ahead along alongside amid amidst among amongst an and anenst
    apart apropos apud around as aside astride at athwart atop barring before behind below beneath
    beside besides between beyond but by circa despite down during ere except for forenenst from given
    in inside into lest like modulo near next nor notwithstanding of off on onto or out over per plus
    pro qua sans since so than the through throughout thru thruout till to toward towards under
    underneath until unto up upon versus via vis-à-vis vs. with within without yet about van von de d l
    """.split()
)
_WORD = re.compile(r"[^\s\-–—/]+")


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
        return _map(node, lambda text: re.sub(r"[^\s]+", lambda match: _capitalized(match.group()), text))
    if case == "sentence":
        return _sentence(node)
    if case == "title" and english:
        return _title(node)
    return node


def _map(node: Inline, change: Callable[[str], str]) -> Inline:
    if isinstance(node, Text):
        return Text(change(node.text), node.source)
    if isinstance(node, NoCase):
        return node
    return with_children(node, [_map(child, change) for child in node.children])


def _capitalized(word: str) -> str:
    for index, letter in enumerate(word):
        if letter.isdigit():
            return word
        if letter.isalpha():
            return word if letter.isupper() else word[:index] + letter.upper() + word[index + 1 :]
    return word


def _capitalize_first(node: Inline) -> Inline:
    done = False

    def visit(node: Inline) -> Inline:
        nonlocal done
        if done:
            return node
        if isinstance(node, Text):
            match = re.search(r"\S", node.text)
            if match is None:
                return node
            done = True
            head = node.text[: match.start()]
            rest = node.text[match.start() :]
            word = re.match(r"\S+", rest)
            return Text(head + (_capitalized(word.group()) + rest[word.end() :] if word else rest), node.source)
        if isinstance(node, NoCase):
            done = any(isinstance(inner, Text) and inner.text.strip() for inner in walk(node))
            return node
        return with_children(node, [visit(child) for child in node.children])

    return visit(node)


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
    whole = "".join(inner.text for inner in walk(node) if isinstance(inner, Text))
    words = list(_WORD.finditer(whole))
    if not words:
        return node
    changes: dict[int, str] = {}
    for number, match in enumerate(words):
        word = match.group()
        before, after = whole[max(0, match.start() - 40) : match.start()], whole[match.end() : match.end() + 1]
        first = number == 0 or _begins(before)
        if not first and len(word) == 1 and "-" in (before[-1:], after):
            continue  # a letter in a compound ("β-carotene", "07-x") is a name of its own
        leads = after == "-" and before[-1:].isspace()
        changes[match.start()] = _titled(word, edge=first or leads or number == len(words) - 1)
    position = 0

    def visit(node: Inline, *, protected: bool) -> Inline:
        nonlocal position
        if isinstance(node, Text):
            start, position = position, position + len(node.text)
            if protected:
                return node
            text = _replace_words(node.text, start, changes, words)
            return Text(text, node.source)
        fixed = protected or isinstance(node, NoCase)
        if isinstance(node, Styled) and node.formatting.vertical_align:
            fixed = True
        return with_children(node, [visit(child, protected=fixed) for child in node.children])

    return visit(node, protected=False)


def _begins(before: str) -> bool:
    """Whether a subtitle or sentence begins after this text."""
    end = before.rstrip(" \u00a0\"'“”‘’([")
    return end[-1:] in (":", "?", "!") or (end[-1:] == "." and before[len(end) : len(end) + 1].isspace())


def _replace_words(text: str, start: int, changes: dict[int, str], words: list[re.Match[str]]) -> str:
    """The part of the changed words that falls into one leaf."""
    result = list(text)
    for match in words:
        if match.end() <= start or match.start() >= start + len(text):
            continue
        changed = changes.get(match.start(), match.group())
        if len(changed) != match.end() - match.start():
            continue
        for offset in range(max(match.start(), start), min(match.end(), start + len(text))):
            if offset - start < len(result):
                result[offset - start] = changed[offset - match.start()]
    return "".join(result)


def _titled(word: str, *, edge: bool) -> str:
    bare = word.strip("\"'“”‘’()[]{}.,;:?!")
    if any(letter.isupper() for letter in bare[1:]):
        return word
    if bare.lower() in STOP_WORDS and not edge:
        return word.lower() if bare[:1].isupper() and len(bare) > 0 else word
    return _capitalized(word)
