"""Run cases of the CSL test suite's format: `python csl_suite.py DIR [--json OUT.json]` prints how many pass.

A case is a text file with sections between `>>===== NAME =====>>` and `<<===== NAME =====<<`. Its result is in the
HTML dialect of the suite, for which there is a writer here. Comparison is strict, but for the marks `..[0] ` and
`>>[0] ` that only an incremental processor can set.
"""

import argparse
import json
import re
import sys
import unicodedata
from pathlib import Path

from citekit.csl import Processor, compile_style, parse_locale, parse_style
from citekit.errors import CitekitError
from citekit.model.citation import Citation, CitationItem
from citekit.richtext.nodes import Display, Quoted, Styled, Text

_SECTION = re.compile(
    r"^>>={2,}\s*([A-Z0-9-]+)\s*={2,}(?:>>)?\s*\n(.*?)\n?^<<={2,}\s*\1\s*={2,}<<", re.DOTALL | re.MULTILINE
)
_MARK = re.compile(r"^(?:\.\.|>>)\[\d+\] ", re.MULTILINE)
_ELEMENTS = {"italic": "i", "bold": "b", "sup": "sup", "sub": "sub"}
_SPANS = {
    "font_style": {"normal": "font-style:normal;", "oblique": "font-style:oblique;"},
    "font_variant": {"small-caps": "font-variant:small-caps;", "normal": "font-variant:normal;"},
    "font_weight": {"normal": "font-weight:normal;", "light": "font-weight:light;"},
    "text_decoration": {"underline": "text-decoration:underline;", "none": "text-decoration:none;"},
    "vertical_align": {"baseline": "baseline"},
}
_SUPERSCRIPT = "<super> "
#: Letters that stand for superscripts of others although Unicode doesn't say so.
_RAISED = {"ˀ": "ʔ", "ˁ": "ʕ", "ۥ": "و", "ۦ": "ي"}
_EMPTY = "[CSL STYLE ERROR: reference with no printed form.]"


def read_case(path):
    """A case's sections by name."""
    text = Path(path).read_text(encoding="utf-8-sig").replace("\r\n", "\n")
    return {match[1]: match[2] for match in _SECTION.finditer(text)}


def locales():
    """The official locale files, from the package that carries them."""
    from citekit.styles.repository import _LOCALE_PACKAGES, _installed

    folders = list(_installed(_LOCALE_PACKAGES))
    cache = {}

    def load(lang):
        if lang not in cache:
            paths = [folder / f"locales-{lang}.xml" for folder in folders]
            cache[lang] = next((parse_locale(path.read_bytes()) for path in paths if path.is_file()), None)
        return cache[lang]

    return load if folders else None


def _superscript(letter):
    """A letter that Unicode has as a superscript of another one."""
    if letter in _RAISED:
        return f"<sup>{_RAISED[letter]}</sup>"
    decomposed = unicodedata.decomposition(letter)
    if not decomposed.startswith(_SUPERSCRIPT):
        return letter
    codes = decomposed.removeprefix(_SUPERSCRIPT).split()
    return f"<sup>{''.join(chr(int(code, 16)) for code in codes)}</sup>"


def html(node):
    """A tree in the suite's dialect."""
    if isinstance(node, Text):
        text = node.text.replace("&", "&#38;").replace("<", "&#60;").replace(">", "&#62;")
        text = text if text.isascii() else "".join(map(_superscript, text))
        return text.replace("  ", "\u00a0 ")
    inner = "".join(map(html, node.children))
    if isinstance(node, Quoted):
        return f"{node.open}{inner}{node.close}"
    if isinstance(node, Styled):
        for name, value in zip(node.formatting._fields, node.formatting, strict=True):
            if value in _ELEMENTS:
                inner = f"<{_ELEMENTS[value]}>{inner}</{_ELEMENTS[value]}>"
            elif value in _SPANS[name]:
                inner = f'<span style="{_SPANS[name][value]}">{inner}</span>'
        return inner
    if isinstance(node, Display) and inner:
        return {
            "block": f'\n\n    <div class="csl-block">{inner}</div>\n',
            "left-margin": f'\n    <div class="csl-left-margin">{inner}</div>',
            "right-inline": f'<div class="csl-right-inline">{inner}</div>\n  ',
            "indent": f'<div class="csl-indent">{inner}</div>\n  ',
        }[node.display]
    return inner


def _item(value):
    mode = (
        "suppress-author" if value.get("suppress-author") else "author-only" if value.get("author-only") else "normal"
    )
    return CitationItem(
        str(value["id"]), str(value.get("locator") or ""), value.get("label") or "page",
        value.get("prefix") or "", value.get("suffix") or "", mode,
    )  # fmt: skip


def history(group):
    """Citations before one whose cites say what position they have: 1 subsequent, 2 ibid, 3 with a locator."""
    position = max((int(value.get("position") or 0) for value in group), default=0)
    if not position:
        return []
    before = [CitationItem(str(value["id"]), "0" if position == 3 else "") for value in group[:1]]
    return [Citation(tuple(before), 1), *([Citation((CitationItem("\0"),), 1)] if position == 1 else [])]


def replay(calls):
    """The final document of a series of calls: citations in order, with their note numbers."""
    known, order = {}, []
    for citation, before, after in calls:
        number = citation.get("citationID") or f"c{len(known)}"
        known[number] = citation
        order = [*before, [number, citation.get("properties", {}).get("noteIndex", 0)], *after]
    return [
        Citation(tuple(_item(value) for value in known[number]["citationItems"]), int(note or 0))
        for number, note in order
        if number in known
    ]


def run_case(case, load_locale):
    """What the engine makes of a case."""
    plan = compile_style(parse_style(case["CSL"]), load_locale, links=False)
    items = json.loads(case["INPUT"])
    items = [{**item, "id": item.get("id", f"item-{number}")} for number, item in enumerate(items)]
    items = list({str(item["id"]): item for item in items}.values())
    processor = Processor(plan)
    if case["MODE"].strip() == "bibliography":
        if "CITATIONS" in case:
            citations = replay(json.loads(case["CITATIONS"]))
            cited = {item.id for citation in citations for item in citation.items}
            items = [item for item in items if str(item["id"]) in cited]
            bibliography = processor.process(items, citations).bibliography
        else:
            bibliography = processor.bibliography(items)
        entries = "".join(f'  <div class="csl-entry">{html(entry.node)}</div>\n' for entry in bibliography.entries)
        return f'<div class="csl-bib-body">\n{entries}</div>'
    if "CITATIONS" in case:
        citations = replay(json.loads(case["CITATIONS"]))
        cited = {item.id for citation in citations for item in citation.items}
        by_id = {str(item["id"]): item for item in items}
        ordered = [by_id[key] for key in dict.fromkeys(item.id for c in citations for item in c.items) if key in by_id]
        nodes = processor.cite(citations, [item for item in ordered if str(item["id"]) in cited])
    elif "CITATION-ITEMS" in case:
        groups = json.loads(case["CITATION-ITEMS"])
        nodes = [
            processor.cite([*history(group), Citation(tuple(map(_item, group)), len(group))], items)[-1]
            for group in groups
        ]
    else:
        keys = [context.work.key for context in processor._numbered(items)]
        nodes = processor.cite([Citation(tuple(CitationItem(key) for key in keys))], items)
    return "\n".join(html(node) or _EMPTY for node in nodes)


def read_ledger(path):
    """The cases that are known to fail, each with its reason."""
    lines = path.read_text(encoding="utf-8").splitlines() if path.is_file() else []
    pairs = (line.partition("#") for line in lines)
    return {name.strip(): reason.strip() for name, _, reason in pairs if name.strip()}


def write_ledger(path, failed):
    """The list anew: what fails, by feature, with the reasons that were there."""
    reasons = read_ledger(path)
    lines = [f"{name:<65} # {reasons.get(name) or 'not looked into yet'}" for name in sorted(failed)]
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")


def main(argv=None):
    parser = argparse.ArgumentParser(description="Run a folder of CSL test cases.")
    parser.add_argument("folder", type=Path)
    parser.add_argument("--json", type=Path, help="write {case: output} here")
    parser.add_argument("--show", help="print wanted and got of the failing cases whose names contain this")
    parser.add_argument("--ledger", type=Path, help="rewrite this list of known failures; reasons it has are kept")
    arguments = parser.parse_args(argv)
    load = locales()
    if load is None:
        print("the official locale files are not installed: pip install 'citekit-refs[styles]'", file=sys.stderr)
        return 2
    outputs, passed, failed = {}, 0, []
    for path in sorted(arguments.folder.glob("*.txt")):
        case = read_case(path)
        try:
            outputs[path.stem] = run_case(case, load)
        except CitekitError as error:
            outputs[path.stem] = f"error: {error}"
        except Exception as error:  # noqa: BLE001 - one case must not end the run; it counts as failed
            outputs[path.stem] = f"{type(error).__name__}: {error}"
        wanted = _MARK.sub("", case["RESULT"])
        if outputs[path.stem] == wanted:
            passed += 1
        else:
            failed.append(path.stem)
            if arguments.show is not None and arguments.show in path.stem:
                print(f"--- {path.stem}\nwanted {wanted}\ngot    {outputs[path.stem]}")
    if arguments.json:
        arguments.json.write_text(json.dumps(outputs, ensure_ascii=False, indent=1), encoding="utf-8")
    if arguments.ledger:
        write_ledger(arguments.ledger, failed)
    print(f"{passed} passed, {len(failed)} failed")
    return int(bool(failed))


if __name__ == "__main__":
    raise SystemExit(main())
