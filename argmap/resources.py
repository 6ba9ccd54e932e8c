"""Files that come with argmap, wherever it was installed: in a folder or in a zip archive.

`importlib.resources` can do this as well, and takes longer to load than argmap takes to check a map.
"""

from __future__ import annotations

import os
from typing import Any


def resource(path: str) -> str:
    """The text of a file, by its path within the package, with `/`; `FileNotFoundError` without one."""
    loader: Any = __spec__.loader
    data: bytes = loader.get_data(os.path.join(os.path.dirname(__file__), *path.split("/")))
    return data.decode("utf-8")
