"""Whatever a file holds: one clear message, the right exit code, never a traceback."""

import pytest

BIB = b"@article{han2004, author = {Han, Ji-Sheng}, title = {Acupuncture and Endorphins}, date = {2004-05}}\n"

READERS = (
    ("parse", "{}"),
    ("convert", "{}"),
    ("format", "{}"),
    ("cite", "{}", "han2004"),
    ("check", "{}", "--offline"),
    ("resolve", "{}"),
    ("update", "{}", "--bibliography", "good.bib"),
    ("update", "good.md", "--bibliography", "{}"),
)


@pytest.fixture
def files(folder):
    (folder / "good.bib").write_bytes(BIB)
    (folder / "good.md").write_text(
        "# Pain\n\n## References\n\nHan, Ji-Sheng. “Acupuncture.” 2004.\n", encoding="utf-8"
    )
    return folder


@pytest.mark.parametrize("command", READERS, ids=" ".join)
@pytest.mark.parametrize(
    ("name", "content", "message"),
    [
        ("missing.bib", None, "missing.bib: there is no such file"),
        ("folder.bib", "folder", "folder.bib: this is a folder, not a file"),
        ("empty.bib", b"", "empty.bib: "),
        ("blank.bib", b" \n\r\n\t", "blank.bib: "),
        ("binary.bib", b"\x89PNG\r\n\x1a\n" + bytes(range(32)) * 20, "binary.bib: this is not a text file"),
        ("broken.json", b'[{"id": ', "broken.json:1:"),
    ],
)
def test_an_unreadable_file_is_one_message_and_exit_2(command, name, content, message, files, citekit):
    if name == "broken.json" and command[0] == "update" and command[1] == "{}":
        message = "broken.json: no reference list"  # any text can be an article
    if content == "folder":
        (files / name).mkdir()
    elif content is not None:
        (files / name).write_bytes(content)
    ended = citekit(*(word.format(name) for word in command))
    assert ended.code == 2
    assert message in ended.err
    assert "Traceback" not in ended.err
    assert ended.err.count("\n") == 1
    assert ended.out == ""


@pytest.mark.parametrize("command", ["parse", "convert", "format"])
@pytest.mark.parametrize(
    "data",
    [
        b"\xef\xbb\xbf" + BIB,
        BIB.replace(b"\n", b"\r\n"),
        BIB.replace(b"Sheng", "Shéng".encode("latin-1")),
        b"\xff\xfe" + BIB.decode().encode("utf-16-le"),
    ],
    ids=["bom", "crlf", "latin-1", "utf-16"],
)
def test_every_encoding_is_read(command, data, files, citekit):
    (files / "sources.bib").write_bytes(data)
    ended = citekit(command, "sources.bib")
    assert ended.code == 0
    assert "acupuncture and endorphins" in ended.out.lower()
    assert "\ufeff" not in ended.out


def test_a_broken_entry_leaves_its_neighbours_standing(files, citekit):
    (files / "sources.bib").write_bytes(
        BIB + b"@article{broken, title = {No end\n\n" + BIB.replace(b"han2004", b"han2005")
    )
    ended = citekit("convert", "sources.bib")
    assert ended.code == 1
    assert "sources.bib:2:" in ended.err
    assert '"han2004"' in ended.out
    assert '"han2005"' in ended.out


def test_a_key_used_twice_is_said_with_its_line(files, citekit):
    (files / "sources.bib").write_bytes(BIB + BIB)
    ended = citekit("check", "sources.bib", "--offline")
    assert ended.code == 1
    assert "sources.bib:2:" in ended.out
    assert "DUP001" in ended.out


@pytest.mark.parametrize("style", ["appa", "no/such.csl", "", "\0"])
def test_an_unknown_style_is_exit_2(style, files, citekit):
    ended = citekit("format", "good.bib", "--style", style)
    assert ended.code == 2
    assert "Traceback" not in ended.err
    assert ended.out == ""


@pytest.mark.parametrize(
    "style",
    [
        b"",
        b"not xml",
        b"<style",
        b"<!DOCTYPE style [<!ENTITY a 'b'>]><style>&a;</style>",
        b"<style xmlns='http://purl.org/net/xbiblio/csl' class='in-text' version='1.0'><info/></style>",
        b"\x00\x01\x02\x03" * 40,
    ],
)
def test_a_malformed_style_is_said_with_its_line(style, files, citekit):
    (files / "own.csl").write_bytes(style)
    ended = citekit("format", "good.bib", "--style", "own.csl")
    assert ended.code == 2
    assert "own.csl" in ended.err
    assert "Traceback" not in ended.err
    assert ended.out == ""


def test_an_article_without_a_list_is_told_what_to_do(files, citekit):
    (files / "article.md").write_text("# Pain\n\nNo list here.\n", encoding="utf-8")
    ended = citekit("update", "article.md", "--bibliography", "good.bib", "--in-place")
    assert ended.code == 2
    assert "article.md" in ended.err
    assert (files / "article.md").read_text(encoding="utf-8") == "# Pain\n\nNo list here.\n"


def test_an_unknown_key_names_its_neighbour(files, citekit):
    ended = citekit("cite", "good.bib", "han2005")
    assert (ended.code, ended.out) == (2, "")
    assert "did you mean han2004?" in ended.err


def test_a_registry_that_is_down_is_exit_3_and_nothing_is_called_broken(files, citekit):
    (files / "sources.bib").write_bytes(
        BIB.replace(b"date", b"journaltitle = {Neuroscience Letters}, doi = {10.1016/j.neulet.2003.12.019}, date")
    )
    ended = citekit("check", "sources.bib", "--output-format", "json")
    assert ended.code == 3
    assert '"unchecked"' in ended.out
    assert "DOI010" not in ended.out


@pytest.mark.parametrize(
    ("settings", "message"),
    [
        ("stile = 'apa'", "unknown setting 'stile' (did you mean 'style'?)"),
        ("style = 3", "'style' must be a string"),
        ("style = ", "not TOML"),
        ("[mla]\npage-dashes = '-'", "unknown setting 'mla.page-dashes' (did you mean"),
    ],
)
def test_a_misspelt_setting_is_an_error(settings, message, files, citekit):
    (files / "citekit.toml").write_text(settings, encoding="utf-8")
    ended = citekit("format", "good.bib")
    assert ended.code == 2
    assert message in ended.err


def test_settings_of_the_project_are_used(files, citekit):
    (files / "pyproject.toml").write_text("[tool.citekit]\nstyle = 'apa'\n", encoding="utf-8")
    assert citekit("format", "good.bib").out.startswith("Han, J.-S. (2004)")
    assert citekit("format", "good.bib", "--style", "mla").out.startswith("Han, Ji-Sheng. “")


def test_a_misspelt_command_names_its_neighbour(citekit):
    ended = citekit("formt", "x.bib")
    assert ended.code == 2
    assert "Did you mean 'format'?" in ended.err
