"""DataCite's REST API (one DOI, several, content negotiation), from attributes objects each with its `doi`.

Sources: support.datacite.org/docs/api (JSON:API; `ids`, `query`, `page[size]`, `fields[dois]`).
"""

import re
from typing import Any, ClassVar, Final
from urllib.parse import unquote

from citekit.sources.transport import Response
from citekit.testing.asked import Asked
from citekit.testing.bodies import json_answer
from citekit.testing.holdings import Record
from citekit.testing.services.doi_org import CSL
from citekit.testing.services.service import Route, Service

_KIND: Final = "application/json; charset=utf-8"
_NEGOTIATION: Final = "/data.crosscite.org/"
#: `page[size]` is 25 unless given, and no more than this.
_LARGEST_PAGE: Final = 1000
_DOI: Final = re.compile(r"10\.[0-9.]{3,20}/[^\s\"')]+")


class DataCite(Service):
    """`/dois/{doi}`, `/dois?…`, and the content negotiation of data.crosscite.org."""

    name: ClassVar[str] = "datacite"
    hosts: ClassVar[tuple[str, ...]] = ("api.datacite.org", "data.crosscite.org")
    option: ClassVar[str] = "datacite_url"

    def route(self, asked: Asked) -> Route | None:
        """A record, several, or content negotiation."""
        if asked.host == "data.crosscite.org":
            return Route("negotiation", (unquote(asked.path.lstrip("/")).lower(),))
        if asked.path.startswith(_NEGOTIATION):
            return Route("negotiation", (unquote(asked.path.removeprefix(_NEGOTIATION)).lower(),))
        if asked.path.rstrip("/") == "/dois":
            return Route("records", tuple(self._asked_for(asked)))
        if asked.path.startswith("/dois/"):
            return Route("record", (unquote(asked.path.removeprefix("/dois/")).lower(),))
        return Route("other") if asked.host in self.hosts else None

    def answer(self, asked: Asked, route: Route) -> Response:
        """A document of JSON:API, or CSL-JSON."""
        if route.name == "records":
            return self._records(asked, route.dois)
        record = self.holdings.datacite.get(route.dois[0]) if route.dois else None
        if record is None:
            title = "The resource you are looking for doesn't exist."
            return _json(404, {"errors": [{"status": "404", "title": title}]})
        if route.name == "negotiation":
            return json_answer(200, self.holdings.csl.get(route.dois[0]) or _csl(record), CSL)
        return _json(200, {"data": _resource(record, _fields(asked))})

    @staticmethod
    def _asked_for(asked: Asked) -> list[str]:
        ids = asked.value("ids")
        found = ids.split(",") if ids else _DOI.findall(asked.value("query") or "")
        return [doi.strip().lower() for doi in found if doi.strip()]

    def _records(self, asked: Asked, dois: tuple[str, ...]) -> Response:
        """Several records; what is not there is silently missing."""
        size = _number(asked.value("page[size]"), 25, _LARGEST_PAGE)
        number = max(1, _number(asked.value("page[number]"), 1, 10_000))
        held = self.holdings.datacite
        words = (asked.value("query") or "").lower().split()
        if dois:
            found = [held[doi] for doi in dict.fromkeys(dois) if doi in held]
        else:
            found = [record for record in held.values() if all(word in str(record).lower() for word in words)]
        pages = -(-len(found) // size) if size else 0
        shown = found[(number - 1) * size : number * size]
        links = {"self": asked.url}
        if number < pages:
            links["next"] = f"{asked.origin}/dois?page%5Bnumber%5D={number + 1}&page%5Bsize%5D={size}"
        body = {
            "data": [_resource(record, _fields(asked)) for record in shown],
            "meta": {"total": len(found), "totalPages": pages, "page": number},
            "links": links,
        }
        return _json(200, body)


def _json(status: int, body: Any) -> Response:
    return json_answer(status, body, _KIND, cache_control="no-cache", vary="Accept-Encoding, Origin")


def _number(text: str | None, otherwise: int, most: int) -> int:
    return min(int(text), most) if text and re.fullmatch(r"[0-9]{1,9}", text) else otherwise


def _fields(asked: Asked) -> set[str] | None:
    named = asked.value("fields[dois]")
    return set(named.split(",")) if named else None


def _resource(record: Record, fields: set[str] | None) -> Record:
    attributes = {name: value for name, value in record.items() if fields is None or name in fields}
    return {"id": record["doi"].lower(), "type": "dois", "attributes": attributes, "relationships": {}}


def _csl(record: Record) -> Record:
    """The CSL-JSON that DataCite's negotiation gives: strings, and the DOI in capitals."""
    types = record.get("types")
    creators = record.get("creators")
    titles = record.get("titles")
    first = next((title for title in titles if isinstance(title, dict)), {}) if isinstance(titles, list) else {}
    names = [
        {"family": name["familyName"], "given": name.get("givenName", "")}
        if name.get("familyName")
        else {"literal": name.get("name", "")}
        for name in (creators if isinstance(creators, list) else ())
        if isinstance(name, dict)
    ]
    publisher = record.get("publisher")
    item = {
        "type": (types.get("citeproc") if isinstance(types, dict) else None) or "article",
        "id": f"https://doi.org/{record['doi'].lower()}",
        "author": names,
        "issued": {"date-parts": [[record["publicationYear"]]]} if record.get("publicationYear") else None,
        "DOI": record["doi"].upper(),
        "publisher": publisher.get("name") if isinstance(publisher, dict) else publisher,
        "title": first.get("title"),
        "version": record.get("version"),
    }
    return {name: value for name, value in item.items() if value}
