"""The CSL engine: a style is parsed, compiled for a locale, and renders references as inline trees."""

from citekit.csl.ast import Style
from citekit.csl.compile import Plan, compile_style
from citekit.csl.locale import Locale, parse_locale
from citekit.csl.parse import parse_style
from citekit.csl.processor import Bibliography, BibliographyEntry, Processor, Result

__all__ = [
    "Bibliography",
    "BibliographyEntry",
    "Locale",
    "Plan",
    "Processor",
    "Result",
    "Style",
    "compile_style",
    "parse_locale",
    "parse_style",
]
