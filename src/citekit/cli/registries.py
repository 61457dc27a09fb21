"""A client for the registries, as the settings and the environment say."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from citekit.cli.settings import Settings
    from citekit.sources.client import Client


def open_client(settings: Settings, *, offline: bool = False) -> Client:
    """The client a command asks with; closed by its `with` block. The snapshot is open as long as the program runs."""
    from citekit.sources.client import Client

    chosen = {
        "CITEKIT_MAILTO": settings.mailto,
        "CITEKIT_CACHE_DIR": settings.cache_dir,
        "CITEKIT_CROSSREF_URL": settings.crossref_url,
        "CITEKIT_DOI_URL": settings.doi_url,
        "CITEKIT_DATACITE_URL": settings.datacite_url,
    }
    given = {name: value for name, value in chosen.items() if value is not None}
    more: dict[str, Any] = {"offline": True} if offline else {}
    if settings.snapshot:
        from citekit.snapshot import Snapshot

        more["snapshot"] = Snapshot(settings.snapshot)
    return Client.from_environment({**os.environ, **given}, **more)
