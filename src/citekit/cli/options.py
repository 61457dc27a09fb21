"""Options that several commands have, declared once."""

from __future__ import annotations

import click

#: `citekit.formats.FORMATS` by name, here without loading them; a test holds the two together.
READ_FORMATS = (
    "bibtex",
    "csl-json",
    "csl-jsonl",
    "csl-yaml",
    "hayagriva",
    "cff",
    "crossref-json",
    "datacite-json",
    "ris",
    "nbib",
    "endnote-xml",
    "pubmed-xml",
    "ids",
    "text",
)
WRITE_FORMATS = (
    "biblatex",
    "bibtex",
    "csl-json",
    "csl-jsonl",
    "ris",
    "endnote-xml",
    "csl-yaml",
    "hayagriva",
    "ids",
)
OUTPUTS = ("text", "markdown", "html", "wordpress", "rtf", "docx", "latex", "json")

output = click.option("-o", "--output", metavar="OUT", help="Write to this file instead of standard output.")
from_format = click.option(
    "--from",
    "from_format",
    metavar="FORMAT",
    type=click.Choice(READ_FORMATS),
    help="What the input is, such as ris; by default what it looks like.",
)
style = click.option("--style", metavar="STYLE", help="mla, apa, a style's name, or a path to a .csl file.")
lang = click.option("--lang", metavar="LANG", help="The language of terms and dates, such as en-GB.")
to_output = click.option(
    "--to", type=click.Choice(OUTPUTS), help="The output; by default that of OUT's name, else text."
)
to_inline = click.option(
    "--to", type=click.Choice([name for name in OUTPUTS if name != "docx"]), help="The output; by default text."
)
links = click.option(
    "--links/--no-links",
    default=True,
    show_default=True,
    help="Link DOIs, addresses, PMIDs and PMCIDs where the output has links.",
)
mailto = click.option("--mailto", metavar="ADDRESS", help="Your contact address for the registries' polite pool.")
snapshot = click.option(
    "--snapshot",
    metavar="PATH",
    help="A snapshot of Crossref's records, from `citekit snapshot build`, to answer from.",
)
without = click.option(
    "--without", multiple=True, metavar="RULE", help="A rule of the handbook to leave out; --explain shows their names."
)
switches = click.option(
    "--set", "switches", multiple=True, metavar="NAME=VALUE", help="A switch of the handbook, such as mla.page-dash=–."
)
prefer = click.option(
    "--prefer",
    type=click.Choice(("first", "newest", "richest")),
    default="first",
    show_default=True,
    help="Whose values stand where entries disagree.",
)
key_pattern = click.option(
    "--key-pattern", metavar="PATTERN", help="How new keys are made, such as auth.lower+shorttitle(1,1)+year."
)
