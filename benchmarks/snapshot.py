"""Building a snapshot and asking it: seconds, memory and bytes at 10,000, 100,000 and a million records.

    python benchmarks/snapshot.py [--sizes 10000 100000] [--jobs 1] [--duckdb]

The records are generated, each of the size that Crossref's have in the middle, and written as members of 5,000 as in
Crossref's public data file. Each build is a process of its own. Then 1,000 works are looked up, singly and at once, and
200 references in MLA's words, some with a word misspelt, are searched for. With `--duckdb` the same records go into a
DuckDB file as well (its full-text search has to be fetched over the network, so only look-ups are compared).
"""

import argparse
import gzip
import json
import random
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from citekit.model.identifiers import DOI
from citekit.snapshot import Snapshot

MEMBER = 5000
SYLLABLES = (
    "ba ce di fo gu ha ki lo mu na pe qui ro sa te va wi xe yo zu bra cle dri flo gru pla ster tion ment al".split()
)
COMMON = "the of in and a for with on study effects patients clinical analysis randomized trial treatment using".split()


def words(chance):
    """A vocabulary in which few words are common and most are rare, as in titles."""
    made = ["".join(chance.choices(SYLLABLES, k=chance.randint(2, 4))) for _ in range(60_000)]
    return list(dict.fromkeys(made))


def record(number, chance, vocabulary):
    rare = [vocabulary[int(len(vocabulary) * chance.random() ** 3)] for _ in range(chance.randint(4, 9))]
    title = [word for pair in zip(rare, chance.choices(COMMON, k=len(rare)), strict=True) for word in pair]
    people = [
        {
            "given": chance.choice("ABCDEFGH") + ".",
            "family": chance.choice(vocabulary).title(),
            "sequence": "additional",
            "affiliation": [{"name": "Department of Medicine, University Clinic"}],
        }
        for _ in range(chance.randint(1, 8))
    ]
    references = [{"key": f"r{n}", "doi-asserted-by": "crossref", "DOI": f"10.5555/cited.{chance.randint(1, 10**8)}"}
                  for n in range(chance.randint(0, 40))]  # fmt: skip
    return {
        "DOI": f"10.{1000 + number % 900}/work.{number}",
        "type": "journal-article",
        "title": [" ".join(title).capitalize()],
        "author": people,
        "issued": {"date-parts": [[chance.randint(1970, 2025), chance.randint(1, 12)]]},
        "container-title": [f"Journal of {vocabulary[number % 3000].title()}"],
        "volume": str(chance.randint(1, 90)),
        "issue": str(chance.randint(1, 12)),
        "page": f"{chance.randint(1, 900)}-{chance.randint(901, 999)}",
        "ISSN": ["1234-5679"],
        "publisher": "Clinic Press",
        "deposited": {"timestamp": 1_600_000_000_000 + number},
        "reference": references,
        "abstract": "<jats:p>" + " ".join(chance.choices(vocabulary, k=60)) + "</jats:p>",
    }


def generate(folder, size):
    """Members of the public data file; every hundredth record is given back, to be asked for."""
    chance = random.Random(size)
    vocabulary = words(chance)
    kept = []
    for start in range(0, size, MEMBER):
        items = [record(number, chance, vocabulary) for number in range(start, min(start + MEMBER, size))]
        kept += items[:: max(1, size // 1000)]
        with gzip.open(folder / f"{start // MEMBER}.json.gz", "wt", compresslevel=3) as file:
            json.dump({"items": items}, file)
    return kept


BUILD = """
import json, resource, sys, time
from citekit.snapshot import build
start = time.perf_counter()
built = build([sys.argv[1]], sys.argv[2], jobs=int(sys.argv[3]))
memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
print(json.dumps([time.perf_counter() - start, memory, built.written]))
"""


def misspelt(title, chance):
    parts = title.split()
    place = max(range(len(parts)), key=lambda index: len(parts[index])) if chance.random() < 0.3 else None
    return " ".join(word[:-2] + word[-1] if index == place else word for index, word in enumerate(parts))


def measure(size, jobs):
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        data = folder / "data"
        data.mkdir()
        kept = generate(data, size)
        path = folder / "crossref.sqlite"
        command = [sys.executable, "-c", BUILD, str(data), str(path), str(jobs)]
        done = subprocess.run(command, capture_output=True, text=True, check=True)
        seconds, memory, written = json.loads(done.stdout)
        chance = random.Random(1)
        with Snapshot(path) as snapshot:
            dois = [DOI(one["DOI"]) for one in kept]
            start = time.perf_counter()
            single = sum(snapshot.work(doi) is not None for doi in dois)
            singly = (time.perf_counter() - start) / len(dois)
            start = time.perf_counter()
            together = len(snapshot.works(dois))
            at_once = time.perf_counter() - start
            asked = chance.sample(kept, 200)
            queries = [f"{one['author'][0]['family']} {misspelt(one['title'][0], chance)} "
                       f"{one['issued']['date-parts'][0][0]}" for one in asked]  # fmt: skip
            start = time.perf_counter()
            found = [[hit["DOI"] for hit in snapshot.search(query)] for query in queries]
            search = (time.perf_counter() - start) / len(queries)
        hits = sum(one["DOI"] in dois for one, dois in zip(asked, found, strict=True))
        if written != size or single != len(dois) or together != len(dois):
            sys.exit(f"{written} of {size} written, {single} and {together} of {len(dois)} found")
        raw, kept_bytes = (sum(one.stat().st_size for one in files) / size for files in (data.iterdir(), [path]))
        line = f"{size:9}{seconds:9.1f}{size / seconds:9.0f}{memory:9.0f}{raw:9.0f}{kept_bytes:9.0f}"
        print(line + f"{singly * 1e6:9.0f}{at_once * 1e3:9.1f}{search * 1e3:9.1f}{hits / len(asked):9.3f}", flush=True)


def duckdb_too(size):
    """The same records as DuckDB has them: build, size, look-ups."""
    import duckdb

    with tempfile.TemporaryDirectory() as name:
        data = Path(name, "data")
        data.mkdir()
        kept = generate(data, size)
        start = time.perf_counter()
        connection = duckdb.connect(str(Path(name, "crossref.duckdb")))
        connection.execute("CREATE TABLE work (doi VARCHAR PRIMARY KEY, title VARCHAR, body VARCHAR)")
        for member in sorted(data.iterdir()):
            with gzip.open(member) as file:
                items = json.load(file)["items"]
            for one in items:
                one.pop("reference"), one.pop("abstract")
            rows = [(one["DOI"], one["title"][0], json.dumps(one)) for one in items]
            connection.execute("BEGIN")
            for begin in range(0, len(rows), 1000):
                part = rows[begin : begin + 1000]
                marks = ",".join("(?, ?, ?)" for _ in part)
                connection.execute(f"INSERT INTO work VALUES {marks}", [value for row in part for value in row])
            connection.execute("COMMIT")
        connection.execute("CHECKPOINT")
        seconds = time.perf_counter() - start
        start = time.perf_counter()
        for one in kept[:300]:
            connection.execute("SELECT body FROM work WHERE doi = ?", [one["DOI"]]).fetchone()
        singly = (time.perf_counter() - start) / 300
        connection.close()
        size_on_disk = Path(name, "crossref.duckdb").stat().st_size
        print(f"duckdb {size}: built in {seconds:.1f} s, {size_on_disk / size:.0f} bytes a record, one look-up "
              f"{singly * 1e6:.0f} µs")  # fmt: skip


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--sizes", type=int, nargs="+", default=[10_000, 100_000])
    parser.add_argument("--jobs", type=int, default=1)
    parser.add_argument("--duckdb", action="store_true")
    options = parser.parse_args()
    titles = (
        "records",
        "build s",
        "a second",
        "peak MB",
        "B gz in",
        "B kept",
        "µs one",
        "ms 1,000",
        "ms find",
        "found",
    )
    print("".join(f"{title:>9}" for title in titles))
    for size in options.sizes:
        measure(size, options.jobs)
    if options.duckdb:
        duckdb_too(min(options.sizes))


if __name__ == "__main__":
    main()
