"""Names of several words in titles: places, tests and scales, surveys and studies, bodies and laws.

In: a reading after the lexicon and the rules for persons. Out: the same with the names' words kept. A Title Case title
gives every word a capital, so a name shows by what it begins with (a person, a country, "National") and by the noun it
is of ("Inventory", "Survey", "Society"). What is found so is put forward for review.

Source: Publication Manual 6.14, 6.18 to 6.20 (proper names of tests, of bodies and of studies; not the generic ones).
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from citekit.handbooks.reading import NAMES
from citekit.handbooks.words import HYPHENS, word_set

if TYPE_CHECKING:
    from collections.abc import Iterator

    from citekit.handbooks.reading import Reading

#: What may stand inside a name without a capital.
_INNER: Final = frozenset({"and", "for", "of", "on"})


def _run(reading: Reading, start: int, limit: int = 8) -> Iterator[int]:
    """The words of a phrase from `start` on: capitalised, or small and inside, with no mark between."""
    for index in range(start, min(start + limit, len(reading.words))):
        word = reading.words[index]
        if index > start and (word.opens or (not reading.follows(index) and word.gap not in (*HYPHENS, " & "))):
            return
        if word.protected or not (reading.capitals[index] or reading.lowers[index] in _INNER):
            return
        if reading.lowers[index] in ("a", "an", "the"):
            return
        yield index


# ------------------------------------------------------------------------------------------- places

_AFTER_A_NAME: Final = word_set(
    "university college clinic hospital institute council parliament prize river lake island islands county bay sea"
    " ocean valley peninsula mountains desert street avenue empire dynasty war wars revolution gulf strait straits"
    " canal plateau archipelago basin delta"
)
#: With an adjective too: "Tibetan Plateau", "Spanish Parliament".
_AFTER_A_PEOPLE: Final = word_set(
    "parliament peninsula mountains desert empire dynasty war wars revolution gulf sea ocean plateau archipelago senate"
    " republic tribe"
)
_INSTITUTIONS: Final = word_set("university college hospital school center centre clinic museum library")
_OF_AN_INSTITUTION: Final = word_set(
    "medical general state memorial children's children’s business law community public regional divinity art"
)
_SCHOOLS: Final = word_set("school schools institute faculty")
_BEFORE_A_PLACE: Final = word_set("lake mount cape fort port gulf")
_OF_A_PLACE: Final = word_set(
    "university republic kingdom bank gulf bay isle sea province state commonwealth parliament"
)


def find_places(reading: Reading) -> None:
    """What belongs to the name beside it: "Stanford University", "Lake Victoria", "Gulf of Mexico"."""
    for index in sorted(reading.found):
        kind = reading.kinds.get(index, "words")
        after = reading.noun_after(index)
        named = kind in ("places", "own", "words", "eponyms")
        if (named and after in _AFTER_A_NAME) or (kind in ("peoples", "places") and after in _AFTER_A_PEOPLE):
            reading.keep(index + 1)
        elif named and after in _OF_AN_INSTITUTION and reading.after(index + 1) in _INSTITUTIONS:
            reading.keep(index + 1)
            reading.keep(index + 2)
        elif named and after in _SCHOOLS and reading.after(index + 1) == "of":
            run = list(_run(reading, index))
            if index + 3 in run:
                reading.keep_all(range(index, _end_of_topic(reading, run, index + 1) + 1))
        if kind != "places" or not reading.follows(index):
            continue
        if reading.before(index) in _BEFORE_A_PLACE and reading.capitals[index - 1]:
            reading.keep(index - 1)
        elif (
            reading.before(index) == "of" and reading.before(index - 1) in _OF_A_PLACE and reading.capitals[index - 2]
        ) or (reading.before(index) == "of" and index > 1 and reading.lowers[index - 2] in _OF_A_PLACE):
            reading.keep(index - 2)


# ------------------------------------------------------------------------------- tests and scales

_INSTRUMENTS: Final = word_set(
    "scale scales inventory inventories questionnaire questionnaires checklist battery matrices examination schedule"
    " profile index assessment test tests exam"
)
#: Beside the name itself these are generic: "Stroop test", "Gini index", "Likert scale".
_GENERIC_BESIDE_A_NAME: Final = word_set("test tests index assessment examination profile schedule exam")
_NO_INSTRUMENT: Final = frozenset({"likert", "celsius", "fahrenheit", "kelvin", "richter"})
#: What an acronym in brackets confirms as a name; "Body Mass Index (BMI)" and "(RCT)" are none.
_CONFIRMED: Final = word_set(
    "scale scales inventory questionnaire checklist battery survey project initiative consortium registry association"
    " society agency organization organisation institute administration act schedule network examination"
)


def find_instruments(reading: Reading) -> None:
    """Tests and scales called after a person or place, and what an acronym shows to be a name."""
    if reading.present.isdisjoint(_MAY_BE_INSTRUMENTS) and all([word.is_plain for word in reading.words]):
        return
    acronyms = [index for index, word in enumerate(reading.words) if not word.is_plain and word.text.isupper()]
    for index in sorted({*reading.found, *acronyms}):
        if reading.kinds.get(index, "words") not in NAMES | {"places"} or reading.lowers[index] in _NO_INSTRUMENT:
            continue
        run = list(_run(reading, index))
        ends = [other for other in run[1:] if reading.lowers[other] in _INSTRUMENTS]
        generic = bool(ends) and reading.lowers[ends[0]] in _GENERIC_BESIDE_A_NAME
        if ends and ((ends[0] > index + 1 and not (generic and index in acronyms)) or not generic):
            reading.keep_all(range(index, ends[0] + 1))
    for index in range(1, len(reading.words) - 1):
        _find_edition(reading, index)
    for index in range(2, len(reading.words)):
        if reading.words[index].gap in (" (", " [") and not reading.words[index].is_plain:
            _confirm_by_acronym(reading, index)


_EDITIONS: Final = word_set("first second third fourth fifth sixth revised short brief child adult")
_MAY_BE_INSTRUMENTS: Final = _INSTRUMENTS | _EDITIONS


def _find_edition(reading: Reading, index: int) -> None:
    """An edition that a dash makes part of the name: "Wechsler Memory Scale–Fourth Edition"."""
    word = reading.words[index]
    dashed = word.gap in ("–", "-", "—") and word.lower in _EDITIONS
    if dashed and index - 1 in reading.found and reading.lowers[index - 1] in _INSTRUMENTS:
        reading.keep(index)
        if reading.after(index) in ("edition", "form", "version"):
            reading.keep(index + 1)


def _confirm_by_acronym(reading: Reading, index: int) -> None:
    """Keeps the words before "(ABC)" where their initials are those letters and the last is of `_CONFIRMED`."""
    if reading.lowers[index - 1] not in _CONFIRMED:
        return
    letters = [letter for letter in reading.words[index].text if letter.isupper()]
    start = index
    while letters and start > 0:
        start -= 1
        if reading.words[start].text[0] == letters[-1]:
            letters.pop()
        elif reading.lowers[start] not in _INNER:
            return
        if reading.words[start].opens:
            break
    if not letters and index - start > 2:
        reading.keep_all(range(start, index))


# ---------------------------------------------------------------------------- surveys and studies

_STARTS: Final = frozenset({"national", "international", "world", "european", "global"})
_SURVEYS: Final = word_set("survey surveys study poll cohort registry database biobank project")
_GENERIC_STUDIES: Final = word_set(
    "association attitude based case cohort comparative comparison control controlled cross cross-sectional descriptive"
    " ethnographic evaluation experimental exploratory feasibility field focus follow follow-up group historical"
    " interview intervention longitudinal method methods mixed multicenter multicentre observational online pilot"
    " population prospective qualitative quantitative questionnaire randomised randomized representative research"
    " retrospective sectional simulation study survey telephone trend up validation web"
)


def find_surveys(reading: Reading) -> None:
    """Surveys and studies with a name: "the National Health Interview Survey", "the Framingham Heart Study"."""
    if reading.present.isdisjoint(_SURVEYS):
        return
    for index in range(len(reading.words) - 2):
        kind = reading.kinds.get(index, "") if index in reading.found else ""
        national = not kind and reading.lowers[index] in _STARTS and reading.capitals[index]
        if not national and kind not in ("places", "peoples", "words", "eponyms"):
            continue
        before = reading.before(index)
        if before in ("a", "an", "this", "one", "from", "in") and (before not in ("from", "in") or not national):
            continue
        run = list(_run(reading, index))
        end = next((other for other in run[1:] if reading.lowers[other] in _SURVEYS), 0)
        inner = [reading.lowers[other] for other in range(index + 1, end)]
        definite = before == "the"
        if not end or (not definite and not _GENERIC_STUDIES.isdisjoint(inner)):
            continue
        titled = reading.after(end) in ("of", "on", "for") and end + 2 in run
        if len(inner) > (0 if definite else 1) or (titled and definite):
            if titled:
                end = _end_of_topic(reading, run, end)
            reading.keep_all(range(index, end + 1))


def _end_of_topic(reading: Reading, run: list[int], end: int) -> int:
    """Where "of Family Growth" ends after a noun: three words with a capital, more where "and" joins them."""
    capitals = 0
    last = end
    for index in run[run.index(end) + 1 :]:
        if reading.lowers[index] in _INNER:
            if capitals and reading.lowers[index] != "and":
                break
            if reading.lowers[index] == "and":
                capitals = 2
            continue
        capitals += 1
        if capitals > 3:
            break
        last = index
    return last


# -------------------------------------------------------------------------------- bodies and laws

_BODY_STARTS: Final = _STARTS | {"royal", "federal", "u.s", "american"}
_BODIES: Final = word_set(
    "association society institute institutes academy academies council federation foundation organization organisation"
    " commission committee agency administration bureau bank library museum college service league consortium"
    " center centre centers confederation guild"
)
_OFFICES: Final = word_set("department ministry")
_COMMITTEES: Final = word_set("committee subcommittee")
#: What the names of bodies and of laws end in; before stands "the" and at least two words.
_SURE_BODIES: Final = frozenset({"agency", "federation", "foundation"})
_LAWS: Final = frozenset({"act", "amendment", "treaty"})
#: Parts of a body that have names of their own: "the Canada Council's Inter-Arts Office".
_UNITS: Final = word_set("office bureau division department directorate branch secretariat institute commission")
_ENDS_OF_BODIES: Final = _BODIES | _OFFICES | _SURE_BODIES | _LAWS | _UNITS


def find_bodies(reading: Reading) -> None:
    """Associations, agencies and ministries, and laws, by the words their names begin and end with."""
    if reading.present.isdisjoint(_ENDS_OF_BODIES):
        return
    for index in range(len(reading.words) - 1):
        lower = reading.lowers[index]
        if lower == "the":
            _find_law(reading, index + 1)
        if not reading.capitals[index]:
            continue
        if (lower in _OFFICES and reading.after(index) == "of") or (
            lower in _COMMITTEES
            and reading.after(index) == "on"
            and reading.before(index) in ("the", "senate", "house")
        ):
            _find_office(reading, index)
        if index in reading.found and reading.is_genitive(index):
            _find_unit(reading, index)
        kind = reading.kinds.get(index) if index in reading.found else ""
        starts = kind in ("peoples", "places", "own") or (not kind and lower in _BODY_STARTS)
        if starts and reading.before(index) not in ("a", "an"):
            _find_body(reading, index)


def _find_body(reading: Reading, index: int) -> None:
    run = list(_run(reading, index))
    for end in run[1:]:
        if reading.lowers[end] not in _BODIES or reading.lowers[end - 1] in _INNER:
            continue
        beside = end == index + 1
        titled = reading.after(end) in (("of", "for", "on") if beside else ("of",)) and end + 2 in run
        if beside and not titled:
            return
        last = _end_of_topic(reading, run, end) if titled else end
        reading.keep_all(range(index, last + 1))
        return


def _find_office(reading: Reading, index: int) -> None:
    """A ministry's own name; "the Emergency Department of Hospitals" is none."""
    before = reading.before(index)
    named = index > 0 and index - 1 in reading.found
    if not (
        before in ("the", "of", "by", "from", "in", "and", "", "senate", "house") or named or before.startswith("u.s")
    ):
        return
    run = list(_run(reading, index))
    if len(run) > 2:
        reading.keep_all(range(index, _end_of_topic(reading, run, index) + 1))


def _find_unit(reading: Reading, index: int) -> None:
    """What belongs to a body and has a body's name itself; "Canada's Health Department" is none for certain."""
    body = reading.stems[index]
    if body.lower() not in _BODIES | _AFTER_A_NAME and not (len(body) > 1 and body.isupper()):
        return
    run = list(_run(reading, index + 1, limit=5)) if reading.follows(index + 1) else []
    end = next((other for other in run[1:] if reading.lowers[other] in _UNITS), 0)
    if end and _INNER.isdisjoint(reading.lowers[index + 1 : end]):
        reading.keep_all(range(index + 1, end + 1))


def _find_law(reading: Reading, index: int) -> None:
    run = list(_run(reading, index)) if index < len(reading.words) else []
    for end in run[2:]:
        law = reading.lowers[end] in _LAWS and reading.after(end) in ("", "of", "in", "on", "and")
        if law or reading.lowers[end] in _SURE_BODIES:
            reading.keep_all(range(index, end + 1))
            return
