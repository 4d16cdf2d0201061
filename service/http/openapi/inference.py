"""The path of level inference."""

from __future__ import annotations

from service.http.inference import InferBody
from service.http.openapi.parts import MISSING, Json, to_operation
from service.inference.result import LevelInference


def paths() -> Json:
    """Return the path items by path."""
    return {
        "/api/v1/levels/infer": {
            "post": to_operation(
                "infer_level",
                "The level that a job description describes, with quoted evidence",
                "LevelInference",
                [],
                MISSING,
                body="InferBody",
            )
        }
    }


def answers() -> tuple[type, ...]:
    """Return the records that these paths answer with."""
    return (LevelInference,)


def bodies() -> tuple[type, ...]:
    """Return the models of the bodies that these paths take."""
    return (InferBody,)
