"""What requests of the SPARQL protocol have in common, whether they ask or write.

Source: https://www.w3.org/TR/sparql11-protocol/
"""

from __future__ import annotations

import re
from collections.abc import Callable

from flask import Response, request
from werkzeug.datastructures import MultiDict
from werkzeug.exceptions import BadRequest

from service.http.door import door
from store.query import WHOLE, Dataset

FORM = "application/x-www-form-urlencoded"
QUERY = "application/sparql-query"
UPDATE = "application/sparql-update"
_IRI = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:[^\x00-\x20<>\"{}|^`\\]*")


def read_once(values: MultiDict[str, str], name: str) -> str | None:
    """Return a parameter that may be given once; None where it is missing or blank."""
    found = values.getlist(name)
    if len(found) > 1:
        raise BadRequest(f"{name}= is given {len(found)} times; give it once.")
    return found[0] if found and found[0].strip() else None


def read_body(what: str) -> str:
    """Return the body as text."""
    try:
        return request.get_data(cache=False).decode()
    except UnicodeDecodeError as error:
        raise BadRequest(f"The {what} is not UTF-8.") from error


def read_dataset(default: str, named: str) -> Dataset:
    """Return the dataset that the parameters called ``default`` and ``named`` name; ``WHOLE`` where there are none."""
    found = {name: tuple(check_iri(iri, name) for iri in request.values.getlist(name)) for name in (default, named)}
    return Dataset(found[default], found[named]) if any(found.values()) else WHOLE


def check_iri(text: str, name: str) -> str:
    """Return ``text`` if it is an absolute IRI."""
    if not _IRI.fullmatch(text):
        raise BadRequest(f"{name}={text[:200]!r} is no absolute IRI, such as https://example.com/graph.")
    return text


def read_base(path: str) -> str:
    """Return the IRI that relative ones are resolved against: the address that was asked, as others see it."""
    return door().settings.public_url + path


def hung_up() -> Callable[[], bool]:
    """Return the function that says whether the asker has gone; the server knows it."""
    known = request.environ.get("rolegraph.hung_up")
    return known if callable(known) else lambda: False


def refuse(status: int, text: str) -> Response:
    """Return an error as plain text."""
    response = Response(f"{text}\n", status=status, content_type="text/plain; charset=utf-8")
    response.vary.add("Accept")
    return response
