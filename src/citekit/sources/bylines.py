"""Bylines compared: whose name is whose, and which name nobody carries.

In: two lists of CSL-JSON names, the reference's and the registry's. Out: a `BylineMatch`. Names agree when
their surnames do (particles, diacritics, umlauts written out, transliteration and hyphens aside) and their
initials don't contradict. Organisations agree by their words or their acronym.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import IntEnum
from functools import cached_property
from typing import TYPE_CHECKING, Any, Final

from citekit.sources.folding import fold, plain, script, similarity, squash
from citekit.sources.thresholds import (
    LONGEST_BYLINE,
    MISSPELT_NAME,
    SAME_GIVEN,
    SAME_ORGANISATION,
    SAME_SURNAME,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

#: Particles that one list writes and another leaves out ("van der Berg", "Berg").
_PARTICLES: Final = frozenset(
    "a af al ap auf av bin da dal das de degli dei del della den der des di do dos du el het ibn la las le "
    "les lo los of op st t te ten ter tot und van vander vom von y zu zum zur".split()
)
_SUFFIXES: Final = frozenset(("jr", "sr", "ii", "iii", "iv", "phd", "md"))
#: Words an acronym leaves out.
_SMALL_WORDS: Final = frozenset("a an and for in of on the to de la du des et und der die das".split())
_CAPITALS = re.compile(r"[^\W\d_]{1,3}\Z")


#: How many people of one surname are tried for a name that is not in its place.
_NAMESAKES: Final = 100


class Likeness(IntEnum):
    """How well two names agree."""

    OTHER = 0  # another name
    SPELLING = 1  # the same person, probably: a letter, an initial, the order of the parts differs
    SAME = 2


class Person:
    """One name, folded once: the forms its surname can take, its given names and all its words."""

    def __init__(self, name: Mapping[str, Any]) -> None:
        self._name = name
        particles = [name.get("dropping-particle"), name.get("non-dropping-particle")]
        self.family = plain(name.get("family"))
        self.given = plain(name.get("given"))
        self.literal = plain(name.get("literal"))
        self.surname_words = tuple(fold(" ".join(map(plain, [*particles, self.family]))).split())

    @property
    def label(self) -> str:
        """The name as a message shows it."""
        if self.literal:
            return self.literal
        particles = (plain(self._name.get(part)) for part in ("dropping-particle", "non-dropping-particle"))
        return " ".join(part for part in (self.given, *particles, self.family) if part)

    @property
    def is_whole(self) -> bool:
        """Whether the name is in one piece: an organisation, a mononym, or a person nobody divided."""
        return bool(self.literal) or not self.given

    @cached_property
    def words(self) -> tuple[str, ...]:
        """All words of the name without suffixes."""
        words = fold(self.literal).split() if self.literal else [*fold(self.given).split(), *self.surname_words]
        return tuple(word for word in words if word not in _SUFFIXES)

    @cached_property
    def surnames(self) -> frozenset[str]:
        """Every form in which the surname counts as the same, without spaces."""
        words = [word for word in self.surname_words if word not in _SUFFIXES]
        bare = [word for word in words if word not in _PARTICLES] or words
        forms = {"".join(words), "".join(bare)}
        forms.add(squash(fold(self.family, umlauts=True)))
        if self.is_whole and len(self.words) > 1:
            # "Newell P. Campbell" deposited as a family name, "Han Ji-Sheng" as a literal.
            forms |= {self.words[-1], self.words[0]}
        return frozenset(forms - {""})

    @cached_property
    def initials(self) -> str:
        """The first letters of the given names; `J.-S.`, `JS` and `Ji-Sheng` all give "js"."""
        letters: list[str] = []
        for word in re.split(r"[\s.\-‐‑–]+", self.given):
            if word.isupper() and _CAPITALS.match(word):
                letters.append(fold(word))
            else:
                letters.append(fold(word)[:1])
        return squash("".join(letters))

    def likeness(self, other: Person) -> Likeness:
        """How well this name agrees with another; the same either way round."""
        if self.words and sorted(self.words) == sorted(other.words):
            swapped = not self.is_whole and not other.is_whole and not self.surnames & other.surnames
            same_parts = squash("".join(self.words)) == squash("".join(other.words))
            return Likeness.SPELLING if swapped and not same_parts else Likeness.SAME
        if self.is_whole and other.is_whole and (self.literal or other.literal):
            return _organisations(self, other)
        if self.is_whole != other.is_whole and (self.literal or other.literal):
            return self._likeness_to_undivided(other)
        if self.surnames & other.surnames or self._surname_within(other):
            return self._given_likeness(other)
        if self._surname_similarity(other) >= SAME_SURNAME and self._given_likeness(other) == Likeness.SAME:
            return Likeness.SPELLING
        return Likeness.OTHER

    def _likeness_to_undivided(self, other: Person) -> Likeness:
        """A person against a literal that may hold the whole name: "J. S. Han", "Han JS"."""
        whole, divided = (self, other) if self.is_whole else (other, self)
        if len(whole.words) > 4 or not divided.surnames & whole.surnames:
            return Likeness.OTHER
        rest = [word for word in whole.words if word not in divided.surname_words]
        initials = "".join(word if len(word) <= 2 else word[:1] for word in rest)
        return Likeness.SAME if initials[:1] == divided.initials[:1] else Likeness.OTHER

    def _surname_within(self, other: Person) -> bool:
        """One of two surnames left out ("García", "García López")."""
        short, long = sorted((self.surname_words, other.surname_words), key=len)
        if not short or len(short) == len(long) or len("".join(short)) < 3:
            return False
        return short in (long[: len(short)], long[-len(short) :])

    def _surname_similarity(self, other: Person) -> float:
        one, two = "".join(self.surname_words), "".join(other.surname_words)
        return similarity(one, two) if min(len(one), len(two)) >= 4 else 0.0

    def _given_likeness(self, other: Person) -> Likeness:
        mine, theirs = self.initials, other.initials
        if not mine or not theirs:
            return Likeness.SAME
        if mine[0] != theirs[0]:
            # "J. David Smith" signs as "David Smith"; anything else contradicts.
            one_of_several = (mine[0] in theirs and len(theirs) > 1) or (theirs[0] in mine and len(mine) > 1)
            return Likeness.SAME if one_of_several else Likeness.SPELLING
        first, second = (fold(given).split()[:1] for given in (self.given, other.given))
        if not first or not second or min(len(first[0]), len(second[0])) < 3:
            return Likeness.SAME
        one, two = squash(fold(self.given)), squash(fold(other.given))
        alike = one[:2] == two[:2] or similarity(one, two) >= SAME_GIVEN
        return Likeness.SAME if alike else Likeness.SPELLING


def _organisations(one: Person, other: Person) -> Likeness:
    mine = [word for word in one.words if word not in _SMALL_WORDS]
    theirs = [word for word in other.words if word not in _SMALL_WORDS]
    if not mine or not theirs:
        return Likeness.OTHER
    if mine == theirs or _is_acronym(one, other) or _is_acronym(other, one):
        return Likeness.SAME
    short, long = sorted((mine, theirs), key=len)
    if len(short) > 1 and (long[: len(short)] == short or long[-len(short) :] == short):
        return Likeness.SAME  # a department more or less
    return Likeness.SPELLING if similarity(" ".join(mine), " ".join(theirs)) >= SAME_ORGANISATION else Likeness.OTHER


def _is_acronym(short: Person, long: Person) -> bool:
    if len(short.words) != 1 or len(long.words) < 2:
        return False
    letters = {"".join(word[0] for word in long.words)}
    letters.add("".join(word[0] for word in long.words if word not in _SMALL_WORDS))
    return short.words[0] in letters


@dataclass(frozen=True, slots=True)
class BylineMatch:
    """How two bylines agree: the share of names that do, and those that don't.

    `substituted` pairs the reference's name with the registry's in its place (position from 1), `extra` are
    the reference's names that nobody carries, `missing` the registry's that the reference leaves out,
    `misspelt` names of the same people in another spelling, `reordered` whether only the order differs,
    `only_first` whether the registry has but the first of several, as old records often do.
    """

    share: float
    substituted: tuple[tuple[int, str, str], ...] = ()
    extra: tuple[str, ...] = ()
    missing: tuple[str, ...] = ()
    misspelt: tuple[tuple[int, str, str], ...] = ()
    reordered: bool = False
    only_first: bool = False


def compare_bylines(
    names: Sequence[Mapping[str, Any]], others: Sequence[Mapping[str, Any]], *, truncated: bool = False
) -> BylineMatch | None:
    """Compare a reference's names with a registry's; `None` where one side has none that can be compared.

    `truncated` says that the reference ends in "et al.", so that names after its last are not missing.
    Organisations that only one side lists among its persons (a study group) are left aside.

    Examples:
        >>> match = compare_bylines([{"family": "Han", "given": "J.-S."}],
        ...                         [{"family": "Han", "given": "Ji-Sheng"}])
        >>> match.share, match.extra, match.missing
        (1.0, (), ())
    """
    mine, theirs = _people(names), _people(others)
    if not mine or not theirs or _script(mine) != _script(theirs):
        return None
    pairs = _pair(mine, theirs)
    mine, theirs, pairs = _without_groups(mine, theirs, pairs)
    unmatched = [index for index in range(len(mine)) if index not in pairs]
    carried = set(pairs.values())
    free = [index for index in range(len(theirs)) if index not in carried]
    substituted: list[tuple[int, str, str]] = []
    for index in list(unmatched):
        if index in free:
            substituted.append((index + 1, mine[index].label, theirs[index].label))
            unmatched.remove(index)
            free.remove(index)
    missing = [] if truncated else free
    counted = len(mine) if truncated else max(len(mine), len(theirs))
    order = [pairs[index] for index in sorted(pairs)]
    misspelt = tuple(
        (index + 1, mine[index].label, theirs[other].label)
        for index, other in sorted(pairs.items())
        if mine[index].likeness(theirs[other]) is Likeness.SPELLING
    )
    agreeing = len(pairs) - len(misspelt) * (1 - MISSPELT_NAME)
    return BylineMatch(
        agreeing / counted if counted else 0.0,
        tuple(substituted),
        tuple(mine[index].label for index in unmatched),
        tuple(theirs[index].label for index in missing),
        misspelt,
        order != sorted(order) or bool(order and truncated and order[0] != 0),
        len(theirs) == 1 and len(mine) > 2 and pairs.get(0) == 0,
    )


def _script(people: Sequence[Person]) -> str:
    """The writing system of a byline, told from its first names."""
    return script(" ".join(person.label for person in people[:5]))


def _people(names: Iterable[Mapping[str, Any]]) -> list[Person]:
    people = [Person(name) for name in list(names)[:LONGEST_BYLINE] if hasattr(name, "get")]
    return [person for person in people if person.words]


def _pair(mine: list[Person], theirs: list[Person]) -> dict[int, int]:
    """Which of their names each of mine is: by place, then by surname anywhere, then misspelt in place."""
    pairs = _pair_by_place(mine, theirs)
    taken = set(pairs.values())
    by_surname: dict[str, list[int]] = {}
    for place, person in enumerate(theirs):
        for form in person.surnames if place not in taken else ():
            by_surname.setdefault(form, []).append(place)
    for index, person in enumerate(mine):
        if index in pairs:
            continue
        named = {place for form in person.surnames for place in by_surname.get(form, ())[:_NAMESAKES]} - taken
        found = max(sorted(named), key=lambda place: person.likeness(theirs[place]), default=None)
        if found is not None and person.likeness(theirs[found]):
            pairs[index] = found
            taken.add(found)
    for index, person in enumerate(mine):
        if index not in pairs and index < len(theirs) and index not in taken and person.likeness(theirs[index]):
            pairs[index] = index
            taken.add(index)
    return pairs


def _pair_by_place(mine: list[Person], theirs: list[Person]) -> dict[int, int]:
    pairs: dict[int, int] = {}
    shift = 0
    for index, person in enumerate(mine):
        place = index + shift
        if place < len(theirs) and person.likeness(theirs[place]) is Likeness.SAME:
            pairs[index] = place
        elif place + 1 < len(theirs) and theirs[place].literal and person.likeness(theirs[place + 1]):
            pairs[index], shift = place + 1, shift + 1  # a study group stands in between
    return pairs


def _without_groups(
    mine: list[Person], theirs: list[Person], pairs: dict[int, int]
) -> tuple[list[Person], list[Person], dict[int, int]]:
    """Both lists without the organisations that only one of them has beside its persons."""
    carried = set(pairs.values())
    keep = _kept(mine, set(pairs))
    keep_theirs = _kept(theirs, carried)
    new = {old: place for place, old in enumerate(keep)}
    new_theirs = {old: place for place, old in enumerate(keep_theirs)}
    renumbered = {new[index]: new_theirs[place] for index, place in pairs.items()}
    return [mine[index] for index in keep], [theirs[index] for index in keep_theirs], renumbered


def _kept(people: list[Person], paired: set[int]) -> list[int]:
    if not any(not person.literal for person in people):
        return list(range(len(people)))
    return [index for index, person in enumerate(people) if index in paired or not person.literal]
