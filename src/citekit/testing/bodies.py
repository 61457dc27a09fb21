"""Answers made from values: JSON, text, and pages."""

import json
from typing import Any

from citekit.sources.transport import Response


def json_answer(status: int, body: Any, kind: str = "application/json", **headers: str) -> Response:
    """An answer in JSON; an underscore in a header's name stands for its hyphen."""
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    text = json.dumps(body, ensure_ascii=False, separators=(",", ":"))
    return Response(status, {"content-type": kind, **named}, text.encode(errors="replace"))


def text_answer(status: int, text: str, kind: str = "text/plain", **headers: str) -> Response:
    """An answer in words."""
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    return Response(status, {"content-type": kind, **named}, text.encode(errors="replace"))


def page(status: int, title: str, kind: str = "text/html;charset=utf-8") -> Response:
    """A page that says one thing."""
    head, body = f"<head><title>{title}</title></head>", f"<body><h1>{title}</h1></body>"
    html = f'<!DOCTYPE html>\n<html lang="en-us">\n{head}\n{body}\n</html>\n'
    return Response(status, {"content-type": kind}, html.encode())


def redirect(status: int, location: str) -> Response:
    """An answer that leads elsewhere."""
    return Response(status, {"location": location})
