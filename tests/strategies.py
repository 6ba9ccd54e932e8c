"""Random texts in the language, with every construct, and random maps built from objects."""

from __future__ import annotations

from functools import cache
from random import Random

from attrs import define, field

import argmap
from tests.kinds import slow

WORDS = (
    *("NATO", "pledge", "hollow", "Ukraine", "war", "peace", "because", "so:", "|", "#", ">", ":"),
    *("“quotes”", '"', "'", "«à»", "名", "論証", "हिन्दी", "العربية", "🕊️", "e\u0301", "\u00a0", "…"),
    *("$x^2$", "*so*", "\\", "`", "[…]", "a=b", "a,b", "100%", "<b>", "&amp;", "-", "--", "{", "}"),
)
LABELS = (
    *(
        "hollow",
        "few",
        "war",
        "peace",
        "norm",
        "open-door",
        "x_1",
        "premise-1",
        "claim-2",
        "rebuttal-1",
    ),
    *(
        "größe",
        "名",
        "मत",
        "Über",
        "because-of",
        "argument-1",
        "section-1",
        "note",
        "speaker",
        "q9",
    ),
)
SCHEMES = ("modus-ponens", "expert-opinion", "deduction", "analogy", "schéma")
VERBS = ("contradicts", "outweighs", "restates")
LIBRARY = """\
claim root: Imported root.
  because one: Imported premise.
  and: Imported premise without label.
  unless two: Imported exception.
  but: Imported rebuttal.
root
contradicts two
"""


def prose(random: Random) -> str:
    return " ".join(random.choices(WORDS, k=random.randint(1, 4))).strip(" \t") or "x"


@define
class _Writer:
    """Writes lines that are valid where they stand, as far as one can know on the way."""

    random: Random
    size: int
    labels: list[str]
    lines: list[str] = field(factory=list)
    free: list[str] = field(factory=list)
    used: set[str] = field(factory=set)
    declared: set[str] = field(factory=set)
    steps: list[tuple[str, str]] = field(factory=list)

    def chance(self, share: float) -> bool:
        return self.random.random() < share

    def write(self, depth: int, line: str) -> None:
        self.lines.append("  " * depth + line)

    def term(self, depth: int, connective: str, kind_needed: bool = False) -> str | None:
        """A clause; returns the label it names or declares."""
        self.size -= 1
        head = [connective] if connective else []
        if self.labels and self.chance(0.35):
            label = self.random.choice(self.labels)
            self.used.add(label)
            self.write(depth, " ".join([*head, label]))
            return label
        label = ""
        if self.free and self.chance(0.4):
            label = self.free.pop()
            self.declared.add(label)
        kinds = ("claim", "premise", "recommendation", "rebuttal")
        if self.chance(0.1):
            head.append("open")
        if self.chance(0.1):
            head.append("unstated")
        if kind_needed or self.chance(0.2):
            head.append(self.random.choice(kinds))
        if label:
            head.append(label)
        self.write(depth, f"{' '.join(head)}: {prose(self.random)}")
        if self.chance(0.05):
            self.write(self.random.randint(0, 3), f"| {prose(self.random)}")
        self.own(depth + 1)
        return label or None

    def own(self, depth: int) -> None:
        """Attributes and quotations of a statement."""
        if self.chance(0.75):
            return
        random = self.random
        options = [
            f"at: {prose(random)}",
            f"speaker: {prose(random)}",
            "speaker: Ann; Bob Émile",
            "endorsed: yes",
            f"short: {prose(random)}",
            f"qualifier: {prose(random)}",
            f"confidence: {random.choice(('0', '0.5', '.25', '1', '1e-3', '0.30'))}",
            "tags: risk, alliance,war",
            f"note: {prose(random)}",
            f"x-own: {prose(random)}",
            "type: fact",
            f"odd-name: {prose(random)}",
            "strength: 0.5",
        ]
        for line in random.sample(options, random.randint(1, 4)):
            self.write(depth, line)
        for _ in range(random.choice((0, 0, 0, 1, 2))):
            self.write(depth, f"> {prose(random)}")
            if self.chance(0.3):
                self.write(0, f"| {prose(random)}")
            if self.chance(0.7):
                self.lines.append("")

    def suppose(self, depth: int, connective: str = "") -> None:
        """A supposition with its passage."""
        self.size -= 1
        label = self.free.pop() if self.free and self.chance(0.4) else ""
        if label:
            self.declared.add(label)
        head = " ".join(filter(None, (connective, "suppose", label)))
        self.write(depth, f"{head}: {prose(self.random)}")
        if self.chance(0.2):
            self.write(depth + 1, f"note: {prose(self.random)}")
        self.flat(depth + 1, 0, True, label or None)
        outcome = self.term(depth + 1, "so")
        self.nested(depth + 2, outcome, True)

    def question(self, depth: int) -> None:
        """A question with its answers."""
        self.size -= 1
        self.write(depth, f"question: {prose(self.random)}")
        if self.chance(0.3):
            self.write(depth + 1, f"choose: {self.random.choice(('one', 'several'))}")
        for _ in range(self.random.randint(0, 3)):
            label = self.term(depth + 1, "answer")
            self.nested(depth + 2, label, False)

    def flat(
        self, depth: int, sections: int, inside: bool = False, supposed: str | None = None
    ) -> None:
        """The lines of the file, of a section, or inside a passage, whose supposition begins a group."""
        group: list[str | None] = [supposed] if inside else []
        before, made = "group" if inside else "", False
        for _ in range(self.random.randint(1, 8)):
            if self.size <= 0:
                break
            options = ["bare"] * (3 if group else 1)
            if sections and self.chance(0.3):
                options += ["section"]
            options += ["suppose", "question"] * self.chance(0.2)
            if group:
                options += ["so", "so", "so", "against"]
                options += ["and"] * 3 * (before in ("group", "unless"))
                options += [*VERBS] * (len(group) == 1 and group[0] != "\0")
                options += ["pick"] * bool(self.steps)
            if made:
                options += ["unless", "unless", "however", "by"]
            choice = self.random.choice(options)
            if choice == "question":
                self.question(depth)
                group, before, made = [], "", False
                continue
            if choice == "suppose":
                self.suppose(depth)
                group, before, made = ["\0"], "group", False
                continue
            if choice == "section":
                label = f"{self.free.pop()} " if self.free and self.chance(0.3) else ""
                self.write(depth, f"section {label}: {prose(self.random)}".replace(" :", ":"))
                if self.chance(0.3):
                    self.write(depth + 1, f"{self.random.choice(('note', 'x-y', 'url'))}: here")
                if self.chance(0.85):
                    self.flat(depth + 1, sections - 1)
                group, before, made = [], "", False
            elif choice == "by":
                self.by(depth, [g for g in group if g])
            elif choice == "pick":
                target, premise = self.random.choice(self.steps)
                self.used.update((target, premise))
                word = self.random.choice(("against", "challenges"))
                self.write(depth, f"{word} {target} because {premise}")
                before, made = "attack", True
            else:
                label = self.term(depth, "" if choice == "bare" else choice, choice == "bare")
                if choice == "bare":
                    group, before, made = [label], "group", False
                elif choice == "and" and before == "group":
                    group.append(label)
                elif choice in ("unless", "however"):
                    before = "unless"
                elif choice in ("so", "against"):
                    self.steps.extend((label, g) for g in group if g and g != "\0" and label)
                    made = True
                    if choice == "so":
                        group, before = [label], "group"
                    else:
                        before = "attack"
                elif choice != "and":
                    before = "attack"
                joined = choice in ("so", "against", "unless", "however") or (
                    choice == "and" and before == "unless"
                )
                self.nested(depth + 1, label, joined)

    def nested(self, depth: int, subject: str | None, joined: bool, rule: bool = False) -> None:
        """The lines under a clause; more of them near the top."""
        last, inference, before = "", False, ""
        premises: list[str] = []
        share = 0.75 if depth < 3 else 0.45 if depth < 12 else 0.2
        while self.size > 0 and self.chance(share):
            options = ["because"] * 4 + ["but", "although", "including"]
            options += ["provided", "explained by", *VERBS] * self.chance(0.3)
            options += ["suppose"] * self.chance(0.2)
            if self.labels:
                options.append("regardless of")
            if before in ("including", "or"):
                options += ["or"] * 4
            if last:
                options += ["and"] * 4
            if inference or joined:
                options += ["unless", "unless", "however"]
            if last or (joined and not rule):
                options += ["by"] * 2
            choice = self.random.choice(options)
            if choice == "by":
                self.by(depth, premises)
                continue
            if choice == "suppose":
                connective = self.random.choice(("because", "but", *["and"] * bool(last)))
                self.suppose(depth, connective)
                if connective != "and":
                    last, inference, premises = connective, True, []
                before = connective
                continue
            if choice == "regardless of":
                self.size -= 1
                label: str | None = self.random.choice(self.labels)
                assert label
                self.used.add(label)
                self.write(depth, f"regardless of {label}")
            else:
                label = self.term(depth, choice)
            before = choice
            if choice in ("because", "but", "although"):
                last, inference, premises = choice, True, []
            elif choice in ("unless", "however"):
                last, premises = "unless", []
            elif choice == "explained by":
                last, inference, premises, joined = "explained", False, [], False
            elif choice != "and":
                last = ""
            if last and label:
                premises.append(label)
                if last not in ("unless", "explained") and subject:
                    self.steps.append((subject, label))
            self.nested(depth + 1, label, bool(last) and last != "explained")

    def by(self, depth: int, premises: list[str]) -> None:
        choice = self.random.choice(("scheme", "scheme", "warrant", "warrant", "label", "alone"))
        subject, named = None, False
        if choice == "scheme":
            self.write(depth, f"by {self.random.choice(SCHEMES)}")
        elif choice == "alone":
            self.write(depth, "by")
        elif choice == "label" and self.labels:
            self.size -= 1
            subject, named = self.random.choice(self.labels), True
            self.used.add(subject)
            self.write(depth, f"by {subject}")
        else:
            self.size -= 1
            named = True
            if self.free and self.chance(0.3):
                subject = self.free.pop()
                self.declared.add(subject)
            self.write(depth, f"by {subject}: W {prose(self.random)}" if subject else "by: W")
            if self.chance(0.2):
                self.write(depth + 1, f"source: {prose(self.random)}")
        if self.chance(0.2):
            self.write(depth + 1, f"strength: 0.{self.random.randint(1, 9)}")
        if self.chance(0.2):
            self.write(depth + 1, f"note: {prose(self.random)}")
        if premises and self.chance(0.3):
            self.write(depth + 1, f"roles: {premises[0]}=major premise")
        if named:
            self.nested(depth + 1, subject, True, rule=True)
        elif self.chance(0.3):
            self.term(depth + 1, "unless")


@slow
def random_text(random: Random, most: int = 40, imports: bool = False) -> str:
    """A text without errors; with `imports` it may use `lib.arg`, which holds `LIBRARY`."""
    labels = random.sample(LABELS, random.randint(0, 7))
    writer = _Writer(random, random.randint(1, most), list(labels), free=list(labels))
    if imports:
        writer.labels += ["lib.root", "lib.one", "lib.two"]
        writer.steps.append(("lib.root", "lib.one"))
        writer.write(0, "use lib.arg")
    if random.random() < 0.3:
        writer.lines.insert(0, f"map: {prose(random)}")
        if random.random() < 0.5:
            writer.lines[1:1] = ["  author: A. N. Author", "  x-own: 1", "  date: 2021-12-06"]
    sections = random.choice((0, 0, 1, 3))
    while writer.size > 0:
        writer.flat(0, sections)
        if random.random() < 0.2:
            break
    for label in sorted(writer.used - writer.declared):
        if "." not in label:
            writer.write(0, f"claim {label}: {prose(random)}")
    return "\n".join(writer.lines) + "\n"


def without_errors(text: str, project: str | None = None) -> str | None:
    """The text without the lines that have errors, and what is nested under them."""
    for _ in range(40):
        errors = [d for d in argmap.check(text + "\n", project=project) if d.severity == "error"]
        if not errors:
            return text
        lines = text.split("\n")
        at = errors[-1].line - 1
        indent = len(lines[at]) - len(lines[at].lstrip(" "))
        end = at + 1
        while end < len(lines) and (
            not lines[end].strip()
            or lines[end].lstrip().startswith("|")
            or len(lines[end]) - len(lines[end].lstrip(" ")) > indent
        ):
            end += 1
        text = "\n".join(lines[:at] + lines[end:])
    return None


@cache
def _map_of(seed: int) -> argmap.ArgumentMap | argmap.ArgmapError:
    try:
        return random_map(Random(seed))
    except argmap.ArgmapError as error:
        return error


@slow
def map_of(seed: int) -> argmap.ArgumentMap:
    """A map as `random_map` makes it, made once: nothing can change it; fails where no text says it."""
    made = _map_of(seed)
    if isinstance(made, argmap.ArgmapError):
        raise made
    return made


SEEDS = 120
"""How many random maps are shared by the tests that take any map: to make one takes a tenth of a second."""


@slow
def maps(seeds: int = SEEDS) -> list[argmap.ArgumentMap]:
    """The maps of the first seeds, those that no text says left out."""
    made = map(_map_of, range(seeds))
    return [one for one in made if isinstance(one, argmap.ArgumentMap)]


def random_map(random: Random) -> argmap.ArgumentMap:
    """A map built from objects in any order, its relations as they come."""

    def chance(share: float) -> bool:
        return random.random() < share

    labels = random.sample([x for x in LABELS if x != "section-1"], len(LABELS) - 1)
    sections: list[argmap.Section] = []
    names: list[str] = []
    for i in range(random.choice((0, 0, 0, 1, 3))):
        label = f"part-{i}" if chance(0.3) else None
        parent = random.choice((None, *names))
        sections.append(argmap.Section(prose(random), label=label, parent=parent))
        names.append(label or f"section-{i + 1}")
    size = random.randint(1, 14)
    statements = []
    for _ in range(size):
        attributes: dict[str, object] = {}
        if chance(0.2):
            attributes["note"] = prose(random)
        if chance(0.2):
            attributes.update(confidence=random.random(), tags=("war", "peace"))
        statements.append(
            argmap.Statement(
                prose(random),
                random.choice(("claim", "premise", "recommendation", "rebuttal")),
                label=labels.pop() if labels and chance(0.2) else None,
                unstated=chance(0.1),
                open=chance(0.1),
                section=random.choice((None, *names)) if chance(0.7) else None,
                speakers=random.choice((prose(random), ("Ann", "Bob"))) if chance(0.1) else (),
                quotations=[prose(random) for _ in range(random.choice((0, 0, 0, 2)))],
                attributes=attributes,
            )
        )
    used: set[int] = set()

    def pick() -> argmap.Statement:
        """Most often one that nothing has used yet, so that trees come about too."""
        fresh = [i for i in range(len(statements)) if i not in used]
        i = random.choice(fresh) if fresh and chance(tree) else random.randrange(len(statements))
        used.add(i)
        return statements[i]

    tree = random.choice((0.0, 0.5, 0.9, 1.0))
    arguments: list[argmap.Argument] = []
    for _ in range(random.randint(0, size)):
        role = random.choice(
            (
                "supports",
                "supports",
                "supports",
                "rebuts",
                "rebuts",
                "undercuts",
                "undercuts",
                "challenges",
            )
        )
        open_ = [a for a in arguments if not a.strict and a.scheme != "deduction"]
        if role == "challenges":
            open_ = list(arguments)
        if role in ("undercuts", "challenges") and not open_:
            role = "supports"
        premises = [pick() for _ in range(random.choice((1, 1, 1, 2, 3)))]
        if role == "undercuts" and chance(0.5):
            exception = argmap.Statement(
                prose(random), "rebuttal", open=True, section=premises[0].section
            )
            statements.append(exception)
            premises[0] = exception
        target: object = random.choice(statements[:size])
        if role in ("undercuts", "challenges"):
            target = random.choice(open_)
        arguments.append(
            argmap.Argument(
                premises,
                target,
                role,
                conceded=role == "rebuts" and chance(0.3),
                scheme=random.choice(SCHEMES[:3]) if chance(0.2) else None,
                warrant=pick() if chance(0.15) else None,
                speakers="Ann" if chance(0.1) else (),
                premise_roles={premises[0]: "major"} if chance(0.1) else {},
                attributes={"strength": 0.5, "x-y": "z"} if chance(0.1) else {},
            )
        )
    parts: list[argmap.Part] = []
    for _ in range(random.choice((0, 0, 0, 1, 3))):
        whole, part = pick(), pick()
        parts.append(argmap.Part(whole, part))
        if chance(0.4):
            parts.append(argmap.Part(whole, pick(), part))
    pairs = [(pick(), pick()) for _ in range(random.choice((0, 0, 0, 1, 2)))]
    restated = [(pick(), pick()) for _ in range(random.choice((0, 0, 0, 1)))]
    several = range(random.choice((0, 0, 0, 1, 2)))
    conditions = [argmap.Condition(pick(), pick()) for _ in several if chance(0.5)]
    explanations = [
        argmap.Explanation([pick() for _ in range(random.choice((1, 1, 2)))], pick())
        for _ in several
        if chance(0.5)
    ]
    answers: list[argmap.Answer] = []
    rivals: list[argmap.Statement] = []
    for _ in range(random.choice((0, 0, 0, 1))):
        question = argmap.Statement(
            prose(random), "question", section=random.choice((None, *names))
        )
        rivals = [pick() for _ in range(random.choice((0, 1, 2)))]
        answers += [argmap.Answer(question, rival) for rival in rivals]
        statements.append(question)
    contradictions = [pair for pair in pairs if chance(0.5)]
    for _ in range(random.choice((0, 0, 0, 1, 2))):
        contradictions += _add_passage(random, statements, arguments, size)
    shuffled = list(statements)
    if chance(0.5):
        random.shuffle(shuffled)
    if chance(0.3):
        random.shuffle(arguments)
    return argmap.ArgumentMap(
        shuffled,
        arguments,
        title=prose(random) if chance(0.2) else "",
        sections=sections,
        parts=parts,
        contradictions=contradictions,
        preferences=[argmap.Preference(*pair) for pair in pairs if chance(0.5)],
        # At most one, so that none joins through another what excludes each other.
        restatements=[
            pair
            for pair in restated
            if pair not in contradictions
            and pair[::-1] not in contradictions
            and not set(map(id, pair)) <= set(map(id, rivals))
        ],
        conditions=conditions,
        explanations=explanations,
        answers=answers,
        independences=[argmap.Independence(*pair) for pair in pairs if chance(0.5)],
    )


def _add_passage(
    random: Random,
    statements: list[argmap.Statement],
    arguments: list[argmap.Argument],
    size: int,
) -> list[tuple[argmap.Statement, argmap.Statement]]:
    """Adds a supposition, what stands in its passage, and most often an argument that takes that up.

    Returns what contradicts what in it: the outcome of a reductio, the supposition.
    """
    around = random.choice([None, *(s for s in statements if s.kind == "supposition")])
    outside = statements[:size]
    about = random.choice(outside)
    section = about.section if around is None else around.section
    supposition = argmap.Statement(prose(random), "supposition", section=section, within=around)
    inside = [
        argmap.Statement(
            prose(random), random.choice(("claim", "premise")), section=section, within=supposition
        )
        for _ in range(random.randint(1, 4))
    ]
    statements += [supposition, *inside]
    outcome = random.choice(inside)
    pool = [supposition, *inside, *outside]
    for target in (outcome, *inside[:2]):
        premises = random.sample(pool, random.choice((1, 1, 2)))
        role = "supports" if target is outcome else random.choice(("supports", "rebuts"))
        arguments.append(argmap.Argument(premises, target, role))
    if around is None and random.random() < 0.8:
        others = random.sample(outside, random.choice((0, 0, 1)))
        scheme = random.choice((None, "reductio", "conditional-proof"))
        role = random.choice(("supports", "supports", "rebuts"))
        arguments.append(argmap.Argument([outcome, *others], about, role, scheme=scheme))
        if scheme == "reductio":
            return [(outcome, supposition)]
    return []
