"""How well the DOI of a reference without one is found: the record there, and held out.

    python benchmarks/search.py [--styles apa mla ama] [--sample 150]

Each record of `../shared/data/crossref/works.jsonl` that has a title, names and a year is rendered in each style,
parsed back as a pasted reference, and searched for at the stand-in for Crossref, which ranks by rare words and always
answers something. Once the record is there: precision (right of those given) and recall (right of all). Once it is
held out: how often another work is given in its place.
"""

import argparse
import json
from pathlib import Path

from citekit import load_style, parse
from citekit.errors import ReadError
from citekit.model.identifiers import DOI
from citekit.records.crossref import item_of
from citekit.sources.client import Client
from citekit.testing import FakeTransport, Registry

WORKS = Path(__file__).parents[2] / "shared" / "data" / "crossref" / "works.jsonl"
TYPES = ("journal-article", "book-chapter", "proceedings-article", "book", "monograph", "posted-content")


def found(registry, item):
    """What a client without a memory of its own finds."""
    with Client(transport=FakeTransport(registry), sleep=lambda _: None) as client:
        return client.find([item])[0]


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--styles", nargs="+", default=["apa", "mla", "ama"])
    parser.add_argument("--sample", type=int, default=150)
    parser.add_argument("--show", action="store_true", help="print what went wrong")
    options = parser.parse_args()
    records = [json.loads(line) for line in WORKS.read_text(encoding="utf-8").splitlines()]
    records = [row.get("message", row) for row in records]
    usable = [one for one in records if one.get("type") in TYPES and one.get("title") and one.get("author")]
    usable = [one for one in usable if (one.get("issued", {}).get("date-parts") or [[None]])[0][0]][: options.sample]
    print(f"{len(usable)} references, {len(records)} records")
    print(f"{'':6}{'given':>7}{'right':>7}{'precision':>11}{'recall':>8}{'held out, given':>17}")
    registry = Registry(records, pools={"public-single": (10**6, None), "public-array": (10**6, None)})
    for style in options.styles:
        loaded = load_style(style)
        given = right = neighbours = 0
        for record in usable:
            doi = DOI.parse(record["DOI"])
            item = {name: value for name, value in item_of(record, doi).items() if name not in ("DOI", "URL")}
            text = loaded.bibliography([item]).to("text")
            try:
                parsed = parse(text).items[0]
            except ReadError:
                continue
            parsed = {name: value for name, value in parsed.items() if name not in ("DOI", "URL")}
            registry.hidden = set()
            there = found(registry, parsed)
            registry.hidden = {record["DOI"]}
            held = found(registry, parsed)
            given += there.doi is not None
            right += there.doi == doi
            neighbours += held.doi is not None
            if options.show and (there.doi != doi or held.doi):
                print("  ", text.strip()[:150], "|", there.outcome, there.doi, "|", held.doi)
        print(
            f"{style:6}{given:7}{right:7}{right / max(given, 1):11.3f}{right / len(usable):8.3f}"
            f"{neighbours:9} ({neighbours / len(usable):.3f})"
        )


if __name__ == "__main__":
    main()
