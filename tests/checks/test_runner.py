"""Checking a library: what is asked, which outcome a reference has, and what the exit code says."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from checks.spec import Said
from citekit.checks import RULES, Outcome, Report, check
from citekit.errors import CitekitError
from citekit.formats import read
from citekit.model import DOI, Entry, Library, Origin, SourceText, Span
from citekit.model.registration import Registration, Status

HAN = DOI("10.1016/j.neulet.2003.12.019")
LI = DOI("10.1155/2013/267959")
MALLORY = DOI("10.1016/j.explore.2017.02.008")


def work(doi, title="Acupuncture and Endorphins", **more):
    key = str(doi or title).rpartition("/")[2]
    return (
        {
            "id": key,
            "type": "book",
            "title": title,
            "author": [{"family": "Han"}],
            "issued": {"date-parts": [[2004]]},
        }
        | ({"DOI": str(doi)} if doi else {})
        | more
    )


def found(doi, title="Acupuncture and endorphins"):
    return Registration(doi, Status.FOUND, agency="Crossref", record={"title": title})


def unchecked(doi):
    return Registration(doi, Status.UNCHECKED, reason="the registry answered 503")


def said(*registrations):
    return Said({registration.doi: registration for registration in registrations})


def outcomes(report):
    return [str(verdict.outcome) for verdict in report.references]


# What is asked -----------------------------------------------------------------------------------


def test_nobody_is_asked_without_registries():
    report = check(Library([work(HAN), work(None)]))
    assert outcomes(report) == ["unchecked", "no-identifier"]
    assert report.references[0].reason == "offline"
    assert (report.exit_code(), report.exit_code("warning"), report.summary.online) == (0, 0, False)


def test_all_dois_are_asked_for_in_one_call_and_each_once():
    registries = said(found(HAN), found(LI))
    check(Library([work(HAN), work(HAN.upper()), work(None), work(LI), work("10.1016")]), registries)
    assert registries.calls == [[HAN, LI]]


def test_nothing_is_asked_where_there_is_no_doi():
    registries = said()
    check(Library([work(None)]), registries)
    assert registries.calls == []


def test_a_doi_in_an_address_is_asked_for():
    registries = said(found(HAN))
    report = check(Library([work(None, URL=f"https://doi.org/{HAN}")]), registries)
    assert registries.calls == [[HAN]]
    assert outcomes(report) == ["agrees"]


# Outcomes ----------------------------------------------------------------------------------------


def test_the_outcomes_are_kept_apart():
    mallory = Registration(MALLORY, Status.ABSENT, agency="", reason="the DOI system does not know it")
    works = [work(HAN), work(LI), work(MALLORY), work(None), work("10.1016/x"), work("10.1016")]
    registries = said(found(HAN), found(LI, "Moxibustion for Insomnia"), mallory, unchecked(DOI("10.1016/x")))
    report = check(Library(works), registries)
    assert outcomes(report) == ["agrees", "differs", "absent", "no-identifier", "unchecked", "no-identifier"]
    assert [verdict.doi for verdict in report.references] == [HAN, LI, MALLORY, None, "10.1016/x", None]
    assert all(verdict.reason for verdict in report.references)
    assert report.summary.verified == 3


def test_a_registered_doi_without_a_record_does_not_agree():
    report = check(Library([work(HAN)]), said(Registration(HAN, Status.NO_METADATA, agency="mEDRA")))
    assert outcomes(report) == ["unchecked"]
    assert "mEDRA" in report.references[0].reason
    assert report.exit_code() == 0  # the DOI exists, and asking again would tell no more


def test_a_record_with_nothing_to_compare_is_found_and_says_that_nothing_was_compared():
    report = check(Library([work(HAN)]), said(Registration(HAN, Status.FOUND, record={"type": "book"})))
    assert outcomes(report) == ["agrees"]
    assert "no other field in common" in report.references[0].reason


def test_outcomes_do_not_depend_on_the_rules_chosen():
    registries = said(found(HAN, "Moxibustion for Insomnia"))
    report = check(Library([work(HAN)]), registries, ignore=["REG"])
    assert (len(report), outcomes(report)) == (0, ["differs"])


# Outages -----------------------------------------------------------------------------------------


def test_an_outage_changes_no_other_verdict_and_calls_nothing_broken():
    works = [work(HAN), work(LI, "Autonomic Regulation"), work(MALLORY)]
    answers = [found(HAN), found(LI), Registration(MALLORY, Status.ABSENT)]
    before = check(Library(works), said(*answers))
    for down in range(3):
        partly = [unchecked(one.doi) if number == down else one for number, one in enumerate(answers)]
        after = check(Library(works), said(*partly))
        kept = [number for number in range(3) if number != down]
        assert [after.references[number] for number in kept] == [before.references[number] for number in kept]
        key = works[down]["id"]
        assert after.references[down].outcome is Outcome.UNCHECKED
        assert not [finding for finding in after if finding.key == key]
        others = [finding for finding in before if finding.key != key]
        assert [finding for finding in after if finding.code != "RUN001"] == others


def test_a_whole_outage_is_no_finding_and_not_clean():
    report = check(Library([work(HAN), work(LI)]), said(unchecked(HAN), unchecked(LI)))
    assert [finding.code for finding in report] == ["RUN001"]
    assert {report.exit_code(limit) for limit in ("error", "warning", "never")} == {3}


def test_findings_outrank_an_outage():
    library = Library([work(HAN), work(LI, title="")])
    assert check(library, said(unchecked(HAN), unchecked(LI))).exit_code() == 1


@pytest.mark.parametrize(("down", "code"), [(0, 0), (1, 0), (2, 0), (3, 3), (20, 3)])
def test_more_than_a_tenth_unchecked_is_too_little(down, code):
    dois = [DOI(f"10.1016/{number}") for number in range(20)]
    answers = [unchecked(doi) if number < down else found(doi) for number, doi in enumerate(dois)]
    report = check(Library([work(doi) for doi in dois]), said(*answers), ignore=["DUP"])
    assert report.exit_code() == code


def test_nothing_verified_is_never_clean():
    assert check(Library([work(None)]), said()).exit_code() == 3
    assert check(Library([work(None)])).exit_code() == 0
    assert check(Library([]), said()).exit_code() == 0


# Findings ----------------------------------------------------------------------------------------


def test_findings_point_at_their_file_and_are_sorted_by_place():
    text = '[{"id": "b", "type": "book", "DOI": "10.1"},\n {"id": "a", "type": "book", "DOI": "10.1"}]'
    report = check(read(SourceText(text, "refs/list.json")))
    assert [(finding.line, finding.key) for finding in report if finding.code == "DOI001"] == [
        (1, "b"),
        (2, "a"),
    ]
    assert [finding.place for finding in report] == sorted(finding.place for finding in report)
    assert str(report[0]).startswith("refs/list.json:1:2: DOI001 ")


def test_findings_point_at_the_field():
    source = SourceText("@book{a,\n  title = {Pain},\n  doi = {10.1016},\n}\n", "refs/sources.bib")
    span = Span(source.text.index("10.1016"), source.text.index("10.1016") + 7)
    origin = Origin(source, Span(0, len(source.text)), {"DOI": span})
    report = check(Library([Entry("a", {"type": "book", "title": "Pain", "DOI": "10.1016"}, origin)], source=source))
    assert [finding.place for finding in report] == ["refs/sources.bib:1:1"] * 2 + ["refs/sources.bib:3:10"]


def test_findings_of_what_came_from_no_file_name_the_reference():
    finding = check(Library([work("10.1016")]))[0]
    assert (finding.path, finding.line, str(finding).partition(":")[0]) == (None, None, "10.1016")


def test_rules_are_chosen_by_code_family_and_name():
    library = Library([{"id": "a", "type": "book", "DOI": "10.1"}])
    codes = [finding.code for finding in check(library)]
    assert codes == ["DOI001", "REQ001", "REQ002", "REQ002"]
    assert [f.code for f in check(library, select=["REQ"])] == ["REQ001", "REQ002", "REQ002"]
    assert [f.code for f in check(library, select=["doi001", "author-or-date-missing"])] == [
        "DOI001",
        "REQ002",
        "REQ002",
    ]
    assert [f.code for f in check(library, ignore=["REQ002", "DOI"])] == ["REQ001"]


@pytest.mark.parametrize("name", ["", "NOPE", "year-difers"])
def test_an_unknown_rule_is_an_error_that_helps(name):
    with pytest.raises(CitekitError, match="DOI, DUP"):
        check(Library([]), select=[name])


def test_fail_on_is_checked():
    with pytest.raises(CitekitError, match="error, warning or never"):
        Report().exit_code("info")


def test_merging_reports_adds_up():
    one, two = check(Library([work(HAN)]), said(found(HAN))), check(Library([work("10.1")]), said())
    merged = Report.merge([one, two])
    assert len(merged) == len(one) + len(two)
    assert (merged.summary.files, merged.summary.references, merged.summary.verified) == (2, 2, 1)
    assert merged.online


JSON = st.recursive(
    st.none() | st.booleans() | st.integers(-9999, 9999) | st.text(max_size=30),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner, max_size=3),
    max_leaves=6,
)
VARIABLES = (
    "id",
    "type",
    "title",
    "author",
    "editor",
    "issued",
    "DOI",
    "URL",
    "volume",
    "page",
    "custom",
    "PMID",
)
ITEMS = st.dictionaries(st.sampled_from(VARIABLES), JSON | st.sampled_from([str(HAN), "book", "10.1016"]), max_size=8)


@given(st.lists(ITEMS, max_size=3), ITEMS)
@settings(max_examples=150)
def test_no_data_makes_a_rule_fail(items, record):
    registries = said(Registration(HAN, Status.FOUND, record=record))
    report = check(Library(items), registries)
    assert len(report.references) == len(items)
    assert {rule.code for rule in RULES} >= {finding.code for finding in report}
    assert check(Library(items), registries) == report
