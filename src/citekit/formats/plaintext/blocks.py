"""The blocks of an HTML document: headings, paragraphs, list items, each with its offsets.

In: HTML and a span of it. Out: flat `Block`s in reading order. A block knows how deep it stands, so that the
end of a list can be told from the end of the page around it.
"""

from __future__ import annotations

from typing import NamedTuple

from citekit.formats.plaintext.markup import html_pieces

_HEADINGS = {"h1": 1, "h2": 2, "h3": 3, "h4": 4, "h5": 5, "h6": 6}
_BLOCKS = frozenset(
    "address article aside blockquote body caption center dd details div dl dt figcaption figure footer"
    " form h1 h2 h3 h4 h5 h6 head header hr html li main nav ol p pre section summary table tbody td"
    " tfoot th thead title tr ul".split()
)
_VOID = frozenset({"hr", "br", "img", "input", "meta", "link", "wbr"})
#: Elements whose end tag may be left out, and what closes them.
_CLOSED_BY = {
    "p": _BLOCKS,
    "li": frozenset({"li"}),
    "dt": frozenset({"dt", "dd"}),
    "dd": frozenset({"dt", "dd"}),
}
_BOLD = frozenset({"b", "strong"})
_MAX_DEPTH = 200


class Block(NamedTuple):
    """Text between two block tags: its element's name, its offsets, and its element's outermost offsets.

    `start` and `end` are the text's; `outer_start` and `outer_end` take in its own tags. `level` is a
    heading's, 0 for other blocks; `bold` says that all of the text is bold. `path` holds the offsets of the
    open elements around it.
    """

    name: str
    start: int
    end: int
    outer_start: int
    outer_end: int
    level: int
    bold: bool
    path: tuple[int, ...]


def html_blocks(text: str, start: int, end: int) -> tuple[list[Block], dict[int, int]]:
    """The blocks with text in them, and for each block element's start the offset after its end tag.

    Examples:
        >>> blocks, ends = html_blocks("<h2>A</h2><ul><li>B</li></ul>", 0, 29)
        >>> [(block.name, block.start, block.end, block.level) for block in blocks]
        [('h2', 4, 5, 2), ('li', 18, 19, 0)]
        >>> ends[10]
        29
    """
    walk = _Walk(start)
    for kind, name, left, right in html_pieces(text, start, end):
        if kind == "comment":
            if not walk.has_text:
                walk.begin = right
        elif kind in ("text", "entity"):
            walk.add_text(right, blank=kind == "text" and text[left:right].isspace())
        elif name in _BOLD:
            walk.bold_depth = max(0, walk.bold_depth + (1 if kind == "open" else -1))
        elif name in _BLOCKS:
            walk.block_tag(kind, name, left, right)
    walk.flush(end)
    while walk.stack:
        walk.ends[walk.stack.pop()[1]] = end
    return [walk.finish(block) for block in walk.blocks], walk.ends


class _Walk:
    """The state of one walk over a document's tags."""

    def __init__(self, start: int) -> None:
        self.stack: list[tuple[str, int]] = []
        self.blocks: list[Block] = []
        self.ends: dict[int, int] = {}
        self.begin = start
        self.text_end = start
        self.has_text = False
        self.bold_depth = 0
        self.plain_text = False

    def add_text(self, right: int, *, blank: bool) -> None:
        if blank:
            return
        if not self.has_text:
            self.has_text = True
        self.text_end = right
        if not self.bold_depth:
            self.plain_text = True

    def block_tag(self, kind: str, name: str, left: int, right: int) -> None:
        self.flush(left)
        if kind == "open":
            while self.stack and name in _CLOSED_BY.get(self.stack[-1][0], ()):
                self.ends[self.stack.pop()[1]] = left
            if name not in _VOID and len(self.stack) < _MAX_DEPTH:
                self.stack.append((name, left))
        elif any(open_name == name for open_name, _ in self.stack):
            while self.stack:
                open_name, opened = self.stack.pop()
                self.ends[opened] = right if open_name == name else left
                if open_name == name:
                    break
        self.begin = right

    def flush(self, position: int) -> None:
        if self.has_text:
            name, opened = self.stack[-1] if self.stack else ("", -1)
            own = bool(self.stack) and not any(block.outer_start == opened for block in self.blocks[-1:])
            self.blocks.append(
                Block(
                    name,
                    self.begin,
                    position,
                    opened if own else self.begin,
                    position,
                    _HEADINGS.get(name, 0),
                    not self.plain_text,
                    tuple(start for _, start in self.stack),
                )
            )
        self.has_text = False
        self.plain_text = False
        self.bold_depth = 0
        self.begin = position

    def finish(self, block: Block) -> Block:
        if not block.path or block.outer_start != block.path[-1]:
            return block
        return block._replace(outer_end=max(block.end, self.ends.get(block.path[-1], block.end)))


def outermost(block: Block, ends: dict[int, int], after: int, until: int) -> int:
    """The end of the outermost element around a block that lies between `after` and `until`."""
    fitting = [ends[start] for start in block.path if start >= after and ends.get(start, until + 1) <= until]
    return max([block.outer_end, *fitting])
