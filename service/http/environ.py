"""The environ that WSGI promises, from the scope that ASGI gives.

Sources: https://peps.python.org/pep-3333/ and https://asgi.readthedocs.io/en/stable/specs/www.html
"""

from __future__ import annotations

import sys
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any
from urllib.parse import unquote_to_bytes

if TYPE_CHECKING:
    from _typeshed.wsgi import WSGIEnvironment

_OWN_NAMES = ("CONTENT_TYPE", "CONTENT_LENGTH")  # all others begin with HTTP_


def to_environ(scope: Mapping[str, Any]) -> WSGIEnvironment:
    """Return the environ of one request, without its body: text is bytes read as Latin-1, as WSGI has it."""
    host, port = scope["server"]
    environ: WSGIEnvironment = {
        "REQUEST_METHOD": scope["method"],
        "SCRIPT_NAME": "",
        "PATH_INFO": unquote_to_bytes(scope["raw_path"]).decode("latin-1"),
        "REQUEST_URI": scope["raw_path"].decode(
            "latin-1"
        ),  # not in WSGI: the path with its escapes, as werkzeug calls it
        "QUERY_STRING": scope["query_string"].decode("latin-1"),
        "SERVER_NAME": host,
        "SERVER_PORT": str(port),
        "SERVER_PROTOCOL": f"HTTP/{scope['http_version']}",
        "REMOTE_ADDR": scope["client"][0],
        "REMOTE_PORT": str(scope["client"][1]),
        "wsgi.version": (1, 0),
        "wsgi.url_scheme": scope["scheme"],
        "wsgi.errors": sys.stderr,
        "wsgi.input_terminated": True,  # reading ends where the body does
        "wsgi.multithread": True,
        "wsgi.multiprocess": False,
        "wsgi.run_once": False,
    }
    for name, value in scope["headers"]:
        if b"_" in name:  # it would pass for the name with a dash, which a proxy in front may have set or removed
            continue
        key = name.decode("latin-1").upper().replace("-", "_")
        if key not in _OWN_NAMES:
            key = f"HTTP_{key}"
        text = value.decode("latin-1")
        if key in environ:
            text = f"{environ[key]}{'; ' if key == 'HTTP_COOKIE' else ', '}{text}"
        environ[key] = text
    return environ
