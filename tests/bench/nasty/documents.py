"""Texts that are not in the language."""

from __future__ import annotations

import itertools
import json
import random
from collections.abc import Iterable, Iterator

from tests.bench.nasty.cases import Files, case, filled, foreign


def _json(size: int, head: str, pieces: Iterable[str], tail: str) -> str:
    text, left = [], size - len(head) - len(tail)
    for piece in pieces:
        left -= len(piece) + 1
        if left < 0:
            break
        text.append(piece)
    return head + ",".join(text) + tail


def _dense_json(count: int, attack: bool = False) -> str:
    """A map whose statements have no labels, in an order that no text has."""
    statements = [{"id": f"claim-{n + 1}", "kind": "claim", "text": f"S{n}."} for n in range(count)]
    rng = random.Random(1)
    pairs = [(a, b) for a in range(count) for b in range(count) if a != b]
    rng.shuffle(pairs)
    arguments = [
        {
            "id": f"argument-{n + 1}",
            "role": "rebuts" if attack else "supports",
            "premises": [f"claim-{a + 1}"],
            "target": f"claim-{b + 1}",
        }
        for n, (a, b) in enumerate(pairs[: count * 2])
    ]
    return json.dumps(
        {"format": "argmap", "version": 1, "statements": statements, "arguments": arguments}
    )


@case
def json_unlabelled(size: int) -> Files:
    return foreign("json", _dense_json(size // 240))


@case
def json_attacks(size: int) -> Files:
    return foreign("json", _dense_json(size // 240, True))


@case
def json_deep(size: int) -> Files:
    head = '{"format": "argmap", "version": 1, "attributes": {"x-a": '
    return foreign("json", head + "[" * (size // 2 - 50) + "]" * (size // 2 - 50) + "}}")


@case
def json_undercuts(size: int) -> Files:
    """Undercuts of undercuts, each by a statement that stands elsewhere."""
    count = size // 190
    statements = [{"id": f"claim-{n + 1}", "kind": "claim", "text": "S."} for n in range(count)]
    arguments: list[object] = [
        {"id": "argument-1", "role": "supports", "premises": ["claim-1"], "target": "claim-2"}
    ]
    rng = random.Random(2)
    for n in range(2, count):
        arguments.append(
            {
                "id": f"argument-{n}",
                "role": "undercuts",
                "premises": [f"claim-{rng.randrange(count) + 1}"],
                "target": f"argument-{rng.randrange(1, n)}",
            }
        )
    return foreign(
        "json",
        json.dumps(
            {"format": "argmap", "version": 1, "statements": statements, "arguments": arguments}
        ),
    )


@case
def aif_dense(size: int) -> Files:
    count = int((size / 190) ** 0.5) + 3
    nodes = [{"nodeID": f"i{n}", "text": f"S{n}", "type": "I"} for n in range(count)]
    edges = []
    for a, b in itertools.permutations(range(count), 2):
        nodes.append({"nodeID": f"s{a}-{b}", "text": "", "type": "RA" if (a + b) % 2 else "CA"})
        edges += [
            {"fromID": f"i{a}", "toID": f"s{a}-{b}"},
            {"fromID": f"s{a}-{b}", "toID": f"i{b}"},
        ]
    return foreign("json", json.dumps({"nodes": nodes, "edges": edges, "locutions": []}))


@case
def aif_scheme_chain(size: int) -> Files:
    """Inferences that lead to inferences."""
    count = size // 110
    nodes = [{"nodeID": "i0", "text": "S", "type": "I"}]
    nodes += [{"nodeID": f"s{n}", "text": "", "type": "CA"} for n in range(count)]
    edges = [{"fromID": "i0", "toID": f"s{n}"} for n in range(count)]
    edges += [{"fromID": f"s{n}", "toID": f"s{n + 1}"} for n in range(count - 1)]
    return foreign("json", json.dumps({"nodes": nodes, "edges": edges, "locutions": []}))


@case
def argdown_nested(size: int) -> Files:
    return foreign(
        "argdown",
        filled(size, (" " * (2 * n) + "+ [a]\n" for n in itertools.count(1)), "[a]: S.\n"),
    )


@case
def argdown_relations(size: int) -> Files:
    count = int((size / 14) ** 0.5)
    text = "".join(
        f"[a{n}]: S{n}.\n" + "".join(f"  - [a{m}]\n" for m in range(count)) + "\n"
        for n in range(count)
    )
    return foreign("argdown", text)


@case
def argdown_inferences(size: int) -> Files:
    return foreign(
        "argdown",
        "<A>\n\n" + filled(size, (f"({n}) S.\n----\n" for n in itertools.count(1))) + "(9999) S.\n",
    )


@case
def argdown_garbage(size: int) -> Files:
    rng = random.Random(12)
    return foreign(
        "argdown", "[a]: S\n" + "".join(rng.choices("[]<>()#@*_-+ \n{}:a/|\\", k=size - 20))
    )


@case
def argdown_stars(size: int) -> Files:
    return foreign("argdown", "[a]: " + "*a _b [c](" * (size // 12))


@case
def argdown_links(size: int) -> Files:
    return foreign("argdown", "[a]: " + "[" * (size - 20) + "\n")


@case
def graphml_many(size: int) -> Files:
    head = '<graphml xmlns="http://graphml.graphdrawing.org/xmlns"><graph edgedefault="directed">'
    count = int((size / 36) ** 0.5)
    nodes = "".join(f'<node id="n{n}"/>' for n in range(count))
    edges = "".join(
        f'<edge source="n{a}" target="n{b}"/>' for a, b in itertools.permutations(range(count), 2)
    )
    return foreign("graphml", f"{head}{nodes}{edges}</graph></graphml>"[: size * 2])


@case
def graphml_deep(size: int) -> Files:
    head = '<graphml xmlns="http://graphml.graphdrawing.org/xmlns"><graph edgedefault="directed">'
    half = size // 60
    return foreign(
        "graphml",
        head
        + "".join(f'<node id="n{n}"><graph>' for n in range(half))
        + "</graph></node>" * half
        + "</graph></graphml>",
    )


@case
def kialo_deep(size: int) -> Files:
    def lines() -> Iterator[str]:
        number = "1."
        while True:
            number += "1."
            yield f"{number} Pro: S\n"

    return foreign("txt", filled(size, lines(), "Discussion Title: T\n\n1. Thesis\n"))


@case
def kialo_wide(size: int) -> Files:
    return foreign(
        "txt",
        filled(
            size,
            (f"1.{n}. Con: S\n" for n in itertools.count(1)),
            "Discussion Title: T\n\n1. Thesis\n",
        ),
    )


@case
def carneades_many(size: int) -> Files:
    statements = "statements:\n" + "".join(f"  s{n}: S\n" for n in range(size // 60))
    rules = "arguments:\n" + "".join(
        f"  a{n}:\n    premises: [s{n + 1}]\n    conclusion: s{n}\n" for n in range(size // 60 - 1)
    )
    return foreign("yml", statements + rules)


@case
def yaml_aliases(size: int) -> Files:
    """Anchors that stand for ten of the one before."""
    lines = ["statements:", "  a0: &a0 [x, x]"]
    lines += [f"  a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 10)}]" for n in range(1, 9)]
    return foreign("yml", "\n".join(lines) + "\n")


@case
def yaml_nested(size: int) -> Files:
    return foreign("yml", "statements:\n  a: " + "[" * (size - 40) + "\n")


@case
def yaml_merges(size: int) -> Files:
    lines = ["statements:", "  a0: &a0 {text: S}"]
    lines += [f"  a{n}: &a{n} {{<<: [*a{n - 1}, *a{n - 1}]}}" for n in range(1, 20)]
    return foreign("yml", "\n".join(lines) + "\n")


@case
def arguebuf_many(size: int) -> Files:
    count = size // 160
    nodes = {f"a{n}": {"atom": {"text": f"S{n}"}} for n in range(count)}
    nodes |= {f"s{n}": {"scheme": {"attack": "ATTACK_DEFAULT"}} for n in range(count)}
    edges = {f"e{n}": {"source": f"a{n}", "target": f"s{n}"} for n in range(count)} | {
        f"f{n}": {"source": f"s{n}", "target": f"s{(n + 1) % count}"} for n in range(count)
    }
    return foreign(
        "json", json.dumps({"nodes": nodes, "edges": edges, "schemaVersion": 1})[:200_000]
    )


@case
def sadface_many(size: int) -> Files:
    count = size // 150
    nodes = [{"id": f"a{n}", "text": "S", "type": "atom"} for n in range(count)]
    nodes += [{"id": f"s{n}", "name": "support", "type": "scheme"} for n in range(count)]
    edges = [{"id": f"e{n}", "source_id": f"a{n}", "target_id": f"s{n}"} for n in range(count)]
    edges += [
        {"id": f"f{n}", "source_id": f"s{n}", "target_id": f"a{n // 2}"} for n in range(count)
    ]
    return foreign("json", json.dumps({"nodes": nodes, "edges": edges, "resources": []}))


@case
def arggraph_many(size: int) -> Files:
    count = size // 120
    text = "".join(
        f'<edu id="e{n}"><![CDATA[S]]></edu><adu id="a{n}" type="pro"/>' for n in range(count)
    )
    text += "".join(f'<edge id="c{n}" src="e{n}" trg="a{n}" type="seg"/>' for n in range(count))
    text += "".join(
        f'<edge id="d{n}" src="a{n + 1}" trg="d{n - 1}" type="und"/>' for n in range(1, count - 1)
    )
    return foreign("xml", f'<arggraph id="x">{text}</arggraph>')


@case
def brat_many(size: int) -> Files:
    count = size // 60
    text = "Some words. " * count
    lines = [f"T{n + 1}\tClaim {12 * n} {12 * n + 10}\tSome words" for n in range(count)]
    lines += [f"R{n}\tsupports Arg1:T{n + 1} Arg2:T{n}" for n in range(1, count)]
    return {"map.ann": "\n".join(lines) + "\n", "map.txt": text}


@case
def gsn_many(size: int) -> Files:
    count = size // 60
    return foreign(
        "yaml",
        "".join(f"G{n}:\n  text: S\n  supportedBy: [G{n + 1}]\n" for n in range(1, count))
        + f"Sn{count}:\n  text: S\n",
    )


@case
def gsn_dense(size: int) -> Files:
    count = int((size / 6) ** 0.5)
    return foreign(
        "yaml",
        "".join(
            f"G{n}:\n  text: S\n  supportedBy: [{', '.join(f'G{m}' for m in range(n + 1, count))}]\n"
            for n in range(1, count)
        ),
    )


@case
def ltac_deep(size: int) -> Files:
    return foreign(
        "ltac", filled(size, (" " * n + f"- Claim C{n}: S\n" for n in itertools.count()))
    )


@case
def apx_dense(size: int) -> Files:
    count = int((size / 13) ** 0.5)
    text = "".join(f"arg(a{n}).\n" for n in range(count))
    return foreign(
        "apx",
        text + "".join(f"att(a{a},a{b}).\n" for a, b in itertools.permutations(range(count), 2)),
    )


@case
def apx_sparse(size: int) -> Files:
    rng, count = random.Random(13), size // 44
    text = "".join(f"arg(a{n}).\n" for n in range(count))
    return foreign(
        "apx",
        text
        + "".join(
            f"att(a{rng.randrange(count)},a{rng.randrange(count)}).\n" for _ in range(2 * count)
        ),
    )


@case
def tgf_duels(size: int) -> Files:
    count = size // 20
    text = "".join(f"{n}\n" for n in range(2 * (count // 2)))
    pairs = "".join(f"{n} {n + 1}\n{n + 1} {n}\n" for n in range(0, 2 * (count // 2), 2))
    return foreign("tgf", f"{text}#\n{pairs}")


@case
def iccma_large(size: int) -> Files:
    return foreign(
        "af", "p af 9999\n" + filled(size - 20, (f"{n} {n + 1}\n" for n in range(1, 9999)))
    )
