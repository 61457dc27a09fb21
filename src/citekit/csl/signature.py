"""What a work's layout depends on before any value is read: its type, and which variables it has.

A library of thousands of works has some dozens of signatures. For each of them the compiler leaves out what can't
be printed and the branches that can't be taken, so that a work runs through its own layout only.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from citekit.csl import ast

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

#: Variables of the cite, or worked out from others: nothing is known of them before they are read.
CITE_VARIABLES = frozenset(
    {"locator", "citation-number", "first-reference-note-number", "year-suffix", "page-first", "citation-label"}
)


class Signature(NamedTuple):
    """An item type, and the variables that hold something."""

    type: str
    present: frozenset[str]


class Mentions(NamedTuple):
    """The types and variables that elements of a style name, in macros that they call too."""

    types: frozenset[str] = frozenset()
    variables: frozenset[str] = frozenset()

    def narrow(self, signature: Signature) -> Signature:
        """The signature as far as these elements can tell it from others."""
        return Signature(
            signature.type if signature.type in self.types else "",
            signature.present & self.variables,
        )

    def __or__(self, other: Mentions) -> Mentions:
        """Both together."""
        return Mentions(self.types | other.types, self.variables | other.variables)


NONE = Mentions()


class Mentioned:
    """What the macros of a style mention; each is looked through once."""

    def __init__(self, macros: Mapping[str, ast.Macro]) -> None:
        self._macros = macros
        self._found: dict[str, Mentions] = {}

    def by_macro(self, name: str) -> Mentions:
        """What a macro mentions."""
        found = self._found.get(name)
        if found is None:
            self._found[name] = NONE  # the parser refuses cycles; this is for a style that came another way
            found = self._found[name] = self.by(self._macros[name].children)
        return found

    def by(self, nodes: Iterable[ast.Node]) -> Mentions:
        """What some elements mention."""
        types: set[str] = set()
        variables: set[str] = set()
        for node in nodes:
            inner = self._by_one(node, types, variables)
            types |= inner.types
            variables |= inner.variables
        return Mentions(frozenset(types), frozenset(variables))

    def _by_one(self, node: ast.Node, types: set[str], variables: set[str]) -> Mentions:
        if isinstance(node, ast.Text):
            if node.macro:
                return self.by_macro(node.macro)
            if node.variable:
                variables.add(node.variable)
                variables.add(f"{node.variable}-short")
            return NONE
        if isinstance(node, ast.Group):
            return self.by(node.children)
        if isinstance(node, ast.Names):
            variables.update(node.variables)
            return self.by(node.substitute)
        if isinstance(node, ast.Choose):
            for branch in node.branches:
                for condition in branch.conditions:
                    (types if condition.test == "type" else variables).update(condition.values)
            return self.by(child for branch in node.branches for child in branch.children)
        variables.add(node.variable)
        return NONE
