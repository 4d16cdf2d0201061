"""Tests that only ask whether a text is SPARQL."""

from __future__ import annotations

from werkzeug.test import TestResponse

from tests.conformance.services import Services
from tests.conformance.suite import MF, Case, read_file

_ANY = "application/sparql-results+json, text/turtle"
_MISSING = "http://example.org/a-graph-that-is-not-there"
_PROBLEM = "does not parse"
KINDS = ("PositiveSyntaxTest11", "NegativeSyntaxTest11", "PositiveUpdateSyntaxTest11", "NegativeUpdateSyntaxTest11")


def check_syntax(case: Case, services: Services) -> None:
    """Send the text.

    A right one may be refused for what it asks for (an unknown function, an endpoint that nobody may ask), if the same
    text with a brace too many is refused for its syntax: then it was read to its end. An update goes behind an
    operation that fails, so that it is read, but not carried out: publishing forty more snapshots takes its time.

    Raises:
        AssertionError: a right one is refused for its syntax, or a wrong one is not.
    """
    file = case.about.get(MF.action).text
    text = read_file(file).decode()

    def send(text: str) -> TestResponse:
        if file.endswith(".ru"):
            return services.scratch.update(f"DROP GRAPH <{_MISSING}> ;\n{text}")
        return services.library.query(text, accept=_ANY)

    response = send(text)
    if case.kind.startswith("Negative"):
        assert response.status_code == 400, _show(response, text)
        assert _MISSING not in response.text, _show(response, text)
    elif response.status_code != 200:
        assert response.status_code in (400, 403), _show(response, text)
        assert not _is_about_syntax(response), _show(response, text)
        broken = send(text + "\n}")
        assert _is_about_syntax(broken), f"{_show(response, text)}\nand the same with }}: {_show(broken, '')}"


def _is_about_syntax(response: TestResponse) -> bool:
    return response.status_code == 400 and _PROBLEM in response.text


def _show(response: TestResponse, text: str) -> str:
    return f"{response.status}: {response.text}\n{text}"
