"""The stand-in from a shell: `python -m citekit.testing.registry FILE --port N`."""

import argparse
import json
import signal
import sys
import threading
from collections.abc import Sequence
from typing import Any

from citekit.testing.faults import Fault
from citekit.testing.registry import Registry
from citekit.testing.server import serve
from citekit.testing.services import WITH_RECORDS


def main(arguments: Sequence[str] | None = None) -> None:
    """Serve until interrupted; the environment to use goes to the standard output, the counts to the standard error."""
    parser = _parser()
    options = parser.parse_args(arguments)
    try:
        registry = _registry(options)
    except (OSError, ValueError, TypeError) as error:
        parser.error(str(error))
    stop = threading.Event()
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, lambda *_: stop.set())
    try:
        with serve(registry, port=options.port) as server:
            for name, url in server.environment.items():
                sys.stdout.write(f"export {name}={url}\n")
            sys.stdout.flush()
            stop.wait()
    except OSError as error:
        parser.error(f"port {options.port}: {error.strerror}")
    sys.stderr.write(registry.summary() + "\n")


def _registry(options: argparse.Namespace) -> Registry:
    others: dict[str, Any] = dict(_pairs(options.service))
    return Registry(
        options.records,
        datacite=options.datacite or (),
        agencies=_pairs(options.agency),
        aliases=_pairs(options.alias),
        deleted=options.deleted,
        landing={doi: int(status) for doi, status in _pairs(options.landing).items()},
        csl={item["DOI"]: item for item in _objects(options.csl)},
        faults=[_fault(text) for text in options.fault],
        enforce=options.enforce,
        answer_time=options.answer_time,
        seed=options.seed,
        **others,
    )


def _pairs(texts: Sequence[str]) -> dict[str, str]:
    """`NAME=VALUE` as a mapping; a DOI may have an equals sign of its own, so the last one counts."""
    pairs = [text.rpartition("=") for text in texts]
    for (name, _, _), text in zip(pairs, texts, strict=True):
        if not name:
            raise ValueError(f"{text!r} should be NAME=VALUE")
    return {name: value for name, _, value in pairs}


def _objects(path: str | None) -> list[dict[str, Any]]:
    from citekit.testing.holdings import read_records  # noqa: PLC0415 - seldom needed

    items = read_records(path) if path else []
    if any("DOI" not in item for item in items):
        raise ValueError(f"{path}: an item has no DOI")
    return items


def _fault(text: str) -> Fault:
    try:
        given = json.loads(text) if text.lstrip().startswith("{") else {"what": text}
        return Fault(**given)
    except (ValueError, TypeError) as error:
        raise ValueError(f"--fault {text}: {error}") from None


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="python -m citekit.testing.registry",
        description="A stand-in for Crossref, doi.org and DataCite on a loopback port.",
    )
    parser.add_argument("records", help="Crossref messages, one a line")
    parser.add_argument("--port", type=int, default=0, help="by default one that is free")
    parser.add_argument("--datacite", metavar="FILE", help="DataCite attributes objects, one a line")
    parser.add_argument("--csl", metavar="FILE", help="CSL-JSON of other agencies' DOIs, one a line")
    parser.add_argument("--agency", action="append", default=[], metavar="DOI=AGENCY")
    parser.add_argument("--alias", action="append", default=[], metavar="ALIAS=DOI")
    parser.add_argument("--deleted", action="append", default=[], metavar="DOI")
    parser.add_argument("--landing", action="append", default=[], metavar="DOI=STATUS")
    names = ", ".join(WITH_RECORDS) or "there is none yet"
    parser.add_argument(
        "--service", action="append", default=[], metavar="NAME=FILE", help=f"records of another service ({names})"
    )
    parser.add_argument("--enforce", action="store_true", help="answer 429 to whoever asks too fast")
    parser.add_argument("--answer-time", type=float, default=0.0, metavar="S", help="seconds that every answer takes")
    parser.add_argument("--seed", type=int, default=0, help="for what is drawn at random")
    parser.add_argument(
        "--fault",
        action="append",
        default=[],
        metavar="JSON",
        help='such as {"what": "503", "route": "list", "nth": 2} or just 503',
    )
    return parser
