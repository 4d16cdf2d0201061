"""The published files of the ontology: vocabulary, shapes, JSON-LD context and the JSON Schema of profile documents."""

from __future__ import annotations

from importlib.resources import files
from pathlib import Path

CONTEXT_IRI = "https://w3id.org/rolegraph/context.jsonld"


def vocabulary_path() -> Path:
    """The vocabulary in Turtle (OWL 2 + SKOS)."""
    return _path("rolegraph.ttl")


def shapes_path() -> Path:
    """The SHACL shapes in Turtle."""
    return _path("shapes.ttl")


def context_path() -> Path:
    """The JSON-LD 1.1 context."""
    return _path("context.jsonld")


def profile_schema_path() -> Path:
    """The JSON Schema (2020-12) of profile documents."""
    return _path("profile.schema.json")


def read_vocabulary() -> str:
    """Return the vocabulary in Turtle."""
    return vocabulary_path().read_text(encoding="utf-8")


def read_shapes() -> str:
    """Return the SHACL shapes in Turtle."""
    return shapes_path().read_text(encoding="utf-8")


def read_context() -> str:
    """Return the JSON-LD context."""
    return context_path().read_text(encoding="utf-8")


def read_profile_schema() -> str:
    """Return the JSON Schema of profile documents."""
    return profile_schema_path().read_text(encoding="utf-8")


def _path(name: str) -> Path:
    return Path(str(files("ontology").joinpath(name)))  # wheels are installed unpacked, so this is a real file
