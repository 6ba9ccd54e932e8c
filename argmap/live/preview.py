"""The preview: a local web page with the interactive figure and the diagnostics of a map, updated at each save.

It is served on 127.0.0.1 only, and to its own page only: requests that name another host or come from
another origin are refused, so that no page of the web can read a map through a browser (DNS rebinding,
cross-site requests). All its addresses are generated in memory; no file is served by its path.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from contextlib import suppress
from html import escape
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import BoundedSemaphore, Condition, Event, Thread
from typing import Any

from attrs import define, field, frozen

from argmap.compilation import Compilation
from argmap.draw.options import Options
from argmap.live.watch import changes
from argmap.report import render_report

_WAIT = 15.0
"""Seconds that a request for news waits before it is answered without any (long polling)."""

_IDLE = 30.0
"""Seconds after which a connection that says nothing is closed."""

_CONNECTIONS = 32
"""How many connections there are at once; a page has two, or three while it loads."""

_SANDBOX = "allow-scripts allow-popups allow-popups-to-escape-sandbox"
"""The sandbox of the figure: it may run its script and open its links."""

_NO_FIGURE = (
    b"<!doctype html><title>argmap</title><p>There will be a figure once the errors are mended.</p>"
)

_PAGE = """<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>{title}</title>
<link rel="icon" href="data:,">
<link rel="stylesheet" href="/preview.css">
<main>
<iframe id="figure" title="The figure" src="/figure" sandbox="{sandbox}"></iframe>
<aside id="said" aria-live="polite"><h1>{title}</h1><p id="summary"></p><pre id="report"></pre></aside>
</main>
<script src="/preview.js"></script>
</html>
"""

_STYLE = """
html, body { margin: 0; height: 100%; font: 15px/1.4 system-ui, sans-serif; }
main { display: flex; height: 100%; }
iframe { flex: 1; border: 0; min-width: 0; }
aside { width: 26rem; overflow: auto; padding: 1rem; border-left: 1px solid #888; box-sizing: border-box; }
aside[hidden] { display: none; }
h1 { font-size: 1rem; margin: 0 0 .5rem; }
pre { font: 12px/1.4 ui-monospace, monospace; white-space: pre-wrap; overflow-wrap: anywhere; }
.old iframe { opacity: .5; }
@media (max-width: 60rem) { main { flex-direction: column; } aside { width: auto; max-height: 40%; border-left: 0;
  border-top: 1px solid #888; } }
@media (prefers-color-scheme: dark) { body { background: #1b1b1b; color: #eee; } }
"""

_SCRIPT = """
"use strict";
let seen = -1;
let drawn = -1;
async function listen() {
  for (;;) {
    try {
      const answer = await fetch("/news?seen=" + seen);
      const news = await answer.json();
      if (news.number !== seen) show(news);
    } catch {
      document.getElementById("summary").textContent = "The preview has ended.";
      await new Promise((done) => setTimeout(done, 1000));
    }
  }
}
function show(news) {
  seen = news.number;
  document.getElementById("summary").textContent = news.summary;
  document.getElementById("report").textContent = news.report;
  document.body.classList.toggle("old", news.old);
  document.body.dataset.number = String(news.number);
  if (news.drawn !== drawn) {
    if (drawn >= 0) document.getElementById("figure").src = "/figure?" + news.drawn;
    drawn = news.drawn;
  }
}
listen();
"""


@frozen
class News:
    """The result of drawing after a save: its number, the number of the figure, the diagnostics as text, and
    whether the figure is of an older text.
    """

    number: int
    drawn: int
    summary: str
    report: str
    old: bool

    def to_json(self) -> bytes:
        """The news as JSON for the script of the page."""
        data = {
            **{"number": self.number, "drawn": self.drawn, "summary": self.summary},
            **{"report": self.report, "old": self.old},
        }
        return json.dumps(data).encode()


@define(eq=False)
class Preview:
    """The last good figure of a map, and the news of it; drawn when it is made, and by `draw`.

    The options are those that are `chosen`, and those of the figure file. `saves` yields once per save from then on.
    Raises `MissingExtra` where watchfiles is not installed.
    """

    path: Path
    chosen: Mapping[str, Any]
    project: str | None = None
    figure: bytes = _NO_FIGURE
    news: News = field(init=False)
    changed: Condition = field(factory=Condition, init=False)
    stop: Event = field(factory=Event, init=False)
    saves: Iterator[None] = field(init=False)

    def __attrs_post_init__(self) -> None:
        self.news = News(0, 0, "", "", False)
        self.saves = changes(self.path, self.stop, self.project, self.chosen)
        self.draw()

    def draw(self) -> None:
        """Draws the file as it is now; where it has errors, the last good figure stays."""
        figure, summary, report = self._render()
        with self.changed:
            before = self.news
            if figure is not None:
                self.figure = figure
            self.news = News(
                before.number + 1,
                before.drawn + (figure is not None),
                summary,
                report,
                figure is None,
            )
            self.changed.notify_all()

    def _render(self) -> tuple[bytes | None, str, str]:
        from argmap.writers import render

        try:
            compilation = Compilation.of_file(self.path, self.project)
            report = render_report(compilation.diagnostics, "full", False)
            count = len(compilation.diagnostics)
            summary = f"{count} to look at" if count else "Nothing to mend."
            if compilation.has_errors:
                return None, f"{summary}; the figure is the last without errors.", report
        except (OSError, ValueError) as error:
            return None, str(error), ""
        try:
            options = Options.of(self.chosen, self.path)
            page = render(compilation.map, "html", options).files[0]
            return page.replace(b"<html", b'<html data-fit="width"', 1), summary, report
        except (OSError, TypeError, ValueError) as error:
            return None, str(error), report

    def wait_for_news(self, seen: int) -> News:
        """Blocks until there are news with another number than `seen`, or for `_WAIT` seconds; returns the news."""
        with self.changed:
            self.changed.wait_for(lambda: self.news.number != seen, _WAIT)
            return self.news


class Server(ThreadingHTTPServer):
    """Serves one preview on 127.0.0.1, and watches its file while it does."""

    daemon_threads = True
    # No other server may bind the port while this one has it.
    allow_reuse_address = False

    def __init__(self, preview: Preview, port: int) -> None:
        super().__init__(("127.0.0.1", port), _Handler)
        self.preview = preview
        self._free = BoundedSemaphore(_CONNECTIONS)

    @property
    def address(self) -> str:
        """The URL of the page."""
        return f"http://127.0.0.1:{self.server_port}/"

    def serve_forever(self, poll_interval: float = 0.2) -> None:
        """Serves until it is shut down or interrupted."""
        Thread(target=self._watch, daemon=True).start()
        try:
            super().serve_forever(poll_interval)
        finally:
            self.preview.stop.set()

    def process_request(self, request: Any, client_address: Any) -> None:
        """Answers in a thread of its own; where there are too many connections, says so and closes this one."""
        if self._free.acquire(blocking=False):
            super().process_request(request, client_address)
            return
        with suppress(OSError):
            request.settimeout(1)
            request.sendall(_BUSY)
        self.shutdown_request(request)

    def process_request_thread(self, request: Any, client_address: Any) -> None:
        """Answers one connection, and makes room for another."""
        try:
            super().process_request_thread(request, client_address)
        finally:
            self._free.release()

    def handle_error(self, request: Any, client_address: Any) -> None:
        """Nothing is said of a connection that broke off: the page was closed, or it is none of ours."""

    def _watch(self) -> None:
        for _ in self.preview.saves:
            self.preview.draw()


def make_server(preview: Preview, port: int = 0) -> Server:
    """A server of a preview; port 0 is a free one. Raises `OSError` where the port is taken."""
    return Server(preview, port)


_BUSY = (
    b"HTTP/1.1 503 Service Unavailable\r\nConnection: close\r\nContent-Length: 0\r\n"
    b"Retry-After: 5\r\n\r\n"
)


class _Handler(BaseHTTPRequestHandler):
    server: Server
    timeout = _IDLE
    server_version = "argmap"
    sys_version = ""
    protocol_version = "HTTP/1.1"

    def do_GET(self) -> None:
        """Answers with the page, its parts or the news."""
        if not self._is_own_request():
            self._answer(HTTPStatus.FORBIDDEN, "text/plain", b"This is not for you.\n")
            return
        preview = self.server.preview
        path, _, query = self.path.partition("?")
        if path == "/":
            page = _PAGE.format(title=escape(preview.path.name), sandbox=_SANDBOX)
            self._answer(HTTPStatus.OK, "text/html", page.encode())
        elif path == "/figure":
            self._answer(HTTPStatus.OK, "text/html", preview.figure, figure=True)
        elif path == "/preview.css":
            self._answer(HTTPStatus.OK, "text/css", _STYLE.encode())
        elif path == "/preview.js":
            self._answer(HTTPStatus.OK, "text/javascript", _SCRIPT.encode())
        elif path == "/news":
            seen = query.removeprefix("seen=")
            number = int(seen) if re.fullmatch("-?[0-9]{1,11}", seen) else -1
            self._answer(HTTPStatus.OK, "application/json", preview.wait_for_news(number).to_json())
        else:
            self._answer(HTTPStatus.NOT_FOUND, "text/plain", b"There is nothing here.\n")

    def _refuse(self) -> None:
        """Refuses the other methods."""
        self.close_connection = True  # a body may follow, which is not read
        if self._is_own_request():
            self._answer(HTTPStatus.METHOD_NOT_ALLOWED, "text/plain", b"This can only be read.\n")
        else:
            self._answer(HTTPStatus.FORBIDDEN, "text/plain", b"This is not for you.\n")

    do_HEAD = do_POST = do_PUT = do_PATCH = do_DELETE = do_OPTIONS = _refuse

    def _is_own_request(self) -> bool:
        """Whether a request is meant for this server and comes from its own page, or from no page."""
        port = self.server.server_port
        hosts = (f"127.0.0.1:{port}", f"localhost:{port}")
        origin = self.headers.get("Origin")
        site = self.headers.get("Sec-Fetch-Site", "none")
        return (
            self.headers.get("Host") in hosts
            # The figure is in a sandboxed frame with an opaque origin, and sends no requests.
            and (origin is None or origin in [f"http://{host}" for host in hosts])
            and site in ("same-origin", "none")
        )

    def _answer(self, status: HTTPStatus, kind: str, body: bytes, figure: bool = False) -> None:
        policy = (
            f"sandbox {_SANDBOX}; default-src 'none'; script-src 'unsafe-inline'; "
            "style-src 'unsafe-inline'; img-src data:; font-src data:; frame-ancestors 'self'"
            if figure
            else "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; "
            "frame-src 'self'; img-src data:; frame-ancestors 'none'"
        )
        try:
            self.send_response(status)
            if status is HTTPStatus.METHOD_NOT_ALLOWED:
                self.send_header("Allow", "GET")
            self.send_header("Content-Type", f"{kind}; charset=utf-8")
            self.send_header("Content-Length", str(len(body)))
            self.send_header("Content-Security-Policy", policy)
            self.send_header("Cache-Control", "no-store")
            self.send_header("X-Content-Type-Options", "nosniff")
            self.send_header("Referrer-Policy", "no-referrer")
            self.send_header("Cross-Origin-Resource-Policy", "same-origin")
            self.end_headers()
            if self.command == "HEAD":
                return
            self.wfile.write(body)
        except OSError:  # the page was closed, or takes nothing any more
            self.close_connection = True

    def log_message(self, format: str, *args: Any) -> None:
        """Requests are not logged."""
