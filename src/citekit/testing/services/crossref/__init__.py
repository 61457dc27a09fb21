"""Crossref's REST API: works by DOI and in lists, agencies, types, content negotiation.

Sources: api.crossref.org's own documentation and validation messages, and recorded answers; see `docs/testing.md` for
what is known and what is guessed.
"""

import random
import re
import threading
from collections.abc import Mapping, Sequence
from typing import Any, ClassVar, Final
from urllib.parse import unquote

from citekit.sources.transport import Response
from citekit.testing.asked import Asked
from citekit.testing.bodies import json_answer, redirect, text_answer
from citekit.testing.holdings import Holdings, Record
from citekit.testing.limits import Pool
from citekit.testing.services.crossref.filters import Wanted, dois_in, passing, read_filters
from citekit.testing.services.crossref.paging import (
    cursor_at,
    in_order,
    rows_of,
    sampled,
    start_of,
    wrong_paging,
)
from citekit.testing.services.crossref.refusal import Refusal, not_allowed, not_available, validation_failure
from citekit.testing.services.crossref.search import FIELD_QUERIES, Search
from citekit.testing.services.crossref.selects import read_select, reduced
from citekit.testing.services.crossref.transform import csl_of, wanted_kind
from citekit.testing.services.crossref.types import TYPES
from citekit.testing.services.service import Route, Service

#: In bytes, with method and version (Crossref's staff, 2017; longer lists of DOIs got 414 in 2026 as well).
LONGEST_REQUEST_LINE: Final = 4096

_PATH: Final = re.compile(r"/(?:v1/)?(works|types|journals|members|prefixes|funders)(?:/(.*))?")
_TRANSFORM: Final = re.compile(r"(.+)/transform(?:/(.*))?", re.DOTALL)
#: Lists of works under what they belong to, and the filter that says the same.
_PARENTS: Final = {
    "types": "type",
    "journals": "issn",
    "members": "member",
    "prefixes": "prefix",
    "funders": "funder",
}
_LIST_PARAMETERS: Final = frozenset(
    "cursor facet filter mailto offset order query rows sample select sort".split()
)  # fmt: skip
_HEADERS: Final = {
    "access-control-allow-headers": (
        "X-Requested-With, Accept, Accept-Encoding, Accept-Charset, Accept-Language, Accept-Ranges, Cache-Control"
    ),
    "access-control-allow-origin": "*",
    "access-control-expose-headers": "Link",
    "permissions-policy": "interest-cohort=()",
    "server": "Jetty(9.4.40.v20210413)",
}


class Crossref(Service):
    """`/works`, `/works/{doi}`, its agency and transform, `/types`, and lists of works below other resources."""

    name: ClassVar[str] = "crossref"
    hosts: ClassVar[tuple[str, ...]] = ("api.crossref.org",)
    option: ClassVar[str] = "crossref_url"
    #: As the headers of each pool have stated them since July 2026.
    pools: ClassVar[Mapping[str, Pool]] = {
        "public-single": (5, 1),
        "public-array": (1, 1),
        "polite-single": (10, 3),
        "polite-array": (3, 3),
        "plus": (150, None),
    }

    def __init__(self, holdings: Holdings, pools: Mapping[str, Pool]) -> None:
        super().__init__(holdings, pools)
        # The index answers in an order of its own, which is nobody's.
        self._in_index = dict(sorted(holdings.records.items(), reverse=True))
        self._search = Search(self._in_index)
        self._chance = random.Random(holdings.seed)  # noqa: S311 - chance that can be repeated
        self._lock = threading.Lock()

    # Routes --------------------------------------------------------------------------------------------

    def route(self, asked: Asked) -> Route | None:
        """By path; a DOI's slash may be encoded or not."""
        match = _PATH.fullmatch(asked.path)
        if not match:
            return None
        resource, rest = match[1], (match[2] or "").lstrip("/")
        if resource != "works":
            return self._below(resource, rest)
        if not rest:
            return Route("list", dois_in(value for name, value in asked.query if name == "filter"))
        stem = rest.removesuffix("/agency")
        if stem != rest and "/" in _decoded(stem):
            return Route("agency", (_decoded(stem),))
        transform = _TRANSFORM.fullmatch(rest)
        if transform and "/" in _decoded(transform[1]):
            return Route("transform", (_decoded(transform[1]),))
        return Route("single", (_decoded(rest),))

    @staticmethod
    def _below(resource: str, rest: str) -> Route:
        if rest.rstrip("/").endswith("/works"):
            return Route("list")
        return Route("types" if resource == "types" and not rest else "type" if resource == "types" else "other")

    def pool(self, asked: Asked, route: Route) -> str:
        """Plus with a token, polite with a contact address, else public; lists apart from single works."""
        if "crossref-plus-api-token" in asked.headers:
            return "plus"
        return ("polite" if asked.mailto else "public") + ("-array" if route.name == "list" else "-single")

    def account(self, asked: Asked, pool: str) -> str:
        """In the polite pool each address is counted by itself (since July 2026)."""
        return asked.mailto.lower() if pool.startswith("polite") else ""

    def headers(self, pool: str, response: Response) -> Mapping[str, str]:
        """The limits of the pool; a 429 and what the load balancer answers have none."""
        if response.status in (429, 504):
            return {}
        rate, most = self.limits[pool]
        stated = {} if rate is None else {"x-rate-limit-limit": str(rate), "x-rate-limit-interval": "1s"}
        concurrency = {} if most is None else {"x-concurrency-limit": str(most)}
        return {**_HEADERS, "x-api-pool": pool, **stated, **concurrency}

    def answer(self, asked: Asked, route: Route) -> Response:
        """A work, a list, an agency, the types, or a refusal."""
        if len(f"{asked.method} {asked.target} HTTP/1.1".encode(errors="replace")) > LONGEST_REQUEST_LINE:
            return text_answer(
                414, "<h1>Bad Message 414</h1><pre>reason: URI Too Long</pre>", "text/html;charset=iso-8859-1"
            )
        token = asked.headers.get("crossref-plus-api-token")
        if token is not None and not token.startswith("Bearer "):
            return text_answer(401, "Unauthorized")
        if route.name == "list":
            return self._list(asked)
        unwanted = [not_allowed(name) for name, _ in asked.query if name != "mailto"]
        if unwanted:
            return validation_failure(unwanted)
        if route.name == "single":
            return self._single(route.dois[0])
        if route.name == "agency":
            return self._agency(route.dois[0])
        if route.name == "transform":
            return self._transform(asked, route.dois[0])
        if route.name == "types":
            items = [{"id": name, "label": label} for name, label in TYPES.items()]
            return _about_types("type-list", {"total-results": len(items), "items": items})
        if route.name == "type":
            name = unquote(asked.path.rpartition("/")[2])
            if name in TYPES:
                return _about_types("type", {"id": name, "label": TYPES[name]})
            return text_answer(404, "Resource not found.", "application/json;charset=utf-8", vary="Accept")
        return _not_found()

    # One work ------------------------------------------------------------------------------------------

    def _single(self, doi: str) -> Response:
        if doi in self.holdings.records:
            return _ok("work", {**self.holdings.records[doi], "score": 1})
        if doi in self.holdings.aliases:
            return redirect(301, f"/works/{self.holdings.aliases[doi]}")
        return _not_found()

    def _agency(self, doi: str) -> Response:
        label = self.holdings.agencies.get(doi)
        if not label or "/" not in doi:
            return _not_found()
        return _ok("work-agency", {"DOI": doi, "agency": {"id": label.lower(), "label": label}})

    def _transform(self, asked: Asked, doi: str) -> Response:
        record = self.holdings.records.get(doi)
        if record is None:
            if doi in self.holdings.aliases:
                return redirect(301, f"/works/{self.holdings.aliases[doi]}/transform")
            return _not_found()
        named = _TRANSFORM.fullmatch(asked.path)
        kind = wanted_kind(unquote(named[2]) if named and named[2] else asked.headers.get("accept", ""))
        if kind is None:
            return text_answer(406, "Not acceptable.")
        return json_answer(200, csl_of(record), kind, vary="Accept")

    # Lists ---------------------------------------------------------------------------------------------

    def _list(self, asked: Asked) -> Response:
        filters, refusals = read_filters(value for name, value in asked.query if name == "filter")
        fields, unselectable = read_select(asked.value("select"))
        queries, unasked = _queries(asked)
        refusals += [*unselectable, *unasked, *wrong_paging(asked), *_unknown(asked)]
        refusals += self._belongs_to(asked, filters)
        if refusals:
            return validation_failure(refusals)
        start = start_of(asked)
        if start is None:
            invalid = Refusal("cursor-invalid", str(asked.value("cursor")), "Cursor specified but it is invalid")
            return _failure(404, "resource-failure", [invalid])
        found = in_order(self._found(filters, queries), asked)
        rows = rows_of(asked)
        if asked.value("sample") is not None:
            with self._lock:
                shown = sampled(found, asked, self._chance)
        else:
            shown = found[start : start + rows]
        message: dict[str, Any] = {
            "facets": {},
            "total-results": len(found),
            "items": [
                reduced({**record, "score": score} if queries else record, fields) for score, record in shown
            ],
            "items-per-page": rows,
            "query": {"start-index": start if asked.value("offset") else 0, "search-terms": asked.value("query")},
        }  # fmt: skip
        if asked.value("cursor") is not None:
            message["next-cursor"] = cursor_at(asked, start + len(shown))
        return _ok("work-list", message)

    def _found(self, filters: Wanted, queries: Mapping[str, str]) -> Sequence[tuple[float, Record]]:
        hidden = self.holdings.hidden
        passes = (record for record in passing(self._in_index, filters) if record["DOI"].lower() not in hidden)
        if not queries:
            in_index = {record["DOI"].lower(): record for record in passes}
            # DOIs that were named come in the index's order, not in theirs.
            return [(1.0, in_index[doi]) for doi in sorted(in_index, reverse=True)]
        with self._lock:
            ranked = list(self._search.ranked(queries))
        if not filters and not hidden:
            return ranked
        passing_dois = {record["DOI"].lower() for record in passes}
        return [pair for pair in ranked if pair[1]["DOI"].lower() in passing_dois]

    @staticmethod
    def _belongs_to(asked: Asked, filters: Wanted) -> list[Refusal]:
        """A list below a journal or another resource is one more filter."""
        match = _PATH.fullmatch(asked.path)
        if not match or match[1] == "works":
            return []
        name = _PARENTS[match[1]]
        value = unquote(re.sub(r"/works/?$", "", match[2] or ""))
        found, refusals = read_filters([f"{name}:{value}"])
        filters.update(found)
        return refusals


def _decoded(path: str) -> str:
    return unquote(path).lower()


def _queries(asked: Asked) -> tuple[dict[str, str], list[Refusal]]:
    """The queries by field, and those for which there is no field."""
    queries = {name.partition(".")[2]: value for name, value in asked.query if re.match(r"query(\.|$)", name)}
    unknown = [name for name in queries if name and name not in FIELD_QUERIES]
    refusals = [not_available("field-query", name, tuple(FIELD_QUERIES)) for name in unknown]
    return {name: value for name, value in queries.items() if value.strip()}, refusals


def _unknown(asked: Asked) -> list[Refusal]:
    names = [name for name, _ in asked.query if name not in _LIST_PARAMETERS and not name.startswith("query.")]
    message = "Parameter {} specified but there is no such parameter available on any route"
    return [Refusal("unknown-parameter", name, message.format(name)) for name in names]


def _ok(kind: str, message: Any) -> Response:
    body = {"status": "ok", "message-type": kind, "message-version": "1.0.0", "message": message}
    return json_answer(200, body, vary="Accept-Encoding")


def _about_types(kind: str, message: Any) -> Response:
    body = {"status": "ok", "message-type": kind, "message-version": "1.0.0", "message": message}
    return json_answer(200, body, "application/json;charset=utf-8", vary="Accept")


def _failure(status: int, kind: str, refusals: Sequence[Refusal]) -> Response:
    entries = [{"type": one.type, "value": one.value, "message": one.message} for one in refusals]
    return json_answer(status, {"status": "failed", "message-type": kind, "message": entries})


def _not_found() -> Response:
    return text_answer(404, "Resource not found.")
