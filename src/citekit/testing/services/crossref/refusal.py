"""Refusals: what Crossref says of a parameter that it doesn't take, and the 400 that holds them all.

Kinds and wording follow Crossref's own validation and answers recorded in 2026.
"""

from collections.abc import Sequence
from dataclasses import asdict, dataclass

from citekit.sources.transport import Response
from citekit.testing.bodies import json_answer


@dataclass(frozen=True, slots=True)
class Refusal:
    """One entry of a validation failure."""

    type: str
    value: str
    message: str


def not_allowed(parameter: str) -> Refusal:
    """A parameter that a route doesn't take."""
    if parameter.startswith("query."):
        message = "This route does not support field query parameters"
        return Refusal("parameter-not-allowed", "query.*", message)
    return Refusal("parameter-not-allowed", parameter, f"This route does not support {parameter}")


def not_one_of(kind: str, what: str, value: str, choices: Sequence[str]) -> Refusal:
    """A value outside a closed list."""
    return Refusal(kind, value, f"{what} specified as {value} but must be one of: {', '.join(choices)}")


def not_available(kind: str, value: str, choices: Sequence[str]) -> Refusal:
    """A filter or a field that there is not."""
    message = (
        f"{kind.capitalize()} '{value}' specified but there is no such {kind} for this route."
        f" Valid {kind}s for this route are: {', '.join(choices)}"
    )
    return Refusal(f"{kind}-not-available", value, message)


def validation_failure(refusals: Sequence[Refusal]) -> Response:
    """The answer that tells all that is wrong at once."""
    body = {
        "status": "failed",
        "message-type": "validation-failure",
        "message": [asdict(refusal) for refusal in dict.fromkeys(refusals)],
    }
    return json_answer(400, body, "application/json;charset=utf-8", vary="Accept")
