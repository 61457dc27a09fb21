"""Small styles around one layout, so that a case shows only what it is about."""

from citekit.csl import Processor, compile_style, parse_style
from citekit.model.citation import Citation, CitationItem
from citekit.richtext.nodes import plain
from citekit.styles import load_locale

_STYLE = """<style xmlns="http://purl.org/net/xbiblio/csl" version="1.0" class="{class_}" {attributes}>
  <info><title>Case</title><id>case</id></info>
  {macros}
  <citation {citation_attributes}>{citation_sort}<layout {citation_layout}>{citation}</layout></citation>
  <bibliography {bibliography_attributes}>{sort}<layout>{bibliography}</layout></bibliography>
</style>"""

HAN = {
    "id": "han2004",
    "type": "article-journal",
    "title": "Acupuncture and Endorphins",
    "author": [{"family": "Han", "given": "Ji-Sheng"}],
    "container-title": "Neuroscience Letters",
    "volume": "361",
    "issue": "1-3",
    "page": "258-261",
    "issued": {"date-parts": [[2004, 5]]},
    "DOI": "10.1016/j.neulet.2003.12.019",
}
MELZACK = {
    "id": "melzack1965",
    "type": "article-journal",
    "title": "Pain Mechanisms: A New Theory",
    "author": [{"family": "Melzack", "given": "Ronald"}, {"family": "Wall", "given": "Patrick D."}],
    "container-title": "Science",
    "volume": "150",
    "page": "971-979",
    "issued": {"date-parts": [[1965, 11, 19]]},
}


def style(bibliography="<text variable='title'/>", *, citation=None, lang="en-US", links=False, **parts):
    """A processor for a style whose bibliography layout, and citation layout, are these elements."""
    defaults = dict.fromkeys(
        ("attributes", "macros", "citation_attributes", "citation_sort", "citation_layout",
         "bibliography_attributes", "sort"), "",
    )  # fmt: skip
    text = _STYLE.format(
        **{**defaults, "class_": "in-text", **parts}, bibliography=bibliography, citation=citation or bibliography
    )
    return Processor(compile_style(parse_style(text), load_locale, lang, links=links))


def entry(bibliography, item=HAN, **parts):
    """One work in the bibliography, as plain text."""
    entries = style(bibliography, **parts).bibliography([item]).entries
    return plain(entries[0].node) if entries else ""


def entries(bibliography, items, **parts):
    return [plain(entry.node) for entry in style(bibliography, **parts).bibliography(items).entries]


def cites(citation, citations, items, **parts):
    """A document's citations as plain text; each citation is a list of keys or cites."""
    wanted = [
        Citation(tuple(CitationItem(cite) if isinstance(cite, str) else cite for cite in citation_))
        if isinstance(citation_, list | tuple)
        else citation_
        for citation_ in citations
    ]
    return [plain(node) for node in style(citation=citation, **parts).cite(wanted, items)]
