"""JSONP, for clients too old for CORS: the name of the function to call is checked, since it becomes a script.

Source: https://www.w3.org/community/reports/reconciliation/CG-FINAL-specs-0.2-20230410/#cross-origin-access
"""

from __future__ import annotations

import re
from http import HTTPStatus

from flask import Response, request

from ontology.errors import QueryError
from service.http.parameters import read_one

_NAME = re.compile(r"[A-Za-z_$][A-Za-z0-9_$]{0,63}(\.[A-Za-z_$][A-Za-z0-9_$]{0,63}){0,3}", re.ASCII)
_LINE_ENDS = str.maketrans({"\u2028": "\\u2028", "\u2029": "\\u2029"})  # end a line in JavaScript, not in JSON


def check_callback() -> None:
    """Check the name of the function that is to be called.

    Raises:
        QueryError: it is no name.
    """
    name = read_one(request.args, "callback")
    if name is not None and not _NAME.fullmatch(name):
        raise QueryError(f"callback={name[:40]!r} cannot be used; the name of a function can, such as show")


def wrap(response: Response) -> Response:
    """Return a JSON response as a call of the function that was asked for."""
    name = read_one(request.args, "callback") if request.method == "GET" else None
    if name is not None and response.mimetype == "application/json" and response.status_code == HTTPStatus.OK:
        # The comment keeps the name from being the first bytes of a file of another kind.
        response.set_data(f"/**/{name}({response.get_data(as_text=True).strip().translate(_LINE_ENDS)});")
        response.content_type = "text/javascript; charset=utf-8"
    return response
