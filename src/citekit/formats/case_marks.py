"""CSL's marks for words whose case stays, which mean nothing to formats whose titles no style changes."""

from __future__ import annotations

import re
from typing import Final

_MARKED: Final = re.compile(r'<span class="nocase">((?:(?!</?span).)*+)</span>', re.DOTALL)


def without_case_marks(text: str) -> str:
    """A text without its `nocase` spans; what stands in them stays, and so do other marks.

    Examples:
        >>> without_case_marks('The <span class="nocase"><i>E. coli</i></span> Story')
        'The <i>E. coli</i> Story'
    """
    return _MARKED.sub(r"\1", text) if "nocase" in text else text
