"""The description of the JSON API in OpenAPI 3.1: one module for each group of paths."""

from service.http.openapi.build import build_openapi

__all__ = ["build_openapi"]
