"""Damage to styles, one blow at a time: what an editor's slip or a hostile hand makes of them."""

from xml.sax.saxutils import escape, quoteattr

from citekit.csl.xml import CSL

_VALUES = [
    "",
    "true",
    "x",
    "title",
    "issued",
    "author",
    "page",
    "0",
    "-1",
    "9" * 20,
    "text",
    "note",
    "²",
    "\u0661",
    " ",
]
_TAGS = ["text", "group", "names", "name", "date", "date-part", "choose", "if", "else", "label", "number", "macro"]
_TAGS += ["layout", "sort", "key", "et-al", "substitute", "citation", "locale", "terms", "term", "info", "style", "x"]


def mutated(root, dice, times):
    """The same root after some blows; it keeps its name."""
    name = root.tag
    for _ in range(times):
        dice.choice(_BLOWS)(dice, dice.choice(elements(root)), dice.choice(elements(root)))
    root.tag = name
    return root


def written(element):
    """An element as XML on one line."""
    attributes = dict(element.attributes)
    if element.tag in ("style", "locale") and "version" in attributes:
        attributes["xmlns"] = CSL
    head = element.tag + "".join(f" {name}={quoteattr(value)}" for name, value in attributes.items())
    return f"<{head}>{escape(element.text.strip())}{''.join(map(written, element.children))}</{element.tag}>"


def elements(root):
    found, left = [], [root]
    while left:
        found.append(left.pop())
        left += found[-1].children
    return found


def _drop_child(dice, element, _other):
    if element.children:
        element.children.pop(dice.randrange(len(element.children)))


def _double_child(dice, element, _other):
    if element.children:
        element.children.append(dice.choice(element.children))


def _rename(dice, element, _other):
    element.tag = dice.choice(_TAGS)


def _drop_attribute(dice, element, _other):
    if element.attributes:
        del element.attributes[dice.choice(sorted(element.attributes))]


def _change_attribute(dice, element, _other):
    if element.attributes:
        element.attributes[dice.choice(sorted(element.attributes))] = dice.choice(_VALUES)


def _borrow_attribute(dice, element, other):
    if other.attributes:
        name = dice.choice(sorted(other.attributes))
        element.attributes[name] = other.attributes[name]


def _borrow_child(_dice, element, other):
    if element not in elements(other):
        element.children.insert(0, other)


def _write_text(_dice, element, _other):
    element.text = "stray"


_BLOWS = [_drop_child, _double_child, _rename, _drop_attribute, _change_attribute, _borrow_attribute, _borrow_child]
_BLOWS += [_write_text]
