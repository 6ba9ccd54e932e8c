"""Which nasty inputs are slow, and where: every command, layout and format over them, each in a process of its own.

    python -m tests.bench.survey [--case NAME …] [--command NAME …] [--least SECONDS] [--most SECONDS]

Prints what takes more seconds of CPU than `--least`, and what fails in a way that no user should see. Seconds tell
where to look; what holds is in bench.py, in instructions.
"""

from __future__ import annotations

import argparse
import os
import pkgutil
import resource
import sys
import tempfile
import traceback
from importlib import import_module
from pathlib import Path

import argmap
from argmap.cli import main as command
from argmap.draw.layouts import PICTURED
from argmap.evaluate.available import SEMANTICS
from argmap.formats import DOCUMENTS, PICTURES
from argmap.writers.report import FORMATS as REPORTS
from tests.bench.nasty import CASES, SIZE

COMMANDS = {
    "check": "check FILE",
    "teach": "check --profile teach FILE",
    "fix": "check --fix FILE -o OUT.arg",
    "format": "format FILE -o OUT.arg",
    "crux": "crux FILE",
    "prove": "prove FILE",
    "report": "prove --report FILE",
    "evaluate-logic": "evaluate --logic --all FILE",
    "check-logic": "check --logic FILE",
    "coverage": "coverage FILE",
    "compare": "compare FILE FILE",
    "table": "table FILE -o OUT.csv",
    **{f"evaluate-{name}": f"evaluate --semantics {name} FILE" for name in SEMANTICS},
    **{f"to-{name}": f"convert --to {name} FILE -o OUT" for name in DOCUMENTS},
    **{f"layout-{name}": f"render --layout {name} FILE -o OUT.svg" for name in PICTURED},
    **{f"render-{name}": f"render FILE --to {name} -o OUT" for name in PICTURES},
    **{f"document-{name}": f"report --to {name} FILE -o OUT" for name in REPORTS},
    "standard": "render --layout standard FILE -o OUT.tex",
    "status": "render --status FILE -o OUT.svg",
}


def spent(arguments: list[str], folder: str, most: int) -> tuple[float, str]:
    """Seconds of CPU, and what went wrong."""
    heard = Path(folder) / "stderr"
    child = os.fork()
    if not child:
        os.chdir(folder)
        resource.setrlimit(resource.RLIMIT_CPU, (most, most + 1))
        for number, name in enumerate((os.devnull, os.devnull, str(heard))):
            os.dup2(os.open(name, os.O_RDWR | os.O_CREAT | os.O_TRUNC), number)
        status = 1
        try:
            status = command(arguments)
        except SystemExit:
            pass
        except BaseException:
            traceback.print_exc()
        sys.stderr.flush()
        os._exit(status)
    _, status, usage = os.wait4(child, 0)
    said = heard.read_text(errors="replace")
    odd = "stopped" if os.WIFSIGNALED(status) else ""
    for words in ("Traceback", "fault of argmap"):
        odd = words if words in said else odd
    return usage.ru_utime + usage.ru_stime, odd


def main() -> int:
    options = argparse.ArgumentParser()
    options.add_argument("--case", action="append", choices=CASES, default=[])
    options.add_argument("--command", action="append", choices=COMMANDS, default=[])
    options.add_argument("--least", type=float, default=1.0)
    options.add_argument("--most", type=int, default=10)
    chosen = options.parse_args()
    # Loaded once, and not in each process.
    for module in pkgutil.walk_packages(argmap.__path__, "argmap."):
        if "integrations" not in module.name and not module.name.endswith("__main__"):
            import_module(module.name)
    for case in chosen.case or CASES:
        with tempfile.TemporaryDirectory() as folder:
            files = CASES[case](SIZE)
            for name, text in files.items():
                (Path(folder) / name).write_text(text, encoding="utf-8")
            for name in chosen.command or COMMANDS:
                line = COMMANDS[name].replace("FILE", next(iter(files))).replace("OUT", "out")
                seconds, odd = spent(line.split(), folder, chosen.most)
                if odd or seconds > chosen.least:
                    print(f"{seconds:6.2f} s  {case}: {line} {odd}", flush=True)
    return 0


if __name__ == "__main__":
    sys.exit(main())
