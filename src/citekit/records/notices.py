"""Retractions, corrections and other notices in a Crossref record.

Pure. `updated-by` says what happened to a work; `update-to` stands on the notice itself, and is about this
record only where its DOI is the record's own (an update in place). The same notice is often reported twice, by
the publisher and by Retraction Watch.

Source: Crossref documentation, "Crossmark: update types" and "Retraction Watch data in the REST API".
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, Final

from citekit.model.identifiers import DOI
from citekit.model.registration import Notice
from citekit.records.face_markup import to_plain
from citekit.records.json_values import date_parts, objects, text

if TYPE_CHECKING:
    from collections.abc import Mapping

#: The types from the worst to the mildest.
SEVERITY: Final = (
    "retraction",
    "withdrawal",
    "removal",
    "partial_retraction",
    "expression_of_concern",
    "correction",
    "corrigendum",
    "erratum",
    "addendum",
    "clarification",
    "new_edition",
    "new_version",
)
_WATCH: Final = "retraction-watch"


def notices_of(message: Mapping[str, Any], own: DOI) -> tuple[Notice, ...]:
    """What was published about this work, the worst first, each once.

    Examples:
        >>> entry = {"DOI": "10.1073/pnas.1507001112", "type": "correction", "label": "Correction",
        ...          "source": "publisher", "updated": {"date-parts": [[2015, 5, 4]]}}
        >>> [(notice.type, notice.date) for notice in notices_of({"updated-by": [entry, entry]}, DOI("10.1/a"))]
        [('correction', '2015-05-04')]
    """
    about = objects(message.get("updated-by"))
    about += [entry for entry in objects(message.get("update-to")) if _doi(entry) == own]
    mutual = {doi: entry for entry in objects(message.get("update-to")) if (doi := _doi(entry)) and doi != own}
    found: dict[tuple[str, DOI | None], Notice] = {}
    for entry in about:
        rival = mutual.get(_doi(entry) or own)
        if rival is not None and _watched(rival) and not _watched(entry):
            continue  # each says that it updates the other; who keeps the record of retractions is believed
        notice = _notice(entry)
        kept = found.get((notice.type, notice.doi))
        if notice.type and (kept is None or (notice.source == _WATCH and kept.source != _WATCH)):
            found[notice.type, notice.doi] = notice
    return tuple(sorted(found.values(), key=_severity))


def updates_of(message: Mapping[str, Any], own: DOI) -> tuple[DOI, ...]:
    """The works of which this record is the notice."""
    about = {_doi(entry): entry for entry in objects(message.get("updated-by"))}
    found: dict[DOI, None] = {}
    for entry in objects(message.get("update-to")):
        doi = _doi(entry)
        if doi is None or doi == own:
            continue
        rival = about.get(doi)
        if rival is None or (_watched(entry) and not _watched(rival)):
            found[doi] = None
    return tuple(found)


def _notice(entry: dict[str, Any]) -> Notice:
    kind = re.sub(r"[\s-]+", "_", text(entry.get("type")).lower())
    source = text(entry.get("source"))
    # Only Retraction Watch numbers its records; older ones don't name their source.
    source = source or (_WATCH if text(entry.get("record-id")) else "")
    label = to_plain(text(entry.get("label")))
    return Notice(kind, _doi(entry), _date(entry), source, label)


def _severity(notice: Notice) -> int:
    return SEVERITY.index(notice.type) if notice.type in SEVERITY else len(SEVERITY)


def _watched(entry: dict[str, Any]) -> bool:
    return text(entry.get("source")) == _WATCH or bool(text(entry.get("record-id")))


def _doi(entry: dict[str, Any]) -> DOI | None:
    return DOI.parse_exact(text(entry.get("DOI")))


def _date(entry: dict[str, Any]) -> str:
    parts = date_parts(entry.get("updated"))
    return "-".join(f"{number:0{2 if index else 4}}" for index, number in enumerate(parts))
