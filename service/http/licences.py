"""The licences of what a response is taken from, as its headers.

Source: https://www.rfc-editor.org/rfc/rfc4946 (the link relation "license")
"""

from __future__ import annotations

from collections.abc import Iterable

from flask import Response

from service.occupations.entry import Taxonomy


def add_licences(response: Response, taxonomies: Iterable[Taxonomy]) -> Response:
    """Name the licence of each of ``taxonomies`` in the headers of ``response``, and return it."""
    for licence in dict.fromkeys(taxonomy.licence for taxonomy in taxonomies):
        if licence is not None:
            response.headers.add("Link", f'<{licence}>; rel="license"')
    return response
