"""How the workbench looks and what its script does: the static files, and no others."""

from fastapi import APIRouter
from starlette.responses import Response

from headwater.errors import NotFound
from headwater.web.rendering import static_bytes

router = APIRouter(include_in_schema=False)

_FILES = {
    "style.css": "text/css; charset=utf-8",
    "workbench.css": "text/css; charset=utf-8",
    "workbench.js": "text/javascript; charset=utf-8",
    "icon.svg": "image/svg+xml",
}


@router.get("/static/{name}")
def static(name: str) -> Response:
    """One file. Its address changes with its bytes, so a browser need not ask again."""
    if name not in _FILES:
        raise NotFound("there is no such file", name)
    headers = {"Cache-Control": "private, max-age=31536000, immutable"}
    return Response(static_bytes(name), media_type=_FILES[name], headers=headers)
