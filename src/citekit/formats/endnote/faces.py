"""EndNote's `<style face="italic">` as CSL's `<i>`, and back."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from citekit.elements import Node
from citekit.elements.repair import NO_CHARACTERS

if TYPE_CHECKING:
    from collections.abc import Iterator

#: The faces CSL has a tag for, in the order in which tags open.
_TAGS: Final = {"bold": "b", "italic": "i", "superscript": "sup", "subscript": "sub"}
_FACES: Final = {tag: face for face, tag in _TAGS.items()}
_TAG: Final = re.compile(r"<(?P<close>/?)(?P<name>b|i|sup|sub)>", re.IGNORECASE)
#: What CSL knows beyond EndNote: small capitals, and words whose case stays.
_OTHER_TAG: Final = re.compile(r"</?(?:sc|em|strong|span)(?:\s[^<>]{0,80})?>", re.IGNORECASE)


def marked(node: Node) -> str:
    """An element's text with its faces as CSL writes them; tags that stand in the text itself are taken for such.

    Examples:
        >>> from citekit.elements import read_xml
        >>> marked(read_xml(b'<title>On <style face="bold italic">E. coli</style>, p &lt; .05</title>'))
        'On <b><i>E. coli</i></b>, p < .05'
        >>> marked(read_xml(b"<title>H&lt;sub&gt;2&lt;/sub&gt;O &amp; gin</title>"))
        'H<sub>2</sub>O & gin'
    """
    parts = []
    for faces, text in _pieces(node, ()):
        tags = [_TAGS[face] for face in _TAGS if face in faces] if text.strip() else []
        parts += [f"<{tag}>" for tag in tags] + [text] + [f"</{tag}>" for tag in reversed(tags)]
    return " ".join("".join(parts).split())


def _pieces(node: Node, faces: tuple[str, ...]) -> Iterator[tuple[tuple[str, ...], str]]:
    """The text of an element, with the faces it stands in; as deep as elements may be."""
    for part in node.content:
        if isinstance(part, Node):
            yield from _pieces(part, (*faces, *part.attributes.get("face", "").lower().split()))
        else:
            yield faces, part


def runs(text: str) -> Iterator[tuple[str, str]]:
    """The faces of a CSL string's pieces, and the pieces.

    Examples:
        >>> list(runs("On <b><i>E. coli</i></b>, p < .05"))
        [('normal', 'On '), ('bold italic', 'E. coli'), ('normal', ', p < .05')]
    """
    text = _OTHER_TAG.sub("", NO_CHARACTERS.sub("", text))
    open_tags: list[str] = []
    position = 0
    for match in _TAG.finditer(text):
        yield from _run(open_tags, text[position : match.start()])
        position = match.end()
        name = match["name"].lower()
        if not match["close"]:
            open_tags.append(name)
        elif name in open_tags:
            open_tags.remove(name)
    yield from _run(open_tags, text[position:])


def _run(open_tags: list[str], text: str) -> Iterator[tuple[str, str]]:
    if text:
        faces = " ".join(face for face, tag in _TAGS.items() if tag in open_tags)
        yield faces or "normal", text
