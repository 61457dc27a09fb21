"""`check` and `resolve` against the stand-in for the registries, over real HTTP."""

import json
from pathlib import Path

import pytest

from citekit.testing import Fault, Registry, serve

WORKS = Path(__file__).parents[2].parent / "shared" / "data" / "crossref" / "works.jsonl"

BIB = """\
@article{han2004,
  author = {Han, Ji-Sheng}, title = {Acupuncture and Endorphins}, journaltitle = {Neuroscience Letters},
  volume = {361}, number = {1-3}, pages = {258--261}, date = {2004-05}, doi = {10.1016/j.neulet.2003.12.019},
}
"""


def checked(ended):
    return json.loads(ended.out)


def test_a_reference_that_agrees(registry, folder, citekit):
    (folder / "sources.bib").write_text(BIB, encoding="utf-8")
    ended = citekit("check", "sources.bib", "--output-format", "json")
    assert ended.code == 0, ended
    report = checked(ended)
    assert report["findings"] == []
    assert [(row["key"], row["doi"], row["outcome"]) for row in report["references"]] == [
        ("han2004", "10.1016/j.neulet.2003.12.019", "agrees")
    ]


def test_each_finding_points_at_its_field(registry, folder, citekit):
    (folder / "sources.bib").write_text(BIB.replace("2004-05", "2001"), encoding="utf-8")
    ended = citekit("check", "sources.bib", "--output-format", "json")
    assert ended.code == 1
    (finding,) = checked(ended)["findings"]
    assert finding["code"] == "REG007"
    assert (finding["path"], finding["line"], finding["field"]) == ("sources.bib", 3, "issued")
    assert finding["column"] == BIB.splitlines()[2].index("2004-05") + 1
    assert set(finding) == {
        "code", "rule", "severity", "key", "path", "line", "column", "field", "message", "value", "expected", "source",
    }  # fmt: skip
    assert checked(ended)["references"][0]["outcome"] == "differs"


def test_a_doi_that_nobody_knows_is_absent(registry, folder, citekit):
    (folder / "sources.bib").write_text(BIB.replace("2003.12.019", "2003.12.999"), encoding="utf-8")
    ended = citekit("check", "sources.bib", "--output-format", "json")
    assert ended.code == 1
    assert [finding["code"] for finding in checked(ended)["findings"]] == ["DOI010"]
    assert checked(ended)["references"][0]["outcome"] == "absent"


def test_a_retracted_work(registry, folder, citekit):
    (folder / "list.txt").write_text(
        "References\n\nWakefield, A. J. “Ileal-Lymphoid-Nodular Hyperplasia, Non-Specific Colitis, and Pervasive "
        "Developmental Disorder.” The Lancet, vol. 351, no. 9103, Feb. 1998, pp. 637-41, "
        "https://doi.org/10.1016/S0140-6736(97)11096-0.\n",
        encoding="utf-8",
    )
    ended = citekit("check", "list.txt")
    assert ended.code == 1
    assert "RET001" in ended.out
    assert "2010" in ended.out


@pytest.mark.parametrize("what", ["503", "429", "html", "truncated", "reset", "garbage"])
def test_an_outage_is_no_verdict(what, registry, folder, citekit):
    (folder / "sources.bib").write_text(BIB.replace("2003.12.019", "2003.12.999"), encoding="utf-8")
    registry.faults.append(Fault(what))
    ended = citekit("check", "sources.bib", "--output-format", "json")
    assert ended.code == 3, ended
    assert checked(ended)["references"][0]["outcome"] == "unchecked"
    assert checked(ended)["references"][0]["reason"]
    assert "DOI010" not in ended.out


def test_resolve_prints_the_record(registry, citekit):
    ended = citekit("resolve", "https://doi.org/10.1016/j.neulet.2003.12.019", "--to", "biblatex")
    assert ended.code == 0
    assert ended.out.startswith("@article{han2004,\n")
    assert "  journaltitle = {Neuroscience Letters},\n" in ended.out


def test_resolve_says_what_is_not_registered(registry, citekit):
    ended = citekit("resolve", "10.1016/j.neulet.2003.12.999", "10.1016/j.neulet.2003.12.019")
    assert ended.code == 1
    assert "10.1016/j.neulet.2003.12.999" in ended.err
    assert [item["title"] for item in json.loads(ended.out)] == ["Acupuncture and endorphins"]


def test_the_contact_address_is_sent_only_if_given(registry, folder, citekit):
    citekit("resolve", "10.1016/j.neulet.2003.12.019")
    assert all(not seen.mailto and "mailto" not in seen.user_agent for seen in registry.seen)
    citekit("resolve", "10.1016/s0140-6736(97)11096-0", "--mailto", "editor@clinic.example")
    assert registry.seen[-1].mailto == "editor@clinic.example"
    assert "mailto:editor@clinic.example" in registry.seen[-1].user_agent


def test_300_dois_take_at_most_12_requests(folder, monkeypatch, citekit):
    if not WORKS.exists():
        pytest.skip(f"the records are not at {WORKS}")
    registry = Registry(WORKS, pools={"polite-single": (100, 10), "polite-array": (100, 10)})
    dois = list(registry.records)[:300]
    items = [{"id": f"r{number}", "type": "document", "DOI": doi} for number, doi in enumerate(dois)]
    (folder / "list.json").write_text(json.dumps(items), encoding="utf-8")
    with serve(registry) as server:
        for name, value in server.environment.items():
            monkeypatch.setenv(name, value)
        ended = citekit("check", "list.json", "--output-format", "json", "--mailto", "editor@clinic.example")
    outcomes = [row["outcome"] for row in checked(ended)["references"]]
    assert len(outcomes) == 300
    assert "unchecked" not in outcomes
    assert "absent" not in outcomes
    assert len(registry.seen) <= 12
