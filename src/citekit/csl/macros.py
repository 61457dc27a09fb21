"""What calls which macro: what is missing, defined twice, never used, or calls itself.

In: the root element of a style. Out: problems with their places. Works on elements, not on the parsed style, so
that it can be told of a style that has other mistakes too.

Source: CSL 1.0.2 specification, "Macro": names are unique, and a macro may not call itself, directly or through
others.
"""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING, Final

from citekit.csl.vocabulary import nearest, shown
from citekit.errors import StyleProblem

if TYPE_CHECKING:
    from collections.abc import Iterator

    from citekit.csl.xml import Element

#: More elements than that, with each call replaced by what it calls, is a style made to hang its reader; the
#: longest published one has under a million.
MAX_EXPANDED: Final = 50_000_000
#: The levels of elements, with each call replaced likewise: rendering goes down as many.
MAX_NESTED: Final = 200
#: So many macros that are not there are compared with so many that are.
_HINTS_SHOWN: Final = 50
_HINTS_AMONG: Final = 300
_CHAIN_SHOWN: Final = 12
_CYCLES_SHOWN: Final = 100
#: Before the name of an area among those of macros: a character that no XML has.
_AREA: Final = "\0"
_AREAS: Final = ("citation", "bibliography")


def macros_of(root: Element) -> tuple[dict[str, Element], dict[str, tuple[Element, ...]]]:
    """The macros by name, the first of each, and the elements that call others in each; areas have names too."""
    defined: dict[str, Element] = {}
    for element in root.find_all("macro"):
        defined.setdefault(element.get("name"), element)
    defined.pop("", None)
    calls = {name: tuple(_calls(element)) for name, element in defined.items()}
    calls.update((name, tuple(_calls(element))) for name, element in _areas(root).items())
    return defined, calls


def _areas(root: Element) -> dict[str, Element]:
    return {_AREA + tag: area for tag in _AREAS if (area := root.find(tag)) is not None}


def _calls(element: Element) -> Iterator[Element]:
    left = [element]
    while left:
        current = left.pop()
        if current.tag in ("text", "key") and current.get("macro"):
            yield current
        left.extend(reversed(current.children))


def broken_macros(root: Element) -> Iterator[StyleProblem]:
    """Macros without a name, defined twice, called without being there, or calling themselves."""
    defined, calls = macros_of(root)
    for element in root.find_all("macro"):
        name = element.get("name")
        if not name:
            yield _problem(element, "a macro has no name")
        elif defined[name] is not element:
            yield _problem(element, f"the macro {shown(name)} was defined before", f"in line {defined[name].line}")
    missing = [caller for callers in calls.values() for caller in callers if caller.get("macro") not in defined]
    for number, caller in enumerate(missing):
        name = caller.get("macro")
        hint = nearest(name, islice(defined, _HINTS_AMONG)) if number < _HINTS_SHOWN else ""
        yield _problem(caller, f"there is no macro {shown(name)}", hint)
    cycles = list(islice(_cycles(defined, calls), _CYCLES_SHOWN))
    yield from cycles
    if not cycles:
        yield from _explosion({**defined, **_areas(root)}, calls)


def _cycles(defined: dict[str, Element], calls: dict[str, tuple[Element, ...]]) -> Iterator[StyleProblem]:
    """Depth first without recursion: a macro that is called while it is being visited calls itself."""
    done: set[str] = set()
    for start in defined:
        if start in done:
            continue
        path = {start: None}
        stack = [(start, iter(calls[start]))]
        while stack:
            current, rest = stack[-1]
            caller = next(rest, None)
            if caller is None:
                done.add(current)
                del path[current]
                stack.pop()
            elif (name := caller.get("macro")) in path:
                names = list(path)
                chain = [*names[names.index(name) :], name]
                yield _problem(caller, f"the macro {shown(name)} calls itself", _shortened(chain))
            elif name in defined and name not in done:
                path[name] = None
                stack.append((name, iter(calls[name])))


def _shortened(chain: list[str]) -> str:
    names = chain if len(chain) <= _CHAIN_SHOWN else [*chain[: _CHAIN_SHOWN - 2], "…", *chain[-2:]]
    return " → ".join(shown(name)[1:-1] for name in names)


def _explosion(callers: dict[str, Element], calls: dict[str, tuple[Element, ...]]) -> Iterator[StyleProblem]:
    """Macros that call each other twice, and those twice again: small to write, endless to render; or too deep."""
    extents: dict[str, tuple[int, int]] = {}
    for start in callers:
        stack = [start]
        while stack:
            name = stack[-1]
            called = [other for caller in calls[name] if (other := caller.get("macro")) in callers]
            missing = [other for other in dict.fromkeys(called) if other not in extents]
            if missing:
                stack += missing
                continue
            stack.pop()
            if name in extents:
                continue
            size, depth = _extent(callers[name])
            size += sum(extents[other][0] for other in called)
            depth += max((extents[other][1] for other in called), default=0)
            extents[name] = size, depth
            if size > MAX_EXPANDED or depth > MAX_NESTED:
                what = "often" if size > MAX_EXPANDED else "deeply"
                yield _problem(callers[name], f"macros call each other too {what} from here")
                return


def _extent(element: Element) -> tuple[int, int]:
    """How many elements, and how deep."""
    count, depth, level = 0, 0, [element]
    while level:
        count, depth = count + len(level), depth + 1
        level = [child for parent in level for child in parent.children]
    return count, depth


def unused_macros(root: Element) -> Iterator[StyleProblem]:
    """Macros that neither the citation nor the bibliography reaches."""
    defined, calls = macros_of(root)
    reached: set[str] = set()
    left = [caller.get("macro") for area in _AREAS for caller in calls.get(_AREA + area, ())]
    while left:
        name = left.pop()
        if name not in reached and name in defined:
            reached.add(name)
            left.extend(caller.get("macro") for caller in calls[name])
    for name, element in defined.items():
        if name not in reached:
            yield _problem(element, f"the macro {shown(name)} is never used", "remove it, or call it")


def _problem(element: Element, message: str, hint: str = "") -> StyleProblem:
    return StyleProblem(element.line, message, hint, element.column)
