"""Patterns for citation keys, as the users of Better BibTeX and of JabRef write them.

`auth.lower + shorttitle(3,3) + year`: a sum of parts; several sums with `|` between them are tried until one gives
something. A part is a name of the table `PARTS`, with arguments in brackets where it takes some, or a text in quotation
marks, and behind it any number of filters of the table `FILTERS`, each after a dot. `[auth:lower]_[year]`: parts in
brackets, their filters after colons, and any text between them (`key_brackets`). What comes out is plain letters,
digits and `-_:./+`.

Source: Better BibTeX for Zotero, "Citation keys".
"""

from __future__ import annotations

import inspect
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from citekit.errors import UsageError
from citekit.model.key_filters import FILTERS
from citekit.model.key_parts import PARTS, NextPattern
from citekit.model.key_words import LONGEST, SKIPPED, ascii_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from citekit.model.item import Item

__all__ = ["FILTERS", "NAMED", "PARTS", "SKIPPED", "KeyPattern", "ascii_of"]

#: Patterns by the names of what makes such keys.
NAMED: Final = {
    "better-bibtex": "auth.lower + shorttitle(3,3) + year",
    "google-scholar": "auth.lower + year + veryshorttitle.lower",
    "jabref": "[auth][year]",
}
_TOKEN: Final = re.compile(
    r"""\s*(?:(?P<name>[A-Za-z]\w*)|(?P<number>-?\d+)|'(?P<single>[^'\n]*)'|"(?P<double>[^"\n]*)"
    |/(?P<regex>(?:[^/\\\n]|\\.)+)/(?P<flags>[a-z]*)|(?P<sign>[+|.(),=]))""",
    re.VERBOSE,
)
_WORDS: Final = {"true": True, "false": False}


@dataclass(frozen=True, slots=True)
class Call:
    """A part or a filter with its arguments, by place and by name."""

    function: Callable[..., str]
    arguments: tuple[Any, ...] = ()
    named: tuple[tuple[str, Any], ...] = ()

    def __call__(self, first: Any) -> str:
        return self.function(first, *self.arguments, **dict(self.named))


@dataclass(frozen=True, slots=True)
class Term:
    """A part, or a text of its own, the filters behind it, and what makes plain letters of it at last."""

    part: Call | str
    filters: tuple[Call, ...] = ()
    letters: Callable[[str], str] = ascii_of

    def value(self, item: Item) -> str:
        """What it gives for an item."""
        text = self.part if isinstance(self.part, str) else self.part(item)
        for call in self.filters:
            text = call(text[: 4 * LONGEST])
        return self.letters(text)


class KeyPattern:
    """A pattern, read once; calling it with an item gives the item's key, or "" where the pattern gives nothing.

    It is in the language of Better BibTeX or of JabRef, or one of the names in `NAMED`. `postfix` is what a key gets
    that is taken, and the number it begins after; `None` leaves that to `citekit.model.keys.Keys`.

    Raises:
        UsageError: the pattern can't be read; the message says where and what is near it.

    Examples:
        >>> han = {"author": [{"family": "Hän", "given": "Ji-Sheng"}], "title": "The Pain of <i>Needles</i>",
        ...     "issued": {"date-parts": [[2004, 5]]}, "container-title": "Neuroscience Letters"}
        >>> KeyPattern("auth.lower + shorttitle(1,1) + year")(han)
        'hanPain2004'
        >>> KeyPattern("authEtAl + '_' + journal.abbr + year.select(3,2) | title")(han)
        'Han_NL04'
        >>> KeyPattern("[auth:lower]_[year]")(han)
        'haen_2004'
        >>> KeyPattern("google-scholar")(han)
        'han2004pain'
        >>> KeyPattern("atuh + year")
        Traceback (most recent call last):
        ...
        citekit.errors.UsageError: the key pattern 'atuh + year': there is no 'atuh' (did you mean 'auth'?)
    """

    def __init__(self, pattern: str) -> None:
        self.pattern = pattern
        text = NAMED.get(pattern.strip(), pattern)
        #: What comes behind a key that is taken, as in `postfix('-%(n)s')`, and the number before the first one's.
        self.postfix: tuple[str, int] | None = None
        if "[" in re.sub(r"'[^']*'|\"[^\"]*\"|/(?:[^/\\\n]|\\.)+/", "", text):
            from citekit.model.key_brackets import read_brackets  # noqa: PLC0415 - the two know each other

            self._sums = read_brackets(text)
            # JabRef's second of a kind is "a".
            self.postfix = ("%(a)s", 0)
        else:
            reader = _Reader(text)
            self._sums = reader.read()
            self.postfix = reader.postfix

    def __call__(self, item: Item) -> str:
        """The key of an item."""
        for terms in self._sums:
            try:
                text = "".join(term.value(item) for term in terms)
            except NextPattern:
                continue
            key = re.sub(r"[^A-Za-z0-9_:./+-]", "", text)[:LONGEST]
            if key:
                return key
        return ""

    def __repr__(self) -> str:
        return f"KeyPattern({self.pattern!r})"


def wrong(pattern: str, what: str) -> UsageError:
    """The error that a pattern can't be read."""
    return UsageError(f"the key pattern {pattern!r}: {what}")


def unknown(pattern: str, name: str, known: Iterable[str], more: str = "") -> UsageError:
    """The error that there is no part or filter of a name."""
    import difflib  # noqa: PLC0415 - only for the message

    spelt = {one.lower(): one for one in reversed([*known])}
    near = difflib.get_close_matches(name.lower(), spelt, 1)
    return wrong(pattern, f"there is no {name!r}" + (f" (did you mean {spelt[near[0]]!r}?)" if near else "") + more)


def checked(pattern: str, name: str, call: Call, first: Any) -> Call:
    """A call whose function takes its arguments: it is tried on nothing."""
    told = ", ".join([*map(_shown, call.arguments), *(f"{one}={_shown(value)}" for one, value in call.named)])
    try:
        inspect.signature(call.function).bind(first, *call.arguments, **dict(call.named))
        call(first)
    except NextPattern:
        return call
    except re.error as error:
        raise wrong(pattern, f"{name!r}: {told} is no expression: {error}") from None
    except (TypeError, ValueError, AttributeError, KeyError, IndexError):
        raise wrong(pattern, f"{name!r} does not take {told or 'nothing'}") from None
    return call


def _shown(value: Any) -> str:
    return f"/{value.pattern}/" if isinstance(value, re.Pattern) else repr(value)


class _Reader:
    """Recursive descent over the tokens of a pattern."""

    def __init__(self, pattern: str) -> None:
        self.pattern = pattern
        self.postfix: tuple[str, int] | None = None
        self.tokens: list[re.Match[str]] = []
        position = 0
        while position < len(pattern.rstrip()):
            match = _TOKEN.match(pattern, position)
            if match is None:
                raise wrong(pattern, f"can't read {pattern[position:].strip()[:20]!r}")
            self.tokens.append(match)
            position = match.end()
        self.position = 0

    def sign(self) -> str:
        """The next sign (`+`, `|`, `.`, a bracket, a comma or `=`), or ""."""
        return (self.tokens[self.position]["sign"] or "") if self.position < len(self.tokens) else ""

    def read(self) -> tuple[tuple[Term, ...], ...]:
        sums = [self.sum()]
        while self.sign() == "|":
            self.position += 1
            sums.append(self.sum())
        if self.position < len(self.tokens):
            raise wrong(self.pattern, f"'+' or '|' is missing before {self.tokens[self.position].group().strip()!r}")
        return tuple(sums)

    def sum(self) -> tuple[Term, ...]:
        terms = [self.term()]
        while self.sign() == "+":
            self.position += 1
            terms.append(self.term())
        return tuple(terms)

    def term(self) -> Term:
        if self.position >= len(self.tokens):
            raise wrong(self.pattern, "something is missing at its end")
        token = self.tokens[self.position]
        part: Call | str
        if token["single"] is not None or token["double"] is not None:
            self.position += 1
            part = token["single"] if token["single"] is not None else token["double"]
        elif token["name"] == "postfix":
            part = self.set_postfix()
        else:
            part = self.call(PARTS, {})
        filters: list[Call] = []
        while self.sign() == ".":
            self.position += 1
            filters.append(self.call(FILTERS, ""))
        return Term(part, tuple(filters))

    def set_postfix(self) -> str:
        """`postfix('-%(n)s', 1)` prints nothing: it says what a key gets that is taken."""
        self.position += 1
        arguments, named = self.arguments("postfix")
        form, start = [*arguments, *named.values(), "%(a)s", 0][:2] if arguments or named else ("%(a)s", 0)
        if not isinstance(form, str) or len(re.findall(r"%\([naA]\)s", form)) != 1:
            raise wrong(self.pattern, "'postfix' wants a text with one of %(n)s, %(a)s and %(A)s")
        self.postfix = (form, start if isinstance(start, int) else 0)
        return ""

    def call(self, known: dict[str, Callable[..., str]], first: Any) -> Call:
        token = self.tokens[self.position] if self.position < len(self.tokens) else None
        name = token["name"] if token else None
        if not name:
            what = f"{token.group().strip()!r} stands where a name should" if token else "a name is missing"
            raise wrong(self.pattern, what)
        if name == "inspireHep":
            raise wrong(self.pattern, "'inspireHep' asks a service, and keys are made without one")
        if name not in known:
            raise unknown(self.pattern, name, known)
        self.position += 1
        arguments, named = self.arguments(name)
        if known is PARTS:
            # What comes out is always cleaned.
            named.pop("clean", None)
        return checked(self.pattern, name, Call(known[name], tuple(arguments), tuple(named.items())), first)

    def arguments(self, name: str) -> tuple[list[Any], dict[str, Any]]:
        """What stands in the brackets behind a name, if there are any."""
        arguments: list[Any] = []
        named: dict[str, Any] = {}
        if self.sign() != "(":
            return arguments, named
        self.position += 1
        while self.sign() != ")":
            if self.position >= len(self.tokens):
                raise wrong(self.pattern, f"the bracket behind {name!r} is not closed")
            token = self.tokens[self.position]
            following = self.tokens[self.position + 1] if self.position + 1 < len(self.tokens) else None
            if token["name"] and following is not None and following["sign"] == "=":
                self.position += 2
                named[token["name"]] = self.argument(name)
            else:
                arguments.append(self.argument(name))
            if self.sign() == ",":
                self.position += 1
        self.position += 1
        return arguments, named

    def argument(self, name: str) -> Any:
        if self.position >= len(self.tokens):
            raise wrong(self.pattern, f"the bracket behind {name!r} is not closed")
        token = self.tokens[self.position]
        self.position += 1
        if token["number"]:
            return int(token["number"])
        if token["single"] is not None or token["double"] is not None:
            return token["single"] if token["single"] is not None else token["double"]
        if token["name"] in _WORDS:
            return _WORDS[token["name"]]
        if token["regex"]:
            try:
                return re.compile(token["regex"], re.IGNORECASE if "i" in token["flags"] else 0)
            except re.error as error:
                raise wrong(self.pattern, f"/{token['regex']}/ is no expression: {error}") from None
        raise wrong(self.pattern, f"{token.group().strip()!r} is neither a number nor a text")
