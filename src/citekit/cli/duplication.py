"""What the commands say of duplicates: which, why, what is kept and from where."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterator

    from citekit.combination import Combined
    from citekit.duplicates import Doubt, Group
    from citekit.model.library import Entry


def describe_group(group: Group, combined: Combined) -> Iterator[str]:
    """The lines about one work: its entries, why they are one, what was taken from which, and what they disagree on."""
    yield f"{place(group.entries[0])}: {title(group.entries[0])}"
    for entry, reason in zip(group.entries[1:], group.reasons, strict=True):
        yield f"  = {place(entry)}: {reason}"
    for key in dict.fromkeys(combined.taken.values()):
        yield f"  from {key}: {', '.join(name for name, origin in combined.taken.items() if origin == key)}"
    for conflict in combined.conflicts:
        kept = f"{shown(conflict.kept)} ({conflict.kept_from})"
        yield f"  {conflict.variable}: {kept} is kept, not {shown(conflict.dropped)} ({conflict.dropped_from})"


def describe_doubt(doubt: Doubt) -> str:
    """The line about two entries that a person should look at."""
    return f"{place(doubt.one)} and {place(doubt.other)}: {doubt.reason}; they are left as they are"


def place(entry: Entry) -> str:
    """An entry's key, and its file and line where it has them."""
    origin = entry.origin
    where = f" ({origin.path or 'line'}{':' if origin.path else ' '}{origin.location.line})" if origin else ""
    return f"{entry.key}{where}"


def title(entry: Entry) -> str:
    """A title, cut short."""
    return shown(entry.item.get("title") or entry.item.get("DOI") or "without a title")


def shown(value: Any) -> str:
    """A value on one line."""
    if isinstance(value, list | tuple):
        names = [str(name.get("family") or name.get("literal") or "") for name in value if isinstance(name, dict)]
        text = ", ".join(names)
    elif isinstance(value, dict):
        from citekit.model.edtf import format_edtf

        text = format_edtf(value) or str(value.get("literal", ""))
    else:
        text = str(value)
    return f"“{text if len(text) < 90 else text[:88] + '…'}”"
