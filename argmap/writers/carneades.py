"""A map as an argument graph in the YAML of Carneades 4.

What Carneades weighs is written in its own terms: arguments, issues with their proof standards,
assumptions; a rebuttal as an argument for the negation, which is the other position of the issue, an
undercut as one for the argument's `undercutter`. The rest is in `meta`, which holds any data.
"""

from __future__ import annotations

from itertools import combinations
from typing import Any

from argmap.evaluate.available import WEIGHINGS
from argmap.evaluate.theory import theory
from argmap.extras import needed
from argmap.model import AIMED_AT_STEPS, Argument, Map
from argmap.readers.carneades.graph import NEGATION, UNNAMED, WEIGHED_MARK
from argmap.writers.losses import not_carried
from argmap.writers.output import Written

_STATEMENT_META = ("kind", "unstated", "open", "section", "speaker", "quotations")
# Keys of `meta` that argmap's reader gives a meaning: no attribute can be written under them.
_TAKEN = frozenset(
    (
        *_STATEMENT_META,
        WEIGHED_MARK,
        *("label", "attributes", "title", "sections", "parts", "preferences"),
    )
) | frozenset(
    (
        "contradictions",
        "answers",
        "scheme",
        "conceded",
        "premise_roles",
        "warrant",
        "notes",
        "description",
    )
)


def to_carneades(map: Map) -> Written:
    """The map as YAML, and what Carneades' form has no place for."""
    data = map.to_dict()
    issues = _issues(map)
    positions = {p for issue in issues for p in issue["positions"]}
    assumptions = list(theory(map).premises)
    weighed = {
        key for key in assumptions if key in positions and "confidence" not in map[key].attributes
    }
    # What is neither assumed nor argued for is open in Carneades, unless it says otherwise.
    held = {*assumptions, *(a.target for a in map.arguments if a.role == "supports")}
    with_standard = {p for issue in issues for p in issue["positions"] if issue.get("standard")}
    undercut = {a.target for a in map.arguments if a.aims_at_step}
    rebutted = {a.target for a in map.arguments if a.role == "rebuts"}
    meta = {
        "title": data.get("title"),
        **_attributes(data.get("attributes", {})),
        **{k: data.get(k) for k in ("sections", "parts", "preferences")},
        "contradictions": _contradictions_in_meta(map, issues),
        "answers": _answers_in_meta(map, issues),
    }
    statements: dict[str, Any] = {}
    for s in data.get("statements", ()):
        own = {k: s[k] for k in _STATEMENT_META if s.get(k)}
        own.update({"speaker": "; ".join(s["speakers"])} if "speakers" in s else {})
        if not (s["open"] or s["id"] in held or "speaker" in own or s["kind"] == "question"):
            own["open"] = False
        attributes = dict(s.get("attributes", {}))
        if s["id"] in with_standard:
            del attributes["standard"]
        label = {"label": s["label"]} if UNNAMED.fullmatch(s.get("label", "")) else {}
        statements[s["id"]] = {
            "text": s.get("text", ""),
            "meta": {
                **label,
                **own,
                **({WEIGHED_MARK: True} if s["id"] in weighed else {}),
                **_attributes(attributes),
            },
        }
    for target in (s.id for s in map.statements if s.id in rebutted):
        statements[NEGATION + target] = f"{NEGATION}{map[target].text}"
    arguments: dict[str, Any] = {}
    for argument in map.arguments:
        entry = _argument(argument)
        if argument.id in undercut:
            statements[_undercutter(argument.id)] = _undercutter(argument.id)
            entry["undercutter"] = _undercutter(argument.id)
        arguments[argument.id] = entry
    graph = {
        "meta": {k: v for k, v in meta.items() if v},
        "statements": statements,
        "issues": {f"issue-{n}": issue for n, issue in enumerate(issues, 1)},
        "arguments": arguments,
        "assumptions": assumptions,
    }
    return Written(_yaml({k: v for k, v in graph.items() if v}), not_carried(map, "carneades"))


def _undercutter(argument: str) -> str:
    return f"{NEGATION}app({argument})"


def _attributes(attributes: dict[str, Any]) -> dict[str, Any]:
    """Attributes as keys of `meta`; those whose names have another meaning there, under `attributes`."""
    apart = {k: v for k, v in attributes.items() if k in _TAKEN}
    plain = {k: v for k, v in attributes.items() if k not in _TAKEN}
    return {**plain, **({"attributes": apart} if apart else {})}


def _argument(argument: Argument) -> dict[str, Any]:
    conclusion = {
        "supports": argument.target,
        "rebuts": NEGATION + argument.target,
        **dict.fromkeys(AIMED_AT_STEPS, _undercutter(argument.target)),
    }[argument.role]
    premises: Any = list(argument.premises)
    roles = dict(argument.premise_roles)
    roles_in_meta: dict[str, Any] = {}
    if argument.warrant is not None or roles:
        premises = {}
        for number, premise in enumerate(argument.premises, 1):
            role = str(roles.get(premise, ""))
            if not role or role in premises or role == "warrant" or role.isdigit():
                if role:
                    roles_in_meta[premise] = role
                role = str(number)
            premises[role] = premise
        if argument.warrant is not None:
            premises["warrant"] = argument.warrant
    attributes = dict(argument.attributes)
    weight = attributes.pop("strength", None)
    weighs = argument.scheme in WEIGHINGS
    meta = {
        "scheme": None if weighs else argument.scheme,
        "conceded": argument.conceded,
        "premise_roles": roles_in_meta,
        **_attributes(attributes),
    }
    entry = {
        "meta": {k: v for k, v in meta.items() if v},
        "premises": premises,
        "conclusion": conclusion,
        "weight": weight,
        "scheme": argument.scheme if weighs else None,
    }
    return {k: v for k, v in entry.items() if v not in (None, {})}


def _issues(map: Map) -> list[dict[str, Any]]:
    """The issues of a map. A statement is a position of one only, and all its positions exclude each other: the
    rival answers to a question, or what contradicts each other.
    """
    rebutted = {a.target for a in map.arguments if a.role == "rebuts"}
    pairs = {frozenset(pair) for pair in map.contradictions}
    where: dict[str, list[str]] = {}
    groups: list[list[str]] = []
    questions: dict[int, str] = {}
    for question, keys in map.answers_to.items():
        answers = [*keys]
        if map.takes_several(question):
            continue
        if not rebutted.intersection(answers) and not any(key in where for key in answers):
            groups.append(answers)
            questions[id(answers)] = question
            where.update((key, answers) for key in answers)
    for one, other in map.contradictions:
        new = [p for p in (one, other) if p not in where]
        if one == other or {one, other} & rebutted or not new:
            continue
        if len(new) == 2:
            groups.append([])
        group = groups[-1] if len(new) == 2 else where[one if new == [other] else other]
        if id(group) in questions:
            continue
        if all(frozenset((p, position)) in pairs for position in group for p in new):
            group += new
            where.update((p, group) for p in new)
    groups += [[s.id, NEGATION + s.id] for s in map.statements if s.id in rebutted]
    groups += [
        [s.id]
        for s in map.statements
        if "standard" in s.attributes and s.id not in where and s.id not in rebutted
    ]
    issues = []
    for group in groups:
        issue: dict[str, Any] = {"positions": group}
        standards = {map[p].attributes.get("standard") for p in group if p in map}
        if len(standards) == 1 and standards <= {"PE", "CCE", "BRD"}:
            issue["standard"] = standards.pop()
        if id(group) in questions:
            issue["meta"] = {"question": questions[id(group)]}
        elif len([p for p in group if not p.startswith(NEGATION)]) > 1:
            issue["meta"] = {"contradiction": True}
        if len(group) > 1 or "standard" in issue or id(group) in questions:
            issues.append(issue)
    return issues


def _contradictions_in_meta(map: Map, issues: list[dict[str, Any]]) -> list[list[str]]:
    """All contradictions, in their order, where they can't be read back from the issues."""
    given = [
        list(pair)
        for issue in issues
        if "question" not in issue.get("meta", {})
        for pair in combinations(issue["positions"], 2)
        if not pair[1].startswith(NEGATION)
    ]
    wanted = [list(pair) for pair in map.contradictions]
    return [] if given == wanted else wanted


def _answers_in_meta(map: Map, issues: list[dict[str, Any]]) -> list[list[str]]:
    """All questions with their answers, in their order, where they can't be read back from the issues."""
    given = [
        [issue["meta"]["question"], position]
        for issue in issues
        if "question" in issue.get("meta", {})
        for position in issue["positions"]
    ]
    wanted = [[answer.question, answer.answer] for answer in map.answers]
    return [] if given == wanted else wanted


def _yaml(graph: dict[str, Any]) -> str:
    needed("yaml", "", "YAML")
    import yaml

    class Dumper(yaml.SafeDumper):
        """Writes no aliases."""

        def ignore_aliases(self, data: Any) -> bool:
            return True

    return yaml.dump(graph, Dumper=Dumper, allow_unicode=True, sort_keys=False, width=100)
