"""Build `src/citekit/handbooks/data/title_words.tsv`: how words of journals' names are abbreviated.

The facts are those of the List of Title Word Abbreviations (ISSN International Centre, 2017), which the package
`iso4` (MIT) carries as a table: word, abbreviation, languages. Kept are the languages of most journals that clinics
cite; a word that several of them have keeps what English, then the multilingual part, then Latin says. Accents are
taken off the words that are looked up.

    pip install --no-deps iso4
    python scripts/build_title_words.py
"""

import csv
import importlib.util
import unicodedata
from pathlib import Path

TARGET = Path(__file__).parents[1] / "src" / "citekit" / "handbooks" / "data" / "title_words.tsv"
LANGUAGES = ("eng", "mul", "lat", "ger", "fre", "spa", "ita", "por")


def folded(text):
    """Without accents."""
    apart = unicodedata.normalize("NFKD", text)
    return "".join(character for character in apart if not unicodedata.combining(character))


def main():
    (folder,) = importlib.util.find_spec("iso4").submodule_search_locations
    (table,) = Path(folder).glob("LTWA_*.tsv")
    with table.open(encoding="utf-8", newline="") as stream:
        rows = list(csv.reader(stream, delimiter="\t"))[1:]
    chosen = {}
    for word, short, languages in rows:
        known = [LANGUAGES.index(code) for code in languages.replace(" ", "").split(",") if code in LANGUAGES]
        key = folded(word.strip().lower())
        form = "" if short.strip() == "n.a." else short.strip().lower().rstrip(".")
        if not known or " " in key or key in ("-", ""):
            continue
        if key not in chosen or min(known) < chosen[key][0]:
            chosen[key] = (min(known), folded(form) if min(known) < 3 else form)
    # English titles are the most: a word of another language gives way to an English beginning of it.
    first = {key for key, (rank, _) in chosen.items() if rank < 3}
    beginnings = {key[:-1] for key in first if key.endswith("-")}
    for key, (rank, _) in list(chosen.items()):
        stem = key.strip("-")
        if rank >= 3 and any(stem[:length] in beginnings for length in range(3, len(stem) + 1)):
            del chosen[key]
    lines = [f"{key}\t{short}" for key, (_, short) in sorted(chosen.items()) if short != key]
    TARGET.parent.mkdir(exist_ok=True)
    TARGET.write_text("\n".join(lines) + "\n", encoding="utf-8")
    print(f"{len(lines)} words, {TARGET.stat().st_size} bytes")


if __name__ == "__main__":
    main()
