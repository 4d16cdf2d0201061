"""HTTP requests, and what is expected in response, as the manifests describe them: in RDF or, formerly, in prose.

Source: https://www.w3.org/TR/HTTP-in-RDF10/
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from rdflib import Namespace
from rdflib.namespace import RDFS

from tests.conformance.suite import MF, Case, Description

_HT = Namespace("http://www.w3.org/2011/http#")
_CNT = Namespace("http://www.w3.org/2011/content#")
_STATUS = {"OK": 200, "Created": 201, "NoContent": 204, "NotFound": 404}
_BLOCK = re.compile(r"^#### (Request|Response)\n(.*?)(?=^####|\Z)", re.MULTILINE | re.DOTALL)
_FIRST_LINE = re.compile(r"(?:HTTP/1.1 )?([A-Z]+|\d+) ?(\S*)")


@dataclass(frozen=True, slots=True)
class Content:
    """Headers (names in small letters) and a body."""

    headers: dict[str, str] = field(default_factory=dict)
    body: bytes = b""

    @property
    def content_type(self) -> str:
        """The media type of the body."""
        return self.headers.get("content-type", "")


@dataclass(frozen=True, slots=True)
class Exchange:
    """One request and its response."""

    method: str
    path: str
    request: Content
    statuses: tuple[range, ...]  # any of them
    response: Content
    boolean: bool | None = None
    format: str | None = None  # boolean, tabular or RDF
    location: str | None = None  # what stands for the response's Location in later requests


def read_exchanges(case: Case) -> list[Exchange]:
    """Return the requests of a test in their order."""
    action = case.about.find(MF.action)
    if action is None:
        return [_read_prose(case.about)]
    return [_read_exchange(request) for request in action.get(_HT.requests).items()]


def _read_exchange(request: Description) -> Exchange:
    response = request.get(_HT.resp)
    boolean, format_, location = (response.find(MF[f"expected{name}"]) for name in ("Boolean", "Format", "Location"))
    return Exchange(
        method=request.get(_HT.methodName).text,
        path=request.get(_HT.absolutePath).text,
        request=_read_content(request),
        statuses=tuple(_read_status(status.text.rpartition("#")[2]) for status in response.all(MF.expectedStatus)),
        response=_read_content(response),
        boolean=boolean.text == "true" if boolean else None,
        format=format_.text if format_ else None,
        location=location.text if location else None,
    )


def _read_content(about: Description) -> Content:
    headers, body = about.find(_HT.headers), about.find(_HT.body)
    fields = (
        {item.get(_HT.fieldName).text.lower(): item.get(_HT.fieldValue).text for item in headers.items()}
        if headers
        else {}
    )
    return Content(fields, body.get(_CNT.chars).text.encode(body.get(_CNT.characterEncoding).text) if body else b"")


def _read_status(name: str) -> range:
    if name.startswith("StatusCode"):
        first = int(name[-3]) * 100
        return range(first, first + 100)
    return range(_STATUS[name], _STATUS[name] + 1)


def _read_prose(about: Description) -> Exchange:
    text = next(comment.text for comment in about.all(RDFS.comment) if "#### Request" in comment.text)
    blocks = {name: list(_unindent(block)) for name, block in _BLOCK.findall(text)}
    (method, path), request = _read_message(blocks["Request"])
    (status, _), response = _read_message(blocks["Response"])
    expected = (range(int(status), int(status) + 1),)
    location = response.headers.pop("location", None)
    return Exchange(method, path, request, expected, response, location=location)


def _unindent(block: str) -> Iterator[str]:
    return (line.removeprefix("    ").rstrip() for line in block.strip("\n").split("\n"))


def _read_message(lines: list[str]) -> tuple[tuple[str, str], Content]:
    while not lines[0]:
        lines = lines[1:]
    found = _FIRST_LINE.match(lines[0])
    assert found, lines
    end = lines.index("") if "" in lines else len(lines)
    headers = dict(line.split(": ", 1) for line in lines[1:end])
    body = "\r\n".join(lines[end + 1 :]) if "multipart" in str(headers) else "\n".join(lines[end + 1 :])
    fields = {name.lower(): value for name, value in headers.items() if value != "..."}
    return (found[1], found[2]), Content(fields, body.strip().encode() and body.encode())
