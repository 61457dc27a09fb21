"""Generated `.bib` files: as many entries as are asked for, always the same for the same number.

    python benchmarks/bib_libraries.py NUMBER > library.bib

The works are those of `works.py`, written as people and programs write them: some in BibLaTeX with braces, some in
BibTeX with quotation marks and abbreviations of `@string`, accents as LaTeX has them, protected words, emphasis and
formulas in titles, every second one with an abstract, a kilobyte an entry.
"""

import random
import sys
import unicodedata
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))

from works import works

ACCENTS = {"\u0300": "`", "\u0301": "'", "\u0302": "^", "\u0303": "~", "\u0308": '"', "\u030c": "v", "\u0327": "c"}
LETTERS = {"ø": r"{\o}", "Ø": r"{\O}", "ł": r"{\l}", "Ł": r"{\L}", "ı": r"{\i}", "ß": r"{\ss}", "æ": r"{\ae}"}
TYPES = {
    "article-journal": "article", "book": "book", "chapter": "incollection", "paper-conference": "inproceedings",
    "thesis": "phdthesis", "report": "techreport", "webpage": "online",
}  # fmt: skip
MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
SENTENCES = (
    r"We asked {number} people in $n = {places}$ places, of whom {share}\% came back after a year.",
    r"The effect of H$_2$O was larger than that of \emph{{E.~coli}} (p $<$ 0.05), but smaller than others' --- by far.",
    r"These results, which \textbf{{nobody}} expected, ask for a new look at ``what is known'' of {{NASA}}'s records.",
    r"Methods from K{{\"o}}ln and S{{\~a}}o Paulo were combined with those of a {number}-year follow-up.",
)


def latex(text):
    """A text with LaTeX's accents and markup."""
    output = []
    for character in unicodedata.normalize("NFD", text.replace("<i>", r"\emph{").replace("</i>", "}")):
        if character in ACCENTS and output:
            mark = ACCENTS[character]
            output[-1] = f"{{\\{mark}{{{output[-1]}}}}}" if mark.isalpha() else f"{{\\{mark}{output[-1]}}}"
        else:
            output.append(
                LETTERS.get(character, {"&": r"\&", "%": r"\%", "\u00a0": "~", "–": "--"}.get(character, character))
            )
    return unicodedata.normalize("NFC", "".join(output))


def names(people):
    """Names as BibTeX joins them."""
    written = []
    for person in people:
        if "literal" in person:
            written.append(f"{{{latex(person['literal'])}}}")
            continue
        particle = person.get("non-dropping-particle", "")
        family = f"{particle} {person['family']}" if particle else person["family"]
        written.append(f"{latex(family)}, {latex(person.get('given', ''))}")
    return " and ".join(written)


def fields(work, modern, chance):
    """The fields of a work, in BibLaTeX's names or in BibTeX's."""
    kind = work["type"]
    yield "author", names(work["author"])
    if work.get("editor"):
        yield "editor", names(work["editor"])
    words = latex(work["title"]).split(" ")
    if len(words) > 3 and "{" not in words[2]:
        words[2] = f"{{{words[2]}}}"
    yield "title", " ".join(words)
    if "container-title" in work:
        journal = "journaltitle" if modern else "journal"
        yield (journal if kind in ("article-journal", "webpage") else "booktitle"), latex(work["container-title"])
    date = work["issued"]["date-parts"][0]
    if modern:
        yield "date", "-".join(f"{part:02}" for part in date)
    else:
        yield "year", str(date[0])
        if len(date) > 1:
            yield "month", MONTHS[date[1] - 1]
    for variable, field in (("volume", "volume"), ("issue", "number"), ("publisher", "publisher"), ("DOI", "doi"),
                            ("publisher-place", "location" if modern else "address"), ("URL", "url")):  # fmt: skip
        if variable in work:
            value = str(work[variable])
            yield field, value if field in ("doi", "url") else latex(value)
    if "page" in work:
        yield "pages", str(work["page"]).replace("–", "-").replace("-", "--")
    if chance.random() < 0.5:
        told = chance.choices(SENTENCES, k=12)
        chances = {
            "number": chance.randrange(20, 900),
            "places": chance.randrange(2, 9),
            "share": chance.randrange(5, 95),
        }
        yield "abstract", " ".join(sentence.format(**chances) for sentence in told)
    yield "keywords", "pain, nerves, made up"


def entries(number):
    """The entries one by one, as text."""
    chance = random.Random(number)
    for position, work in enumerate(works(number)):
        modern = position % 3 != 0
        type_ = TYPES.get(work["type"], "misc")
        lines = []
        for name, value in fields(work, modern, chance):
            bare = name == "month"
            quoted = not modern and not bare and '"' not in value
            lines.append(
                f"  {name:<12} = {value if bare else f'{chr(34)}{value}{chr(34)}' if quoted else f'{{{value}}}'},\n"
            )
        if not modern:
            lines.append('  note         = project # ", part 2",\n')
        yield f"@{type_}{{{work['id']},\n{''.join(lines)}}}\n\n"


def write(number, file):
    """Write as many entries into an open file."""
    file.write('@string{project = "A Made-up Project"}\n\n')
    file.writelines(entries(number))


if __name__ == "__main__":
    sys.stdout.reconfigure(encoding="utf-8")
    write(int(sys.argv[1]), sys.stdout)
