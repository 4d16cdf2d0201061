"""Level inference, in the JSON API: from a job description to a distribution over the levels of a role."""

from __future__ import annotations

from dataclasses import asdict
from typing import Annotated

from flask import Blueprint, Response, jsonify, request
from pydantic import BaseModel, ConfigDict, Field

from service.http.door import engine
from service.http.parameters import read_json_body
from service.inference.inferrer import MAX_CHARACTERS
from service.titles.normalisation import MAX_CHARACTERS as MAX_TITLE_CHARACTERS

blueprint = Blueprint("inference", __name__)
_EXAMPLE = (
    "You own a portfolio of accounts from launch to renewal, and negotiate renewals within a price band. 5+ years."
)


class InferBody(BaseModel):
    """The body of POST /api/v1/levels/infer."""

    model_config = ConfigDict(extra="forbid")

    text: Annotated[
        str, Field(min_length=1, max_length=MAX_CHARACTERS, description="The job description.", examples=[_EXAMPLE])
    ]
    role: Annotated[
        str | None,
        Field(description="The code of the role; without it, the role that fits is found.", examples=["CUS.GEN"]),
    ] = None
    title: Annotated[
        str | None, Field(min_length=1, max_length=MAX_TITLE_CHARACTERS, description="The job's title.")
    ] = None


@blueprint.post("/api/v1/levels/infer")
def infer_level() -> Response:
    """Infer the level that a job description describes, with the sentences that speak for it."""
    body = read_json_body(request, InferBody, '{"text": "You own a portfolio of accounts ..."}')
    return jsonify(asdict(engine().inferrer.infer(body.text, role=body.role, title=body.title)))
