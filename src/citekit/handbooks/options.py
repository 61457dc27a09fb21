"""What the handbooks leave to the house: `HandbookOptions`."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class HandbookOptions:
    """The switches of the MLA and APA transforms; the defaults are what the handbooks print.

    `mla_page_dash` stands between pages ("-" or "–"); `mla_url_protocol` keeps the `https://` of addresses;
    `mla_accessed` prints the date of access where the work tells one ("given"), only where it has no date of
    its own ("undated"), or "never". `mla_title_case` and `apa_sentence_case` switch the handbooks'
    capitalisation off; `proper_nouns` are words and phrases that sentence case keeps as they are written. `off`
    names rules that are not applied at all ("same-publisher"); `citekit format --explain` shows the names.

    `ama_journals` and `nlm_journals` print journals' names "abbreviated" or in "full". NLM names `nlm_author_limit`
    authors before "et al.", all of them with 0; `nlm_unknown` puts "[place unknown]" and the like for what a source
    lacks; `nlm_pmid` prints PubMed's numbers.

    Examples:
        >>> HandbookOptions(proper_nouns=("Moyer Total Wellness",)).mla_page_dash
        '-'
    """

    mla_page_dash: str = "-"
    mla_url_protocol: bool = False
    mla_accessed: str = "given"
    mla_title_case: bool = True
    apa_sentence_case: bool = True
    ama_journals: str = "abbreviated"
    nlm_journals: str = "abbreviated"
    nlm_author_limit: int = 6
    nlm_unknown: bool = True
    nlm_pmid: bool = True
    proper_nouns: tuple[str, ...] = ()
    off: tuple[str, ...] = ()
