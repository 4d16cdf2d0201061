"""Tests that only ask whether a text is SPARQL."""

from __future__ import annotations

from werkzeug.test import TestResponse

from tests.conformance.services import Service, Services
from tests.conformance.suite import MF, Case, read_file

_ANY = "application/sparql-results+json, text/turtle"
_MISSING = "http://example.org/a-graph-that-is-not-there"
_PROBLEM = "does not parse"
KINDS = ("PositiveSyntaxTest11", "NegativeSyntaxTest11", "PositiveUpdateSyntaxTest11", "NegativeUpdateSyntaxTest11")


def check_syntax(case: Case, services: Services) -> None:
    """Send the text.

    Raises:
        AssertionError: a right one is refused for its syntax, or a wrong one is not.
    """
    file = case.about.get(MF.action).text
    text = read_file(file).decode()
    is_right = case.kind.startswith("Positive")
    if file.endswith(".ru"):
        _check_update(text, services.scratch, is_right=is_right)
    else:
        _check_query(text, services.library, is_right=is_right)


def _check_query(text: str, service: Service, *, is_right: bool) -> None:
    """Ask; a right query may be refused for what it asks for, such as an unknown function.

    Then the same text with a brace too many must be refused for its syntax: this one was read to its end.
    """
    response = service.query(text, accept=_ANY)
    if not is_right:
        assert response.status_code == 400, _show(response, text)
    elif response.status_code != 200:
        assert response.status_code == 400, _show(response, text)
        assert _PROBLEM not in response.text, _show(response, text)
        broken = service.query(text + "\n}", accept=_ANY)
        assert _PROBLEM in broken.text, f"{_show(response, text)}\nand the same with }}: {_show(broken, '')}"


def _check_update(text: str, service: Service, *, is_right: bool) -> None:
    """Send the update behind an operation that fails: it is read, but publishes nothing, which would take its time."""
    response = service.update(f"DROP GRAPH <{_MISSING}> ;\n{text}")
    assert response.status_code == 400, _show(response, text)
    assert (_MISSING in response.text) is is_right, _show(response, text)


def _show(response: TestResponse, text: str) -> str:
    return f"{response.status}: {response.text}\n{text}"
