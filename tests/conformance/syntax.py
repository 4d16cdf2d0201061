"""Tests that only ask whether a text is SPARQL."""

from __future__ import annotations

from tests.conformance.services import Services
from tests.conformance.suite import MF, Case, read_file

_ANY = "application/sparql-results+json, text/turtle"
KINDS = ("PositiveSyntaxTest11", "NegativeSyntaxTest11", "PositiveUpdateSyntaxTest11", "NegativeUpdateSyntaxTest11")


def check_syntax(case: Case, services: Services) -> None:
    """Send the text.

    Raises:
        AssertionError: a right one is refused, or a wrong one is not.
    """
    file = case.about.get(MF.action).text
    text = read_file(file).decode()
    response = services.scratch.update(text) if file.endswith(".ru") else services.library.query(text, accept=_ANY)
    expected = 200 if case.kind.startswith("Positive") else 400
    assert response.status_code == expected, f"{response.status}: {response.text}\n{text}"
