"""The grounded labelling of argument graphs as Gordon and Walton define it (Formalizing Balancing Arguments, COMMA
2016), on plain data, statement by statement and as slow as can be: what the tests compare with.
"""

from __future__ import annotations

from random import Random
from typing import Any

MARGINS = {"PE": 0.0, "CCE": 0.5, "BRD": 0.5}


def labelling(graph: dict[str, Any]) -> dict[str, str]:
    """`in`, `out` or `undecided` of each statement of a graph in the form of Carneades' YAML."""
    arguments = graph["arguments"]
    issue_of = {p: i for i in graph["issues"].values() for p in i["positions"]}
    label = dict.fromkeys(graph["statements"], "undecided")
    label.update(dict.fromkeys(graph["assumptions"], "in"))
    for issue in graph["issues"].values():
        if any(label[p] == "in" for p in issue["positions"]):
            label.update({p: "out" for p in issue["positions"] if label[p] != "in"})

    def arguments_for(statement: str) -> list[dict[str, Any]]:
        return [a for a in arguments.values() if a["conclusion"] == statement]

    def undercut(argument: dict[str, Any]) -> str:
        return label[argument["undercutter"]] if "undercutter" in argument else "out"

    def applicable(argument: dict[str, Any]) -> bool:
        if undercut(argument) == "in":
            return True
        premises = argument.get("premises", [])
        return undercut(argument) == "out" and all(label[p] != "undecided" for p in premises)

    def weight(argument: dict[str, Any]) -> float:
        if undercut(argument) == "in" or not applicable(argument):
            return 0.0
        premises = argument.get("premises", [])
        held = [p for p in premises if label[p] == "in"]
        scheme = argument.get("scheme")
        if scheme == "cumulative":
            return len(held) / len(premises)
        if held != premises:
            return 0.0
        if scheme == "factorized":
            issue = issue_of.get(argument["conclusion"], {"positions": [argument["conclusion"]]})
            rivals = [a for p in issue["positions"] for a in arguments_for(p)]
            return len(held) / len({p for a in rivals for p in a.get("premises", [])})
        return argument.get("weight", 1.0)

    def heaviest(statement: str) -> float:
        return max((weight(a) for a in arguments_for(statement)), default=0.0)

    def wins(one: str, issue: dict[str, Any]) -> bool:
        standard = issue.get("standard", "PE")
        mine = heaviest(one)
        return mine > 0 and all(
            mine - heaviest(other) > MARGINS[standard] + 1e-9
            and (standard != "BRD" or heaviest(other) < 0.3)
            for other in issue["positions"]
            if other != one
        )

    def decided(statement: str) -> str:
        mine = arguments_for(statement)
        if all(applicable(a) and weight(a) == 0 for a in mine):
            return "out"
        issue = issue_of.get(statement)
        if issue is None:
            return "in" if any(weight(a) > 0 for a in mine) else "undecided"
        if all(applicable(a) for p in issue["positions"] for a in arguments_for(p)):
            return "in" if wins(statement, issue) else "out"
        return "undecided"

    while True:
        found = {s: decided(s) for s, known in label.items() if known == "undecided"}
        new = {s: known for s, known in found.items() if known != "undecided"}
        if not new:
            return label
        label.update(new)


def random_graph(random: Random) -> dict[str, Any]:
    """An argument graph of a few statements, with all that a labelling depends on."""
    letters = "abcdefgh"[: random.randint(3, 8)]
    statements = {letter: f"{letter.upper()}." for letter in letters}
    issues: dict[str, Any] = {}
    left = random.sample(letters, len(letters))
    for number in range(random.randint(0, 2)):
        if len(left) >= 2 and random.random() < 0.6:
            positions = [left.pop() for _ in range(min(len(left), random.choice((2, 2, 3))))]
        else:
            positions = [one := left.pop() if left else "a", f"¬{one}"]
            if any(one in issue["positions"] for issue in issues.values()):
                continue
            statements[f"¬{one}"] = f"¬{statements[one]}"
        standard = random.choice(({}, {}, {"standard": "CCE"}, {"standard": "BRD"}))
        issues[f"i{number}"] = {"positions": positions, **standard}
    arguments: dict[str, Any] = {}
    # What stands for the premise of an argument without one counts where arguments are factorized.
    kinds, least = random.choice(
        ((("", "cumulative", "weight"), 0), (("", "factorized", "weight"), 1))
    )
    for number in range(random.randint(1, 8)):
        premises = random.sample(letters, max(least, random.choice((0, 1, 1, 1, 2, 3))))
        argument: dict[str, Any] = {"premises": premises}
        conclusions = [
            s for s in statements if s not in premises or random.random() < 0.1
        ] or premises
        argument["conclusion"] = random.choice(conclusions)
        kind = random.choice(("", *kinds))
        if kind == "weight":
            argument["weight"] = random.choice((0, 0.2, 0.3, 0.6, 0.9))
        elif kind and premises:
            argument["scheme"] = kind
        arguments[f"x{number}"] = argument
    for name, argument in arguments.items():
        if random.random() < 0.4:
            own = f"¬app({name})"
            argument["undercutter"] = own if random.random() < 0.8 else random.choice(letters)
            if argument["undercutter"] == own:
                statements[own] = own
    undercutters = [s for s in statements if s.startswith("¬app")]
    for argument in arguments.values():
        if undercutters and random.random() < 0.3:
            argument["conclusion"] = random.choice(undercutters)
    assumptions = [s for s in statements if random.random() < (0.1 if s[0] == "¬" else 0.4)]
    return {
        **{"statements": statements, "issues": issues},
        **{"arguments": arguments, "assumptions": assumptions},
    }
