"""Three works that `citekit styles show` prints, so that a style can be judged by its looks."""

from __future__ import annotations

from typing import Any, Final

#: An article, a book and a page of the web, as CSL-JSON.
EXAMPLES: Final[tuple[dict[str, Any], ...]] = (
    {
        "id": "melzack1965",
        "type": "article-journal",
        "title": "Pain mechanisms: a new theory",
        "author": [{"family": "Melzack", "given": "Ronald"}, {"family": "Wall", "given": "Patrick D."}],
        "container-title": "Science",
        "container-title-short": "Science",
        "volume": "150",
        "issue": "3699",
        "page": "971-979",
        "issued": {"date-parts": [[1965, 11, 19]]},
        "DOI": "10.1126/science.150.3699.971",
        "ISSN": "0036-8075",
        "language": "en",
    },
    {
        "id": "wall1999",
        "type": "book",
        "title": "Pain: the science of suffering",
        "author": [{"family": "Wall", "given": "Patrick D."}],
        "publisher": "Weidenfeld & Nicolson",
        "publisher-place": "London",
        "issued": {"date-parts": [[1999]]},
        "language": "en",
    },
    {
        "id": "nih1997",
        "type": "webpage",
        "title": "Acupuncture",
        "author": [{"literal": "National Institutes of Health"}],
        "container-title": "NIH Consensus Development Program",
        "issued": {"date-parts": [[1997, 11]]},
        "URL": "https://consensus.nih.gov/1997/1997acupuncture107html.htm",
        "accessed": {"date-parts": [[2020, 3, 1]]},
        "language": "en",
    },
)
