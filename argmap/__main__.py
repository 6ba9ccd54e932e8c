"""`python -m argmap`."""

import sys

from argmap.cli import run

sys.exit(run())
