"""Programs that the tests need and pip can't install."""

from __future__ import annotations

import shutil

import pytest

from tests.kinds import slow


@slow
def needed(program: str) -> str:
    """Where a program is; .ci/run installs all, and lets no test be skipped."""
    found = shutil.which(program)
    if found is None:
        pytest.skip(f"{program} is not installed")
    return found
