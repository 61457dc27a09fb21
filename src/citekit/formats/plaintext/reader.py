"""Reading the references of an article, or of a pasted list, into a library.

In: a source text (plain, Markdown or HTML). Out: a `Library` whose entries know where they and their fields
stand. What does not read like a reference becomes a problem with its line; only a text without any list is
an error.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from citekit.errors import ReadError
from citekit.formats.plaintext.evidence import looks_like_reference
from citekit.formats.plaintext.reference import MAX_LENGTH, ParsedReference, parse_reference
from citekit.formats.plaintext.section import find_reference_lists, guess_kind
from citekit.formats.plaintext.split import split
from citekit.model.keys import Keys
from citekit.model.library import Entry, Library, Origin
from citekit.model.problem import Problem
from citekit.model.span import SourceText, Span

if TYPE_CHECKING:
    from collections.abc import Sequence

    from citekit.formats.plaintext.passage import Passage

_LOW_CONFIDENCE = 0.65


def read(source: SourceText) -> Library:
    """Read the references of an article, or of a text that is nothing but references.

    Keys are made of the first author's family name and the year: `han2004`, then `han2004b`.

    Raises:
        ReadError: the text is empty, or an article without a reference list.

    Examples:
        >>> library = read(SourceText("Han, J.-S. (2004). Endorphins. Pain, 361(1–3), 258–261."))
        >>> library.keys()
        ('han2004',)
        >>> library.origin("han2004").at("volume").span
        Span(start=37, end=40)
    """
    passages = _entries(source)
    entries: list[Entry] = []
    problems: list[Problem] = []
    keys = Keys()
    authors: tuple[Any, Any] = (None, None)
    for passage in passages:
        parsed = parse_reference(passage)
        item: dict[str, Any] = dict(parsed.item)
        if parsed.repeats_author and authors[0]:
            item = {"type": item.pop("type"), "author": authors[0], **item}
            if authors[1]:
                item["custom"] = authors[1]
        elif "author" in item:
            authors = (item["author"], item.get("custom"))
        if not parsed.is_understood:
            problems.append(_not_understood(source, passage))
            continue
        key = keys.make(item)
        problems += _doubts(source, parsed, key)
        spans = {variable: found.span for variable, found in parsed.fields.items()}
        entries.append(Entry(key, {"id": key, **item}, Origin(source, passage.span, spans)))
    if not entries:
        raise ReadError(
            "no line of the reference list could be read as a reference",
            path=source.path,
            line=problems[0].location.line if problems and problems[0].location else None,
            hint="each reference needs at least two of author, title and date, or a DOI or address",
        )
    return Library(entries, source=source, format="text", problems=problems)


def reference_texts(source: SourceText) -> list[str]:
    r"""The references as they stand in the text, one string each, without numbers, bullets and markup.

    Raises:
        ReadError: the text is empty, or an article without a reference list.

    Examples:
        >>> reference_texts(SourceText("References\n\n1. Han, J. (2004). Rest. *Pain*, 3(1), 2–3.\n"))
        ['Han, J. (2004). Rest. Pain, 3(1), 2–3.']
    """
    return [passage.text.replace("\n", " ") for passage in _entries(source) if looks_like_reference(passage.text)]


def _entries(source: SourceText) -> list[Passage]:
    """The entries of all reference lists, or of a text that is one."""
    text, path = source.text, source.path
    if not text.strip():
        raise ReadError("the file is empty", path=path, hint="is it the right one?")
    kind = guess_kind(text, path)
    lists = find_reference_lists(text, kind)
    if lists:
        return [passage for found in lists for passage in split(text, found.body, kind)]
    passages = list(split(text, Span(0, len(text)), kind))
    likely = [looks_like_reference(passage.text) or len(passage.text) > MAX_LENGTH for passage in passages]
    if passages and sum(likely) * 3 >= len(passages):
        return passages
    run = _longest_run(likely)
    if run.end - run.start >= 3:
        return passages[run.start : run.end]
    raise ReadError(
        "no reference list was found",
        path=path,
        hint="put the references under a heading such as “References”, or give a file of references alone",
    )


def _longest_run(likely: Sequence[bool]) -> Span:
    """The longest run of entries that look like references."""
    best = Span(0, 0)
    start = 0
    for index, good in enumerate([*likely, False]):
        if not good:
            if index - start > best.end - best.start:
                best = Span(start, index)
            start = index + 1
    return best


def _not_understood(source: SourceText, passage: Passage) -> Problem:
    if len(passage.text) > MAX_LENGTH:
        return Problem(
            f"this is too long for a reference ({len(passage.text)} characters)",
            source,
            passage.span,
            hint="put each reference on a line of its own",
        )
    words = passage.text.replace("\n", " ")
    shown = words if len(words) <= 60 else words[:57] + "…"
    return Problem(
        f"this could not be read as a reference: {shown!r}",
        source,
        passage.span,
        hint="a reference needs at least two of author, title and date, or a DOI or address",
    )


def _doubts(source: SourceText, parsed: ParsedReference, key: str) -> list[Problem]:
    """Warnings for what was read with little confidence, or is missing altogether."""
    if "title" not in parsed.item and "DOI" not in parsed.item and "container-title" not in parsed.item:
        return [
            Problem(
                "no title was found in this reference",
                source,
                parsed.passage.span,
                severity="warning",
                key=key,
            )
        ]
    doubtful = [name for name, found in parsed.fields.items() if found.confidence < _LOW_CONFIDENCE]
    return [
        Problem(
            f"the {name} was read with little confidence",
            source,
            parsed.fields[name].span,
            hint="please check it",
            severity="warning",
            key=key,
        )
        for name in doubtful
    ]
