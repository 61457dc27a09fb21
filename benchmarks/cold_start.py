"""How long one list takes from a cold start, against pandoc on the same list in the same run.

    python benchmarks/cold_start.py [RUNS]

Bytecode is compiled before, as installing a wheel does. Both read `refs/sources.bib`, apply an MLA style and print
plain text; they take turns, so that a machine whose speed drifts does not favour one. What is printed are medians of
whole processes and their ratio.
"""

import compileall
import os
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).parents[1]
BIBLIOGRAPHY = ROOT / "refs" / "sources.bib"
STYLE = ROOT / "src" / "citekit" / "styles" / "data" / "mla.csl"
TARGET = 2.5


def pandoc_command(folder):
    """Pandoc's command for the list, through the binary that pypandoc brings."""
    import pypandoc

    document = Path(folder, "all.md")
    document.write_text("---\nnocite: '@*'\n---\n", encoding="utf-8")
    return [
        pypandoc.get_pandoc_path(), "--citeproc", "--bibliography", str(BIBLIOGRAPHY), "--csl", str(STYLE),
        "--to", "plain", str(document),
    ]  # fmt: skip


def seconds(command):
    """Wall and CPU seconds of one process."""
    before = os.times()
    start = time.perf_counter()
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL, cwd=ROOT)
    wall = time.perf_counter() - start
    after = os.times()
    return wall, after.children_user + after.children_system - before.children_user - before.children_system


def main():
    runs = int(sys.argv[1]) if len(sys.argv) > 1 else 15
    compileall.compile_dir(ROOT / "src", quiet=2)
    ours = [str(Path(sys.executable).with_name("citekit")), "format", str(BIBLIOGRAPHY), "--style", "mla"]
    with tempfile.TemporaryDirectory() as folder:
        theirs = pandoc_command(folder)
        seconds(ours), seconds(theirs)  # one of each to fill the disk's cache
        pairs = [(seconds(ours), seconds(theirs)) for _ in range(runs)]
    print(f"{'':8}{'wall s':>9}{'CPU s':>9}   median of {runs}")
    for name, index in (("citekit", 0), ("pandoc", 1)):
        wall, cpu = (statistics.median(pair[index][part] for pair in pairs) for part in (0, 1))
        print(f"{name:8}{wall:9.3f}{cpu:9.3f}")
    ratio = statistics.median(ours[0] / theirs[0] for ours, theirs in pairs)
    print(f"citekit / pandoc, wall, median of the pairs: {ratio:.2f} (target: at most {TARGET})")


if __name__ == "__main__":
    main()
