"""What a write has done, as JSON."""

from __future__ import annotations

from dataclasses import asdict
from typing import TYPE_CHECKING

from flask import Response, jsonify

from service.http.door import renew_engine

if TYPE_CHECKING:
    from ingest.edit import Edit


def show_edit(edit: Edit, status: int = 200) -> Response:
    """Return what ``edit`` has done; what follows in this request speaks of the snapshot that it made."""
    renew_engine()
    response = jsonify(asdict(edit))
    response.status_code = status
    return response
