"""What is asserted of many responses."""

from __future__ import annotations

import json
from html.parser import HTMLParser
from typing import Any

from werkzeug.test import TestResponse

BROWSER = {"Accept": "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8"}
Json = dict[str, Any]
_VOID = {"meta", "link", "input", "br", "img", "hr"}


def read_json(response: TestResponse) -> Json:
    assert response.status_code == 200, response.text
    assert response.mimetype == "application/json"
    body: Json = json.loads(response.data)
    return body


def assert_problem(response: TestResponse, status: int, *words: str) -> None:
    """The one shape of every error; ``words`` stand in its detail."""
    assert response.status_code == status, response.text
    assert response.content_type == "application/problem+json"
    document = json.loads(response.data)
    more = {"violations"} if status == 422 else set()
    assert set(document) == {"type", "title", "status", "detail", "instance", *more}
    assert document["status"] == status
    assert document["type"].startswith("https://w3id.org/rolegraph/problem/")
    for word in words:
        assert word in document["detail"]
    assert "Traceback" not in response.text
    assert "Rolegraph-Snapshot" in response.headers


class _Page(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.text: list[str] = []
        self.scripts: list[str] = []  # texts of scripts that would run

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))
        if tag not in _VOID:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open[-1] == tag, f"</{tag}> closes <{self.open[-1]}>"
        self.open.pop()

    def handle_data(self, data: str) -> None:
        if not (self.open and self.open[-1] == "script"):
            self.text.append(data)
        elif "src" in self.tags[-1][1]:
            self.scripts.append(data)


class Page:
    """An HTML page that is well formed, accessible in outline, and runs the service's own script alone."""

    def __init__(self, response: TestResponse, status: int = 200) -> None:
        assert response.status_code == status, response.text
        assert response.content_type == "text/html; charset=utf-8"
        parser = _Page()
        parser.feed(response.text)
        assert not [text for text in parser.scripts if text.strip()], "a script stands in the page"
        assert parser.open == []
        self.tags = parser.tags
        self.text = " ".join(" ".join(parser.text).split())
        names = [tag for tag, _ in self.tags]
        assert names.count("main") == 1
        assert names.count("h1") == 1
        for tag, attributes in self.tags:
            assert not [name for name in attributes if name.startswith("on")]
            if tag == "script" and attributes.get("type") != "application/ld+json":
                assert (attributes.get("src") or "").startswith("/static/suggest.js?v=")
            assert "style" not in attributes
            for name in ("href", "src", "action", "cite"):
                assert not (attributes.get(name) or "").lower().lstrip().startswith(("javascript:", "data:", "//"))
        self.ids = [attributes["id"] for _, attributes in self.tags if attributes.get("id")]
        assert len(self.ids) == len(set(self.ids)), "an id stands twice"
        labels = {attributes.get("for") for tag, attributes in self.tags if tag == "label"}
        for tag, attributes in self.tags:
            if tag in ("input", "textarea") and attributes.get("type") != "hidden":
                assert attributes.get("id") in labels, f"{attributes} has no label"

    def links(self) -> list[str]:
        return [str(attributes["href"]) for tag, attributes in self.tags if tag == "a" and attributes.get("href")]
