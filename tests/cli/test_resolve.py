"""`resolve` over real HTTP: what it takes, what it prints, and how it goes on after an interruption."""

import json

import pytest

from citekit.cli.progress import Progress
from citekit.resolution import Outcome, Wish, resolutions
from citekit.sources.client import Client
from citekit.testing import Clock, Fault, Registry, RegistryTransport

HAN = "10.1016/j.neulet.2003.12.019"
NOWHERE = "10.1016/j.neulet.2003.12.999"
PASTED = "Han, J.-S. (2004). Acupuncture and endorphins. Neuroscience Letters, 361(1–3), 258–261."


def lines(ended):
    return [json.loads(line) for line in ended.out.splitlines()]


# What must not happen ---------------------------------------------------------------------------------


def test_what_is_no_work_is_said_at_once(registry, citekit):
    ended = citekit("resolve", "han2004")
    assert ended.code == 2
    assert "neither a file nor an identifier" in ended.err
    assert registry.seen == []


def test_an_outage_is_not_absence(registry, citekit):
    registry.faults.append(Fault("503"))
    ended = citekit("resolve", HAN, NOWHERE, "--json-lines")
    assert ended.code == 3
    assert [line["outcome"] for line in lines(ended)] == ["unchecked", "unchecked"]
    assert all(line["reason"] for line in lines(ended))


def test_a_reference_that_no_work_agrees_with_gets_none(registry, citekit):
    ended = citekit("resolve", PASTED.replace("endorphins", "the moon").replace("Han", "Zuckerman"))
    assert (ended.code, json.loads(ended.out)) == (1, [])
    assert "no record agrees" in ended.err


def test_nothing_but_the_answers_is_printed_where_nobody_looks(registry, citekit):
    ended = citekit("resolve", HAN)
    assert (ended.code, ended.err) == (0, "")


# What it takes ----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "given",
    [
        HAN,
        f"doi:{HAN.upper()}",
        f"https://doi.org/{HAN}",
        f"https://www.example.org/doi/full/{HAN}?src=feed",
        PASTED,
    ],
)
def test_one_work_in_all_its_spellings(given, registry, citekit):
    ended = citekit("resolve", given, "--json-lines")
    assert ended.code == 0
    [line] = lines(ended)
    assert (line["input"], line["outcome"], line["record"]["DOI"]) == (given, "found", HAN)


def test_a_list_of_identifiers_with_remarks(registry, folder, citekit):
    (folder / "ids.txt").write_text(f"# our sources\n{HAN}  # the old one\n\nhttps://doi.org/{NOWHERE}\n")
    ended = citekit("resolve", "ids.txt", "--json-lines")
    assert ended.code == 1
    assert [(line["id"], line["outcome"]) for line in lines(ended)] == [(HAN, "found"), (NOWHERE, "absent")]


def test_a_bibliography_keeps_its_keys(registry, folder, citekit):
    (folder / "refs.bib").write_text(f"@article{{Han:04, doi = {{{HAN}}}}}\n@misc{{lost, title = {{Nowhere}}}}\n")
    ended = citekit("resolve", "refs.bib")
    assert ended.code == 1
    assert [item["id"] for item in json.loads(ended.out)] == ["Han:04"]
    assert ended.err.startswith("lost: ")


def test_standard_input(registry, citekit):
    ended = citekit("resolve", "-", "--json-lines", stdin=f"{HAN}\n".encode())
    assert [line["outcome"] for line in lines(ended)] == ["found"]


def test_lines_into_a_file(registry, folder, citekit):
    citekit("resolve", HAN, NOWHERE, "--json-lines", "-o", "out.jsonl")
    written = (folder / "out.jsonl").read_text().splitlines()
    assert [json.loads(line)["outcome"] for line in written] == ["found", "absent"]


# An interruption --------------------------------------------------------------------------------------


def test_an_interrupted_run_asks_only_for_the_rest(tmp_path):
    records = [{"DOI": f"10.5555/{number}", "type": "book", "title": [f"Book {number}"]} for number in range(400)]
    clock = Clock()
    registry = Registry(records, clock=clock, sleep=clock.sleep)

    class Interrupted(RegistryTransport):
        def send(self, request):
            if len(registry.seen) == 6:
                raise KeyboardInterrupt
            return super().send(request)

    wishes = [Wish.of(record["DOI"]) for record in records]
    answered = []

    def take_all(client):
        for resolution in resolutions(wishes, client):
            answered.append(resolution)  # noqa: PERF402 - what came before the interruption counts

    client = Client(transport=Interrupted(registry), cache=tmp_path, clock=clock, sleep=clock.sleep)
    with pytest.raises(KeyboardInterrupt), client:
        take_all(client)
    assert len(answered) == 200
    first = {doi for seen in registry.seen for doi in seen.dois}
    registry.seen.clear()
    with Client(transport=RegistryTransport(registry), cache=tmp_path, clock=clock, sleep=clock.sleep) as client:
        again = list(resolutions(wishes, client))
    assert {resolution.outcome for resolution in again} == {Outcome.FOUND}
    assert first & {doi for seen in registry.seen for doi in seen.dois} == set()
    assert len(registry.seen) == 4


class Terminal:
    def __init__(self):
        self.text = ""

    def isatty(self):
        return True

    def write(self, text):
        self.text += text

    def flush(self):
        pass


def test_progress_tells_how_many_how_fast_and_how_long_and_leaves_no_trace():
    terminal, clock = Terminal(), Clock(0.0)
    with Progress(40, "works", terminal, clock) as progress:
        clock.sleep(5)
        progress.advance(10)
        assert terminal.text.endswith("10 of 40 works, 2 a second, 15 s left")
    assert terminal.text.endswith("\r\x1b[K")
