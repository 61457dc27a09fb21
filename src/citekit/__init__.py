"""citekit: parse, check, format and regenerate reference lists."""

__version__ = "0.1.0"
