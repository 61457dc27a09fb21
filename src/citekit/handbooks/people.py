"""Persons in titles: who is named, what is named after them, and peoples whose name is a colour.

In: a reading after the lexicon. Out: the same with names of persons kept. What rests on the form of a word alone is
put forward for review.

Source: Publication Manual 5.7 (Black and White), 6.14 and 6.16 (diseases, theories and laws named after persons).
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from citekit.handbooks.reading import NAMES
from citekit.handbooks.words import HYPHENS, MINOR, word_set

if TYPE_CHECKING:
    from citekit.handbooks.reading import Reading

_ABBREVIATED_TITLES: Final = frozenset({"dr", "mr", "mrs", "ms", "prof", "st"})
_TITLES: Final = word_set(
    "aunt captain colonel emperor empress king lady lord pope president prince princess queen saint senator sir uncle"
)
#: Words that follow a given name but are no surname.
_NO_SURNAME: Final = MINOR | word_set(
    "am are be became been can could did do does goes had has have he her him his if is it learns may meets met must"
    " not says shall she should than that they was went were when where which who whom whose why will would"
)
#: What is named after persons: "Bloom Taxonomy", "Alexander Technique". None of these is a surname.
_HEADS: Final = word_set(
    "acid analysis approach area base behaviour behavior cell cells code complex concept criteria curriculum cycle"
    " data disease effect equation experiment experience fellowship framework function group hypothesis index"
    " interview inventory law lecture line manual matrix method methods model movement myth number paradigm paradox"
    " principle problem process procedure program programme protocol questionnaire reaction report rule scale school"
    " schools score scores sign stain story studies study style syndrome system task taxonomy technique test tests"
    " theorem theory therapy trial unit"
)
#: After the genitive of what may be a name: "Bell’s Palsy", "Young’s Modulus".
_HEADS_OF_GENITIVES: Final = word_set(
    "anemia ataxia chorea conjecture contracture cyst disease dyscrasia effect encephalopathy equation fracture"
    " gangrene hernia hypothesis inequality law laws lemma lymphoma modulus nodes palsy paradox phenomenon principle"
    " rule sarcoma sign spots syndrome taxonomy test theorem theory thyroiditis tumor tumour"
)
_ENDINGS_OF_THINGS: Final = (
    "ance", "ed", "ence", "ical", "ics", "ing", "ings", "ion", "ions", "ism", "ist", "ists", "ity", "ive", "less",
    "ment", "ments", "ness", "ogy", "ous", "que", "ship", "tive",
)  # fmt: skip
#: Persons and things in the genitive that give diseases and laws no name: "Women’s Disease", "Nature’s Laws".
_NOT_EPONYMS: Final = word_set(
    "adult animal body boy brain child children city country culture doctor everyone family farmer father girl god"
    " heart history humanity infant king life lover man men mind mother nation nature nobody one parent patient people"
    " person physician science sister society state student swimmer teacher today tomorrow veteran victim woman women"
    " worker world year"
)
_PARTICLES: Final = word_set("al ben bin da de del den der di du ibn la le san ter van von")
_LONGEST_NAME: Final = 8
#: Everyday words that begin sentences and are first names too: "Will Freud’s Theory Survive?"
_VERBS: Final = word_set("art chance chase don drew grant hope mark pat rich skip sue will")


def find_people(reading: Reading) -> None:
    """Names after titles, after initials and after given names."""
    for index in range(1, len(reading.words)):
        if reading.words[index].gap == " ":  # nearly all, and of these few follow a title
            if reading.lowers[index - 1] in _TITLES or reading.lowers[index] in ("jr", "sr"):
                _find_titled(reading, index)
            continue
        _find_titled(reading, index)
        if _is_initial(reading, index - 1) and reading.words[index].gap.startswith("."):
            _keep_surname(reading, index)
    for index in [index for index, kind in reading.kinds.items() if kind in ("given", "given?")]:
        _find_full_name(reading, index)
    for index in range(1, len(reading.words)):
        joined = reading.words[index].gap == "–" and reading.words[index].is_capitalised and index not in reading.kinds
        if joined and index - 1 in reading.found and reading.kinds.get(index - 1) in ("words", "eponyms"):
            reading.keep(index, unsure=True)
    for index in [index for index, kind in reading.kinds.items() if kind.endswith("?")]:
        if any(_is_hyphenated_name(reading, index, other) for other in (index - 1, index + 1)):
            reading.keep(index)


def _find_titled(reading: Reading, index: int) -> None:
    title = reading.lowers[index - 1]
    if not reading.capitals[index] or not reading.capitals[index - 1]:
        return
    if title in _ABBREVIATED_TITLES and reading.words[index].gap in (". ", ".\u00a0"):
        reading.keep(index - 1)
        reading.keep(index)
    elif (
        title in _TITLES
        and reading.follows(index)
        and index in reading.found
        and reading.kinds.get(index) in NAMES | {"names"}
    ):
        reading.keep(index - 1)
    elif reading.lowers[index] in ("jr", "sr") and index - 1 in reading.found:
        reading.keep(index)


def _is_initial(reading: Reading, index: int) -> bool:
    """Whether a word is one letter or several with periods; "Vitamin D." and "the U.S." are none."""
    text = reading.words[index].text
    if len(text) == 1:
        return text.isupper() and (index == 0 or reading.words[index].opens or _may_precede_initial(reading, index))
    return False


def _may_precede_initial(reading: Reading, index: int) -> bool:
    before = reading.lowers[index - 1]
    return before in MINOR or len(before) == 1 or reading.kinds.get(index - 1) == "given"


def _keep_surname(reading: Reading, index: int) -> None:
    word = reading.words[index]
    if word.is_capitalised and len(word.text) > 1 and reading.lowers[index] not in _NO_SURNAME:
        reading.keep(index, unsure=index not in reading.kinds)


def _find_full_name(reading: Reading, index: int) -> None:
    """A given name, and after it initials, more given names, particles, and a surname."""
    if reading.is_genitive(index):
        return
    after = index + 1
    size = len(reading.words)
    while after < min(size, index + _LONGEST_NAME) and reading.words[after].gap in (" ", ". ", "\u00a0", "-"):
        one = len(reading.lowers[after]) == 1 and reading.capitals[after]
        if not (one or reading.lowers[after] in _PARTICLES or reading.kinds.get(after) in ("given", "given?")):
            break
        after += 1
    certain = reading.kinds[index] == "given"
    if after < size and not reading.words[after].opens and reading.words[after].gap in (" ", ". ", "\u00a0"):
        kind = reading.kinds.get(after, "")
        named = kind in NAMES or (kind in ("places", "surnames?") and certain)
        if not certain and (not named or (reading.lowers[index] in _VERBS and reading.is_genitive(after))):
            return
        if named or (certain and _looks_like_a_surname(reading, after)):
            for inner in range(index, after):
                reading.keep(inner, unsure=not certain)
            reading.keep(after, unsure=not named)
            return
    if certain:
        for inner in range(index + 1, after):
            if reading.lowers[inner] not in _PARTICLES:
                reading.keep(inner, unsure=reading.kinds.get(inner) == "given?")


def _looks_like_a_surname(reading: Reading, index: int) -> bool:
    word, lower = reading.words[index], reading.stems[index].lower()
    return (
        word.is_capitalised
        and lower not in _NO_SURNAME
        and lower not in _HEADS
        and not lower.endswith(_ENDINGS_OF_THINGS)
        and reading.kinds.get(index) not in ("ambiguous", "peoples", "times", "organisations")
    )


def _is_hyphenated_name(reading: Reading, index: int, other: int) -> bool:
    """Whether what may be a surname is one for being joined to one: "Brown-Séquard"."""
    if not 0 <= other < len(reading.words):
        return False
    gap = reading.words[max(index, other)].gap
    return gap in (*HYPHENS, "–") and reading.kinds.get(other) in ("words", "eponyms") and other in reading.found


def find_eponyms(reading: Reading) -> None:
    """Names by what is named after them: "Bell’s Palsy", "Turner Syndrome"."""
    for index in range(len(reading.words) - 1):
        kind = reading.kinds.get(index, "")
        genitive = reading.stems[index] is not reading.words[index].text and reading.is_genitive(index)
        if not (genitive or kind == "surnames?") or index in reading.found or not reading.words[index].is_capitalised:
            continue
        head = reading.after(index)
        name = reading.stems[index].lower()
        if genitive:
            medical = head in _HEADS_OF_GENITIVES and name not in _NOT_EPONYMS and name.rstrip("s") not in _NOT_EPONYMS
            if medical and (kind or head not in ("effect", "test", "theory", "rule", "equation")):
                reading.keep(index, unsure=True)
        elif head in ("syndrome", "disease", "sarcoma", "palsy") and not reading.before(index):
            reading.keep(index, unsure=True)


_DERIVED: Final = ("ian", "ean", "esque", "ians", "eans")


def find_derived(reading: Reading) -> None:
    """Adjectives made from names: "Luhmannian", "Ricœurean", "Kafkaesque"."""
    for index, word in enumerate(reading.words):
        if not word.lower.endswith(_DERIVED) or index in reading.found or not word.is_capitalised:
            continue
        text = reading.stems[index].removesuffix("s")
        for ending in ("ian", "ean", "esque"):
            base = text.removesuffix(ending)
            if (
                len(base) > 3
                and base != text
                and any(reading.lexicon.words.get(b) in NAMES for b in (base, base + "e"))
            ):
                reading.keep(index, unsure=True)


#: After "Black" and "White" these are people and what is theirs; "black holes" and "white matter" are not.
_OF_PEOPLE: Final = word_set(
    "academics adolescent adolescents adult adults america american americans athletes boy boys british britons"
    " business businesses caregivers caribbean child children church churches clients college colleges communities"
    " community consumers counselors couples culture descent diaspora doctors drivers educators elderly elders english"
    " entrepreneurs ethnicity experience experiences faculty families family father fathers female females feminism"
    " feminist feminists girl girls heritage history households identity immigrants individuals infants leaders"
    " leadership lesbian lesbians liberation literature lives male males man mothers masculinity men mental mother"
    " motherhood music nationalism nationalist neighborhoods nurse nurses older participants patients people peoples"
    " persons physicians population populations power press privilege professionals psychologists psychology race"
    " races racial residents respondents scholar scholars school schools sexuality slaves soldiers staff student"
    " students studies supremacist supremacists supremacy teacher teachers teens theology trans transgender"
    " undergraduates users veterans voices voters voting woman womanhood women workers young youth youths"
)
_COLOURS: Final = frozenset({"black", "white"})


def find_races(reading: Reading) -> None:
    """Black and White as names of people (5.7): before people, beside other peoples, and after "anti"."""
    last = len(reading.words) - 1
    for index in [index for index, lower in enumerate(reading.lowers) if lower in _COLOURS]:
        if index in reading.found or not reading.capitals[index]:
            continue
        after = index + 1
        while after < min(last, index + 4) and (
            reading.lowers[after] in _COLOURS or reading.lowers[after] in ("and", "or", "versus")
        ):
            after += 1
        near = [other for other in (index - 1, index - 2, index + 1, index + 2) if 0 <= other <= last]
        joined = any(
            reading.kinds.get(other) == "peoples"
            and (
                (abs(other - index) == 2 and reading.lowers[(other + index) // 2] in ("and", "or"))
                or (abs(other - index) == 1 and reading.words[max(index, other)].gap in ("/", ", ", "-", " "))
            )
            for other in near
        )
        opposed = index > 0 and reading.words[index].gap in HYPHENS and reading.lowers[index - 1] in ("anti", "non")
        if (after <= last and reading.lowers[after] in _OF_PEOPLE) or joined or opposed:
            reading.keep(index)
