"""How fast citekit reads `.bib` files, against others on the same files in the same run, and how much it gets right.

    python benchmarks/formats.py [--sizes 1000 10000 50000] [--readers citekit pandoc …] [--rounds N] [--timeout S]
                                 [--all] [--citation-js FOLDER] [--json OUT.json]

Each run is a fresh process that reads a generated file (`bib_libraries.py`, a kilobyte an entry). In every round the
readers take turns, and the rounds begin with different ones. What is printed are medians; a ratio is that of CPU
seconds, citekit's to the peer's of the same round; growth is CPU seconds for each entry, against the smallest file.

What is to be known about the readers:

- citekit and pandoc write CSL-JSON, pandoc from BibLaTeX. Above 10,000 entries pandoc needs gigabytes: only with --all.
- citation-js wants Node and its packages, in a folder that `CITATION_JS` or `--citation-js` names:
  `npm install --prefix FOLDER @citation-js/core @citation-js/plugin-bibtex`.
- bibtexparser parses and nothing more: values stay LaTeX, there are no names, dates or CSL. It is what citekit
  itself cuts files into blocks with. With LaTeX decoding it is asked for 1,000 entries, for more only with --all.

Where a folder `shared` lies beside this repository, its pairs of `.bib` and CSL-JSON are scored by its own evaluator,
for each reader that writes CSL-JSON, and all `.bib` files in it are read and written again, to count those that come
out byte for byte.
"""

import argparse
import compileall
import json
import os
import platform
import resource
import shutil
import subprocess
import sys
import tempfile
from importlib.util import find_spec
from pathlib import Path
from typing import NamedTuple

from csl import cpu_ratio, measure, median, megabytes

ROOT = Path(__file__).parents[1]
SHARED = ROOT.parent / "shared"
RUNNERS = Path(__file__).parent / "runners"
GENERATOR = str(Path(__file__).with_name("bib_libraries.py"))
#: Entries from above which a reader is asked only with --all.
AT_MOST = {"pandoc": 10_000, "citation-js": 10_000, "bibtexparser+latex": 1_000}


class Run(NamedTuple):
    """One process: what it was to do, what it used, and whether it came to its end."""

    round: int
    size: int
    reader: str
    cpu: float
    wall: float
    peak_mb: float
    finished: bool


def citekit(path, _size, output):
    return [sys.executable, "-m", "citekit", "convert", str(path), "--to", "csl-json", "--output", str(output)]


def pandoc(path, _size, output):
    import pypandoc

    return [pypandoc.get_pandoc_path(), str(path), "--from", "biblatex", "--to", "csljson", "--output", str(output)]


def citation_js(path, _size, output):
    return ["node", str(RUNNERS / "with_citation_js.cjs"), str(path), "biblatex", str(output)]


def bibtexparser(path, size, _output):
    return [sys.executable, str(RUNNERS / "with_bibtexparser.py"), str(path), str(size)]


def bibtexparser_latex(path, size, output):
    return [*bibtexparser(path, size, output), "--latex"]


#: Each reader with its command, the Python package that it needs, and whether it writes CSL-JSON.
READERS = {
    "citekit": (citekit, "citekit", True),
    "pandoc": (pandoc, "pypandoc", True),
    "citation-js": (citation_js, None, True),
    "bibtexparser": (bibtexparser, "bibtexparser", False),
    "bibtexparser+latex": (bibtexparser_latex, "bibtexparser", False),
}


def absent(reader, environment):
    """Why a reader can't be asked; empty where it can."""
    package = READERS[reader][1]
    if package and find_spec(package) is None:
        return f"the package {package} is not installed (pip install 'citekit-refs[bench]')"
    if reader == "citation-js":
        if shutil.which("node") is None:
            return "there is no Node (`node`) on the path"
        folder = environment.get("CITATION_JS", "")
        if not folder or not Path(folder, "node_modules", "@citation-js", "plugin-bibtex").is_dir():
            return "CITATION_JS names no folder with its packages (npm install --prefix FOLDER …)"
    return ""


def on_standard_output(reader):
    """The command that writes the CSL-JSON of `{file}`, of that `{dialect}`, to standard output."""
    if reader == "pandoc":
        import pypandoc

        return f"{pypandoc.get_pandoc_path()} {{file}} --from {{dialect}} --to csljson"
    if reader == "citation-js":
        return f"node {RUNNERS / 'with_citation_js.cjs'} {{file}} {{dialect}}"
    return f"{sys.executable} -m citekit convert {{file}} --to csl-json"


def run(number, size, reader, folder, options, environment):
    command, _package, writes = READERS[reader]
    output = folder / f"{reader}.json"
    output.unlink(missing_ok=True)
    cpu, wall, peak, code = measure(command(folder / f"{size}.bib", size, output), environment, options.timeout)
    if code == 0 and writes and number_in(output) != size:
        sys.exit(f"{reader} did not convert all {size} entries")
    return Run(number, size, reader, cpu, wall, peak, code == 0)


def number_in(path):
    """How many items a file has; counted in a process of its own, since a child's peak memory begins with ours."""
    count = "import json, sys; print(len(json.load(open(sys.argv[1], 'rb'))))"
    return int(subprocess.run([sys.executable, "-c", count, path], capture_output=True, check=True).stdout)


def rounds_for(size):
    return 5 if size <= 1_000 else 3 if size <= 10_000 else 1


def all_runs(options, readers, folder, environment):
    """Round by round and size by size; one run of each reader before is not counted: it fills the disk's cache."""
    for reader in readers:
        run(-1, min(options.sizes), reader, folder, options, environment)
    runs = []
    for number in range(options.rounds or max(map(rounds_for, options.sizes))):
        for size in options.sizes:
            if number >= (options.rounds or rounds_for(size)):
                continue
            for place in range(len(readers)):
                reader = readers[(place + number) % len(readers)]
                if options.all or size <= AT_MOST.get(reader, size):
                    runs.append(run(number, size, reader, folder, options, environment))
                    if sys.stderr.isatty():
                        print(f"\r{size:,} {reader} {runs[-1].cpu:.2f} s\x1b[K", end="", file=sys.stderr, flush=True)
    if sys.stderr.isatty():
        print("\r\x1b[K", end="", file=sys.stderr)
    return runs


def print_table(runs):
    cells = {}
    for result in runs:
        cells.setdefault((result.size, result.reader), []).append(result)
    own = megabytes(resource.getrusage(resource.RUSAGE_SELF))
    print(
        f"{'entries':>8}  {'reader':19}{'runs':>5}{'CPU s':>9}{'wall s':>9}{'peak MB':>9}{'ms/entry':>10}{'growth':>8}"
        "  CPU, citekit/peer"
    )
    for (size, reader), these in sorted(cells.items(), key=lambda cell: (cell[0][0], list(READERS).index(cell[0][1]))):
        more = "" if all(result.finished for result in these) else "> "
        cpu = median(these, "cpu")
        smallest = min(other for other, name in cells if name == reader)
        growth = (cpu / size) / (median(cells[smallest, reader], "cpu") / smallest)
        ours = cells.get((size, "citekit"), [])
        ratio = None if reader == "citekit" else cpu_ratio(ours, these)
        peak = median(these, "peak_mb")
        compared = "" if ratio is None else f"{ratio:.2f}"
        told = f"{'≤ ' if peak <= 1.02 * own else ''}{peak:.0f}"
        print(
            f"{size:8,}  {reader:19}{len(these):5}{more + format(cpu, '.2f'):>9}{median(these, 'wall'):9.2f}"
            f"{told:>9}{1000 * cpu / size:10.2f}{growth:8.2f}{compared:>19}"
        )
    return cells


def print_targets(cells):
    """Each target with what was measured and its bound."""
    ours = {size: these for (size, reader), these in cells.items() if reader == "citekit"}
    targets = []
    if 10_000 in ours:
        targets.append(("10,000 entries: CPU s", median(ours[10_000], "cpu"), 6))
        targets.append(("10,000 entries: peak MB", median(ours[10_000], "peak_mb"), 250))
    for large in (10_000, 50_000):
        if {1_000, large} <= ours.keys():
            growth = median(ours[large], "cpu") / median(ours[1_000], "cpu") / (large / 1_000)
            targets.append((f"{large:,} entries: CPU an entry, against 1,000", growth, 1.1))
    if 50_000 in ours:
        targets.append(("50,000 entries: peak MB", median(ours[50_000], "peak_mb"), 1_000))
    print(f"\n{'target':52}{'measured':>10}{'at most':>9}")
    for name, measured, bound in targets:
        print(f"{name:52}{measured:10.2f}{bound:9}  {'holds' if measured <= bound else 'does not hold'}")


def score(readers, environment):
    """What the evaluator beside the repository says of the pairs that it has, for each reader."""
    script, data = SHARED / "tools" / "bibtex_eval.py", SHARED / "data" / "bibtex"
    if not script.exists() or not data.exists():
        print(f"\nno pairs to score: there is no {script}")
        return
    for reader in readers:
        if not READERS[reader][2]:
            continue
        arguments = [
            on_standard_output(reader),
            "--data",
            str(data),
            "--set",
            "pandoc,citationjs,bbt",
            "--timeout",
            "10",
        ]
        ended = subprocess.run(
            [sys.executable, str(script), *arguments], capture_output=True, text=True, check=True, env=environment
        )
        print(f"\n{reader}\n{ended.stdout.partition('worst fields')[0].rpartition(chr(10))[0].rstrip()}")
        failed = ended.stdout.partition(" files failed:")
        print(f"files failed: {failed[0].rsplit(maxsplit=1)[-1] if failed[1] else 0}")


def count_unchanged():
    """How many files come out as they went in, byte for byte, when nobody edits them."""
    sys.path.insert(0, str(ROOT / "src"))
    from citekit import formats
    from citekit.errors import ReadError
    from citekit.model.span import SourceText

    paths = sorted((SHARED / "data").rglob("*.bib")) if SHARED.exists() else []
    same = refused = 0
    for path in paths:
        data = path.read_bytes()
        source = SourceText.decode(data, str(path))
        try:
            library = formats.read(source)
        except ReadError:
            refused += 1
            continue
        same += formats.write_back(library) == source.text and source.encode() == data
    if paths:
        print(f"\nunedited saves: {same} of {len(paths)} files byte for byte, {refused} without an entry")


def arguments():
    first, _usage, more = __doc__.split("\n\n", 2)
    parser = argparse.ArgumentParser(
        description=first, epilog=more, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--sizes", type=int, nargs="+", default=[1_000, 10_000, 50_000], help="entries in the file")
    parser.add_argument("--readers", nargs="+", choices=READERS, default=list(READERS))
    parser.add_argument("--rounds", type=int, help="for each size (default: 5 up to 1,000, 3 up to 10,000, else 1)")
    parser.add_argument("--timeout", type=float, default=300, help="seconds after which a run is ended (300)")
    parser.add_argument("--all", action="store_true", help="also the runs that take minutes or gigabytes")
    parser.add_argument("--citation-js", metavar="FOLDER", help="where npm put citation-js (default: CITATION_JS)")
    parser.add_argument("--json", metavar="OUT", type=Path, help="write every run into a file")
    return parser.parse_args()


def main():
    options = arguments()
    environment = {**os.environ, "PYTHONPATH": str(ROOT / "src")}
    environment.pop("PYTHONDONTWRITEBYTECODE", None)
    compileall.compile_dir(ROOT / "src", quiet=2)  # as installing a wheel does
    if options.citation_js:
        environment["CITATION_JS"] = options.citation_js
    readers = []
    for reader in options.readers:
        why = absent(reader, environment)
        if why:
            print(f"{reader}: left out, {why}")
        else:
            readers.append(reader)
    with tempfile.TemporaryDirectory() as name:
        for size in options.sizes:
            path = Path(name) / f"{size}.bib"
            # In a process of its own: a child's peak memory begins with its parent's.
            with path.open("wb") as file:
                subprocess.run([sys.executable, GENERATOR, str(size)], stdout=file, check=True, env=environment)
            print(f"{size:,} entries: {path.stat().st_size / 1e6:.1f} MB")
        runs = all_runs(options, readers, Path(name), environment)
    print_targets(print_table(runs))
    score(readers, environment)
    count_unchanged()
    if options.json:
        report = {"python": platform.python_version(), "system": platform.platform(), "cpus": os.cpu_count()}
        report["runs"] = [result._asdict() for result in runs]
        options.json.write_text(json.dumps(report, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
