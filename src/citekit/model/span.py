"""Where things stand in a file: source text, spans, locations and edits.

A `SourceText` remembers the bytes it came from (encoding, byte order mark, line ends), so that what nobody
edits is written back byte for byte, and turns offsets into the line and column a person can go to. Offsets
and spans count characters; `SourceText.byte_offset` gives bytes.
"""

from __future__ import annotations

import codecs
import re
from bisect import bisect_right
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple

from citekit.errors import ReadError

if TYPE_CHECKING:
    from collections.abc import Iterable

_LINE_END = re.compile(r"\r\n|\r|\n")
_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
#: Control characters that no text file has; several of them mean a picture, a PDF, a Word file.
_BINARY = re.compile(r"[\x00-\x08\x0e-\x1a\x1c-\x1f]")


class Span(NamedTuple):
    """A half-open range of characters, `start` to `end`, in a source text."""

    start: int
    end: int


class Location(NamedTuple):
    """A place for people: line and column, both counted from 1, the column in characters."""

    line: int
    column: int


class Edit(NamedTuple):
    """Replace `span` by `text`."""

    span: Span
    text: str


@dataclass(frozen=True, slots=True)
class SourceText:
    r"""A text, the path it came from, and how its bytes were written.

    Examples:
        >>> source = SourceText.decode("Ä line\r\nanother".encode("latin-1"), "list.txt")
        >>> source.encoding, source.location(8)
        ('cp1252', Location(line=2, column=1))
        >>> source.encode() == "Ä line\r\nanother".encode("latin-1")
        True
    """

    text: str
    path: str | None = None
    encoding: str = "utf-8"
    bom: bytes = b""
    _line_starts: list[int] = field(default_factory=list, repr=False, compare=False)

    @classmethod
    def decode(cls, data: bytes, path: str | None = None) -> SourceText:
        """Decode a file's bytes: by its byte order mark, else UTF-8, else UTF-16 or Windows-1252.

        Raises:
            ReadError: the bytes are not text (a picture, a PDF, a Word file).
        """
        for bom, encoding in _BOMS:
            if data.startswith(bom):
                try:
                    return cls(data[len(bom) :].decode(encoding), path, encoding, bom)
                except UnicodeDecodeError as error:
                    raise ReadError(
                        f"the file begins as {encoding} but byte {error.start + len(bom)} is not",
                        path=path,
                        hint="save it as UTF-8",
                    ) from None
        encodings = ["utf-8", "cp1252", "latin-1"]
        zeros = data[:1000].count(0)
        if zeros > len(data[:1000]) // 4:
            encodings.insert(0, "utf-16-le" if data[1:2] == b"\0" else "utf-16-be")
        for encoding in encodings:
            try:
                text = data.decode(encoding)
            except UnicodeDecodeError:
                continue
            if len(_BINARY.findall(text, 0, 4096)) > len(text[:4096]) // 200:
                break
            return cls(text, path, encoding)
        raise ReadError("this is not a text file", path=path, hint="export it as text, BibTeX or CSL-JSON")

    def encode(self, text: str | None = None) -> bytes:
        """The bytes of `text` (by default the text as it was read), in the file's own encoding.

        A character that the encoding lacks makes the whole file UTF-8 rather than be lost.
        """
        text = self.text if text is None else text
        try:
            return self.bom + text.encode(self.encoding)
        except UnicodeEncodeError:
            return text.encode("utf-8")

    def location(self, offset: int) -> Location:
        """The line and column of the character at `offset`."""
        if not self._line_starts:
            self._line_starts.append(0)
            self._line_starts.extend(match.end() for match in _LINE_END.finditer(self.text))
        line = bisect_right(self._line_starts, offset)
        return Location(line, offset - self._line_starts[line - 1] + 1)

    def byte_offset(self, offset: int) -> int:
        """How many bytes of the file stand before the character at `offset`."""
        return len(self.bom) + len(self.text[:offset].encode(self.encoding, "surrogatepass"))

    @property
    def newline(self) -> str:
        """The line end this file uses first; a line feed where it has none."""
        match = _LINE_END.search(self.text)
        return match.group() if match else "\n"


def apply_edits(text: str, edits: Iterable[Edit]) -> str:
    """Carry out all edits at once; everything outside their spans stays as it is.

    Raises:
        ValueError: two edits overlap, or one lies outside the text.

    Examples:
        >>> apply_edits("vol. 12", [Edit(Span(5, 7), "13"), Edit(Span(0, 0), "see ")])
        'see vol. 13'
    """
    pieces: list[str] = []
    position = 0
    for (start, end), replacement in sorted(edits, key=lambda edit: edit.span):
        if not position <= start <= end <= len(text):
            raise ValueError(f"the edit of characters {start} to {end} collides with another or leaves the text")
        pieces += (text[position:start], replacement)
        position = end
    return "".join([*pieces, text[position:]])
