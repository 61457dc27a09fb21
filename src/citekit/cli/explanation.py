"""What `citekit format --explain` and `--review` print: an entry with the rules behind it, and the open questions."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from citekit.output import find_output
from citekit.output.runs import one_line

if TYPE_CHECKING:
    from collections.abc import Iterator

    from citekit.handbooks import Change
    from citekit.model.library import Library
    from citekit.style import Bibliography, Style


def explained(bibliography: Bibliography, library: Library, style: Style) -> str:
    """Every entry with the changes that made it, each with its rule and the rule's source."""
    inline = find_output("text").inline
    lines: list[str] = []
    for key, node in bibliography.entries:
        lines += [key, f"  {inline(node)}"]
        changes = style.explain(library[key]) if key in library else ()
        lines += [f"  - {_told(change)}" for change in changes]
        lines += [f"  ! {text}" for text in _questions(bibliography, key)]
        lines.append("")
    if style.handbook is None:
        lines.append("This style is printed as its file has it; only mla and apa have a handbook's rules besides.")
    return "\n".join(lines).rstrip("\n") + "\n"


def reviewed(bibliography: Bibliography, _library: Library, _style: Style) -> str:
    """Only the entries about which there is something to decide, and what."""
    inline = find_output("text").inline
    lines: list[str] = []
    for key, node in bibliography.entries:
        questions = list(_questions(bibliography, key))
        if questions:
            lines += [key, f"  {inline(node)}", *(f"  ! {text}" for text in questions), ""]
    return "\n".join(lines).rstrip("\n") + "\n" if lines else "Nothing to look at.\n"


def _questions(bibliography: Bibliography, key: str) -> Iterator[str]:
    for about, doubt in bibliography.review:
        if about == key:
            yield f"{doubt.variable}: “{doubt.about}”: {doubt.reason}"
    for warning in bibliography.warnings:
        if warning.startswith(f"{key}: "):
            yield warning.removeprefix(f"{key}: ")


def _told(change: Change) -> str:
    where = f"{change.says} [{change.rule}; {change.source}]"
    if not change.variable:
        return where
    if change.after is None:
        return f"{change.variable}: {_shown(change.before)} is left out\n    {where}"
    if change.before is None:
        return f"{change.variable}: {_shown(change.after)} is put there\n    {where}"
    return f"{change.variable}: {_shown(change.before)} → {_shown(change.after)}\n    {where}"


def _shown(value: Any) -> str:
    """A variable's value in a few words: names and dates as one would write them."""
    if isinstance(value, list):
        return "; ".join(map(_shown, value))
    if isinstance(value, dict):
        if "date-parts" in value:
            return "/".join("-".join(f"{part:02d}" for part in point) for point in value["date-parts"])
        parts = (value.get("literal"), value.get("raw"), value.get("family"), value.get("given"))
        return ", ".join(str(part) for part in parts if part)
    return f"“{one_line(str(value))}”"
