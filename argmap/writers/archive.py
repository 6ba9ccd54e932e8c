"""Office documents, which are zip archives, without the time at which they were made."""

from __future__ import annotations

import re
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

_WHEN = (1980, 1, 1, 0, 0, 0)


def timeless(data: bytes) -> bytes:
    """An office document without the time at which it was made, so that the same map gives the same bytes."""
    made = BytesIO()
    with ZipFile(BytesIO(data)) as old, ZipFile(made, "w", ZIP_DEFLATED) as new:
        for part in old.infolist():
            content = old.read(part)
            if part.filename == "docProps/core.xml":
                content = re.sub(
                    rb"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ", b"1980-01-01T00:00:00Z", content
                )
            new.writestr(ZipInfo(part.filename, _WHEN), content, ZIP_DEFLATED)
    return made.getvalue()
