"""Damaged files for every reader: what raises anything but `ReadError`, and whether the cost grows with the length.

    python benchmarks/fuzz.py [--formats bibtex ris …] [--inputs 100000] [--seconds S] [--seed N] [--jobs N]
                              [--keep FOLDER]

The files are those of `tests/formats/` and works of `works.py` in each format that can be written, and parts of them,
changed at random: pieces taken out, doubled, moved, put in from another file or from the format's own punctuation. An
exception is printed once for each place that it comes from, with the input that raised it. `--keep` saves those and the
slowest.

Then some hostile patterns are repeated more and more often, and the time of twice as many is printed against that of
half of them: 2 is linear, 4 is quadratic.
"""

import argparse
import contextlib
import random
import re
import sys
import time
import traceback
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))

from works import works

from citekit import formats
from citekit.errors import ReadError
from citekit.model.library import Library
from citekit.model.span import SourceText

FIXTURES = Path(__file__).parents[1] / "tests"
#: Which fixtures belong to which format, by what they are called.
FILES = {
    "biblatex": ("*.bib",), "bibtex": ("*.bib",), "ris": ("*.ris",), "nbib": ("*.nbib",),
    "pubmed-xml": ("pubmed/*.xml",), "endnote-xml": ("endnote/*.xml",),
    "crossref-json": ("crossref*.json",), "datacite-json": ("datacite*.json",),
    "csl-yaml": ("*.yaml",), "hayagriva": ("*.yaml", "*.yml"), "cff": ("*.cff",), "text": ("*.txt",),
}  # fmt: skip
#: What stands around values; a reader goes wrong where it is misplaced.
MARKS = {
    "bibtex": '@ { } ( ) " , = # % \\ $ & ~ -- \n \r @string{ @comment{ @article{a, title and others von crossref '
    "xdata {\\\" \\'e \\o \\emph{ $^{ 2004-05/ year date author jan month",
    "json": '{ } [ ] " : , \\ \\u12 \\ud800 null true 1e999 NaN "DOI" "title" "items" "message" "type" "date-parts" [[',
    "yaml": "- : # | > & * ! % @ ` ' \" { } [ ] , ? --- ... \n \t << : &a *a !!python/object: references: parent: "
    "title: date: - id: ~ null 2004-05 | >- \\",
    "xml": "< > / & ; \" ' = <!-- --> <![CDATA[ ]]> <? ?> <!DOCTYPE &amp; &#0; &#x1F600; <record> </record> <style "
    "<PubmedArticle> </PubmedArticle> <author> <title> <i> </i>",
    "tagged": "TY  - JOUR \n \r ER  -  AU  -  TI  - PMID-  SP  - PY  - 2004/05// DO  - 10.1/ , ; - EP  - FAU -  et al",
    "words": "“ ” ( ) [ ] . , ; : & – - / https://doi.org/10. vol. no. pp. et al. (2004) *_ <i> | \n \n\n 1. • # ## "
    "References Works Cited",
}
KINDS = {
    "biblatex": "bibtex", "bibtex": "bibtex", "ris": "tagged", "nbib": "tagged", "pubmed-xml": "xml",
    "endnote-xml": "xml", "csl-yaml": "yaml", "hayagriva": "yaml", "cff": "yaml", "text": "words", "ids": "words",
}  # fmt: skip
#: Characters that are taken for line ends, spaces or nothing by some and not by others.
ODD = (0, 9, 13, 27, 0x85, 0xA0, 0xFEFF, 0x2028, 0xD800, 0x1F600)
#: Patterns that a careless reader takes quadratic time for.
HOSTILE = {
    "bibtex": ("@article{a, title={", "{", "}", '"', "@a{", "a # ", "\\", "@string{a=a#a}", "% \n", "$",
               "@article{a,b,",
               "@a{b,author={" + "a and " * 20 + "}}", "@a{b,c={\\'", "\\emph{", "{\\em ", " ", "@a(", ",", "--", "~"),
    "json": ("[", "{", '{"a":', '[{"id":1},', '"', ",{", "\\", '{"id":"a"} ', " ", "1", '[{"id":"a",'),
    "yaml": ("- ", "a: ", "[", "{", "&a ", "*a ", "- - ", "? ", "---\n", "'", '"', "#", "- id: a\n  title: [\n", " ",
             "!a ", "|\n", "<<: ", "- a: &b [*b]\n", "\t", "a:\n "),
    "xml": ("<a>", "<", "</a>", "<!--", "<![CDATA[", "&amp;", "&", "<record>", "<PubmedArticle>", "<a b='c' ", "]]>",
            "<records><record>", "<!DOCTYPE a [", " ", "<style>"),
    "tagged": ("TY  - JOUR\n", "AU  - a\n", " \n", "ER  - \n", "\r", "TI  - ", "PMID- 1\n", "FAU - A, B\n",
               "x\n", "  a\n"),
    "words": ("a, b. ", "(2004) ", "“", "[1] ", "1. ", "https://", "10.1/a ", " ", "& ", "A. ", "\n", "- ", ". ", "<i>",
              "*", "Han, J. Pain. 2004.\n", "(", "pp. "),
}  # fmt: skip
FRAMES = {
    "biblatex": ("", ""), "csl-json": ("[", ""), "ris": ("TY  - JOUR\nTI  - ", ""), "nbib": ("PMID- 1\nTI  - ", ""),
    "pubmed-xml": ("<PubmedArticleSet><PubmedArticle>", ""), "endnote-xml": ("<xml><records><record>", ""),
    "csl-yaml": ("references:\n", ""), "cff": ("cff-version: 1.2.0\nreferences:\n", ""),
}  # fmt: skip


def kind_of(name):
    return KINDS.get(name, "json")


def seeds_of(name):
    """Good files of a format, short ones."""
    found = []
    for pattern in FILES.get(name, ()):
        found += [path.read_text(encoding="utf-8", errors="replace") for path in sorted(FIXTURES.rglob(pattern))]
    for page in sorted(FIXTURES.rglob("*.md")):
        blocks = re.findall(r"^```[^\n]*\n(.*?)^```", page.read_text(encoding="utf-8"), re.MULTILINE | re.DOTALL)
        found += [block for block in blocks if _sniffs(block, name)]
    if formats.find_format(name).is_written:
        items = list(works(12))
        found += [formats.write(Library([item]), name) for item in items] + [formats.write(Library(items), name)]
    if name == "text":
        found += [
            "References\n\nHan, J. (2004). Pain. *Journal*, 3(2), 4–5. https://doi.org/10.1000/1\n\nWall. Pain. 1999.\n"
        ]
    return [text[:20_000] for text in found if text.strip()] or [MARKS[kind_of(name)]]


def _sniffs(text, name):
    try:
        return formats.sniff(text).name == name
    except ReadError:
        return False


def damaged(seeds, marks, chance):
    """A file that was good, with some accidents."""
    text = chance.choice(seeds)
    if len(text) > 1500 and chance.random() < 0.8:
        start = chance.randrange(len(text) - 1000)
        text = text[start : start + chance.randrange(200, 1500)]
    for _ in range(chance.choice((1, 1, 2, 3, 8))):
        start = chance.randrange(len(text) + 1)
        end = min(len(text), start + int(chance.paretovariate(0.8)))
        accident = chance.randrange(7)
        if accident == 0:
            text = text[:start] + text[end:]
        elif accident == 1:
            text = text[:end] + text[start:]
        elif accident == 2:
            text = text[:start] + chance.choice(marks) * chance.choice((1, 1, 2, 30)) + text[start:]
        elif accident == 3:
            text = text[:start] + chance.choice(marks) + text[end:]
        elif accident == 4:
            other = chance.choice(seeds)
            place = chance.randrange(len(other) + 1)
            text = text[:start] + other[place : place + 200] + text[end:]
        elif accident == 5:
            place = chance.randrange(len(text) + 1)
            text = text[:place] + text[start:end] + text[place:]
        else:
            odd = chr(
                chance.choice((0, 9, 13, 27, 0x85, 0xA0, 0xFEFF, 0x2028, 0xD800, 0x1F600, chance.randrange(0x3000)))
            )
            text = text[:start] + odd + text[start:]
    return text[:20_000]


def fuzz(name, inputs, seconds, seed):
    """So many damaged files, or as long: how many were read, how many refused, and what else was raised."""
    chance = random.Random(f"{name} {seed}")
    seeds, marks = seeds_of(name), MARKS[kind_of(name)].split(" ")
    start = time.monotonic()
    read = refused = characters = 0
    slowest = (0.0, "")
    raised = {}
    while read + refused + len(raised) < inputs and time.monotonic() - start < seconds:
        text = damaged(seeds, marks, chance)
        characters += len(text)
        began = time.process_time()
        try:
            formats.read(SourceText(text), name)
            read += 1
        except ReadError:
            refused += 1
        except Exception as error:  # noqa: BLE001 - the question is what is raised
            place = traceback.extract_tb(error.__traceback__)[-1]
            raised.setdefault(f"{type(error).__name__} at {Path(place.filename).name}:{place.lineno}", text)
            refused += 1
        slowest = max(slowest, (time.process_time() - began, text))
    return name, read, refused, characters, time.monotonic() - start, slowest, raised


def growth(name, at_least=0.05):
    """The hostile patterns, each with its time at the longest and how that grew from half as many repetitions."""
    first, last = FRAMES.get(name, ("", ""))
    timed(first + last, name)  # what is imported at first
    for pattern in HOSTILE[kind_of(name)]:
        times = []
        number = max(1, 2000 // len(pattern))
        while not times or (times[-1] < at_least and number * len(pattern) < 4_000_000):
            number *= 2
            times.append(timed(first + pattern * number + last, name))
        before = min(timed(first + pattern * number + last, name) for _ in range(2))
        twice = timed(first + pattern * number * 2 + last, name)
        yield pattern, number * 2 * len(pattern), twice, twice / max(before, 1e-6)


def timed(text, name):
    start = time.process_time()
    with contextlib.suppress(ReadError):
        formats.read(SourceText(text), name)
    return time.process_time() - start


def keep(folder, name, text):
    if folder:
        folder.mkdir(parents=True, exist_ok=True)
        (folder / f"{name}.txt").write_text(text, encoding="utf-8", errors="surrogatepass", newline="")


def main():
    first, _usage, more = __doc__.split("\n\n", 2)
    parser = argparse.ArgumentParser(
        description=first, epilog=more, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    names = [format_.name for format_ in formats.FORMATS if format_.name != "biblatex"]
    parser.add_argument("--formats", nargs="+", choices=names, default=names)
    parser.add_argument("--inputs", type=int, default=100_000, help="damaged files for each format")
    parser.add_argument("--seconds", type=float, default=3600, help="for each format at most")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--jobs", type=int, default=1, help="processes")
    parser.add_argument("--keep", type=Path, help="a folder for the inputs that raised something")
    options = parser.parse_args()
    print(f"{'format':15}{'read':>9}{'refused':>9}{'raised':>8}{'s':>8}{'kB/s':>8}  slowest")
    failed = 0
    with ProcessPoolExecutor(options.jobs) as pool:
        jobs = [pool.submit(fuzz, name, options.inputs, options.seconds, options.seed) for name in options.formats]
        for job in jobs:
            name, read, refused, characters, took, slowest, raised = job.result()
            speed = characters / 1000 / took
            told = f"{slowest[0]:.3f} s, {len(slowest[1])} characters"
            print(f"{name:15}{read:9,}{refused:9,}{len(raised):8}{took:8.1f}{speed:8.0f}  {told}")
            for where, text in raised.items():
                failed += 1
                print(f"    {where}: {text[:200]!r}")
                keep(options.keep, f"{name}-{failed}", text)
            keep(options.keep, f"{name}-slowest", slowest[1])
    print(f"\n{'format':15}{'characters':>12}{'s':>8}{'growth':>8}  pattern, repeated; 2 is linear")
    for name in options.formats:
        rows = sorted(growth(name), key=lambda row: -row[3])
        for pattern, length, took, ratio in rows[:3]:
            print(f"{name:15}{length:12,}{took:8.2f}{ratio:8.2f}  {pattern[:40]!r}")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
