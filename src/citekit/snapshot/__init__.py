"""Crossref's public data in one file on disk: look-ups and title searches without the network.

Crossref publishes all its records about once a year. `build` turns that data, or a part of it, into an SQLite file;
`Snapshot` answers from it. What a snapshot does not have may exist all the same, so it never proves absence, and what
it says of retractions is as old as it is.

Source: Crossref documentation, "Tips for working with Crossref public data files and Plus snapshots".
"""

from citekit.snapshot.archive import Snapshot
from citekit.snapshot.build import build
from citekit.snapshot.digest import Wanted

__all__ = ["Snapshot", "Wanted", "build"]
