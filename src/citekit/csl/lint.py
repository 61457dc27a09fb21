"""All mistakes of a style or locale file: what the schema forbids, what the engine refuses, what does nothing.

In: the bytes of a file. Out: findings with places. It walks the tables of `citekit.csl.schema`, adds what a schema
can't say (macros, attributes without their companion, terms given twice), and last asks the engine's own reader.
Never raises for what is in the file.

Source: the schema of CSL 1.0.2 and its Schematron rules; CSL 1.0.2 specification.
"""

from __future__ import annotations

import re
from itertools import islice
from typing import TYPE_CHECKING, Final, NamedTuple

from citekit.csl.macros import broken_macros, unused_macros
from citekit.csl.parse import style_of
from citekit.csl.schema import (
    BY_ATTRIBUTE,
    BY_VALUE,
    COMPANIONS,
    DESCRIPTIVE,
    ELEMENT_OF,
    INSTEAD,
    MISSING,
    RULES,
    Rule,
    Values,
)
from citekit.csl.vocabulary import nearest, shown
from citekit.csl.xml import CSL, Element, parse_xml
from citekit.errors import StyleError, StyleProblem
from citekit.model.variables import KIND

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

#: A hostile file is not told more.
MAX_FINDINGS: Final = 500
_INHERITING: Final = ("style", "citation", "bibliography", "name")


class StyleFinding(NamedTuple):
    """A mistake in a style or locale file: an "error" breaks the schema, a "warning" is allowed but does no good."""

    line: int
    column: int
    severity: str
    message: str
    hint: str = ""

    def __str__(self) -> str:
        hint = f" ({self.hint})" if self.hint else ""
        return f"{self.line}:{self.column}: {self.severity}: {self.message}{hint}"


class Lint(NamedTuple):
    """What is wrong with a file, by place, and whether the engine refuses it."""

    findings: tuple[StyleFinding, ...]
    refused: bool

    def count(self, severity: str) -> int:
        """How many findings are errors, or warnings."""
        return sum(finding.severity == severity for finding in self.findings)


def lint(text: str | bytes) -> Lint:
    """All mistakes of a style, independent or dependent, or of a locale file.

    Examples:
        >>> checked = lint('''<style xmlns="http://purl.org/net/xbiblio/csl" version="1.0" class="in-text">
        ...   <info><title>Tiny</title><id>tiny</id><updated>2024-05-17T12:00:00Z</updated></info>
        ...   <macro name="head"><text variable="titel" font-style="italics"/></macro>
        ...   <citation><layout><number variable="issued"/></layout></citation>
        ... </style>''')
        >>> for finding in checked.findings:
        ...     print(finding)
        3:3: warning: the macro 'head' is never used (remove it, or call it)
        3:22: error: the variable 'titel' is not known (did you mean 'title'?)
        3:22: error: the font-style 'italics' is not known (did you mean 'italic'?)
        4:21: error: 'issued' is a date variable (print it with <date>)
        >>> checked.refused
        True
    """
    try:
        root = parse_xml(text)
    except StyleError as error:
        return Lint(tuple(map(_error, error.problems)), refused=True)
    if root.tag not in _ROOTS:
        hint = nearest(root.tag, _ROOTS)
        return Lint((_finding(root, f"the root element is {shown(root.tag)}", hint),), refused=True)
    found = dict.fromkeys(islice(_ROOTS[root.tag](root), MAX_FINDINGS))
    refusals = _refusals(root) if root.tag == "style" else ()
    # What the engine refuses is told in the schema's words where the schema has some for that place.
    told = {(finding.line, finding.column) for finding in found if finding.severity == "error"}
    found.update((finding, None) for finding in refusals if (finding.line, finding.column) not in told)
    return Lint(tuple(sorted(found, key=lambda finding: finding[:2])), refused=bool(refusals))


def _refusals(root: Element) -> tuple[StyleFinding, ...]:
    try:
        style_of(root)
    except StyleError as error:
        return tuple(map(_error, error.problems))
    return ()


def _style(root: Element) -> Iterator[StyleFinding]:
    yield from _namespace(root)
    info = root.find("info")
    dependent = info is not None and any(link.get("rel") == "independent-parent" for link in info.find_all("link"))
    yield from _element(root, "dependent style" if dependent else "style")
    yield from map(_error, broken_macros(root))
    if root.find("citation"):
        for problem in unused_macros(root):
            yield _error(problem)._replace(severity="warning")
    yield from _companions(root)
    for locale in root.find_all("locale"):
        yield from _repeated_terms(locale)


def _locale(root: Element) -> Iterator[StyleFinding]:
    yield from _namespace(root)
    yield from _element(root, "locale file")
    yield from _repeated_terms(root)


_ROOTS: Final[dict[str, Callable[[Element], Iterator[StyleFinding]]]] = {"style": _style, "locale": _locale}


# ----- The walk over the tables ----------------------------------------------------------------------------


def _element(element: Element, name: str) -> Iterator[StyleFinding]:
    """An element, held against its rule, and what stands in it."""
    chosen = _chosen(element, name)
    if chosen is None:
        wanted = [attribute for attribute in BY_ATTRIBUTE[name] if attribute]
        severity = _severity(name)
        yield _finding(element, f"<{element.tag}> needs exactly one of {', '.join(wanted)}", "", severity)
        return
    rule = RULES[chosen]
    severity = _severity(chosen)
    for finding in (*_attributes(element, rule, _label(element, chosen)), *_content(element, rule)):
        yield finding._replace(severity=severity)
    yield from _children(element, rule, chosen)


def _chosen(element: Element, name: str) -> str | None:
    """The name of the rule, where that depends on attributes; `None` where not exactly one of them is there."""
    if name in BY_VALUE:
        attribute, rules = BY_VALUE[name]
        return rules.get(element.get(attribute), rules[""])
    if name not in BY_ATTRIBUTE:
        return name
    rules = BY_ATTRIBUTE[name]
    there = [rules[attribute] for attribute in rules if attribute in element.attributes]
    if len(there) == 1:
        return there[0]
    return rules.get("") if not there else None


def _severity(rule: str) -> str:
    return "warning" if rule in DESCRIPTIVE else "error"


def _label(element: Element, rule: str) -> str:
    """An element as messages name it: "<text macro=…>", "a dependent <style>"."""
    for attribute, name in BY_ATTRIBUTE.get(element.tag, {}).items():
        if name == rule and attribute:
            return f"<{element.tag} {attribute}=…>"
    return f"a dependent <{element.tag}>" if rule.startswith("dependent") else f"<{element.tag}>"


def _attributes(element: Element, rule: Rule, label: str) -> Iterator[StyleFinding]:
    for attribute, value in element.attributes.items():
        allowed = rule.attributes.get(attribute)
        if allowed is None:
            yield _finding(element, f"{label} has no attribute {shown(attribute)}", nearest(attribute, rule.attributes))
        else:
            yield from _value(element, attribute, value, allowed)
    for attribute in rule.required:
        if attribute not in element.attributes:
            values = rule.attributes[attribute]
            yield _finding(element, f"{label} needs the attribute {attribute!r}", nearest("", values.words))
    if rule.one_of and not any(attribute in element.attributes for attribute in rule.one_of):
        yield _finding(element, f"{label} tests nothing", f"it needs one of {', '.join(rule.one_of)}")


def _value(element: Element, attribute: str, value: str, allowed: Values) -> Iterator[StyleFinding]:
    what = attribute if allowed.what == "value" else allowed.what
    if allowed.pattern and not re.fullmatch(allowed.pattern, value):
        yield _finding(element, f"the {attribute} {shown(value)} is no {what}", allowed.hint)
    if not allowed.words:
        return
    words = value.split() if allowed.many else [" ".join(value.split())]
    if not words:
        yield _finding(element, f"the {what} of <{element.tag}> is empty")
    unknown = [word for word in words if word not in allowed.words]
    if len(words) > 1 and unknown and (joined := "-".join(words)) in allowed.words:
        yield _finding(element, f"the {what} {shown(value)} is not known", f"did you mean {joined!r}?")
        return
    for word in unknown:
        yield _unknown(element, word, what, allowed)


def _unknown(element: Element, word: str, what: str, allowed: Values) -> StyleFinding:
    """A word that is not one of those allowed; a variable of another kind is told so."""
    kind = KIND.get(word) if what.endswith("variable") else None
    if kind is None:
        return _finding(element, f"the {what} {shown(word)} is not known", allowed.hint or nearest(word, allowed.words))
    if word in INSTEAD:
        return _finding(element, f"the variable {word!r} is not one of CSL 1.0.2", f"did you mean {INSTEAD[word]!r}?")
    prints = element.tag in ELEMENT_OF.values()
    hint = f"print it with <{ELEMENT_OF[kind]}>" if prints else f"only a {what} can stand here"
    return _finding(element, f"{word!r} is a {kind} variable", hint)


def _content(element: Element, rule: Rule) -> Iterator[StyleFinding]:
    text = element.text.strip()
    if rule.text is None:
        if text:
            hint = 'text is printed by <text value="…"/>' if rule.children else ""
            yield _finding(element, f"text can't stand in <{element.tag}>: {shown(text)}", hint)
    elif text and rule.children and element.children:
        yield _finding(element, f"<{element.tag}> has text and elements", "it is one or the other")
    elif rule.text.pattern and not re.fullmatch(rule.text.pattern, element.text):
        yield _finding(element, f"{shown(text)} is no {rule.text.what}", rule.text.hint)


def _children(element: Element, rule: Rule, name: str) -> Iterator[StyleFinding]:
    first: dict[str, Element] = {}
    label = _label(element, name)
    for child in element.children:
        inner = rule.children.get(child.tag)
        if inner is None:
            hint = nearest(child.tag, rule.children) if rule.children else "nothing can"
            yield _finding(child, f"<{child.tag}> can't stand in {label}", hint)
            continue
        if child.tag in first and child.tag in rule.once:
            hint = f"the first is in line {first[child.tag].line}"
            yield _finding(child, f"<{child.tag}> stands twice in {label}", hint, _severity(inner))
        first.setdefault(child.tag, child)
        yield from _element(child, inner)
    for tag in rule.needs:
        if tag not in first:
            hint = MISSING.get((element.tag, tag), "")
            yield _finding(element, f"{label} has no <{tag}>", hint, _severity(rule.children[tag]))
    if rule.some and not first:
        yield _finding(element, f"{label} is empty", f"it needs {rule.some}")
    there = [tag for tag in rule.together if tag in first]
    if there and len(there) < len(rule.together):
        yield _finding(element, f"{label} has only <{there[0]}>", f"it needs {' and '.join(rule.together)}")
    yield from _order(element, rule)


def _order(element: Element, rule: Rule) -> Iterator[StyleFinding]:
    for chain in rule.order:
        latest = 0
        for child in element.children:
            if child.tag not in chain:
                continue
            place = chain.index(child.tag)
            if place < latest:
                message = f"<{child.tag}> stands behind <{chain[latest]}>"
                yield _finding(child, message, f"the order in <{element.tag}> is {', '.join(chain)}")
            latest = max(latest, place)


# ----- What a schema can't say -----------------------------------------------------------------------------


def _namespace(root: Element) -> Iterator[StyleFinding]:
    if root.bare:
        yield _finding(root, "the namespace of CSL is missing", f'xmlns="{CSL}"')


def _companions(root: Element) -> Iterator[StyleFinding]:
    """Attributes that do nothing without another, which may stand on an element they inherit from."""
    elements = [element for element in _all(root) if not COMPANIONS.keys().isdisjoint(element.attributes)]
    given = {
        tag: frozenset(name for element in _all(root) if element.tag == tag for name in element.attributes)
        for tag in _INHERITING
    }
    for element in elements:
        for attribute, companion in COMPANIONS.items():
            if attribute not in element.attributes or companion in element.attributes:
                continue
            # Areas don't inherit from each other; names may be called from any of them.
            areas = ("citation", "bibliography")
            others = {"style", "name"} if element.tag in areas else {*_INHERITING} - {element.tag}
            if element.tag not in _INHERITING or not any(companion in given[other] for other in others):
                message = f"{attribute!r} does nothing without {companion!r}"
                yield _finding(element, message, severity="warning")


def _repeated_terms(locale: Element) -> Iterator[StyleFinding]:
    """The later of two equal terms is the one that counts."""
    for terms in locale.find_all("terms"):
        first: dict[tuple[str, ...], int] = {}
        for term in terms.find_all("term"):
            key = (term.get("name"), term.get("form", "long"), term.get("gender-form"))
            if key in first:
                message = f"the term {shown(key[0])} was given before"
                yield _finding(term, message, f"in line {first[key]}", "warning")
            first.setdefault(key, term.line)


def _all(root: Element) -> Iterator[Element]:
    left = [root]
    while left:
        element = left.pop()
        yield element
        left.extend(element.children)


def _finding(element: Element, message: str, hint: str = "", severity: str = "error") -> StyleFinding:
    return StyleFinding(element.line, element.column, severity, message, hint)


def _error(problem: StyleProblem) -> StyleFinding:
    return StyleFinding(problem.line, problem.column or 1, "error", problem.message, problem.hint)
