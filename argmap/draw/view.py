"""What of a map is drawn: all of it, or a part, with a word on what is left out.

Each choice narrows what the one before it left, in this order: what is hidden, root, only, without, collapse, depth.
An argument some of whose premises are left out is drawn with the others, and says so; one is dropped
only with its target or with its last premise.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from typing import TYPE_CHECKING, Any, get_args

from attrs import evolve, field, frozen

from argmap.draw.figure_file import Hint
from argmap.draw.hints import placed, resolved
from argmap.draw.layouts import LAYOUTS
from argmap.draw.markup import is_inline, plain
from argmap.draw.naming import renumbered, shorten, unknown_label
from argmap.draw.options import Options
from argmap.draw.palette import grouped
from argmap.draw.relations import relations
from argmap.draw.way import ways
from argmap.model import Argument, Map, Part, Section, Statement
from argmap.model.elements import Answer, Condition, Explanation, Kind
from argmap.wording import listed, shown

if TYPE_CHECKING:
    from argmap.evaluate.evaluation import Evaluation

_CHOICES = ("section", "tag", "speaker", "kind")


@frozen
class View:
    """The map that is drawn.

    `numbers` are those that the statements have in the whole map, for a section that is one box `§` and
    its number; `left_out` says in short sentences what is not drawn; `notes` are words for single
    boxes, by identifier, and `collapsed` the boxes that stand for sections. `statuses` are those of the
    statements in the whole map, by identifier, where they are to be shown. `full` are the whole texts of those
    that are shown in short, `hints` what a figure file wants of single boxes, by identifier, and `highlight` the
    identifiers of the statements and arguments that stand out. `groups` are the speakers, tags or sections by which
    boxes are coloured, and `group_of` the places there of those of each statement.
    """

    map: Map
    numbers: dict[str, str]
    left_out: tuple[str, ...] = ()
    notes: dict[str, tuple[str, ...]] = field(factory=dict)
    collapsed: frozenset[str] = frozenset()
    statuses: Mapping[str, str] = field(factory=dict)
    # Whether boxes show their numbers, which are names elsewhere where they don't.
    numbered: bool = True
    full: Mapping[str, str] = field(factory=dict)
    hints: Mapping[str, Hint] = field(factory=dict)
    highlight: frozenset[str] = frozenset()
    groups: tuple[str, ...] = ()
    group_of: Mapping[str, tuple[int, ...]] = field(factory=dict)

    def text(self, statement: Statement) -> str:
        """The whole text of a statement, however much of it is shown."""
        return self.full.get(statement.id, statement.text)

    def rank(self, host: str, members: Iterable[str]) -> float:
        """Where what has these members stands among all that bears on a host: among what has no place that
        was asked for at 0.
        """
        if not self.hints:
            return 0.0
        order = self.hints[host].order if host in self.hints else ()
        ranks = [_rank(member, order, self.hints.get(member)) for member in members]
        return min(ranks, default=0.0)


def _rank(member: str, order: tuple[str, ...], hint: Hint | None) -> float:
    if member in order:
        return order.index(member) - len(order)
    side = hint.side if hint is not None else None
    return float("-inf") if side == "left" else float("inf") if side == "right" else 0.0


def view(map: Map, options: Options | None = None) -> View:
    """The view that the options choose; `ValueError` where they name what the map does not have."""
    options = options or Options()
    try:
        return _view(map, options)
    except ValueError as error:
        raise placed(error, options.figure, lambda chosen: _view(map, Options(**chosen))) from None


def _view(map: Map, options: Options) -> View:
    hints = resolved(options.figure, map) if options.figure is not None else {}
    numbers = {s.id: str(n) for n, s in enumerate(map.statements, 1)}
    statuses = _statuses(map, options.status)
    seen = _chosen(View(map, numbers, statuses=statuses, hints=hints), options)
    layout = LAYOUTS[options.layout]
    if options.numbers != "file" and not (layout.keyed and options.numbers == "none"):
        numbered = options.numbers == "figure"
        numbers = renumbered(map, seen.map, seen.collapsed, numbered)
        seen = _chosen(
            View(map, numbers, (), {}, frozenset(), statuses, numbered, {}, hints), options
        )
    if hints:
        seen = evolve(seen, map=_in_order(seen))
    if options.highlight:
        seen = evolve(seen, highlight=ways(map, seen.map, options.highlight))
    if options.color_by is not None and not layout.abstract:
        groups, group_of = grouped(seen.map, options.color_by)
        seen = evolve(seen, groups=groups, group_of=group_of)
    if options.text != "full" and not layout.keyed:
        full, shortened = shorten(seen.map, options.text)
        seen = evolve(seen, full=full, map=shortened)
    return seen


def _in_order(seen: View) -> Map:
    """The map with what bears on each statement in the order that was asked for."""
    hosts: dict[str, list[int]] = {}
    arguments = list(seen.map.arguments)
    for place, argument in enumerate(arguments):
        hosts.setdefault(argument.target, []).append(place)
        premises = sorted(argument.premises, key=lambda p: seen.rank(argument.target, [p]))
        if premises != list(argument.premises):
            arguments[place] = evolve(argument, premises=tuple(premises))
    for host, places in hosts.items():
        own = [arguments[place] for place in places]
        own.sort(key=lambda argument: seen.rank(host, argument.members))
        for place, argument in zip(places, own, strict=True):
            arguments[place] = argument
    return seen.map.changed(arguments=arguments)


def _chosen(whole: View, options: Options) -> View:
    """The part of a whole map that the options choose."""
    map = whole.map
    hidden = {key for key, hint in whole.hints.items() if hint.hide and not options.among}
    chosen = (
        tuple(hidden),
        options.root,
        options.among,
        options.only,
        options.without,
        options.collapse,
        options.depth,
    )
    if not any(choice not in (None, ()) for choice in chosen):
        return whole
    seen = whole
    if hidden:
        keep = {s.id for s in map.statements if s.id not in hidden}
        seen = _kept(seen, keep, "The author hides a part of the map")
    if options.root is not None:
        seen = _rooted(seen, options.root)
    if options.among:
        keep = {s.id for s in seen.map.statements if s.id in options.among}
        seen = _kept(seen, keep, "Only a part of the map is drawn")
    if options.only:
        matches = _matches(map, options.only)
        keep = {s.id for s in seen.map.statements if all(m(s) for m in matches)}
        seen = _kept(
            seen,
            keep,
            f"Only {_named(map, options.only)} {'is' if len(options.only) == 1 else 'are'} drawn",
        )
    if options.without:
        matches = [_match(map, choice) for choice in options.without]
        keep = {s.id for s in seen.map.statements if not any(m(s) for m in matches)}
        seen = _kept(seen, keep, f"Drawn without {_named(map, options.without)}")
    before = seen.map
    for name in options.collapse:
        section = _section(map, name)
        seen = _collapsed(seen, section, map.sections.index(section) + 1)
    if seen.collapsed:
        boxes = sum(key in seen.map for key in seen.collapsed)
        gone = sum(s.id not in seen.map for s in before.statements)
        sections = "A section is one box" if boxes == 1 else f"{boxes} sections are one box each"
        said = f"{sections}: {_count(gone)} left out."
        seen = evolve(seen, left_out=(*seen.left_out, said))
    if options.depth is not None:
        seen = _to_depth(seen, options.depth)
    return _noted(seen, map, options)


def _statuses(map: Map, status: bool | Evaluation) -> Mapping[str, str]:
    if not status:
        return {}
    from argmap.evaluate.semantics import evaluate

    evaluation = evaluate(map) if status is True else status
    return {s.id: evaluation.statuses.get(s.id, "") for s in map.statements}


# The statement that is the root, and what bears on it


def _rooted(seen: View, root: str) -> View:
    map = seen.map
    if root not in map:
        raise unknown_label(root, map)
    keep = set(bearing(map, [root]))
    return _kept(seen, keep, f"Only what bears on {seen.numbers[root]} is drawn")


def bearing(map: Map, starts: list[str], known: dict[str, int] | None = None) -> dict[str, int]:
    """How many steps below the starts each statement stands that bears on them; adds to what is known."""
    parts: dict[str, list[str]] = {}
    for part in map.parts:
        parts.setdefault(part.whole, []).append(part.part)
    for relation in relations(map):
        parts.setdefault(relation.host, []).extend(relation.members)
    for one, other in map.restatements:
        parts.setdefault(one, []).append(other)
        parts.setdefault(other, []).append(one)
    for statement in map.statements:
        if statement.within is not None:
            # Whatever holds only under a supposition rests on it.
            parts.setdefault(statement.id, []).append(statement.within)
    depth = {} if known is None else known
    depth.update(dict.fromkeys(starts, 0))
    queue = list(starts)
    for key in queue:
        aims = [(argument, depth[key] + 1) for argument in map.aimed_at(key)]
        below = [(part, depth[key] + 1) for part in parts.get(key, ())]
        for argument, level in aims:
            below += [(member, level) for member in argument.members]
            # What attacks a step stands beside it, what attacks that attack a step farther down.
            farther = level + (argument.aims_at_step)
            aims += [(attack, farther) for attack in map.aimed_at(argument.id)]
        for other, level in below:
            if other not in depth and other in map:
                depth[other] = level
                queue.append(other)
    return depth


def _to_depth(seen: View, most: int) -> View:
    map = seen.map
    depth = bearing(map, [s.id for s in map.roots])
    for statement in map.statements:
        if statement.id not in depth:
            # A cycle has no root: the first of the file is taken for one.
            bearing(map, [statement.id], depth)
    keep = {key for key, steps in depth.items() if steps <= most}
    far, verb = ("1 step", "is") if most == 1 else (f"{most} steps", "are")
    return _kept(seen, keep, f"Only {far} below the main conclusions {verb} drawn")


# Statements by section, tag, speaker, kind


def _matches(map: Map, choices: tuple[str, ...]) -> list[Callable[[Statement], bool]]:
    """One test for each kind of choice: choices of one kind are alternatives."""
    by_kind: dict[str, list[Callable[[Statement], bool]]] = {}
    for choice in choices:
        by_kind.setdefault(choice.partition(":")[0], []).append(_match(map, choice))

    def either(tests: list[Callable[[Statement], bool]]) -> Callable[[Statement], bool]:
        return lambda statement: any(test(statement) for test in tests)

    return [either(tests) for tests in by_kind.values()]


def _match(map: Map, choice: str) -> Callable[[Statement], bool]:
    kind, colon, value = (word.strip() for word in choice.partition(":"))
    if kind not in _CHOICES or not colon or not value:
        raise ValueError(
            f"`{choice}` chooses nothing: write {', '.join(f'{c}:…' for c in _CHOICES[:-1])} or kind:…"
        )
    if kind == "section":
        within = _within(map, _section(map, value).id)
        return lambda statement: statement.section in within
    if kind == "tag":
        tags = {s.id: set(s.attributes.get("tags", ())) for s in map.sections}  # type: ignore[arg-type]
        parents = {s.id: s.parent for s in map.sections}
        known = {t for s in map.statements for t in s.attributes.get("tags", ())}  # type: ignore[union-attr]
        _known("tag", value, known.union(*tags.values()))

        def tagged(statement: Statement) -> bool:
            at = statement.section
            if value in statement.attributes.get("tags", ()):  # type: ignore[operator]
                return True
            while at is not None:
                if value in tags[at]:
                    return True
                at = parents[at]
            return False

        return tagged
    if kind == "speaker":
        _known("speaker", value, {*map.speakers})
        return lambda statement: value in map.speakers_of(statement)
    kinds = get_args(Kind)
    if value not in kinds:
        raise ValueError(f"there is no kind `{value}`; there are {', '.join(kinds)}")
    return lambda statement: statement.kind == value


def _known(what: str, value: str, known: set[str]) -> None:
    if value not in known:
        from difflib import get_close_matches

        near = get_close_matches(value, known, 1)
        hint = f"did you mean `{near[0]}`?" if near else f"there are {', '.join(sorted(known))}"
        raise ValueError(
            f"the map has no {what} `{value}`" + (f": {hint}" if known else f"; it has no {what}s")
        )


def _section(map: Map, name: str) -> Section:
    for section in map.sections:
        if name in (section.id, section.label, section.title):
            return section
    names = [s.label or s.title for s in map.sections]
    from difflib import get_close_matches

    near = get_close_matches(name, names, 1)
    hint = f": did you mean `{near[0]}`?" if near else f"; there are {', '.join(names)}"
    raise ValueError(f"the map has no section `{name}`" + (hint if names else ""))


def _within(map: Map, section: str) -> set[str]:
    """A section and those inside it."""
    within = {section}
    for one in map.sections:
        if one.parent in within:
            within.add(one.id)
    return within


def _named(map: Map, choices: tuple[str, ...]) -> str:
    words = []
    for choice in choices:
        kind, _, value = (word.strip() for word in choice.partition(":"))
        words.append(f"{kind} “{_section(map, value).title if kind == 'section' else value}”")
    return listed(words)


# Smaller maps


def _kept(seen: View, keep: set[str], sentence: str) -> View:
    """The view of some of the statements; the sentence is said where others are left out."""
    map = seen.map
    gone = len(map.statements) - len(keep)
    if not gone:
        return seen
    arguments = _remaining(map.arguments, keep)
    return evolve(
        seen,
        map=_smaller(map, [s for s in map.statements if s.id in keep], arguments, keep),
        left_out=(*seen.left_out, f"{sentence}: {_count(gone)} left out."),
    )


def _count(statements: int) -> str:
    return "1 statement is" if statements == 1 else f"{statements} statements are"


def _remaining(arguments: Iterable[Argument], keep: set[str]) -> list[Argument]:
    """The arguments among these statements, with the premises that are left."""
    there = set(keep)
    left: dict[str, Argument] = {}
    waiting = list(arguments)
    while True:
        later = []
        for argument in waiting:
            premises = tuple(p for p in argument.premises if p in keep)
            if not premises:
                continue
            if argument.target in there:
                warrant = argument.warrant if argument.warrant in keep else None
                left[argument.id] = evolve(argument, premises=premises, warrant=warrant)
                there.add(argument.id)
            elif argument.aims_at_step:
                later.append(argument)
        if len(later) == len(waiting) or not later:
            return [left[a.id] for a in arguments if a.id in left]
        waiting = later


def _smaller(
    map: Map, statements: list[Statement], arguments: list[Argument], keep: set[str]
) -> Map:
    parents = {s.id: s.parent for s in map.sections}
    used: set[str] = set()
    for statement in statements:
        at = statement.section
        while at is not None and at not in used:
            used.add(at)
            at = parents[at]
    return map.changed(
        statements=statements,
        arguments=arguments,
        sections=[s for s in map.sections if s.id in used],
        parts=[
            p
            if p.alternative_to is None or p.alternative_to in keep
            else evolve(p, alternative_to=None)
            for p in map.parts
            if p.whole in keep and p.part in keep
        ],
        contradictions=[c for c in map.contradictions if c[0] in keep and c[1] in keep],
        preferences=[p for p in map.preferences if p.preferred in keep and p.over in keep],
        restatements=[r for r in map.restatements if r[0] in keep and r[1] in keep],
        explanations=[
            evolve(e, explaining=tuple(key for key in e.explaining if key in keep))
            for e in map.explanations
            if e.explained in keep and not keep.isdisjoint(e.explaining)
        ],
        conditions=[c for c in map.conditions if c.statement in keep and c.provided in keep],
        answers=[a for a in map.answers if a.question in keep and a.answer in keep],
        independences=[i for i in map.independences if i.statement in keep and i.of in keep],
        imports=(),
    )


# A section as one box


def _collapsed(seen: View, section: Section, place: int) -> View:
    """The view with a section's statements in one box, numbered by its place in the whole map; what
    holds among them is left out.
    """
    map = seen.map
    within = _within(map, section.id)
    inside = {s.id for s in map.statements if s.section in within}
    if not inside:
        return seen
    box = Statement(section.title, "claim", section=section.parent, id=section.id)

    def moved(key: str) -> str:
        return box.id if key in inside else key

    arguments: list[Argument] = []
    hidden: set[str] = set()
    notes: list[str] = []
    for argument in map.arguments:
        premises = tuple(dict.fromkeys(moved(p) for p in argument.premises))
        warrant = moved(argument.warrant) if argument.warrant is not None else None
        target = moved(argument.target)
        if target == box.id and set(premises) == {box.id} and warrant in (None, box.id):
            hidden.add(argument.id)
            continue
        arguments.append(
            evolve(
                argument,
                premises=premises,
                target=target,
                warrant=None if warrant in premises else warrant,
                premise_roles={moved(k): v for k, v in argument.premise_roles.items()},
            )
        )
    while lost := {a.id for a in arguments if a.target in hidden}:
        for argument in arguments:
            if argument.id in lost and set(argument.premises) != {box.id}:
                numbers = ", ".join(seen.numbers[p] for p in argument.premises if p != box.id)
                notes.append(f"a step inside is undercut by {numbers}")
        arguments = [a for a in arguments if a.id not in lost]
        hidden = lost
    statements: list[Statement] = []
    for statement in map.statements:
        if statement.id not in inside:
            statements.append(statement)
        elif box not in statements:
            statements.append(box)

    def pairs(values: Iterable[tuple[str, str]]) -> list[tuple[str, str]]:
        both = dict.fromkeys((moved(a), moved(b)) for a, b in values)
        return [pair for pair in both if pair[0] != pair[1]]

    parts = {
        (moved(p.whole), moved(p.part)): Part(
            moved(p.whole),
            moved(p.part),
            None
            if p.alternative_to is None or moved(p.alternative_to) == box.id
            else p.alternative_to,
        )
        for p in map.parts
    }
    keep = {s.id for s in statements}
    changed = map.changed(
        arguments=arguments,
        statements=statements,
        parts=[p for (a, b), p in parts.items() if a != b],
        contradictions=pairs(map.contradictions),
        preferences=[
            evolve(map.preferences[0], preferred=a, over=b)
            for a, b in pairs((p.preferred, p.over) for p in map.preferences)
        ],
        independences=[
            evolve(map.independences[0], statement=a, of=b)
            for a, b in pairs((i.statement, i.of) for i in map.independences)
        ],
        **_moved(map, moved, pairs),
    )
    size = f"{len(inside)} statements" if len(inside) > 1 else "1 statement"
    return evolve(
        seen,
        map=_smaller(changed, statements, arguments, keep),
        numbers={box.id: f"§{place}", **seen.numbers},
        notes={**seen.notes, box.id: (f"section, {size}", *notes)},
        collapsed=seen.collapsed | {box.id},
    )


def _moved(
    map: Map,
    moved: Callable[[str], str],
    pairs: Callable[[Iterable[tuple[str, str]]], list[tuple[str, str]]],
) -> dict[str, Any]:
    """The relations that are no arguments, between what is drawn where a section is one box."""
    explanations = []
    for why in map.explanations:
        explained = moved(why.explained)
        members = dict.fromkeys(moved(key) for key in why.explaining)
        if among := [key for key in members if key != explained]:
            explanations.append(Explanation(among, explained))
    return {
        "restatements": pairs(map.restatements),
        "explanations": explanations,
        "conditions": [
            Condition(*pair) for pair in pairs((c.statement, c.provided) for c in map.conditions)
        ],
        "answers": [Answer(*pair) for pair in pairs((a.question, a.answer) for a in map.answers)],
    }


# What single boxes say of what is not drawn


def _relations(map: Map, seen: View) -> Counter[str]:
    """How many relations each statement has to statements that are left out."""
    pairs = [*map.contradictions]
    pairs += [(p.preferred, p.over) for p in map.preferences]
    pairs += [(i.statement, i.of) for i in map.independences]
    pairs += [(p.whole, p.part) for p in map.parts]
    pairs += map.restatements
    pairs += [(r.host, member) for r in relations(map) for member in r.members]
    gone = {s.id for s in map.statements} - {s.id for s in seen.map.statements}
    if seen.collapsed:
        within = {key for section in seen.collapsed for key in _within(map, section)}
        gone -= {s.id for s in map.statements if s.section in within}
    found: Counter[str] = Counter()
    for one, other in pairs:
        if one in seen.map and other in gone:
            found[one] += 1
        elif other in seen.map and one in gone:
            found[other] += 1
    return found


def _noted(seen: View, map: Map, options: Options) -> View:
    """The view, with a note in each box whose reasons or objections are left out."""
    drawn = {a.id for a in seen.map.arguments}
    notes = {key: list(words) for key, words in seen.notes.items()}
    for statement in seen.map.statements:
        key = statement.id
        if key in seen.collapsed:
            continue
        missing = [a for a in map.aimed_at(key) if a.id not in drawn]
        reasons = sum(a.role == "supports" for a in missing)
        objections = len(missing) - reasons
        words = [
            f"{number} {noun}" if number == 1 else f"{number} {noun}s"
            for number, noun in ((reasons, "reason"), (objections, "objection"))
            if number
        ]
        if words:
            notes.setdefault(key, []).append(f"{' and '.join(words)} not shown")
        within = statement.within
        if within is not None and within in map and within not in seen.map:
            supposed = seen.numbers[within]
            if not LAYOUTS[options.layout].draws:
                # Its lines have numbers of their own, and it has none.
                supposed = f"“{plain(shown(map[within].text), is_inline(map))}”"
            notes.setdefault(key, []).append(f"only supposing {supposed}, which is not shown")
        # What it bears on, unless it was chosen to be the root.
        uses = map._used.get(key, ())
        if uses and key != options.root and not any(use.id in drawn for use in uses):
            notes.setdefault(key, []).append("bears on what is not shown")
    for key, number in _relations(map, seen).items():
        noun = "relation" if number == 1 else "relations"
        notes.setdefault(key, []).append(f"{number} {noun} to what is not shown")
    for argument in seen.map.arguments:
        whole = map.argument(argument.id)
        less = len(whole.members) - len(argument.members)
        if less > 0 and not seen.collapsed & set(argument.members):
            premises = "premise" if less == 1 else "premises"
            notes.setdefault(argument.premises[0], []).append(f"with {less} {premises} not shown")
    return evolve(seen, notes={key: tuple(words) for key, words in notes.items()})
