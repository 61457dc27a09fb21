"""A stand-in for Crossref, doi.org and DataCite: one handler, in process or on a loopback port.

It answers as the registries do, down to the plain-text 404, the 301 of an alias and the rate-limit headers of
each pool, from records in the shape of Crossref's works JSON. Faults can be scripted, and every request is
counted, so that a test can say how often, how fast and how many at once the registries were asked.

In process: `Client(transport=FakeTransport(Registry(records)))`. Over HTTP: `with serve(Registry(records)) as
server: Client(**server.urls)`. From a shell: `python tests/fakes/registry.py RECORDS.jsonl --port 8099`, which prints
the environment to use.
"""

import argparse
import json
import math
import re
import sys
import threading
import time
from collections import Counter, defaultdict
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import parse_qsl, unquote, urlsplit

if not __package__:
    sys.path.insert(0, str(Path(__file__).parents[1]))

from citekit.sources.transport import Response
from fakes.faults import EXCEPTION, GATEWAY, PAGE, TOO_MANY, Fault
from fakes.mounts import FakeTransport, serve

__all__ = ["FakeTransport", "Fault", "Registry", "Seen", "read_records", "serve"]

#: Requests a second and at once, as the headers of each pool have stated them since July 2026.
POOLS = {
    "public-single": (5, 1),
    "public-array": (1, 1),
    "polite-single": (10, 3),
    "polite-array": (3, 3),
    "plus": (150, None),
}
LONGEST_REQUEST_LINE = 4096
LIST_PARAMETERS = {
    "filter",
    "rows",
    "mailto",
    "select",
    "offset",
    "cursor",
    "sort",
    "order",
    "query",
    "sample",
    "facet",
}


@dataclass(frozen=True)
class Seen:
    """A request that came."""

    time: float
    service: str
    route: str
    dois: tuple[str, ...]
    pool: str
    mailto: str
    user_agent: str
    status: int | str
    at_once: int
    url: str


class Registry:
    """The three registries' memory and manners.

    `records` are Crossref messages or the path of a JSON-lines file; `agencies` says with whom other DOIs are
    registered; `datacite` are attributes objects of DataCite's API, each with its `doi`; `aliases` leads from alias to
    prime. With `enforce` whoever asks faster than the stated limits gets 429. `pools` replaces `POOLS`.
    """

    def __init__(
        self,
        records=(),
        *,
        agencies=None,
        datacite=(),
        aliases=None,
        faults=(),
        enforce=False,
        pools=None,
        clock=time.monotonic,
        sleep=time.sleep,
    ):
        records = read_records(records) if isinstance(records, str | Path) else list(records)
        self.records = {record["DOI"].lower(): record for record in records}
        self.datacite = {record["doi"].lower(): record for record in datacite}
        self.aliases = {alias.lower(): prime for record in records for alias in record.get("aliases", ())
                        for prime in [record["DOI"]]}  # fmt: skip
        self.aliases.update({alias.lower(): prime for alias, prime in (aliases or {}).items()})
        self.agencies = {
            **dict.fromkeys([*self.records, *self.aliases], "Crossref"),
            **dict.fromkeys(self.datacite, "DataCite"),
            **{doi.lower(): agency for doi, agency in (agencies or {}).items()},
        }
        self.faults = list(faults)
        self.enforce = enforce
        self.hidden = set()
        self._words = None
        self.pools = {**POOLS, **(pools or {})}
        self.clock = clock
        self.sleep = sleep
        self.seen = []
        self._lock = threading.Lock()
        self._running = 0
        self._starts = defaultdict(list)

    # What came ---------------------------------------------------------------------------------------

    def count(self, service=None, route=None):
        """How many requests came, to a service or to one of its routes."""
        return sum(
            seen.service == (service or seen.service) and seen.route == (route or seen.route) for seen in self.seen
        )

    def counts(self):
        """How many requests came, by service and route."""
        return Counter((seen.service, seen.route) for seen in self.seen)

    def most_at_once(self, service=None):
        return max((seen.at_once for seen in self.seen if service in (None, seen.service)), default=0)

    def most_within(self, seconds=1.0, pool=None):
        """The most requests that came within so many seconds, to a pool."""
        times = sorted(seen.time for seen in self.seen if pool in (None, seen.pool))
        return max(
            (sum(start <= time < start + seconds for time in times[i : i + 400]) for i, start in enumerate(times)),
            default=0,
        )

    # Answering ---------------------------------------------------------------------------------------

    def handle(self, request):
        """The answer to a request; `ConnectionError` where a fault says that there is none."""
        parts = urlsplit(request.url)
        headers = {name.lower(): value for name, value in request.headers.items()}
        query = parse_qsl(parts.query, keep_blank_values=True)
        service, route, dois = self._route(parts.path, query)
        mailto = dict(query).get("mailto", "")
        pool = self._pool(service, route, mailto, headers)
        with self._lock:
            now = self.clock()
            self._running += 1
            at_once = self._running
            fault = next((fault for fault in self.faults if fault.strikes(service, route, dois)), None)
            too_fast = self.enforce and not self._in_time(pool, now, at_once)
        outcome = fault.what if fault else ""
        try:
            if too_fast:
                response = Response(429, {"content-type": "text/html"}, TOO_MANY, request.url)
            elif fault and fault.what in ("reset", "refused"):
                raise ConnectionError(fault.what)
            else:
                if fault and fault.delay:
                    self.sleep(fault.delay)
                response = self._answer(service, route, dois, parts, query, headers, request)
                response = self._spoil(response, fault) if fault else response
                if service == "crossref" and response.status not in (429, 504):
                    response = Response(
                        response.status, {**response.headers, **self._limits(pool)}, response.body, request.url
                    )
            outcome = response.status
        finally:
            with self._lock:
                self._running -= 1
                self.seen.append(
                    Seen(now, service, route, dois, pool, mailto, headers.get("user-agent", ""), outcome, at_once,
                         request.url)
                )  # fmt: skip
        return response

    def _route(self, path, query):
        """The service, its route, and the DOIs asked for, from a path that is still encoded."""
        for prefix, service, route in (
            ("/v1/works", "crossref", "single"),
            ("/works", "crossref", "single"),
            ("/doiRA/", "doi", "doira"),
            ("/api/handles/", "doi", "handle"),
            ("/dois/", "datacite", "record"),
        ):
            if not path.startswith(prefix):
                continue
            rest = path.removeprefix(prefix)
            if service == "crossref" and rest in ("", "/"):
                values = dict(query).get("filter", "").split(",")
                return service, "list", tuple(v[4:].lower() for v in values if v.startswith("doi:"))
            if route == "doira":
                return service, route, tuple(unquote(doi).lower() for doi in rest.split(","))
            doi = unquote(rest.lstrip("/")).lower()
            if service == "crossref" and doi.endswith("/agency"):
                return service, "agency", (doi.removesuffix("/agency"),)
            return service, route, (doi,)
        return "doi", "landing", (unquote(path.lstrip("/")).lower(),)

    def _pool(self, service, route, mailto, headers):
        if service != "crossref":
            return ""
        if "crossref-plus-api-token" in headers:
            return "plus"
        polite = mailto or "mailto:" in headers.get("user-agent", "")
        return ("polite" if polite else "public") + ("-array" if route == "list" else "-single")

    def _in_time(self, pool, now, at_once):
        if pool not in self.pools:
            return True
        rate, most = self.pools[pool]
        self._starts[pool] = [start for start in self._starts[pool] if start > now - 1.0]
        self._starts[pool].append(now)
        return len(self._starts[pool]) <= rate and (most is None or at_once <= most)

    def _limits(self, pool):
        rate, most = self.pools[pool]
        headers = {
            "x-rate-limit-limit": str(rate),
            "x-rate-limit-interval": "1s",
            "x-api-pool": pool,
            "access-control-allow-origin": "*",
            "server": "Jetty(9.4.40.v20210413)",
        }
        return headers | ({} if most is None else {"x-concurrency-limit": str(most)})

    def _spoil(self, response, fault):
        retry = {"retry-after": fault.retry_after} if fault.retry_after is not None else {}
        if fault.what.isdigit():
            status = int(fault.what)
            plain = {429: TOO_MANY, 500: EXCEPTION, 504: GATEWAY}.get(status, b"")
            kind = "application/json" if status == 500 else "text/html"
            body = plain if fault.body is None else fault.body
            return Response(status, {"content-type": kind, **retry}, body, response.url)
        if fault.what == "html":
            return Response(200, {"content-type": "text/html"}, PAGE if fault.body is None else fault.body)
        if fault.what == "body":
            return Response(200, {"content-type": "application/json"}, fault.body or b"")
        if fault.what == "garbage":
            return Response(200, response.headers, response.body[: len(response.body) // 2])
        if fault.what == "truncated":
            return Response(response.status, {**response.headers, "x-truncated": "1"}, response.body)
        if fault.what == "redirect":
            return Response(301, {"location": fault.location})
        return response

    def _answer(self, service, route, dois, parts, query, headers, request):
        if service == "crossref":
            if len(request.url) - len(f"{parts.scheme}://{parts.netloc}") + len("GET  HTTP/1.1") > LONGEST_REQUEST_LINE:
                return Response(414, {"content-type": "text/html"}, b"<h1>414 URI Too Long</h1>")
            token = headers.get("crossref-plus-api-token")
            if token is not None and not token.startswith("Bearer "):
                return Response(401, {"content-type": "text/plain"}, b"Unauthorized")
            if route == "list":
                return self._list(query)
            if route == "agency":
                return self._agency(dois[0])
            return self._single(dois[0], query)
        if route == "doira":
            asked = [unquote(doi) for doi in parts.path.removeprefix("/doiRA/").split(",")]
            return _json(200, [self._doira(doi) for doi in asked])
        if route == "handle":
            return self._handle(dois[0])
        if route == "record":
            return self._record(dois[0])
        known = dois[0] in self.agencies
        return Response(302 if known else 404, {"content-type": "text/html;charset=utf-8"}, PAGE)

    # Crossref ----------------------------------------------------------------------------------------

    def _list(self, query):
        given = dict(query)
        unknown = sorted(name for name in given if name.split(".")[0] not in LIST_PARAMETERS)
        if unknown:
            return _invalid("parameter-not-allowed", unknown[0], "This route does not support this parameter")
        rows = given.get("rows", "20")
        if not rows.isdigit() or int(rows) > 1000:
            return _invalid("integer-not-valid", rows, "Integer specified as rows but must be a positive integer")
        asked = []
        for value in filter(None, given.get("filter", "").split(",")):
            name, colon, doi = value.partition(":")
            if name != "doi" or not colon:
                return _invalid("filter-not-available", name, f"Filter {name} specified but there is no such filter")
            if not doi.startswith("10."):
                return _invalid("filter-not-valid", doi, "Invalid DOI specified as value for filter doi")
            asked.append(doi.lower())
        wanted = set(asked)
        if "query.bibliographic" in given:
            found = [pair for pair in self._ranked(given["query.bibliographic"]) if pair[1]["DOI"] not in self.hidden]
            items = [{**record, "score": score} for score, record in found[: int(rows)]]
            message = {"facets": {}, "total-results": len(found), "items": items, "items-per-page": int(rows)}
            return _json(200, _ok("work-list", {**message, "query": {"start-index": 0, "search-terms": None}}))
        # The index answers in an order of its own.
        found = [record for doi, record in sorted(self.records.items(), reverse=True) if not asked or doi in wanted]
        fields = given.get("select", "").split(",") if given.get("select") else None
        items = [
            record if fields is None else {name: record[name] for name in fields if name in record}
            for record in found[: int(rows)]
        ]
        message = {
            "facets": {},
            "total-results": len(found),
            "items": items,
            "items-per-page": int(rows),
            "query": {"start-index": 0, "search-terms": None},
        }
        return _json(200, _ok("work-list", message))

    def _ranked(self, query):
        """Records by the rare words that they share with a query; something is always found, as with Crossref."""
        if self._words is None:
            self._words = {doi: _words_of(record) for doi, record in self.records.items()}
            self._shares = Counter(word for words in self._words.values() for word in set(words))
        asked = set(_WORD.findall(query.lower()))
        total = len(self.records) + 1
        scores = {
            doi: sum(math.log(total / self._shares[word]) for word in asked & words)
            for doi, words in self._words.items()
        }
        return [(scores[doi], self.records[doi]) for doi in sorted(scores, key=lambda doi: -scores[doi]) if scores[doi]]

    def _single(self, doi, query):
        if any(name != "mailto" for name, _ in query):
            name = next(name for name, _ in query if name != "mailto")
            return _invalid("parameter-not-allowed", name, "This route does not support field query parameters")
        if doi in self.records:
            return _json(200, _ok("work", {**self.records[doi], "score": 1}))
        if doi in self.aliases:
            return Response(301, {"location": f"/works/{self.aliases[doi]}"})
        return Response(404, {"content-type": "text/plain"}, b"Resource not found.")

    def _agency(self, doi):
        if doi not in self.agencies:
            return Response(404, {"content-type": "text/plain"}, b"Resource not found.")
        label = self.agencies[doi]
        return _json(200, _ok("work-agency", {"DOI": doi, "agency": {"id": label.lower(), "label": label}}))

    # doi.org and DataCite ----------------------------------------------------------------------------

    def _doira(self, doi):
        if not doi.startswith("10.") or "/" not in doi:
            return {"DOI": doi, "status": "Invalid DOI"}
        agency = self.agencies.get(doi.lower())
        return {"DOI": doi, "RA": agency} if agency else {"DOI": doi, "status": "DOI does not exist"}

    def _handle(self, doi):
        if doi not in self.agencies:
            return _json(404, {"responseCode": 100, "handle": doi})
        target = {"format": "string", "value": f"https://example.org/{doi}"}
        value = {"index": 1, "type": "URL", "data": target, "ttl": 86400, "timestamp": "2020-07-29T04:52:30Z"}
        return _json(200, {"responseCode": 1, "handle": doi, "values": [value]})

    def _record(self, doi):
        if doi not in self.datacite:
            title = "The resource you are looking for doesn't exist."
            return _json(404, {"errors": [{"status": "404", "title": title}]})
        return _json(200, {"data": {"id": doi, "type": "dois", "attributes": self.datacite[doi]}})


_WORD = re.compile(r"\w{2,}")


def _words_of(record):
    """What Crossref's search looks at: titles, names, containers, year, volume, pages."""
    parts = [*record.get("title", ()), *record.get("subtitle", ()), *record.get("container-title", ())]
    parts += [name.get("family") or name.get("name") or "" for name in record.get("author", ())]
    parts += [record.get("volume", ""), record.get("page", "")]
    parts += [str(part) for part in (record.get("issued", {}).get("date-parts") or [[]])[0][:1]]
    return set(_WORD.findall(" ".join(map(str, parts)).lower()))


def read_records(path):
    """The records of a JSON-lines file."""
    with Path(path).open(encoding="utf-8") as lines:
        return [json.loads(line) for line in lines if line.strip()]


def _ok(kind, message):
    return {"status": "ok", "message-type": kind, "message-version": "1.0.0", "message": message}


def _invalid(kind, value, message):
    entry = {"type": kind, "value": value, "message": message}
    body = {"status": "failed", "message-type": "validation-failure", "message": [entry]}
    return _json(400, body, "application/json;charset=utf-8")


def _json(status, body, kind="application/json"):
    return Response(status, {"content-type": kind}, json.dumps(body, ensure_ascii=False).encode())


def main(arguments=None):
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("records", help="Crossref messages, one a line")
    parser.add_argument("--port", type=int, default=0)
    parser.add_argument("--datacite", help="DataCite attributes objects, one a line")
    parser.add_argument("--agency", action="append", default=[], metavar="DOI=AGENCY")
    parser.add_argument("--alias", action="append", default=[], metavar="ALIAS=DOI")
    parser.add_argument("--enforce", action="store_true", help="answer 429 to whoever asks too fast")
    parser.add_argument(
        "--fault",
        action="append",
        default=[],
        metavar="JSON",
        help='such as {"what": "503", "route": "list", "nth": 2}',
    )
    options = parser.parse_args(arguments)
    registry = Registry(
        options.records,
        datacite=read_records(options.datacite) if options.datacite else (),
        agencies=dict(pair.rsplit("=", 1) for pair in options.agency),
        aliases=dict(pair.rsplit("=", 1) for pair in options.alias),
        faults=[Fault(**json.loads(fault)) for fault in options.fault],
        enforce=options.enforce,
    )
    with serve(registry, port=options.port) as server:
        for name, url in server.environment.items():
            sys.stdout.write(f"export {name}={url}\n")
            sys.stdout.flush()
        try:
            threading.Event().wait()
        except KeyboardInterrupt:
            for (service, route), number in sorted(registry.counts().items()):
                sys.stderr.write(f"{service} {route}: {number}\n")


if __name__ == "__main__":
    main()
