"""citekit: parse, check, format and regenerate reference lists.

Examples:
    >>> import citekit
    >>> library = citekit.parse('Han, Ji-Sheng. “Acupuncture and Endorphins.” Neuroscience Letters, '
    ...                         'vol. 361, no. 1-3, May 2004, pp. 258-61.')
    >>> print(citekit.format(library, style="apa"), end="")
    Han, J.-S. (2004). Acupuncture and endorphins. Neuroscience Letters, 361(1–3), 258–261.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from citekit.api import check, cite, format, update  # noqa: A004
    from citekit.checks import Finding, Report
    from citekit.conversion import Conversion, convert
    from citekit.errors import CitekitError
    from citekit.handbooks import HandbookOptions
    from citekit.library import Library, iterate, load, parse
    from citekit.model import Citation, CitationItem, Date, Name, Reference
    from citekit.model.identifiers import DOI
    from citekit.sources.client import Client
    from citekit.style import Bibliography, Formatted, Style, load_style

__version__ = "0.1.0"

#: Where each public name lives; it is imported when it is first asked for, so that a command or script
#: pays only for what it uses.
_HOMES = {
    "DOI": "citekit.model",
    "Bibliography": "citekit.style",
    "Citation": "citekit.model",
    "CitationItem": "citekit.model",
    "CitekitError": "citekit.errors",
    "Client": "citekit.sources.client",
    "Conversion": "citekit.conversion",
    "Date": "citekit.model",
    "Finding": "citekit.checks",
    "Formatted": "citekit.style",
    "HandbookOptions": "citekit.handbooks",
    "Library": "citekit.library",
    "Name": "citekit.model",
    "Reference": "citekit.model",
    "Report": "citekit.checks",
    "Style": "citekit.style",
    "check": "citekit.api",
    "cite": "citekit.api",
    "convert": "citekit.conversion",
    "format": "citekit.api",
    "iterate": "citekit.library",
    "load": "citekit.library",
    "load_style": "citekit.style",
    "parse": "citekit.library",
    "update": "citekit.api",
}

__all__ = [
    "DOI",
    "Bibliography",
    "Citation",
    "CitationItem",
    "CitekitError",
    "Client",
    "Conversion",
    "Date",
    "Finding",
    "Formatted",
    "HandbookOptions",
    "Library",
    "Name",
    "Reference",
    "Report",
    "Style",
    "check",
    "cite",
    "convert",
    "format",
    "iterate",
    "load",
    "load_style",
    "parse",
    "update",
]


def __getattr__(name: str) -> Any:
    try:
        home = _HOMES[name]
    except KeyError:
        raise AttributeError(f"module 'citekit' has no attribute {name!r}") from None
    value = getattr(import_module(home), name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return [*__all__, "__version__"]
