"""Writing a file whole or not at all.

The new content goes to a temporary file beside the old one, is forced to the disk, and takes the old one's
place in a single step: whoever reads the file meanwhile, or after a crash, finds the old content or the new,
never half of one.
"""

from __future__ import annotations

import contextlib
import os
import stat
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

_FOR_EVERYBODY = 0o666  # what a new file gets, less the process's umask


def write_atomically(path: str | os.PathLike[str], data: bytes | Iterable[bytes]) -> None:
    """Replace a file's content, or create the file; content in pieces is written as they come.

    An existing file keeps its permissions; a symbolic link stays one, and the file it leads to is written.
    What is no regular file (a pipe, a terminal) is written to directly, since it can't be replaced.

    Raises:
        OSError: the file can't be written; then the old one is as it was, and nothing is left beside it.

    Examples:
        >>> import pathlib, tempfile
        >>> with tempfile.TemporaryDirectory() as folder:
        ...     article = pathlib.Path(folder, "article.md")
        ...     write_atomically(article, b"Han, Ji-Sheng.")
        ...     article.read_bytes(), len(os.listdir(folder))
        (b'Han, Ji-Sheng.', 1)
    """
    target = Path(os.path.realpath(path))
    try:
        mode: int | None = target.stat().st_mode
    except FileNotFoundError:
        mode = None
    if mode is not None and not stat.S_ISREG(mode):
        with target.open("wb") as file:
            file.writelines((data,) if isinstance(data, bytes) else data)
        return
    temporary = target.with_name(f".{target.name[:100]}.{os.urandom(6).hex()}")
    try:
        _write_new(temporary, data, None if mode is None else stat.S_IMODE(mode))
        temporary.replace(target)
    except BaseException as error:
        with contextlib.suppress(OSError):
            temporary.unlink(missing_ok=True)
        if isinstance(error, OSError):
            error.filename, error.filename2 = str(path), None  # the file that was meant, not the temporary one
        raise
    _force_folder(target.parent)


def _write_new(temporary: Path, data: bytes | Iterable[bytes], mode: int | None) -> None:
    """Write a file that must not exist yet, never more open to others than the one it is to replace."""
    flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0) | getattr(os, "O_NOFOLLOW", 0)
    descriptor = os.open(temporary, flags, _FOR_EVERYBODY if mode is None else mode & 0o777)
    with os.fdopen(descriptor, "wb") as file:
        file.writelines((data,) if isinstance(data, bytes) else data)
        file.flush()
        os.fsync(file.fileno())
    if mode is not None:
        temporary.chmod(mode)


def _force_folder(folder: Path) -> None:
    """Force the renaming itself to the disk, where the system lets a folder be opened."""
    with contextlib.suppress(OSError):
        descriptor = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)
