"""How well sentence case finds back what publishers write: the capitals kept, and whole titles right.

    python benchmarks/casing.py FILE... [--part seen|held|all] [--show]

The files hold titles: CSL-JSON or Crossref records (`.json`, `.jsonl`), or one title a line (`.txt`). Of these the
English ones that are clearly in sentence case are taken, put into Title Case as most publishers have it (prepositions
of four letters and more go up), and brought back. A word counts as kept capital where the result has a capital that
is neither the first of the title or subtitle nor part of an acronym or of mixed case, which no rule would touch.

The titles are split by a checksum: a third is "held" and never shown, so that its figures stay honest while rules are
written for what the others show.
"""

import argparse
import json
import sys
import time
import zlib
from pathlib import Path

from citekit.handbooks.casing import sentence_case, title_case
from citekit.handbooks.lexicon import load_lexicon
from citekit.handbooks.words import MINOR, is_english, read_title, replace_words


def titles_of(path):
    """The titles in a file, each once."""
    text = Path(path).read_text(encoding="utf-8")
    if path.endswith(".txt"):
        return text.splitlines()
    records = [json.loads(line) for line in text.splitlines()] if path.endswith(".jsonl") else json.loads(text)
    found = []
    for record in records if isinstance(records, list) else [records]:
        if isinstance(record, str):
            found.append(record)
            continue
        works = [record, *record.get("reference", [])]
        for work in works:
            for name in ("title", "article-title", "volume-title"):
                value = work.get(name) or []
                found += [value] if isinstance(value, str) else value
    return found


def is_in_sentence_case(title):
    """Whether a title is English, long enough to tell, and in sentence case beyond doubt."""
    words = read_title(title)
    inner = [w for w in words if not w.opens and w.is_plain and len(w.text) > 3 and w.text.lower() not in MINOR]
    lower = sum(word.text == word.text.lower() for word in inner)
    small = sum(word.text.lower() in {"the", "of", "and", "in", "a", "for", "to", "on"} for word in words)
    return len(inner) > 3 and lower >= 0.6 * len(inner) and small > 0 and is_english(words) and "\\" not in title


def as_publishers_have_it(title):
    """The title in Title Case, with long prepositions up as in most journals."""
    cased = title_case(title)
    words = read_title(cased)
    return replace_words(cased, words, [up(word) for word in words])


def up(word):
    long = len(word.text) > 3 and word.text.lower() in MINOR and not word.protected
    return word.text[0].upper() + word.text[1:] if long else word.text


def measure(titles, show):
    figures = dict.fromkeys(("titles", "right", "right or flagged", "flagged", "kept", "found", "wanted"), 0)
    for title in titles:
        wanted = title
        cased, review = sentence_case(as_publishers_have_it(title))
        pairs = [
            (ours.text, theirs.text)
            for ours, theirs in zip(read_title(cased), read_title(wanted), strict=True)
            if not theirs.opens and theirs.is_plain and len(theirs.text) > 1
        ]
        wrong = [(ours, theirs) for ours, theirs in pairs if ours != theirs]
        figures["titles"] += 1
        figures["right"] += not wrong
        figures["flagged"] += bool(review)
        figures["right or flagged"] += not wrong or bool(review)
        figures["kept"] += sum(ours != ours.lower() for ours, _ in pairs)
        figures["found"] += sum(ours == theirs != theirs.lower() for ours, theirs in pairs)
        figures["wanted"] += sum(theirs != theirs.lower() for _, theirs in pairs)
        if show and wrong:
            print(f"{cased}\n    {' '.join(f'{ours}/{theirs}' for ours, theirs in wrong)}  review: {review}")
    return figures


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("files", nargs="+")
    parser.add_argument("--part", choices=("seen", "held", "all"), default="all")
    parser.add_argument("--show", action="store_true", help="print what comes out wrong, of the seen part only")
    chosen = parser.parse_args()
    titles = {title for path in chosen.files for title in titles_of(path) if is_in_sentence_case(title)}
    held = {title for title in titles if zlib.crc32(title.encode()) % 3 == 0}
    start = time.perf_counter()
    load_lexicon()
    print(f"lexicon loaded in {1000 * (time.perf_counter() - start):.1f} ms", file=sys.stderr)
    for name, part in (("seen", titles - held), ("held", held)):
        if chosen.part not in ("all", name) or not part:
            continue
        start = time.perf_counter()
        figures = measure(sorted(part), chosen.show and name == "seen")
        seconds = time.perf_counter() - start
        print(name, figures)
        print(
            f"{name}: {figures['right'] / len(part):.1%} of {len(part)} titles right, capitals kept with precision"
            f" {figures['found'] / max(1, figures['kept']):.1%} and recall"
            f" {figures['found'] / max(1, figures['wanted']):.1%}, {figures['flagged'] / len(part):.1%} flagged;"
            f" {1e6 * seconds / len(part):.0f} µs a title, there and back"
        )


if __name__ == "__main__":
    main()
