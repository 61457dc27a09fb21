"""What the registries know: records, agencies, aliases, deleted DOIs, landing pages. Values only; nobody asks here."""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, TypeAlias

Record: TypeAlias = dict[str, Any]
#: Records, or the path of a file with one JSON object a line.
Records: TypeAlias = str | Path | Iterable[Record]


def read_records(source: Records) -> list[Record]:
    """Records from a JSON-lines file, or out of what yields them.

    Raises:
        OSError: the file can't be read.
        ValueError: a line is no JSON object; its number is told.

    Examples:
        >>> read_records([{"DOI": "10.5555/1"}])
        [{'DOI': '10.5555/1'}]
    """
    if not isinstance(source, str | Path):
        return list(source)
    records = []
    with Path(source).open(encoding="utf-8") as lines:
        for number, line in enumerate(lines, 1):
            if line.strip():
                try:
                    record = json.loads(line)
                except ValueError as error:
                    raise ValueError(f"{source}, line {number}: {error}") from None
                if not isinstance(record, dict):
                    raise ValueError(f"{source}, line {number}: a record is an object in braces")
                records.append(record)
    return records


@dataclass
class Holdings:
    """All that the services answer from; DOIs are keys in lower case.

    `others` holds the records of services that are not about Crossref's works, by the service's name. `hidden` are
    DOIs that lists and searches pass over, as if the work were not registered.
    """

    records: dict[str, Record] = field(default_factory=dict)
    datacite: dict[str, Record] = field(default_factory=dict)
    aliases: dict[str, str] = field(default_factory=dict)
    agencies: dict[str, str] = field(default_factory=dict)
    deleted: frozenset[str] = frozenset()
    csl: dict[str, Record] = field(default_factory=dict)
    landing: dict[str, int] = field(default_factory=dict)
    others: dict[str, list[Record]] = field(default_factory=dict)
    hidden: set[str] = field(default_factory=set)
    seed: int = 0

    @classmethod
    def of(
        cls,
        records: Records = (),
        *,
        agencies: Mapping[str, str] | None = None,
        datacite: Records = (),
        aliases: Mapping[str, str] | None = None,
        deleted: Iterable[str] = (),
        csl: Mapping[str, Record] | None = None,
        landing: Mapping[str, int] | None = None,
        others: Mapping[str, Records] | None = None,
        seed: int = 0,
    ) -> "Holdings":
        """Holdings from what people give: paths or records, DOIs in any case."""
        gone = frozenset(doi.lower() for doi in deleted)
        messages = {_doi(record, "DOI"): record for record in read_records(records)}
        messages = {doi: record for doi, record in messages.items() if doi not in gone}
        attributes = {_doi(record, "doi"): record for record in read_records(datacite)}
        primes = {alias: record["DOI"] for record in messages.values() for alias in _aliases(record)}
        primes.update((alias.lower(), prime) for alias, prime in (aliases or {}).items())
        return cls(
            records=messages,
            datacite=attributes,
            aliases=primes,
            agencies={
                **dict.fromkeys([*messages, *primes, *gone], "Crossref"),
                **dict.fromkeys(attributes, "DataCite"),
                **{doi.lower(): agency for doi, agency in (agencies or {}).items()},
            },
            deleted=gone,
            csl={doi.lower(): item for doi, item in (csl or {}).items()},
            landing={doi.lower(): status for doi, status in (landing or {}).items()},
            others={name: read_records(source) for name, source in (others or {}).items()},
            seed=seed,
        )


def _aliases(record: Record) -> list[str]:
    found = record.get("aliases")
    return [alias.lower() for alias in found if isinstance(alias, str)] if isinstance(found, list) else []


def _doi(record: Record, member: str) -> str:
    doi = record.get(member)
    if not isinstance(doi, str):
        raise ValueError(f"a record has no {member!r}: {str(record)[:80]}")  # noqa: TRY004 - a value that is wrong
    return doi.lower()
