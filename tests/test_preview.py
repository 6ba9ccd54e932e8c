"""`argmap watch` and `argmap preview`, as real processes, and in a real browser."""

from __future__ import annotations

import http.client
import json
import os
import signal
import socket
import struct
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Event, Thread

import pytest

from argmap.live.watch import changes
from tests.kinds import slow
from tests.test_cli import run

GOOD = "premise: Joining NATO requires unanimity.\nso hollow: The Ukraine pledge is hollow.\n"
OTHER = GOOD.replace("hollow.", "empty.")
BAD = GOOD + "  because nobody\n"
SHARED = "claim: A.\n  because b: B.\nclaim: C.\n  because b\n"
"""No tree, so that the layout `graphviz` asks `dot`."""


def soon(condition: Callable[[], object], what: str = "") -> None:
    end = time.monotonic() + 30
    while not condition():
        assert time.monotonic() < end, what
        time.sleep(0.05)


@slow
@contextmanager
def running(*arguments: str, **environment: str) -> Iterator[subprocess.Popen[str]]:
    process = subprocess.Popen(
        [sys.executable, "-m", "argmap", *arguments],
        env={**os.environ, **environment},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    try:
        yield process
    finally:
        process.kill()
        process.wait()


def by_renaming(path: Path, text: str) -> None:
    """Saves as many editors do."""
    beside = path.with_name("~save")
    beside.write_text(text)
    os.replace(beside, path)


def test_watch_draws_after_every_save(tmp_path: Path) -> None:
    path, out = tmp_path / "a.arg", tmp_path / "a.svg"
    path.write_text(GOOD)
    with running("watch", str(path), "-o", str(out)) as process:
        said: list[str] = []
        assert process.stderr is not None
        reading = Thread(target=said.extend, args=(process.stderr,), daemon=True)
        reading.start()
        soon(lambda: out.exists() and "hollow." in out.read_text(), "first")
        path.write_text(OTHER)
        soon(lambda: "empty." in out.read_text(), "a plain save")
        by_renaming(path, GOOD)
        soon(lambda: "hollow." in out.read_text(), "a save by renaming")
        path.write_text(BAD)
        soon(lambda: any("undefined-label" in line for line in said), "what is wrong")
        assert "hollow." in out.read_text()
        path.unlink()
        path.write_text(OTHER)
        soon(lambda: "empty." in out.read_text(), "back again")
        process.send_signal(signal.SIGINT)
        assert process.wait(20) == 0
        reading.join(20)
    assert not any("Traceback" in line for line in said)
    assert any(f"{out} drawn" in line for line in said)


def test_a_save_before_the_first_question_is_told(tmp_path: Path) -> None:
    path, stop = tmp_path / "a.arg", Event()
    path.write_text(GOOD)
    saves = changes(path, stop)
    path.write_text(OTHER)
    told = Thread(target=lambda: next(saves), daemon=True)
    told.start()
    told.join(20)
    assert not told.is_alive()
    stop.set()


def test_what_a_map_reads_is_watched_and_nothing_else(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Also where a save brings another folder in, and where all is away for a while."""
    home = tmp_path / "home"
    for name in ("maps", "other", "deep/er"):
        (home / name).mkdir(parents=True)
    path, imported = home / "a.arg", home / "other" / "b.arg"
    path.write_text(GOOD)
    (home / "argmap.toml").write_text("")
    imported.write_text("claim b: B.\n")
    stop, waits, told = Event(), Event(), list[None]()

    def sleep(seconds: float) -> None:
        waits.set()
        time.sleep(seconds)

    # What the watcher does where there is nothing to watch.
    monkeypatch.setattr("argmap.live.watch.sleep", sleep)
    saves = changes(path, stop)

    def listen() -> None:
        for save in saves:
            told.append(save)

    watching = Thread(target=listen, daemon=True)
    watching.start()

    def tells(what: str) -> None:
        before = len(told)
        soon(lambda: len(told) > before, what)

    path.write_text("use other/b.arg\n" + GOOD)
    tells("the map")
    imported.write_text("claim b: Another.\n")
    tells("what it imports by now")
    imported.unlink()
    tells("what it imports is gone")
    imported.write_text("claim b: B.\n")
    tells("what it imports is back")
    (home / "argmap.toml").write_text('profile = "strict"\n')
    tells("the settings")
    home.rename(tmp_path / "away")
    assert waits.wait(30), "all is away"
    (tmp_path / "away").rename(home)
    path.write_text(GOOD)
    tells("all is back")
    assert watched_folders() < 10
    count = len(told)
    (home / "deep" / "er" / "c.arg").write_text(GOOD)
    (home / "c.arg").write_text(GOOD)
    by_renaming(path, OTHER)
    tells("a save after those of files that it does not read")
    assert len(told) == count + 1
    stop.set()
    watching.join(20)
    assert not watching.is_alive()


def watched_folders() -> int:
    """How many folders this process watches, as Linux tells it."""
    found = 0
    for info in Path("/proc/self/fdinfo").glob("*"):
        try:
            found += info.read_text().count("inotify wd")
        except OSError:
            continue
    return found


@pytest.mark.parametrize("sent", [signal.SIGINT, signal.SIGTERM])
def test_watch_ends_when_it_is_told_to(sent: signal.Signals, tmp_path: Path) -> None:
    path, out = tmp_path / "a.arg", tmp_path / "a.svg"
    path.write_text(GOOD)
    with running("watch", str(path), "-o", str(out)) as process:
        assert process.stderr is not None
        assert process.stderr.readline().endswith("drawn\n")
        process.send_signal(sent)
        assert process.wait(20) == 0
        assert process.stderr.read() == ""


def test_preview_goes_on_after_a_figure_that_can_not_be_laid_out(tmp_path: Path) -> None:
    path = tmp_path / "a.arg"
    path.write_text(GOOD)
    arguments = ("preview", str(path), "--no-open", "--layout", "graphviz")
    with running(*arguments, ARGMAP_DOT=str(tmp_path / "dot")) as process:
        assert process.stdout is not None and process.stderr is not None
        address = process.stdout.readline().strip()

        def news() -> dict[str, object]:
            found: dict[str, object] = json.loads(ask(address, "/news")[1])
            return found

        path.write_text(SHARED)
        soon(lambda: "can't run" in str(news()["summary"]), "why there is no figure")
        assert news()["old"]
        assert "pledge is hollow" in ask(address, "/figure")[1]
        path.write_text(OTHER)
        soon(lambda: not news()["old"], "the next save")
        assert "pledge is empty" in ask(address, "/figure")[1]
        process.send_signal(signal.SIGTERM)
        assert process.wait(20) == 0
        assert "Traceback" not in process.stderr.read()


@pytest.mark.parametrize("command", ["watch", "preview"])
def test_what_can_not_be_watched(command: str, tmp_path: Path) -> None:
    out = ["-o", str(tmp_path / "a.svg")] if command == "watch" else []
    for file in ("-", str(tmp_path / "none.arg")):
        done = run(command, file, *out)
        assert done.returncode == 2
        assert b"Traceback" not in done.stderr
    code = (
        "import sys; sys.modules['watchfiles'] = None; from argmap.cli import main; "
        f"sys.exit(main([{command!r}, sys.argv[1], *sys.argv[2:]]))"
    )
    path = tmp_path / "a.arg"
    path.write_text(GOOD)
    done = subprocess.run(
        [sys.executable, "-c", code, str(path), *out], capture_output=True, text=True, check=False
    )
    assert done.returncode == 2
    assert "pip install 'argmap[preview]'" in done.stderr


@pytest.fixture
def preview(tmp_path: Path) -> Iterator[tuple[Path, str, subprocess.Popen[str]]]:
    path = tmp_path / "a <b>.arg"
    path.write_text(GOOD)
    (tmp_path / "secret.txt").write_text("a secret")
    with running("preview", str(path), "--no-open", "--port", "0") as process:
        assert process.stdout is not None
        address = process.stdout.readline().strip()
        assert address.startswith("http://127.0.0.1:")
        yield path, address, process


def ask(
    address: str, path: str = "/", method: str = "GET", **headers: str
) -> tuple[int, str, dict[str, str]]:
    host = address.removeprefix("http://").rstrip("/")
    connection = http.client.HTTPConnection(host, timeout=30)
    sent = {"Host": host, **{name.replace("_", "-"): value for name, value in headers.items()}}
    connection.putrequest(method, path, skip_host=True)
    for name, value in sent.items():
        connection.putheader(name, value)
    connection.endheaders()
    answer = connection.getresponse()
    text = answer.read().decode()
    connection.close()
    return answer.status, text, dict(answer.getheaders())


def test_only_its_own_page_is_answered(preview) -> None:
    _, address, process = preview
    port = address.rstrip("/").rpartition(":")[2]
    status, text, headers = ask(address)
    assert status == 200 and "a &lt;b&gt;.arg" in text
    assert "default-src 'none'" in headers["Content-Security-Policy"]
    assert ask(address, Origin=address.rstrip("/"))[0] == 200
    for refused in (
        {"Host": "evil.example"},
        {"Host": f"evil.example:{port}"},
        {"Host": "127.0.0.1"},
        {"Origin": "http://evil.example"},
        {"Origin": "null"},
        {"Origin": f"http://127.0.0.1:{int(port) + 1}"},
        {"Sec_Fetch_Site": "cross-site"},
    ):
        for path in ("/", "/figure", "/news?seen=-1"):
            status, text, headers = ask(address, path, **refused)
            assert status == 403, refused
            assert "hollow" not in text and "Access-Control-Allow-Origin" not in headers
    for path in ("/../secret.txt", "/secret.txt", "/%2e%2e/secret.txt", "//etc/passwd", "/a.arg"):
        assert ask(address, path)[0] == 404, path
    for method in ("HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"):
        status, text, headers = ask(address, method=method)
        assert status == 405, method
        assert headers["Allow"] == "GET" and "hollow" not in text
        assert ask(address, method=method, Origin="http://evil.example")[0] == 403
    for query in ("/news", "/news?seen=x", "/news?seen=99999999999999999999"):
        assert json.loads(ask(address, query)[1])["summary"]
    process.send_signal(signal.SIGINT)
    assert process.wait(20) == 0
    assert "Traceback" not in process.stderr.read()


def test_it_listens_here_only(preview) -> None:
    _, address, _ = preview
    port = int(address.rstrip("/").rpartition(":")[2])
    found = Path("/proc/net/tcp").read_text() if Path("/proc/net/tcp").exists() else ""
    lines = [line for line in found.splitlines() if f":{port:04X} 00000000:0000" in line]
    assert lines and all("0100007F:" in line for line in lines)
    done = run("preview", str(preview[0]), "--no-open", "--port", str(port))
    assert done.returncode == 2
    assert b"can't serve on port" in done.stderr


def test_the_browser_follows_the_file(preview, browser) -> None:
    path, address, _ = preview

    def js(code: str) -> object:
        browser.switch_to.default_content()
        return browser.execute_script(f"return {code}")

    def figure() -> str:
        browser.switch_to.default_content()
        browser.switch_to.frame(browser.find_element("id", "figure"))
        text = browser.execute_script("return document.body ? document.body.textContent : ''")
        browser.switch_to.default_content()
        return str(text)

    browser.get(address)
    soon(lambda: "pledge is hollow" in figure(), "the first figure")
    report = "document.getElementById('report').textContent"
    path.write_text(OTHER)
    soon(lambda: "pledge is empty" in figure(), "a save")
    path.write_text(BAD)
    soon(lambda: "undefined-label" in str(js(report)), "an error")
    assert ":3:11" in str(js(report))
    assert js("document.body.classList.contains('old')")
    assert "pledge is empty" in figure()
    by_renaming(path, GOOD)
    soon(lambda: "pledge is hollow" in figure(), "mended")
    soon(lambda: not js("document.body.classList.contains('old')"))
    path.write_text(GOOD + "  but: <script>document.title='run'</script> <b>x</b>\n")
    soon(lambda: "<b>x</b>" in figure(), "texts stay texts")
    assert js("document.title") == "a <b>.arg"
    complaints = [e["message"] for e in browser.get_log("browser") if e["level"] == "SEVERE"]
    assert not complaints


HIGH = "claim: A.\n" + "".join(f"{'  ' * n}because: B {n}.\n" for n in range(1, 9))
WIDE = "claim: A.\n" + "".join(f"  because: A rather long reason {n}.\n" for n in range(30))


@pytest.mark.parametrize(("text", "small"), [("claim: A.\n", False), (HIGH, False), (WIDE, True)])
def test_the_figure_is_as_wide_as_there_is_room(text: str, small: bool, preview, browser) -> None:
    """It is never larger than it is drawn, also where a page of its own would show the map as text; of what is higher
    than the window one sees the conclusion first."""
    path, address, _ = preview
    path.write_text(text)
    soon(lambda: text.split(": ")[-1].strip() in ask(address, "/figure")[1], "drawn")
    metrics = {"width": 520, "height": 400, "deviceScaleFactor": 1, "mobile": False}
    browser.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", metrics)
    browser.get(f"{address}figure")
    scale, figure, conclusion = browser.execute_script(
        "const of = (name) => document.querySelector(name).getBoundingClientRect().toJSON();"
        "const sheet = getComputedStyle(document.querySelector('#ui-sheet'));"
        "return [new DOMMatrix(sheet.transform).a, of('#ui-sheet'), of('.statement')]"
    )
    browser.execute_cdp_cmd("Emulation.clearDeviceMetricsOverride", {})
    assert (scale < 1) == small and scale <= 1
    assert 0 <= figure["left"] < figure["right"] <= 520
    assert not small or figure["width"] > 450
    assert 0 < conclusion["top"] < conclusion["bottom"] < 400


def test_a_link_of_the_figure_opens_a_page_as_any_link_does(preview, browser, tmp_path) -> None:
    path, address, _ = preview
    server = ThreadingHTTPServer(("127.0.0.1", 0), SimpleHTTPRequestHandler)
    Thread(target=server.serve_forever, daemon=True).start()
    url = f"http://127.0.0.1:{server.server_port}/"
    path.write_text(f"claim: A.\n  url: {url}\n")
    soon(lambda: url in ask(address, "/figure")[1], "drawn")
    browser.get(address)
    first = browser.current_window_handle
    browser.switch_to.frame(browser.find_element("id", "figure"))
    browser.execute_script("document.querySelector('.statement').focus()")
    soon(lambda: browser.find_elements("css selector", f"#ui-panel a[href='{url}']"), "its link")
    browser.find_element("css selector", f"#ui-panel a[href='{url}']").click()
    soon(lambda: len(browser.window_handles) == 2, "a window")
    (opened,) = {*browser.window_handles} - {first}
    browser.switch_to.window(opened)
    try:
        soon(lambda: browser.current_url == url, "the page")
        assert browser.execute_script("return self.origin") == url.rstrip("/")
    finally:
        browser.close()
        browser.switch_to.window(first)
        server.shutdown()
        server.server_close()


# Strangers at the port


@pytest.fixture
def served(tmp_path: Path) -> Iterator[int]:
    """The port of a preview in this process."""
    from argmap.live.preview import Preview, make_server

    path = tmp_path / "a.arg"
    path.write_text(GOOD)
    server = make_server(Preview(path, {}))
    thread = Thread(target=server.serve_forever, args=(0.01,), daemon=True)
    thread.start()
    yield server.server_port
    server.shutdown()
    thread.join()
    server.server_close()


def raw(port: int, data: bytes, read: bool = True) -> bytes:
    """What comes back for some bytes, up to the end of the connection."""
    with socket.create_connection(("127.0.0.1", port), 30) as one:
        answer = b""
        with suppress(ConnectionError):
            one.sendall(data)
            while read and (more := one.recv(65536)):
                answer += more
        return answer


HOST = b"Host: 127.0.0.1:%d\r\nConnection: close\r\n\r\n"
ODD = {
    b"\r\n\r\n": b"",
    b"nonsense\r\n\r\n": b"400",
    b"GET /\r\n\r\n": b"not for you",
    b"GET / HTTP/9.9\r\n" + HOST: b"505",
    b"GET / FTP/1.0\r\n" + HOST: b"400",
    b"BREW / HTTP/1.1\r\n" + HOST: b"501",
    b"POST / HTTP/1.1\r\n" + HOST: b"405",
    b"GET /" + b"x" * 70_000 + b" HTTP/1.1\r\n" + HOST: b"414",
    b"GET / HTTP/1.1\r\n" + b"X: y\r\n" * 200 + HOST: b"431",
    b"GET / HTTP/1.1\r\nX: " + b"x" * 70_000 + b"\r\n" + HOST: b"431",
    b"GET /news?seen=--1 HTTP/1.1\r\n" + HOST: b"200",
    b"GET /news?seen=%%ff HTTP/1.1\r\n" + HOST: b"200",
    "GET /news?seen=²1 HTTP/1.1\r\n".encode() + HOST: b"200",
    b"GET /news?seen=\xb2 HTTP/1.1\r\n" + HOST: b"200",
    b"GET /../../etc/passwd HTTP/1.1\r\n" + HOST: b"404",
    b"GET http://evil.example/ HTTP/1.1\r\n" + HOST: b"404",
    b"GET / HTTP/1.1\r\nConnection: close\r\n\r\n": b"403",
    b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03\r\n": b"400",
}


@pytest.mark.parametrize("request_", ODD, ids=range(len(ODD)))
def test_odd_requests_are_answered_or_dropped(request_: bytes, served: int, capfd) -> None:
    sent = request_ % served if b"%d" in request_ else request_
    first = raw(served, sent).split(b"\r\n")[0]
    assert ODD[request_] in first
    assert b"200" in raw(served, b"GET / HTTP/1.1\r\n" + HOST % served)
    assert capfd.readouterr() == ("", "")


def test_a_page_that_closes_leaves_no_traceback(served: int, capfd) -> None:
    for _ in range(20):
        # It goes before the answer, in the middle of it, or in the middle of asking.
        for data in (
            b"GET /figure HTTP/1.1\r\n" + HOST % served,
            b"GET /fig",
            b"GET / HTTP/1.1\r\nHo",
        ):
            one = socket.create_connection(("127.0.0.1", served), 30)
            one.sendall(data)
            # A reset, not an end.
            one.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
            one.close()
    assert b"200" in raw(served, b"GET / HTTP/1.1\r\n" + HOST % served)
    assert capfd.readouterr() == ("", "")


def test_idle_connections_end(served: int, monkeypatch, capfd) -> None:
    from argmap.live.preview import _Handler

    assert 0 < (_Handler.timeout or 0) <= 60
    monkeypatch.setattr(_Handler, "timeout", 0.2)
    for data in (b"", b"GET / HT", b"GET / HTTP/1.1\r\nHost: x\r\n"):
        assert b"200" not in raw(served, data)
    assert capfd.readouterr() == ("", "")


def test_there_are_only_so_many_connections_at_once(served: int, capfd) -> None:
    from argmap.live.preview import _CONNECTIONS

    held = [socket.create_connection(("127.0.0.1", served), 30) for _ in range(_CONNECTIONS)]
    try:
        answers = [raw(served, b"GET / HTTP/1.1\r\n" + HOST % served) for _ in range(3)]
        assert all(a.startswith(b"HTTP/1.1 503") or not a for a in answers)
        assert any(a.startswith(b"HTTP/1.1 503") for a in answers)
    finally:
        for one in held:
            one.close()
    soon(lambda: b"200" in raw(served, b"GET / HTTP/1.1\r\n" + HOST % served))
    assert capfd.readouterr() == ("", "")
