"""The workbench: a case in the browser, on this machine.

::

    request ─▶ guard (host, origin, size, session) ─▶ pages/ or api ─▶ Visit ─▶ queries ─▶ Shelf ─▶ the case
                                                          └─▶ templates ─▶ response

Pages only read; what changes a case goes through ``review`` or a build (``job``).
"""

from headwater.web.app import create
from headwater.web.settings import Settings

__all__ = ["Settings", "create"]
