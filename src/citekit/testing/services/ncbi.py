"""NCBI: PubMed's E-utilities (efetch, esummary) and the ID converter of PubMed Central.

Records are objects with `pmid`, optionally `pmcid` and `doi`, and `xml`, the `PubmedArticle` or `PubmedBookArticle`
element that efetch gives. A record without `xml` is one that efetch passes over and esummary knows; one without `pmid`
is in PubMed Central alone.

Sources: "Entrez Programming Utilities Help"; "PMC ID Converter API".
"""

from typing import Any, ClassVar

from citekit.sources.transport import Response
from citekit.testing.asked import Asked
from citekit.testing.bodies import json_answer, text_answer
from citekit.testing.services.service import Route, Service

_PUBMED = "https://dtd.nlm.nih.gov/ncbi/pubmed/out/pubmed_250101.dtd"


_HEAD = f'<?xml version="1.0" ?>\n<!DOCTYPE PubmedArticleSet PUBLIC "-//NLM//DTD PubMedArticle//EN" "{_PUBMED}">\n'


def _ids(asked: Asked, name: str) -> tuple[str, ...]:
    return tuple(one.strip() for one in (asked.value(name) or "").split(",") if one.strip())


class PubMed(Service):
    """`efetch.fcgi` and `esummary.fcgi`: three requests a second, ten with a key."""

    name: ClassVar[str] = "pubmed"
    hosts: ClassVar[tuple[str, ...]] = ("eutils.ncbi.nlm.nih.gov",)
    option: ClassVar[str] = "pubmed_url"
    pools: ClassVar[dict[str, tuple[int | None, int | None]]] = {"ncbi": (3, None), "ncbi-key": (10, None)}
    has_records: ClassVar[bool] = True

    def route(self, asked: Asked) -> Route | None:
        """A utility."""
        for name in ("efetch", "esummary"):
            if asked.path.endswith(f"/{name}.fcgi"):
                return Route(name, _ids(asked, "id"))
        return Route("other") if asked.host in self.hosts else None

    def pool(self, asked: Asked, route: Route) -> str:  # noqa: ARG002 - all utilities are counted together
        """With or without a key."""
        return "ncbi-key" if asked.value("api_key") else "ncbi"

    def answer(self, asked: Asked, route: Route) -> Response:  # noqa: ARG002 - the route has it all
        """A set of records, or summaries."""
        held = {str(record.get("pmid")): record for record in self.own_records}
        if route.name == "efetch":
            inside = "\n".join(str(held[one]["xml"]) for one in route.dois if held.get(one, {}).get("xml"))
            body = f"{_HEAD}<PubmedArticleSet>{inside}</PubmedArticleSet>".encode()
            return Response(200, {"content-type": "text/xml; charset=UTF-8"}, body)
        if route.name == "esummary":
            result: dict[str, Any] = {"uids": list(route.dois)}
            for one in route.dois:
                result[one] = {"uid": one, **({} if one in held else {"error": "cannot get document summary"})}
            return json_answer(200, {"header": {"type": "esummary", "version": "0.3"}, "result": result})
        return text_answer(404, "Not Found")


class IdConverter(Service):
    """The converter between PMCIDs, PMIDs and DOIs; it answers from PubMed's records."""

    name: ClassVar[str] = "id_converter"
    hosts: ClassVar[tuple[str, ...]] = ("pmc.ncbi.nlm.nih.gov",)
    option: ClassVar[str] = "id_converter_url"

    def route(self, asked: Asked) -> Route | None:
        """The ids asked for."""
        if asked.value("idtype") == "pmcid":
            return Route("ids", _ids(asked, "ids"))
        return Route("other") if asked.host in self.hosts else None

    def answer(self, asked: Asked, route: Route) -> Response:  # noqa: ARG002 - the route has it all
        """A record for each id, or that there is none."""
        if route.name != "ids":
            return text_answer(404, "Not Found")
        listed = self.holdings.others.get(PubMed.name, [])
        held = {str(record["pmcid"]).upper(): record for record in listed if record.get("pmcid")}
        records: list[dict[str, Any]] = []
        for one in route.dois:
            record = held.get(one.upper())
            if record is None:
                records.append({"requested-id": one, "status": "error", "errmsg": "Identifier not found in PMC"})
                continue
            told = {"pmcid": record["pmcid"], "pmid": record.get("pmid"), "doi": record.get("doi"), "requested-id": one}
            records.append({name: value for name, value in told.items() if value})
        return json_answer(200, {"status": "ok", "response-date": "2026-01-01", "request": {}, "records": records})
