"""doi.org: agencies, handle records, content negotiation, and the landing pages that DOIs lead to.

Sources: doi.org, "Which RA?" service; DOI Proxy Server REST API (`responseCode`); DOI content negotiation,
citation.crosscite.org/docs.html.
"""

from typing import Any, ClassVar, Final
from urllib.parse import quote, unquote

from citekit.sources.transport import Response
from citekit.testing.asked import Asked
from citekit.testing.bodies import json_answer, page, redirect
from citekit.testing.services.service import Route, Service

#: Where the handle record of a deleted DOI leads.
DELETED: Final = "https://www.crossref.org/_deleted-doi/"
#: Publishers' pages, in process; on a loopback port they are under `/landing/` there.
LANDING: Final = "https://landing.example"
CSL: Final = "application/vnd.citationstyles.csl+json"

_ABSENT: Final = "DOI does not exist"
_FOUND: Final = 1
_NOT_FOUND: Final = 100
_NO_SUCH_VALUES: Final = 200


class DoiOrg(Service):
    """doi.org, and the pages that it leads to."""

    name: ClassVar[str] = "doi"
    hosts: ClassVar[tuple[str, ...]] = ("doi.org", "www.doi.org", "dx.doi.org", "landing.example", "www.crossref.org")
    option: ClassVar[str] = "doi_url"

    def route(self, asked: Asked) -> Route | None:
        """Any path is one of doi.org's: what is no DOI is told so."""
        if asked.path.lower().startswith("/doira/"):
            return Route("doira", tuple(_decoded(doi).lower() for doi in asked.path[7:].split(",")))
        if asked.path.lower().startswith("/ra/"):
            return Route("ra", (_decoded(asked.path[4:]).lower(),))
        for start, name in (("/api/handles/", "handle"), ("/landing/", "page")):
            if asked.path.startswith(start):
                return Route(name, (_decoded(asked.path.removeprefix(start)).lower(),))
        if asked.path.startswith("/_deleted-doi"):
            return Route("deleted")
        return Route("landing", (_decoded(asked.path.lstrip("/")).lower(),))

    def answer(self, asked: Asked, route: Route) -> Response:
        """The agency look-up, a handle record, a redirect, or a page."""
        if route.name == "doira":
            return json_answer(200, [self._agency(_decoded(doi)) for doi in asked.path[7:].split(",")])
        if route.name == "ra":
            return json_answer(200, [self._agency_of_prefix(_decoded(asked.path[4:]))])
        if route.name == "handle":
            return self._handle(asked, route.dois[0])
        if route.name == "page":
            status = self.holdings.landing.get(route.dois[0], 200)
            return page(status, "Publisher's page" if status < 400 else f"Error {status}")
        if route.name == "deleted":
            return page(200, "DOI has been deleted")
        return self._resolve(asked, route.dois[0])

    def _agency(self, doi: str) -> dict[str, str]:
        if not _is_doi(doi):
            return {"DOI": doi, "status": "Invalid DOI"}
        agency = self.holdings.agencies.get(doi.lower())
        if agency is None:
            return {"DOI": doi, "status": _ABSENT}
        return {"DOI": doi, "RA": agency} if agency not in ("", "Unknown") else {"DOI": doi, "status": "Unknown"}

    def _agency_of_prefix(self, prefix: str) -> dict[str, str]:
        """By prefix, or by the prefix of a DOI: most DOIs of one are with one agency, though not all."""
        whole = self._agency(prefix)
        if _is_doi(prefix) and "RA" in whole:
            return whole
        start = prefix.lower().partition("/")[0]
        if not start.startswith("10."):
            return {"DOI": prefix, "status": "Invalid DOI"}
        found = self.holdings.agencies.get(start) or next(
            (agency for doi, agency in self.holdings.agencies.items() if doi.startswith(start + "/")), None
        )
        return {"DOI": prefix, "RA": found} if found else {"DOI": prefix, "status": _ABSENT}

    def _handle(self, asked: Asked, doi: str) -> Response:
        named = _decoded(asked.path.removeprefix("/api/handles/"))
        if not self._exists(doi):
            return json_answer(404, {"responseCode": _NOT_FOUND, "handle": named})
        if (asked.value("type") or "URL").upper() != "URL":
            return json_answer(200, {"responseCode": _NO_SUCH_VALUES, "handle": named, "values": []})
        address = DELETED if doi in self.holdings.deleted else self._address(asked, doi)
        target = {"format": "string", "value": address}
        value: dict[str, Any] = {"index": 1, "type": "URL", "data": target, "ttl": 86400}
        return json_answer(
            200,
            {"responseCode": _FOUND, "handle": named, "values": [{**value, "timestamp": "2020-07-29T04:52:30Z"}]},
        )

    def _resolve(self, asked: Asked, doi: str) -> Response:
        if not _is_doi(doi):
            return page(400, "Error: Not a DOI", "text/html;charset=UTF-8")
        if not self._exists(doi):
            return page(404, "Error: DOI Not Found")
        metadata = self._metadata(asked, doi) if _wants_metadata(asked) else None
        if metadata:
            return metadata
        if doi in self.holdings.deleted:
            return redirect(302, f"{asked.origin}/_deleted-doi/" if asked.local else DELETED)
        return redirect(302, self._address(asked, doi))

    def _metadata(self, asked: Asked, doi: str) -> Response | None:
        """Content negotiation: each agency has a service of its own, or none."""
        agency = self.holdings.agencies[doi]
        encoded = quote(doi, safe="")
        if agency == "Crossref":
            origin = asked.origin if asked.local else "https://api.crossref.org"
            return redirect(302, f"{origin}/v1/works/{encoded}/transform")
        if agency == "DataCite":
            origin = f"{asked.origin}/data.crosscite.org" if asked.local else "https://data.crosscite.org"
            return redirect(302, f"{origin}/{encoded}")
        item = self.holdings.csl.get(doi)
        return None if item is None else json_answer(200, item, CSL)

    def _exists(self, doi: str) -> bool:
        return _is_doi(doi) and doi in self.holdings.agencies

    def _address(self, asked: Asked, doi: str) -> str:
        """Where a DOI leads. Nothing on a loopback port leads away from it: whoever follows stays without a network."""
        return f"{asked.origin if asked.local else LANDING}/landing/{quote(doi, safe='/')}"


def _decoded(path: str) -> str:
    return unquote(path)


def _is_doi(text: str) -> bool:
    prefix, slash, suffix = text.partition("/")
    return prefix.startswith("10.") and bool(slash and suffix)


def _wants_metadata(asked: Asked) -> bool:
    """Whether a program asks: browsers say `text/html` first, and who says nothing is led to the page."""
    kinds = [kind.partition(";")[0].strip().lower() for kind in asked.headers.get("accept", "").split(",")]
    return "text/html" not in kinds and any(kind.startswith(("application/", "text/x-")) for kind in kinds)
