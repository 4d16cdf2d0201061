"""What the service says of itself."""

from __future__ import annotations

from importlib.metadata import version
from typing import Any

from ontology.vocabulary import PREFIXES
from service.http.reconciliation.bodies import MAX_QUERIES
from service.http.reconciliation.rendering import to_type
from service.reconciliation.entities import Entities

PATH = "/reconcile"
PREVIEW_WIDTH, PREVIEW_HEIGHT = 420, 260  # pixels
_SETTINGS = (
    {
        "name": "limit",
        "label": "Values",
        "type": "number",
        "default": 0,
        "help_text": "How many values of one row at most; 0 for all",
    },
    {
        "name": "status",
        "label": "Mappings and aliases",
        "type": "select",
        "default": "open",
        "help_text": "Which mappings and aliases count, by their review",
        "choices": [
            {"value": "open", "name": "All that nobody rejected or superseded"},
            {"value": "approved", "name": "Approved ones"},
            {"value": "any", "name": "All"},
        ],
    },
)


def build_manifest(public_url: str, base: str, entities: Entities) -> dict[str, Any]:
    """Return the manifest of the service that is reached at ``public_url``; ``base`` begins data IRIs."""
    services = {
        name: {"service_url": public_url, "service_path": f"{PATH}/suggest/{name}"}
        for name in ("entity", "type", "property")
    }
    return {
        "versions": ["0.2"],
        "name": "Rolegraph: job profiles, roles and occupations",
        "identifierSpace": base,
        "schemaSpace": PREFIXES["skos"] + "Concept",
        "documentation": f"{public_url}/openapi.json",
        "logo": f"{public_url}/static/icon.svg",
        "serviceVersion": version("rolegraph"),
        "defaultTypes": [to_type(one) for one in entities.types.values()],
        "batchSize": MAX_QUERIES,
        "view": {"url": f"{public_url}{PATH}/view?id={{{{id}}}}"},
        "preview": {
            "url": f"{public_url}{PATH}/preview?id={{{{id}}}}",
            "width": PREVIEW_WIDTH,
            "height": PREVIEW_HEIGHT,
        },
        "suggest": services,
        "extend": {
            "propose_properties": {"service_url": public_url, "service_path": f"{PATH}/properties"},
            "property_settings": list(_SETTINGS),
        },
    }
