"""Who may write: whoever gives the operator's token, as RFC 6750 has it; without a token in the settings, nobody.

Only the header is looked at: what a browser sends by itself (cookies, passwords it remembers) allows nothing, so no
other site's page can write through somebody's browser.
"""

from __future__ import annotations

import hmac

from flask import request
from werkzeug.datastructures import WWWAuthenticate
from werkzeug.exceptions import Forbidden, Unauthorized

from service.config import Settings
from service.http.bodies import MAX_BODY_BYTES, BodyLimit
from service.http.door import door

MAX_UPLOAD_BYTES = 64 << 20  # of the body of a write
_SCHEME = "bearer "
_WRITING = ("/update", "/rdf-graph-store")


def to_body_limit(settings: Settings) -> BodyLimit:
    """Return what the server asks before it receives a body: whoever may write may send more."""

    def limit(_method: str, path: str, authorization: str) -> int:
        writes = path.startswith(_WRITING) and is_allowed(authorization, settings.token)
        return MAX_UPLOAD_BYTES if writes else MAX_BODY_BYTES

    return limit


def is_allowed(authorization: str, token: str | None) -> bool:
    """Return whether the header ``Authorization`` gives ``token``; takes the same time whatever it gives."""
    given = authorization[len(_SCHEME) :].strip() if authorization[: len(_SCHEME)].lower() == _SCHEME else ""
    return token is not None and hmac.compare_digest(given.encode("utf-8", "replace"), token.encode())


def require_token() -> None:
    """Let the request pass if it may write.

    Raises:
        Forbidden: nobody may write here.
        Unauthorized: the token is missing or wrong.
    """
    token = door().settings.token
    if token is None:
        raise Forbidden("Writing is off: its operator turns it on by setting ROLEGRAPH_TOKEN.")
    authorization = request.headers.get("Authorization", "")
    if not is_allowed(authorization, token):
        problem = {"error": "invalid_token"} if authorization else {}
        raise Unauthorized(
            "Writing needs the header 'Authorization: Bearer TOKEN' with this service's token.",
            www_authenticate=WWWAuthenticate("bearer", {"realm": "rolegraph", **problem}),
        )
    request.max_content_length = request.max_form_memory_size = MAX_UPLOAD_BYTES
