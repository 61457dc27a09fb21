"""A generated library: as many works as are asked for, as CSL-JSON, always the same for the same number.

    python benchmarks/works.py NUMBER > library.json

The works are made up and so are the people: common family and given names, combined by chance. What is like a real
library is its make-up, on which a citation processor's work depends: 58 % are articles, the rest books, chapters,
web pages, reports, theses and proceedings; one to twelve authors, three on average; names come from a pool that grows
with the square root of the number of works, so that many share a family name and some an initial as well; and some
teams publish twice in a year, so that their works need a year suffix.
"""

import json
import random
import sys
import unicodedata
from typing import NamedTuple

FAMILIES = """
Abbott Adeyemi Aguilar Almeida Andersson Bakker Baptiste Bauer Becker Bennett Bergström Bianchi Brown Carter Castillo
Chen Choi Clarke Costa Davies Demir Diallo Dubois Eriksen Evans Fernández Fischer Fournier Fujita Garcia Gómez
Greenberg Gupta Haddad Hall Hansen Hassan Hernández Hoffmann Horváth Ibrahim Ito Ivanova Jansen Jensen Johansson
Jones Kamau Kapoor Kim Klein Kobayashi Kovács Kowalski Korhonen Kruger Kumar Lambert Larsen Lee Lindqvist Liu López
MacDonald Marino Martin Meyer Mitchell Moreau Mori Müller Murphy Mwangi Nakamura Navarro Nguyen Nielsen Novák Nowak
O’Brien O’Connor Okafor Olsen Osei Park Patel Pereira Peters Petrov Ramírez Rao Rivera Romano Rossi Russo Santos Sato
Schmidt Schneider Sharma Silva Singh Smith Sørensen Suzuki Tanaka Taylor Thompson Torres Turner Varga Vargas Virtanen
Walker Wang Watanabe Weber White Williams Wilson Wójcik Wong Wright Yamamoto Yang Yılmaz Young Zhang Zhou Ziegler
""".split()
GIVENS = """
Aisha Alejandro Amara Amina Anders Andrea Anna Anne-Marie Antonio Arjun Astrid Benjamin Camille Carlos Catherine Chen-Yu
Clara Daniel David Diego Elena Elif Émile Emma Eric Fatima Francesca Gabriel Grace Hannah Hans-Peter Hiroshi Hui-Ling
Ingrid Isabel Ivan Jan James Jean-Pierre Ji-Sheng Johanna John José Julia Kaito Karen Katarzyna Kofi Laura Lars Leila
Li-Hua Linda Lucas Luís Magnus Marco Maria Marie-Claire Mark Mary Mehmet Mei Michael Min-ji Mohammed Nadia Naomi Ngozi
Nina Noah Olga Oliver Olivia Omar Oscar Patricia Paul Pedro Peter Priya Rachel Rafael Ravi Richard Robert Rosa Samuel
Sara Seo-yeon Simon Sofia Stephen Susan Sven Thomas Tomás Usha Victor Wei Wen Yan Yuki Yusuf Zoë
""".split()
PARTICLES = ("van", "de", "von", "van der", "della", "du")

METHODS = (
    "Bayesian analysis", "archival study", "cohort study", "computational model", "field experiment", "imaging study",
    "interview study", "longitudinal study", "meta-analysis", "pilot study", "randomized trial", "simulation",
    "survey", "systematic review",
)  # fmt: skip
QUALITIES = """
acute adaptive chronic comparative cultural dynamic early emergent global hidden historical local long-term low-cost
maternal modern molecular neural peripheral public regional seasonal short-term social spatial synthetic urban visual
""".split()
THINGS = """
anxiety attention biodiversity climate cognition communication connectivity culture decision-making diet diffusion
education emotion energy exercise governance growth identity immunity inequality inflammation innovation language
learning literacy memory metabolism migration mobility networks pain perception pollution resilience sleep soil stress
trade transmission transport trust vision water work
""".split()
SETTINGS = (
    "<i>Arabidopsis thaliana</i>", "<i>Drosophila melanogaster</i>", "Latin America", "New Zealand", "adolescents",
    "alpine lakes", "chronic low back pain", "coastal cities", "deep neural networks", "first-year students",
    "hospital wards", "migrant workers", "northern China", "older adults", "online communities", "primary care",
    "rural Kenya", "small firms", "the European Union", "the United Kingdom",
)  # fmt: skip
QUESTIONS = (
    "what do we know?",
    "a critical review",
    "evidence from {setting}",
    "the role of {thing}",
    "towards a theory of {thing}",
    "lessons for {setting}",
    "why “{thing}” matters",
    "results of a 10-year study",
)
FIELDS = """
Anthropology Botany Chemistry Ecology Economics Education Epidemiology Ethics Genetics Geography Geology History
Immunology Informatics Law Linguistics Mathematics Medicine Neuroscience Nutrition Oncology Philosophy Physics
Physiology Psychiatry Psychology Rehabilitation Sociology Statistics Toxicology
""".split()
JOURNALS = (
    ("Journal of {0}", "J. {1}"),
    ("International Journal of {0} and {2}", "Int. J. {1} {3}"),
    ("Annals of {0}", "Ann. {1}"),
    ("{0} Letters", "{1} Lett."),
    ("The {0} Review", "{1} Rev."),
    ("European {0}", "Eur. {1}"),
    ("Advances in {0}", "Adv. {1}"),
    ("Frontiers of {0} & {2}", "Front. {1} {3}"),
)
PLACES = (
    "Amsterdam", "Berlin", "Boston", "Cambridge", "Cape Town", "Chicago", "Copenhagen", "Dublin", "Edinburgh", "Geneva",
    "Helsinki", "Kyoto", "Lagos", "Leiden", "London", "Madrid", "Melbourne", "Montréal", "Mumbai", "Nairobi",
    "New York", "Oslo", "Oxford", "Paris", "Princeton", "Rome", "Seoul", "Singapore", "Stockholm", "Toronto", "Utrecht",
    "Vienna", "Warsaw", "Zürich",
)  # fmt: skip
TYPES = ("article-journal", "book", "chapter", "webpage", "report", "thesis", "paper-conference")
TYPE_WEIGHTS = (58, 12, 10, 7, 5, 3, 5)
#: How many works of a thousand have one author, two, … twelve; 3.0 on average.
AUTHOR_WEIGHTS = (262, 226, 184, 126, 83, 50, 28, 16, 11, 6, 5, 3)
#: How often a team that has published before does so again, and how often in the same year.
TEAM_AGAIN, SAME_YEAR = 0.16, 0.45


class Writer(NamedTuple):
    """What the parts of a library draw on: chance and the pool of people."""

    chance: random.Random
    people: list[dict]

    def team(self, size):
        """Different people; some publish far more than others."""
        chosen = {}
        while len(chosen) < size:
            number = int(len(self.people) * self.chance.random() ** 2.1)
            chosen.setdefault(number, self.people[number])
        return list(chosen.values())

    def subject(self):
        return f"{self.chance.choice(QUALITIES)} {self.chance.choice(THINGS)}"

    def title(self):
        """A title in sentence case, as libraries that follow APA have it."""
        chance = self.chance
        first = chance.choice(
            (
                f"{self.subject()} and {self.subject()} in {chance.choice(SETTINGS)}",
                f"the effects of {self.subject()} on {chance.choice(THINGS)}",
                f"{self.subject()} in {chance.choice(SETTINGS)}",
                f"{chance.choice(METHODS)} of {self.subject()}",
                f"from {chance.choice(THINGS)} to {chance.choice(THINGS)}",
            )
        )
        title = first[0].upper() + first[1:]
        if chance.random() < 0.45:
            rest = chance.choice(QUESTIONS).format(thing=chance.choice(THINGS), setting=chance.choice(SETTINGS))
            title = f"{title}: {rest[0].upper()}{rest[1:]}"
        return title

    def date(self, year, precise):
        parts = [year, self.chance.randint(1, 12), self.chance.randint(1, 28)]
        return {"date-parts": [parts[:precise]]}

    def pages(self, highest):
        first = self.chance.randint(1, highest)
        return f"{first}-{first + self.chance.randint(3, 38)}"

    def publisher(self):
        place = self.chance.choice(PLACES)
        return {"publisher": f"{self.chance.choice(PLACES)} University Press", "publisher-place": place}


def article(writer, number, year):
    chance = writer.chance
    fields = chance.sample(FIELDS, 2)
    journal, short = (
        name.format(fields[0], fields[0][:6] + ".", fields[1], fields[1][:6] + ".") for name in chance.choice(JOURNALS)
    )
    item = {
        "container-title": journal,
        "container-title-short": short,
        "volume": str(chance.randint(1, 120)),
        "issued": writer.date(year, chance.choice((1, 2, 2, 3))),
    }
    if chance.random() < 0.8:
        item["issue"] = str(chance.randint(1, 12))
    item["page"] = writer.pages(1800) if chance.random() < 0.85 else f"e{chance.randint(1000, 99999)}"
    if chance.random() < 0.85:
        item["DOI"] = f"10.5555/{fields[0][:4].lower()}.{year}.{number:05}"
    elif chance.random() < 0.5:
        item |= web_address(writer, number, year)
    return item


def book(writer, number, year):
    chance = writer.chance
    item = {**writer.publisher(), "issued": writer.date(year, 1)}
    if chance.random() < 0.3:
        item["edition"] = str(chance.randint(2, 6))
    if chance.random() < 0.15:
        item["volume"] = str(chance.randint(1, 4))
    if chance.random() < 0.2:
        item["DOI"] = f"10.5555/978-{number:07}"
    return item


def chapter(writer, number, year):
    item = {
        **book(writer, number, year),
        "container-title": writer.title(),
        "editor": writer.team(writer.chance.choice((1, 1, 2, 2, 3, 4))),
        "page": writer.pages(600),
    }
    item.pop("volume", None)
    return item


def web_address(writer, number, year):
    accessed = writer.date(writer.chance.randint(max(year, 2005), 2025), 3)
    return {"URL": f"https://www.example.org/{writer.chance.choice(THINGS)}/{number}", "accessed": accessed}


def web_page(writer, number, year):
    year = max(year, 1996)
    return {
        "container-title": f"{writer.chance.choice(FIELDS)} Online",
        "issued": writer.date(year, 3),
        **web_address(writer, number, year),
    }


def report(writer, number, year):
    chance = writer.chance
    item = {
        "publisher": f"{chance.choice(PLACES)} Institute of {chance.choice(FIELDS)}",
        "publisher-place": chance.choice(PLACES),
        "genre": chance.choice(("Working paper", "Technical report", "Discussion paper")),
        "number": f"{chance.randint(1, 60)}/{year}",
        "issued": writer.date(year, 2),
    }
    return item | (web_address(writer, number, year) if chance.random() < 0.6 else {})


def thesis(writer, number, year):
    place = writer.chance.choice(PLACES)
    return {
        "genre": writer.chance.choice(("PhD thesis", "Doctoral dissertation", "Master’s thesis")),
        "publisher": f"University of {place}",
        "publisher-place": place,
        "issued": writer.date(year, 1),
        **(web_address(writer, number, year) if writer.chance.random() < 0.3 else {}),
    }


def proceedings_paper(writer, number, year):
    field = writer.chance.choice(FIELDS)
    return {
        **writer.publisher(),
        "container-title": f"Proceedings of the {year} International Conference on {field}",
        "event-title": f"International Conference on {field}",
        "editor": writer.team(writer.chance.choice((1, 2, 3))),
        "page": writer.pages(900),
        "issued": writer.date(year, 2),
        "DOI": f"10.5555/conf.{year}.{number}",
    }


DETAILS = dict(zip(TYPES, (article, book, chapter, web_page, report, thesis, proceedings_paper), strict=True))


def people(chance, number):
    """The pool of names; the shorter list of family names makes that many share one."""
    pool = []
    for _ in range(number):
        family = chance.choice(FAMILIES)
        if chance.random() < 0.07:
            family = f"{family}-{chance.choice(FAMILIES)}"
        given = chance.choice(GIVENS)
        kind = chance.random()
        if kind < 0.45:
            given = f"{given} {chr(chance.randint(ord('A'), ord('W')))}."
        elif kind < 0.55:
            given = f"{given} {chance.choice(GIVENS)}"
        elif kind < 0.62:
            given = f"{given[0]}. {chr(chance.randint(ord('A'), ord('W')))}."
        person = {"family": family, "given": given}
        if chance.random() < 0.05:
            person["non-dropping-particle"] = chance.choice(PARTICLES)
        elif chance.random() < 0.01:
            person["suffix"] = chance.choice(("Jr.", "III"))
        pool.append(person)
    return pool


def key(family, year, number):
    plain = "".join(letter for letter in unicodedata.normalize("NFD", family.lower()) if "a" <= letter <= "z")
    return f"{plain}{year}n{number}"


def works(number):
    """A library of `number` works, as CSL-JSON items: the same for the same number.

    >>> [work["type"] for work in works(3)] == [work["type"] for work in works(3)]
    True
    """
    chance = random.Random(number)
    writer = Writer(chance, people(chance, max(12, round((200 * number) ** 0.5))))
    items, published = [], []
    for count in range(1, number + 1):
        kind = chance.choices(TYPES, TYPE_WEIGHTS)[0]
        year = 2025 - int(55 * chance.random() ** 1.7)
        if published and chance.random() < TEAM_AGAIN:
            authors, before = chance.choice(published)
            year = before if chance.random() < SAME_YEAR else year
        else:
            size = 1 if kind == "thesis" else chance.choices(range(1, 13), AUTHOR_WEIGHTS)[0]
            authors = writer.team(size)
        item = {
            "id": "",
            "type": kind,
            "title": writer.title(),
            "author": authors,
            **DETAILS[kind](writer, count, year),
        }
        year = item["issued"]["date-parts"][0][0]
        item["id"] = key(authors[0]["family"], year, count)
        published.append((authors, year))
        items.append(item)
    return items


if __name__ == "__main__":
    json.dump(works(int(sys.argv[1])), sys.stdout, ensure_ascii=False, indent=1)
