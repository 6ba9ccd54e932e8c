"""The table of a corpus, batch by batch, and by engines that spread batches over machines."""

from __future__ import annotations

import json
import os
import re
import signal
import subprocess
import sys
from contextlib import suppress
from pathlib import Path
from time import sleep

import duckdb
import polars
import pyarrow as pa
import pytest

from argmap import cli
from argmap.corpus import GROUP, arrow_schema, rows, tables
from argmap.files import LARGEST
from tests import corpora
from tests.conftest import EXAMPLES, ROOT
from tests.strategies import maps


def batch(**documents: bytes | str | None) -> pa.RecordBatch:
    names = [name.replace("_", ".") for name in documents]
    return pa.RecordBatch.from_pydict({"path": names, "content": list(documents.values())})


def told(found: pa.RecordBatch) -> list[tuple[str, str, str]]:
    (one,) = found
    return [(row["record"], row["id"], row["text"]) for row in one.to_pylist()]


def test_rows_are_those_of_the_map() -> None:
    for map in maps(20):
        (made,) = tables(batch(m_json=map.to_json()))
        again = [dict(zip(arrow_schema().names, row, strict=True)) for row in rows(map, "m.json")]
        for row, wanted in zip(made.to_pylist(), again, strict=True):
            assert row["id"] == wanted["id"] and row["text"] == wanted["text"]
            assert row["premises"] == wanted["premises"]


def test_batches_are_divided_as_one_likes() -> None:
    documents = {f"m{n}_json": map.to_json() for n, map in enumerate(maps(20))}
    whole = pa.Table.from_batches(tables(batch(**documents)))
    parts = [one for key, text in documents.items() for one in tables(batch(**{key: text}))]
    assert whole.equals(pa.Table.from_batches(parts).combine_chunks()) or (
        whole.to_pylist() == pa.Table.from_batches(parts).to_pylist()
    )


def test_bad_documents_are_rows() -> None:
    found = told(
        tables(
            batch(
                a_arg=b"\xff\xfe\x00",
                b_json='{"nodes": [',
                c_arg="claim c: C.\n  becuase: D.\n",
                d_arg=None,
                e_json="[]",
                f_arg="use a.arg\nclaim f: F.\n",
            )
        )
    )
    assert [(record, key) for record, key, _ in found] == [
        ("diagnostic", f"{name}#!1")
        for name in ("a.arg", "b.json", "c.arg", "d.arg", "e.json", "f.arg")
    ]
    assert found[3][2] == "it has no content" and "looks like a slip" in found[2][2]
    assert "leads out of the project's folder" in found[5][2]
    (one,) = tables(batch(c_arg="claim c: C.\n  becuase: D.\n"))
    (row,) = one.to_pylist()
    assert row["kind"] == "error" and dict(row["attributes"])["line"] == "2"


def test_what_is_understood_comes_with_force() -> None:
    text = "claim c: C.\n  becuase: D.\n  because: E.\n"
    (one,) = tables(batch(c_arg=text), force=True)
    assert [row["record"] for row in one.to_pylist()].count("statement") >= 2
    assert one.to_pylist()[-1]["record"] == "diagnostic"


def test_losses_are_rows() -> None:
    dialogue = {
        "nodes": [
            {"nodeID": "1", "text": "A.", "type": "I"},
            {"nodeID": "2", "text": "Bob : A.", "type": "L", "timestamp": "2020"},
            {"nodeID": "3", "text": "Asserting", "type": "YA"},
            {"nodeID": "4", "text": "Default", "type": "TA"},
            {"nodeID": "5", "text": "Amy : B.", "type": "L"},
        ],
        "edges": [
            {"edgeID": str(n), "fromID": a, "toID": b}
            for n, (a, b) in enumerate((("2", "3"), ("3", "1"), ("2", "4"), ("4", "5")), 6)
        ],
    }
    (one,) = tables(batch(s_json=json.dumps(dialogue)))
    kinds = [(row["record"], row["kind"]) for row in one.to_pylist()]
    # Of timestamps, which nobody misses, nothing is said.
    assert kinds == [("statement", "claim"), ("loss", "transitions"), ("loss", "locutions")]


def test_addresses_stay_as_they_are() -> None:
    documents = pa.RecordBatch.from_pydict(
        {
            "path": ["s3://bucket/a//m.arg", "x/../m.arg"],
            "content": ["claim a: A.\n"] * 2,
            "length": [1, 2],
        }
    )
    (one,) = tables(documents)
    assert [row["id"] for row in one.to_pylist()] == ["s3://bucket/a//m.arg#a", "m.arg#a"]


def test_batches_have_a_size_and_columns_a_name(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("argmap.corpus.GROUP", 3)
    text = "".join(f"claim c{n}: C.\n" for n in range(7))
    assert [one.num_rows for one in tables(batch(a_arg=text))] == [3, 3, 1]
    assert GROUP == 20_000
    assert (
        list(
            tables(
                pa.RecordBatch.from_pydict(
                    {"path": pa.array([], pa.string()), "content": pa.array([], pa.binary())}
                )
            )
        )
        == []
    )
    with pytest.raises(ValueError, match="the batch has no column `content`"):
        list(tables(pa.RecordBatch.from_pydict({"path": ["a"]})))
    large = b"#" * (LARGEST + 1)
    assert "argmap reads no more" in told(tables(batch(a_arg=large)))[0][2]


@pytest.mark.slow
def test_dask_loses_and_doubles_nothing_where_a_worker_is_killed(tmp_path: Path) -> None:
    corpora.make(tmp_path / "corpus", 3000)
    cluster = (
        "from dask.distributed import LocalCluster\n"
        "import time\n"
        "if __name__ == '__main__':\n"
        "    with LocalCluster(n_workers=2, threads_per_worker=1, dashboard_address=None) as c:\n"
        "        print(c.scheduler_address, *(w.pid for w in c.workers.values()), flush=True)\n"
        "        time.sleep(600)\n"
    )
    (tmp_path / "cluster.py").write_text(cluster)
    running = subprocess.Popen(
        [sys.executable, "cluster.py"], cwd=tmp_path, stdout=subprocess.PIPE, text=True
    )
    try:
        assert running.stdout is not None
        address, victim, *_ = running.stdout.readline().split()
        path = corpora.script("dask", tmp_path)
        words = [sys.executable, str(path), "corpus", "table", address]
        done = subprocess.Popen(words, cwd=tmp_path, stdout=subprocess.PIPE, text=True)
        while done.poll() is None and not any((tmp_path / "table").glob("*.parquet")):
            sleep(0.02)
        os.kill(int(victim), signal.SIGKILL)
        out, _ = done.communicate(timeout=300)
    finally:
        running.terminate()
        running.wait(60)
    assert done.returncode == 0 and "rows of 3000 files" in out
    found = corpora.made(str(tmp_path / "table"))
    assert found == corpora.expected(tmp_path / "corpus")
    table = str(tmp_path / "table" / "*.parquet")
    asked = f"SELECT count(*), count(DISTINCT id) FROM '{table}'"
    assert duckdb.sql(asked).fetchall() == [(len(found), len(found))]
    frame = polars.scan_parquet(table).filter(polars.col("record") == "diagnostic").collect()
    assert len(frame) == 30


def _executor() -> int:
    """The process of one of Spark's executors."""
    for path in Path("/proc").glob("[0-9]*/cmdline"):
        with suppress(OSError):
            if b"CoarseGrainedExecutorBackend" in path.read_bytes():
                return int(path.parent.name)
    raise AssertionError("there is no executor")


@pytest.mark.slow
@pytest.mark.spark
def test_spark_loses_and_doubles_nothing_where_a_worker_is_killed(tmp_path: Path) -> None:
    corpora.make(tmp_path / "corpus", 20_000)
    master = (
        "--master local-cluster[2,1,1024] --conf spark.ui.enabled=false "
        "--conf spark.ui.showConsoleProgress=false pyspark-shell"
    )
    words = [sys.executable, str(corpora.script("spark", tmp_path)), "corpus", "table"]
    with (tmp_path / "log").open("w") as log:
        running = subprocess.Popen(
            words,
            cwd=tmp_path,
            env={**os.environ, "PYSPARK_SUBMIT_ARGS": master},
            stdout=log,
            stderr=subprocess.STDOUT,
        )
        victim = 0
        while running.poll() is None:
            sleep(0.1)
            if not victim and any((tmp_path / "table").glob("_temporary/0/task_*")):
                victim = _executor()
                os.kill(victim, signal.SIGKILL)
    said = (tmp_path / "log").read_text()
    assert running.returncode == 0, said
    assert victim and "Lost executor" in said
    assert corpora.made(str(tmp_path / "table")) == corpora.expected(tmp_path / "corpus")


@pytest.mark.slow
@pytest.mark.spark
def test_spark_asks_what_the_page_asks_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from pyspark.sql import SparkSession

    monkeypatch.chdir(tmp_path)
    assert cli.main(["table", str(EXAMPLES), "-o", "corpus.parquet"]) == 0
    page = (ROOT / "docs" / "table.md").read_text(encoding="utf-8")
    (asked,) = re.findall(r"```spark-sql\n(.*?)```", page, re.DOTALL)
    spark = (
        SparkSession.builder.master("local[1]").config("spark.ui.enabled", "false").getOrCreate()
    )
    try:
        found = spark.sql(
            asked.replace("corpus.parquet", str(tmp_path / "corpus.parquet"))
        ).collect()
    finally:
        spark.stop()
    assert {row["scheme"] for row in found} >= {None, "deduction"}
