"""How the cost of tidying, editing, writing and deduplicating grows with a library: `python benchmarks/editing.py`.

Prints, for each step, the milliseconds an entry takes at 1,000 and at 10,000 entries, and their ratio: 1 is linear.
"""

import random
import time

from citekit import formats
from citekit.duplicates import find_duplicates
from citekit.formats.bibtex.tidy import tidy
from citekit.formats.bibtex.writer import write_anew
from citekit.merging import deduplicate
from citekit.model import Library, SourceText

WORDS = (
    "acupuncture endorphin chronic needle placebo treatment massage trial patients review effects therapy low back "
    "neck headache migraine opioid receptor brain spinal cord stimulation frequency electrical manual"
).split()


def entry(number, chance):
    title = " ".join(chance.sample(WORDS, 7)).capitalize()
    copy = number and chance.random() < 0.05
    return (
        f"@article{{key{number},\n  author = {{Name{number % 900}, Ann and Other, B.}},\n"
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


def main():
    small, large = dict(steps(1000)), dict(steps(10000))
    for name, one in small.items():
        ten = large[name] / 10
        print(f"{name:<20} {one:7.3f} ms  {ten:7.3f} ms  x{ten / one:.2f}")


if __name__ == "__main__":
    main()
