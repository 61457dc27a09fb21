"""The registries that the stand-in stands in for, one module each."""

from typing import Final

from citekit.testing.services.crossref import Crossref
from citekit.testing.services.datacite import DataCite
from citekit.testing.services.doi_org import DoiOrg
from citekit.testing.services.ncbi import IdConverter, PubMed
from citekit.testing.services.open_library import OpenLibrary
from citekit.testing.services.service import Route, Service

__all__ = ["SERVICES", "WITH_RECORDS", "Route", "Service"]

#: Asked in this order for a path that they know. doi.org is the last: any path may be a DOI there.
SERVICES: Final[tuple[type[Service], ...]] = (
    Crossref,
    DataCite,
    PubMed,
    IdConverter,
    OpenLibrary,
    DoiOrg,
)

#: Those that are given their records by name; the others answer from Crossref's and DataCite's.
WITH_RECORDS: Final = tuple(service.name for service in SERVICES if service.has_records)
