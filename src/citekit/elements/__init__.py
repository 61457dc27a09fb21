"""XML read as elements: names, attributes, text and children, and nothing that could fetch, expand or recurse.

`read_xml` reads a file as a whole, `records` a file of records one by one, of which a broken one costs itself alone.
"""

from citekit.elements.node import MAX_DEPTH, Node, read_xml
from citekit.elements.records import records

__all__ = ["MAX_DEPTH", "Node", "read_xml", "records"]
