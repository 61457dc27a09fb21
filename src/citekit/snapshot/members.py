"""The files of Crossref's public data: JSON, JSON lines, compressed or not, alone or in a tar archive.

Members are opened one after the other and read in a stream; an archive is never unpacked.
"""

from __future__ import annotations

import gzip
import tarfile
import zlib
from contextlib import contextmanager
from pathlib import Path
from typing import IO, TYPE_CHECKING, Final, NamedTuple

from citekit.errors import ReadError

if TYPE_CHECKING:
    import os
    from collections.abc import Callable, Iterable, Iterator

_ENDINGS: Final = (".json", ".jsonl", ".ndjson", ".json.gz", ".jsonl.gz", ".ndjson.gz")
_ARCHIVES: Final = (".tar", ".tar.gz", ".tgz")
#: What reading a damaged file raises.
DAMAGED: Final = (EOFError, zlib.error, gzip.BadGzipFile, tarfile.TarError)


class Member(NamedTuple):
    """One file with records: its name, which tells it from the others, and how to read so many bytes of it."""

    name: str
    read: Callable[[int], bytes]


def members(paths: Iterable[str | os.PathLike[str]]) -> Iterator[Member]:
    """Every file with records, those in archives and folders included, in the order of their names.

    Each is to be read before the next is asked for.

    Raises:
        ReadError: a path that is not there, or an archive that is damaged.
        OSError: a file that can't be read.
    """
    for path in map(Path, paths):
        if path.is_dir():
            inside = sorted(one for one in path.rglob("*") if one.name.endswith((*_ENDINGS, *_ARCHIVES)))
            yield from members(inside)
        elif not path.exists():
            raise ReadError(f"{path} is not there", hint="give Crossref's files, an archive of them, or their folder")
        elif path.name.endswith(_ARCHIVES):
            yield from _archived(path)
        else:
            with path.open("rb") as file, _opened(file) as read:
                yield Member(str(path.absolute()), read)


def _archived(path: Path) -> Iterator[Member]:
    try:
        with tarfile.open(path, "r|*") as archive:
            for entry in archive:
                if entry.isfile() and entry.name.endswith(_ENDINGS):
                    file = archive.extractfile(entry)
                    if file is not None:
                        with _opened(file) as read:
                            yield Member(f"{path.absolute()}!{entry.name}", read)
    except DAMAGED as error:
        raise ReadError(f"{path} is damaged: {error}", hint="fetch it again; what was read before is kept") from None


@contextmanager
def _opened(file: IO[bytes]) -> Iterator[Callable[[int], bytes]]:
    """The bytes of a file, decompressed if they are compressed, whatever its name says."""
    head = file.read(2)
    if head == b"\x1f\x8b":
        with gzip.GzipFile(fileobj=_Again(head, file)) as whole:  # type: ignore[call-overload]
            yield whole.read
    else:
        yield _Again(head, file).read


class _Again:
    """A file of which the first bytes have been looked at; a stream in an archive can't go back."""

    def __init__(self, head: bytes, file: IO[bytes]) -> None:
        self._head = head
        self._file = file

    def read(self, size: int = -1) -> bytes:
        head, self._head = self._head, b""
        if not head:
            return self._file.read(size)
        if 0 <= size < len(head):
            self._head = head[size:]
            return head[:size]
        return head + self._file.read(size if size < 0 else size - len(head))
