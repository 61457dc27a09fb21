"""Any work at all, in each handbook: nothing doubled, nothing dangling, nothing raised."""

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from citekit.handbooks import HANDBOOKS
from citekit.model.variables import ITEM_TYPES
from citekit.output import find_output
from citekit.style import load_style

PERSON = {"family": "Okafor", "given": "Ngozi"}
BODY = {"literal": "Harbour Clinic"}
VALUES = {
    "author": [[PERSON], [PERSON, {"family": "De Wit", "given": "Jan"}], [BODY], [{"family": "Ito"}] * 25],
    "editor": [[PERSON], [BODY, PERSON]],
    "translator": [[PERSON]],
    "director": [[PERSON]],
    "host": [[PERSON]],
    "interviewer": [[PERSON]],
    "recipient": [[PERSON]],
    "chair": [[PERSON]],
    "script-writer": [[PERSON]],
    "container-author": [[PERSON]],
    "issued": [
        {"date-parts": [[2004]]}, {"date-parts": [[2004, 5, 3]]}, {"date-parts": [[2004], [2006]]},
        {"date-parts": [[-40]]}, {"literal": "spring issue"}, {"date-parts": [[2004]], "season": 2},
        {"date-parts": [[1850]], "circa": True},
    ],
    "original-date": [{"date-parts": [[1966]]}],
    "accessed": [{"date-parts": [[2025, 3, 1]]}],
    "event-date": [{"date-parts": [[2018, 4, 26], [2018, 4, 29]]}],
    "title": [
        "Pain in the Knee", "Who Cares?", "[Letter to the Board]", "Touch: A Survey", "Works in “Quotes”", "Care Inc.",
    ],
    "container-title": ["Pain Letters", "Harbour Clinic", "UpToDate"],
    "volume-title": ["Hands"],
    "collection-title": ["Ward Books"],
    "reviewed-title": ["The Long Corridor"],
    "publisher": ["Harbour Clinic", "Wiley & Sons, Inc.", "University of Bergen Press; Verlag Nord"],
    "publisher-place": ["Bergen"],
    "archive": ["Harbour Archive"],
    "archive_location": ["Box 4"],
    "authority": ["9th Cir."],
    "genre": [
        "Preprint", "Poster presentation", "Doctoral dissertation", "Film", "Audio podcast", "Grant", "Press release",
    ],
    "medium": ["DVD"],
    "status": ["in press", "Advance online publication"],
    "volume": ["12", "2001", "Vol. 3"],
    "issue": ["3", "1-3", "Suppl. 1"],
    "page": ["258-261", "e0209899", "S12", "iv-xii"],
    "number": ["18-2424", "NG136", "Art. 4"],
    "number-of-volumes": ["3"],
    "edition": ["2", "Revised edition", "2nd ed."],
    "version": ["2.1"],
    "section": ["46"],
    "event-title": ["Congress of Manual Medicine"],
    "event-place": ["Ghent, Belgium"],
    "DOI": ["10.1000/ab.12"],
    "URL": ["https://harbour.example/pain", "https://doi.org/10.1000/ab.12"],
    "source": ["ProQuest", "Crossref"],
}  # fmt: skip
WORKS = st.fixed_dictionaries(
    {"type": st.sampled_from(sorted(ITEM_TYPES))},
    optional={name: st.sampled_from(values) for name, values in VALUES.items()},
)
#: What no entry may have: doubled or dangling punctuation, empty brackets, a preposition before nothing.
WRONG = re.compile(
    r"\.\.(?!\.)(?<!\.\.\.)|,,|;;|::|,\.|\.,(?! [A-Z&…]|\s|\d)| [,.;:)\]]|[(\[] |\(\)|\[\]|  |[,;:(]$|^[,.;: ]"
    r"|\bIn [.,]|\bby[.,]|\bRetrieved from\b|\bNone\b|[“(\[]\s*[”)\]]"
)


def printed(item, handbook):
    text = find_output("text").inline
    return [text(node) for _, node in load_style(handbook).bibliography([{"id": "work", **item}]).entries]


@pytest.mark.parametrize("handbook", HANDBOOKS)
@settings(max_examples=300)
@given(item=WORKS)
def test_any_work_is_printed_cleanly(handbook, item):
    for line in printed(item, handbook):
        found = WRONG.search(line)
        assert found is None, f"{found[0]!r} in {line}"


@pytest.mark.parametrize("handbook", HANDBOOKS)
@pytest.mark.parametrize("kind", sorted(ITEM_TYPES))
def test_a_title_alone_is_printed(handbook, kind):
    lines = printed({"type": kind, "title": "Pain in the Knee", "author": [PERSON]}, handbook)
    if kind == "personal_communication" and handbook != "mla":
        assert lines == []
    else:
        assert "knee" in lines[0].lower()
