"""What is not an identifier first, then every form people paste."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from citekit.model import DOI, ISBN, ISSN, ORCID, PMCID, PMID, ArXivID

KINDS = (DOI, PMID, PMCID, ISBN, ISSN, ORCID, ArXivID)


@pytest.mark.parametrize(
    ("kind", "text"),
    [
        (DOI, ""),
        (DOI, "10.1016"),
        (DOI, "10.1/"),
        (DOI, "10.1016/"),
        (DOI, "10.12/abc"),
        (DOI, "11.1016/abc"),
        (DOI, "https://example.org/10.1016/abc"),
        (DOI, "10.1016/with space"),
        (DOI, "10.1016/" + "x" * 5000),
        (PMID, "PMC3677642"),
        (PMID, "123456789"),
        (PMID, "0"),
        (PMID, "https://pubmed.ncbi.nlm.nih.gov/?term=pain"),
        (PMCID, "3677642"),
        (PMCID, "PMC"),
        (ISBN, "0-306-40615-3"),
        (ISBN, "978-0-306-40615-8"),
        (ISBN, "977-0-306-40615-7"),
        (ISBN, "12345"),
        (ISSN, "0304-3941"),
        (ISSN, "0304-39"),
        (ORCID, "0000-0002-1825-0098"),
        (ORCID, "0000-0002-1825"),
        (ArXivID, "1713.03762"),
        (ArXivID, "2021/02/03"),
    ],
)
def test_is_not_an_identifier(kind, text):
    assert kind.parse(text) is None


@pytest.mark.parametrize(
    ("text", "doi"),
    [
        ("10.1016/j.neulet.2003.12.019", "10.1016/j.neulet.2003.12.019"),
        ("10.1016/J.NEULET.2003.12.019", "10.1016/j.neulet.2003.12.019"),
        ("doi:10.1155/2013/267959", "10.1155/2013/267959"),
        ("DOI: 10.1155/2013/267959.", "10.1155/2013/267959"),
        ("doi 10.1155/2013/267959", "10.1155/2013/267959"),
        ("https://doi.org/10.1155/2013/267959", "10.1155/2013/267959"),
        ("http://dx.doi.org/10.1155/2013/267959,", "10.1155/2013/267959"),
        ("doi.org/10.1155/2013/267959", "10.1155/2013/267959"),
        ("https://www.doi.org/10.1155/2013/267959", "10.1155/2013/267959"),
        ("https://doi-org.ezproxy.example.edu/10.1155/2013/267959", "10.1155/2013/267959"),
        ("info:doi/10.1155/2013/267959", "10.1155/2013/267959"),
        ("https://doi.org/10.1155%2F2013%2F267959", "10.1155/2013/267959"),
        ("10.1155%2F2013%2F267959", "10.1155/2013/267959"),
        ("https://doi.org/10.1155/2013/267959?utm_source=x", "10.1155/2013/267959"),
        ("(10.1155/2013/267959)", "10.1155/2013/267959"),
        ("<10.1155/2013/267959>", "10.1155/2013/267959"),
        ("10.1162/tacl\\_a\\_00276", "10.1162/tacl_a_00276"),
        ("10.1162/tacl{\\_}a{\\_}00276", "10.1162/tacl_a_00276"),
        ("10.1016/S0140-6736(97)11096-0", "10.1016/s0140-6736(97)11096-0"),
        ("(see 10.1016/S0140-6736(97)11096-0)."[5:], "10.1016/s0140-6736(97)11096-0"),
        ("10.1016/0304-3940(87)90123-(9)", "10.1016/0304-3940(87)90123-(9)"),
        (
            "10.1002/(SICI)1096-8644(199606)100:2<217::AID-AJPA5>3.0.CO;2-U",
            "10.1002/(sici)1096-8644(199606)100:2<217::aid-ajpa5>3.0.co;2-u",
        ),
        ("10.1000.10/123456", "10.1000.10/123456"),
        ("\u200b10.1155/2013/267959\u00ad", "10.1155/2013/267959"),
        ("10.1155/2013/267959”", "10.1155/2013/267959"),
    ],
)
def test_dois_in_every_form(text, doi):
    assert DOI.parse(text) == doi


def test_parse_exact_keeps_what_a_sentence_left_behind():
    assert DOI.parse_exact("10.1155/2013/267959.") == "10.1155/2013/267959."


def test_doi_urls_escape_only_what_a_url_cannot_hold():
    doi = DOI.parse("10.1002/a<b>#c")
    assert doi.url == "https://doi.org/10.1002/a%3Cb%3E%23c"
    assert DOI.parse(doi.url) == doi


@pytest.mark.parametrize(
    ("kind", "text", "expected"),
    [
        (PMID, "15135884", "15135884"),
        (PMID, "PMID: 15135884", "15135884"),
        (PMID, "http://www.ncbi.nlm.nih.gov/pubmed/15135884", "15135884"),
        (PMCID, "PMC3677642", "PMC3677642"),
        (PMCID, "PMCID: PMC 3677642", "PMC3677642"),
        (PMCID, "https://pmc.ncbi.nlm.nih.gov/articles/PMC3677642/#S1", "PMC3677642"),
        (PMCID, "PMC3677642.2", "PMC3677642"),
        (ISBN, "ISBN 0-8044-2957-X", "9780804429573"),
        (ISBN, "978 0 306 40615 7", "9780306406157"),
        (ISBN, "978‐0‐306‐40615‐7", "9780306406157"),
        (ISSN, "eISSN: 2434-561x", "2434-561X"),
        (ORCID, "https://orcid.org/0000-0002-1694-233X", "0000-0002-1694-233X"),
        (ArXivID, "arXiv:1706.03762v5 [cs.CL]", "1706.03762v5"),
        (ArXivID, "https://arxiv.org/abs/hep-th/9901001", "hep-th/9901001"),
        (ArXivID, "10.48550/arXiv.1706.03762", "1706.03762"),
    ],
)
def test_other_identifiers(kind, text, expected):
    assert kind.parse(text) == expected


@pytest.mark.parametrize("kind", KINDS)
@given(st.text(max_size=80) | st.from_regex(r"(10\.\d{4}/|PMC|97[89]|arXiv:)[!-~]{0,30}", fullmatch=True))
def test_parsing_is_idempotent_and_never_fails(kind, text):
    parsed = kind.parse(text)
    if parsed is not None:
        assert kind.parse(parsed) == parsed


@given(st.from_regex(r"10\.\d{4,9}/[!-~]{1,40}", fullmatch=True))
def test_a_doi_survives_its_own_url(text):
    doi = DOI.parse(text)
    if doi is not None:
        assert DOI.parse_exact(doi.url) == doi
