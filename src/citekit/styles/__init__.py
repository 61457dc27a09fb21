"""Finding style and locale files: ours, a path, the user's folder, installed collections."""

from citekit.styles.repository import StyleSource, find_style, load_locale, style_names

__all__ = ["StyleSource", "find_style", "load_locale", "style_names"]
