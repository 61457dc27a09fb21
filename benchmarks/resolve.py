"""What it takes to resolve a thousand DOIs: requests, seconds, limits kept, and what faults cost.

    python benchmarks/resolve.py [--size 1000] [--answer-time 0.05] [--only cold mixed together faults matching]

The stand-in for the registries runs on a loopback port, answers after 50 ms, and says 429 to whoever breaks a limit of
Crossref's polite pool. Each measured run of citekit is a process of its own (`citekit resolve`), from its start to its
end. The peer asks for one DOI after the other at the pace that the pool allows, as programs do that know no batches;
it is measured on a tenth of the DOIs.

The records are those of `../shared/data/crossref/works.jsonl`, taken round and round under DOIs of their own.
"""

import argparse
import json
import os
import subprocess
import sys
import tempfile
import time
from itertools import cycle, islice
from pathlib import Path
from urllib.request import urlopen

from citekit.model.identifiers import DOI
from citekit.sources.client import Client
from citekit.testing import Clock, Fault, Registry, RegistryTransport, read_records, serve

WORKS = Path(__file__).parents[2] / "shared" / "data" / "crossref" / "works.jsonl"
MAILTO = "me@example.org"


def records(size):
    """Crossref's records, each under a DOI of its own."""
    own = ("aliases", "update-to", "updated-by", "relation")
    works = [{name: value for name, value in record.items() if name not in own} for record in read_records(WORKS)]
    return [{**record, "DOI": f"10.5555/work.{number}"} for number, record in enumerate(islice(cycle(works), size))]


def mixture(size):
    """A registry's holdings, and the status that each DOI must get: 10 % are unknown, 5 % others', 2 % aliases."""
    unknown, others, aliases = size // 10, size // 20, size // 50
    known = records(size - unknown - others - aliases)
    cited = [record["DOI"] for record in known]
    datacite = [
        {"doi": f"10.5281/zenodo.{number}", "titles": [{"title": f"Data {number}"}], "publicationYear": 2020}
        for number in range(others * 4 // 5)
    ]
    holdings = {
        "records": known,
        "datacite": datacite,
        "agencies": {f"10.1400/{number}": "mEDRA" for number in range(others - len(datacite))},
        "aliases": {f"10.5555/alias.{number}": cited[number] for number in range(aliases)},
    }
    expected = {
        **dict.fromkeys(cited, "found"),
        **{f"10.5555/nowhere.{number}": "absent" for number in range(unknown)},
        **{record["doi"]: "found" for record in datacite},
        **dict.fromkeys(holdings["agencies"], "no-metadata"),
        **dict.fromkeys(holdings["aliases"], "found"),
    }
    return holdings, expected


def resolve(server, dois, cache):
    """`citekit resolve` of DOIs, as a process: seconds, and its exit code."""
    environment = {**os.environ, **server.environment, "CITEKIT_MAILTO": MAILTO, "CITEKIT_CACHE_DIR": str(cache)}
    command = [sys.executable, "-m", "citekit", "resolve", "-", "-o", os.devnull]
    start = time.perf_counter()
    done = subprocess.run(command, input="\n".join(dois), text=True, capture_output=True, env=environment, check=False)
    seconds = time.perf_counter() - start
    if done.returncode not in (0, 1):
        sys.exit(done.stderr)
    return seconds, done.returncode


def line(what, registry, seconds, note=""):
    print(f"{what:34}{len(registry.seen):9}{seconds:9.2f}{registry.over_limit():9}  {note}")


def cold_and_warm(options):
    known = records(options.size)
    dois = [record["DOI"] for record in known]
    registry = Registry(known, enforce=True, answer_time=options.answer_time)
    with tempfile.TemporaryDirectory() as cache, serve(registry) as server:
        for what in (f"{len(dois)} known, nothing kept", "the same, everything kept"):
            registry.seen.clear()
            line(what, registry, resolve(server, dois, cache)[0])
    registry = Registry(known, enforce=True, answer_time=options.answer_time)
    with serve(registry) as server:
        line("peer: one by one, a tenth", registry, one_by_one(server, dois[: len(dois) // 10]), "times ten for all")


def one_by_one(server, dois):
    start = time.perf_counter()
    for number, doi in enumerate(dois):
        time.sleep(max(0.0, start + number * 0.11 - time.perf_counter()))
        with urlopen(f"{server.base}/works/{doi}?mailto={MAILTO}") as answer:
            json.load(answer)
    return time.perf_counter() - start


def mixed(options):
    holdings, expected = mixture(options.size)
    registry = Registry(**holdings, enforce=True, answer_time=options.answer_time)
    with tempfile.TemporaryDirectory() as cache, serve(registry) as server:
        for what in (f"{options.size} mixed, nothing kept", "the same, everything kept"):
            registry.seen.clear()
            seconds, _ = resolve(server, list(expected), cache)
            with Client(MAILTO, cache=cache, offline=True, **server.urls) as client:
                found = client.registrations(map(DOI, expected))
            wrong = sum(str(found[doi].status) != status for doi, status in expected.items())
            line(what, registry, seconds, f"{wrong} statuses wrong")


PROGRAM = """
import json, sys
from threading import Thread
from citekit.model import DOI
from citekit.sources.client import Client
dois, options, number = json.load(sys.stdin)
dois = [DOI(doi) for doi in dois]
with Client(**options) as client:
    threads = [Thread(target=client.registrations, args=(dois[n::number],)) for n in range(number)]
    [thread.start() for thread in threads]
    [thread.join() for thread in threads]
"""


def together(options):
    """Several threads, then several processes, that ask at the same time."""
    holdings, expected = mixture(options.size)
    for threads, processes in ((4, 1), (1, 2), (4, 2)):
        registry = Registry(**holdings, enforce=True, answer_time=options.answer_time)
        with serve(registry) as server, tempfile.TemporaryDirectory() as cache:
            start = time.perf_counter()
            running = []
            for number in range(processes):
                program = subprocess.Popen([sys.executable, "-c", PROGRAM], stdin=subprocess.PIPE, text=True)
                asked = [list(expected)[number::processes], {"mailto": MAILTO, "cache": cache, **server.urls}, threads]
                program.stdin.write(json.dumps(asked))
                program.stdin.close()
                running.append(program)
            codes = [program.wait() for program in running]
            line(f"{threads} threads, {processes} processes", registry, time.perf_counter() - start,
                 "" if not any(codes) else f"failed: {codes}")  # fmt: skip


class Storm(Fault):
    """A fault that begins after five seconds and passes."""

    def __init__(self, what, lasts=60):
        super().__init__(what)
        self.lasts = lasts

    def begin(self, clock):
        self.clock, self.start = clock, clock() + 5

    def strikes(self, *asked):
        return 0 <= self.clock() - self.start < self.lasts and super().strikes(*asked)


def faults(options):
    """Outages and chance: how many answers are wrong, and how many could not be had."""
    holdings, expected = mixture(options.size)
    scripts = {f"{service} down from request {nth}": [Fault("503", service=service, nth=range(nth, 10**6))]
               for service in ("crossref", "doi", "datacite") for nth in (1, 3, 20)}  # fmt: skip
    scripts |= {
        "429 to every third": [Fault("429", rate=0.33, seed=1)],
        "429 for 60 s, after 5": [Storm("429")],
        "503 for 10 s, after 5": [Storm("503", lasts=10)],
        "5 % random 503": [Fault("503", rate=0.05, seed=2)],
        "5 % random resets": [Fault("reset", rate=0.05, seed=3)],
        "5 % random pages": [Fault("html", rate=0.05, seed=4)],
        "5 % cut off": [Fault("truncated", rate=0.05, seed=5)],
    }
    print(f"\n{'faults':34}{'requests':>9}{'wrong':>9}{'not had':>9}  of {len(expected)}; time is simulated")
    for what, script in scripts.items():
        clock = Clock()
        for fault in script:
            if isinstance(fault, Storm):
                fault.begin(clock)
        registry = Registry(**holdings, enforce=True, faults=script, clock=clock, sleep=clock.sleep)
        with Client(MAILTO, transport=RegistryTransport(registry), clock=clock, sleep=clock.sleep) as client:
            found = client.registrations(map(DOI, expected))
        statuses = {doi: str(found[DOI(doi)].status) for doi in expected}
        missed = sum(status == "unchecked" for status in statuses.values())
        wrong = sum(status not in ("unchecked", expected[doi]) for doi, status in statuses.items())
        print(f"{what:34}{len(registry.seen):9}{wrong:9}{missed:9}")


def matching(_options):
    """References in words, with their record there and held out: `search.py` says how."""
    print(flush=True)
    subprocess.run([sys.executable, str(Path(__file__).with_name("search.py"))], check=True)


PARTS = {"cold": cold_and_warm, "mixed": mixed, "together": together, "faults": faults, "matching": matching}


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--size", type=int, default=1000)
    parser.add_argument("--answer-time", type=float, default=0.05)
    parser.add_argument("--only", nargs="+", choices=tuple(PARTS), default=tuple(PARTS))
    options = parser.parse_args()
    if not WORKS.exists():
        sys.exit(f"the records are not there: {WORKS}")
    print(f"{'':34}{'requests':>9}{'seconds':>9}{'over':>9}")
    for name in options.only:
        PARTS[name](options)


if __name__ == "__main__":
    main()
