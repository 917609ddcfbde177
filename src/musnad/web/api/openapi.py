"""The OpenAPI 3.1 document of the API, made of its operations and their records."""

from __future__ import annotations

from functools import lru_cache
from typing import Any

import msgspec

from musnad._version import __version__
from musnad.web.api import shapes
from musnad.web.api.operations import OPERATIONS, Operation, Parameter

_REF = "#/components/schemas/{name}"
_FAILURES = {
    "400": "the request or its query can't be read", "401": "nobody signed in", "403": "not allowed",
    "404": "there is none", "413": "too large",
    "415": "the body is no JSON", "422": "the body is none that is asked for",
    "429": "asked too often", "503": "it takes too long, or the archive is in use",
}  # fmt: skip


@lru_cache(maxsize=1)
def openapi() -> dict[str, Any]:
    """Return the document."""
    types = [shapes.Failure]
    for operation in OPERATIONS:
        types += [kind for kind in (operation.answer, operation.body) if kind is not None and not isinstance(kind, str)]
    schemas, components = msgspec.json.schema_components(types, ref_template=_REF)
    of = dict(zip([id(kind) for kind in types], schemas, strict=True))
    paths: dict[str, dict[str, Any]] = {}
    for operation in OPERATIONS:
        paths.setdefault(f"/api{operation.path}", {})[operation.method.lower()] = _told(operation, of)
    return {
        "openapi": "3.1.0",
        "info": {
            "title": "musnad", "version": __version__,
            "description": "Who said what, to whom, through whom: an archive of Arabic news. Offsets are code points.",
        },
        "paths": paths,
        "components": {
            "schemas": components,
            "securitySchemes": {"token": {"type": "http", "scheme": "bearer"}},
        },
        "security": [{"token": []}, {}],
    }  # fmt: skip


def _told(operation: Operation, schemas: dict[int, dict[str, Any]]) -> dict[str, Any]:
    failure = {"application/json": {"schema": {"$ref": _REF.format(name="Failure")}}}
    media = operation.answer if isinstance(operation.answer, str) else "application/json"
    schema = {} if isinstance(operation.answer, str) else {"schema": schemas[id(operation.answer)]}
    content: dict[str, Any] = {media: schema}
    if media != "application/json":
        content["text/csv"] = {}
    told: dict[str, Any] = {
        "operationId": operation.view.__name__, "summary": operation.summary,
        "parameters": [_parameter(parameter) for parameter in operation.parameters],
        "responses": {str(operation.status): {"description": operation.summary, "content": content}}
        | {status: {"description": why, "content": failure} for status, why in _FAILURES.items()},
    }  # fmt: skip
    if operation.body is not None:
        body = {"schema": schemas[id(operation.body)]}
        told["requestBody"] = {"required": True, "content": {"application/json": body}}
    return told


def _parameter(parameter: Parameter) -> dict[str, Any]:
    return {
        "name": parameter.name, "in": parameter.place, "description": parameter.description,
        "required": parameter.place == "path", "schema": parameter.schema,
    }  # fmt: skip
