"""How the cost of tidying, editing, writing and deduplicating grows with a library, and what edits leave alone.

    python benchmarks/editing.py [FOLDER]

Prints, for each step, the milliseconds an entry takes at 1,000 and at 10,000 entries, and their ratio: 1 is linear.
Then, for the `.bib` files of a folder (by default `../shared/data/bibtex`): how many are the same bytes when they are
saved unedited; how many edits of one field changed that field alone; how many edits of one variable through the library
were read back, and in how many fields they changed the entry.
"""

import random
import sys
import time
from collections import Counter
from pathlib import Path

from citekit import formats
from citekit.duplicates import find_duplicates
from citekit.errors import ReadError
from citekit.formats.bibtex.document import read_document
from citekit.formats.bibtex.entry import is_same
from citekit.formats.bibtex.tidy import tidy
from citekit.formats.bibtex.writer import write_anew
from citekit.merging import deduplicate
from citekit.model import Entry, Library, SourceText
from citekit.model.variables import KIND

WORDS = (
    "acupuncture endorphin chronic needle placebo treatment massage trial patients review effects therapy low back "
    "neck headache migraine opioid receptor brain spinal cord stimulation frequency electrical manual"
).split()


def entry(number, chance):
    title = " ".join(chance.sample(WORDS, 7)).capitalize()
    copy = number and chance.random() < 0.05
    return (
        f"@article{{key{number},\n  author = {{Name{number // 3}, Ann and Other, B.}},\n"
        f"  title = {{{title} {number}}},\n"
        f"  journal = {{Journal {number % 60}}},\n  year = {1980 + number % 40},\n  volume = {{{number % 50}}},\n"
        f"  doi = {{10.1000/{number - 1 if copy else number}}}\n}}\n"
    )


def timed(step):
    start = time.perf_counter()
    result = step()
    return time.perf_counter() - start, result


def steps(count):
    chance = random.Random(7)
    source = SourceText("\n".join(entry(number, chance) for number in range(count)))
    took, library = timed(lambda: formats.read(source, "bibtex"))
    yield "read", took
    yield "tidy", timed(lambda: tidy(source))[0]
    yield "find duplicates", timed(lambda: find_duplicates(library.entries))[0]
    took, merging = timed(lambda: deduplicate(library))
    yield "deduplicate", took
    yield "write it back", timed(lambda: formats.write_back(merging.library))[0]
    yield "write as BibLaTeX", timed(lambda: write_anew(Library(library.items), "biblatex"))[0]


NEW = {
    "date": {"date-parts": [[2011]]}, "name": [{"family": "Newman", "given": "Ann"}], "number": "77", "text": "Changed",
    "DOI": "10.1000/new", "URL": "https://example.org/x", "language": "fr-FR", "PMID": "123", "PMCID": "PMC123",
    "ISBN": "9780306406157", "ISSN": "0304-3940", "page": "77-79",
}  # fmt: skip


def fields_of(text, block):
    return [(field.name.lower(), text[slice(*field.value)]) for field in block.fields]


def field_edits(source):
    """For each field set to something new, whether that field alone changed."""
    document, text = read_document(source), source.text
    for block in document.entries:
        for number, field in enumerate(block.fields):
            if block.field(field.name) is not field:
                continue
            edit = document.edit()
            edit.set(block, field.name, "New {value}")
            after = edit.text()
            again = read_document(SourceText(after))
            expected = [fields_of(text, one) for one in document.blocks]
            new = text[field.value.start : field.value.start] + after[field.value.start :]
            new = new[: len(after) - field.value.start - (len(text) - field.value.end)]
            expected[document.blocks.index(block)][number] = (field.name.lower(), new)
            yield (
                after[: field.value.start] == text[: field.value.start]
                and after.endswith(text[field.value.end :])
                and [fields_of(after, one) for one in again.blocks] == expected
            )


def variable_edits(source):
    """For each variable set to something new, whether it was read back, and how many fields changed."""
    library = formats.read(source, "bibtex")
    blocks = {block.span: block for block in read_document(source).blocks}
    for number, one in enumerate(library.entries[:6]):
        for variable in [name for name in one.item if name in KIND and name != "citation-key"]:
            value = NEW.get(variable, NEW[KIND[variable]])
            entries = list(library.entries)
            entries[number] = Entry(one.key, {**one.item, variable: value}, one.origin)
            after = formats.write_back(Library(entries, source=source, format="bibtex"))
            found = formats.read(SourceText(after), "bibtex").entries[number]
            block = next(b for b in read_document(SourceText(after)).blocks if b.span.start == one.origin.span.start)
            fields = set(fields_of(source.text, blocks[one.origin.span])) ^ set(fields_of(after, block))
            yield is_same(variable, found.item.get(variable), value), len({name for name, _ in fields})


def measure(folder):
    saved, edits, variables = Counter(), Counter(), Counter()
    for path in sorted(folder.rglob("*.bib")):
        data = path.read_bytes()
        source = SourceText.decode(data, path.name)
        try:
            library = formats.read(source, "bibtex")
        except ReadError:
            continue
        saved[source.encode(formats.write_back(library)) == data] += 1
        edits.update(field_edits(source))
        variables.update(variable_edits(source))
    print(f"saved unedited, the same bytes: {saved[True]} of {saved.total()}")
    print(f"one field set, that field alone changed: {edits[True]} of {edits.total()}")
    read_back = sum(number for (right, _), number in variables.items() if right)
    print(f"one variable set, read back: {read_back} of {variables.total()}")
    for count in sorted({count for _, count in variables}):
        print(f"  {sum(number for (_, changed), number in variables.items() if changed == count)} in {count} fields")


def main():
    small, large = dict(steps(1000)), dict(steps(10000))
    for name, one in small.items():
        ten = large[name] / 10
        print(f"{name:<20} {one:7.3f} ms  {ten:7.3f} ms  x{ten / one:.2f}")
    folder = Path(sys.argv[1]) if len(sys.argv) > 1 else Path(__file__).parents[2] / "shared" / "data" / "bibtex"
    if folder.exists():
        measure(folder)


if __name__ == "__main__":
    main()
