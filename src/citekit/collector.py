"""Long work without the cyclic garbage collector."""

from __future__ import annotations

import gc
from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator


@contextmanager
def uninterrupted() -> Iterator[None]:
    """Work on a whole document, or read a whole library, without the cyclic garbage collector.

    Rendering makes trees and reading makes items, which are kept, and no cycles; looking through all of them for cycles
    again and again took two fifths of the time of a list of ten thousand works, and a fifth of that of reading them.
    """
    if not gc.isenabled():
        yield
        return
    gc.disable()
    try:
        yield
    finally:
        if not gc.get_freeze_count():
            # Straight to the oldest generation: as young objects all of them would be looked through at once.
            gc.freeze()
            gc.unfreeze()
        gc.enable()
