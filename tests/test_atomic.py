import os
import stat
from pathlib import Path

import pytest

from citekit.atomic import write_atomically


def contents(folder):
    return sorted(path.name for path in folder.iterdir())


def test_a_file_that_cannot_be_replaced_stays_and_nothing_is_left_beside_it(tmp_path):
    (tmp_path / "article.md").mkdir()
    with pytest.raises(OSError, match="directory"):
        write_atomically(tmp_path / "article.md", b"new")
    assert contents(tmp_path) == ["article.md"]


def test_what_fails_half_way_leaves_the_old_file(tmp_path):
    path = tmp_path / "article.md"
    path.write_bytes(b"old")
    with pytest.raises(TypeError):
        write_atomically(path, "not bytes")
    assert path.read_bytes() == b"old"
    assert contents(tmp_path) == ["article.md"]


def test_a_missing_folder_is_not_made(tmp_path):
    with pytest.raises(FileNotFoundError):
        write_atomically(tmp_path / "none" / "article.md", b"new")
    assert contents(tmp_path) == []


@pytest.mark.skipif(os.name != "posix", reason="permissions are those of POSIX")
@pytest.mark.parametrize("mode", [0o600, 0o644, 0o750, 0o444])
def test_permissions_are_kept(tmp_path, mode):
    path = tmp_path / "article.md"
    path.write_bytes(b"old")
    path.chmod(mode)
    write_atomically(path, b"new")
    assert path.read_bytes() == b"new"
    assert stat.S_IMODE(path.stat().st_mode) == mode


@pytest.mark.skipif(os.name != "posix", reason="permissions are those of POSIX")
def test_a_new_file_has_the_permissions_of_any_new_file(tmp_path):
    (tmp_path / "other").write_bytes(b"")
    write_atomically(tmp_path / "article.md", b"new")
    assert (tmp_path / "article.md").stat().st_mode == (tmp_path / "other").stat().st_mode


def test_a_link_stays_a_link(tmp_path):
    (tmp_path / "real").mkdir()
    path, link = tmp_path / "real" / "article.md", tmp_path / "link.md"
    path.write_bytes(b"old")
    try:
        link.symlink_to(path)
    except OSError:
        pytest.skip("this system lets nobody make symbolic links")
    write_atomically(link, b"new")
    assert link.is_symlink()
    assert path.read_bytes() == b"new"
    assert contents(tmp_path / "real") == ["article.md"]


def test_a_link_to_nothing_creates_what_it_names(tmp_path):
    link = tmp_path / "link.md"
    try:
        link.symlink_to(tmp_path / "article.md")
    except OSError:
        pytest.skip("this system lets nobody make symbolic links")
    write_atomically(link, b"new")
    assert link.is_symlink()
    assert (tmp_path / "article.md").read_bytes() == b"new"


@pytest.mark.skipif(not Path(os.devnull).exists(), reason="this system has no null device")
def test_a_device_is_written_to_and_not_replaced():
    write_atomically(os.devnull, b"new")
    assert not Path(os.devnull).is_file()


def test_bytes_are_written_as_they_are(tmp_path):
    data = b"\xff\xfea\r\nb\x1a\0"
    write_atomically(str(tmp_path / ("a" * 200)), data)
    assert (tmp_path / ("a" * 200)).read_bytes() == data
