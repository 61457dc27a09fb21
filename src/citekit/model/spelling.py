"""Python names for CSL variables: `container_title` for `container-title`, `archive_location` as it is."""

from __future__ import annotations

from typing import Final

#: CSL variables that are spelt with an underscore.
_UNDERSCORED: Final = frozenset({"archive_collection", "archive_location", "legal_case", "motion_picture"})


def csl_spelling(attribute: str) -> str:
    """The CSL spelling of an attribute's name.

    Examples:
        >>> csl_spelling("container_title"), csl_spelling("archive_location"), csl_spelling("DOI")
        ('container-title', 'archive_location', 'DOI')
    """
    return attribute if attribute in _UNDERSCORED else attribute.replace("_", "-")


def attribute_spelling(variable: str) -> str:
    """The attribute's name of a CSL variable.

    Examples:
        >>> attribute_spelling("container-title")
        'container_title'
    """
    return variable.replace("-", "_")
