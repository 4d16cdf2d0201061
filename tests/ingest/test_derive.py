"""The rules: what they read and yield, as far as it decides when they run."""

from __future__ import annotations

import pytest

from ingest.derive import make_rules
from ontology.iris import Namer
from ontology.vocabulary import SKOS_MAPPING_RELATIONS as RELATIONS

RULES = ("labels", "outlines", "reviews", "aliases", "mappings", "aliases of RDF", "owners", "places")


def find_names(terms: frozenset[str]) -> set[str]:
    return {term.partition("#")[2] for term in terms}


@pytest.mark.parametrize(
    ("rule", "read", "yielded"),
    [
        ("labels", {"label"}, {"prefLabel"}),
        ("outlines", {"type", "Profile", "about", "Document"}, {"outline"}),
        ("reviews", {"review", "score"}, {"passesReview"}),
        (
            "aliases",
            {
                "alias",
                "approved",
                "literalForm",
                "used",
                "status",
                "endedAtTime",
                "Approved",
                "Rejected",
                "NeedsReview",
            },
            {"currentStatus", "altLabel", "hiddenLabel"},
        ),
        (
            "mappings",
            {"mapping", "used", "status", "endedAtTime", "predicate", "annotatedTarget", "annotatedProperty"}
            | {"Approved", "NeedsReview", *RELATIONS},
            {"currentStatus", *RELATIONS},
        ),
        ("owners", {"definition", "focusNote", "sentence", "attribute", "role", "level"}, {"role", "level"}),
        (
            "places",
            {"responsibility", "task", "output", "guideline", "story", "summary", "provenanceNote", "note", "component"}
            | {"alias", "altLabel", "hiddenLabel", "profile", "role", "level"},
            {"profile", "role", "level"},
        ),
    ],
)
def test_a_rule_knows_what_it_reads_and_yields(rule: str, read: set[str], yielded: set[str]) -> None:
    found = make_rules(Namer(), [])[RULES.index(rule)]
    assert (find_names(found.read), find_names(found.yielded)) == (read, yielded)
