"""Words that writers coming from elsewhere use for a word of the language, and what to write in their place."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from argmap.syntax.nesting import where
from argmap.wording import clip


class Foreign(NamedTuple):
    """What a word stands for at the top of a file, section or passage, and under a clause: the words of the language,
    the likeliest first. Where there are several, none is certain.
    """

    flat: tuple[str, ...]
    nested: tuple[str, ...]


def _rows(*rows: tuple[str, str, str]) -> dict[str, Foreign]:
    """One entry a word, from rows of words, what they stand for at the top, and what under a clause where that
    is something else; `/` stands between what is likeliest and the rest.
    """
    return {
        word: Foreign(tuple(flat.split("/")), tuple((nested or flat).split("/")))
        for words, flat, nested in rows
        for word in words.split()
    }


FOREIGN = _rows(
    ("therefore thus hence consequently ergo accordingly conclude it-follows so-that", "so", ""),
    ("implies entails proves supports", "so", ""),
    ("since as for reason why because-of given-that as-evidenced-by", "because", ""),
    ("given", "premise", "because"),
    ("yet objection con contra reply response rejoinder nevertheless nonetheless but-then", "but", ""),
    ("attacks rebuts refutes disproves", "against", ""),
    ("though granted despite concession even-though", "although", ""),
    ("except undercut exception unless-if", "unless", ""),
    ("challenge invalid fallacy parody counterexample", "however", ""),
    ("fact evidence pro", "premise", ""),
    ("conclusion statement thesis proposition contention", "claim", ""),
    ("proposal advice should policy", "recommendation", ""),
    ("attack counterargument refutation", "rebuttal", ""),
    ("implicit hidden tacit unexpressed", "unstated", ""),
    ("undecided contested disputed perhaps maybe possible", "open", ""),
    ("issue problem topic query", "question", "question/including"),
    ("option candidate", "answer", "answer/including"),
    ("alternative alternatively", "answer/or", "answer/or"),
    ("hypothesis", "suppose/claim", "because suppose/because"),
    ("assume assume-that assuming assuming-that assumed", "suppose/premise", "because suppose/because"),
    ("assumption", "premise/suppose", "because/because suppose"),
    ("case imagine imagine-that supposing supposing-that suppose-that what-if", "suppose", "because suppose"),
    ("if in-case", "suppose/provided", "provided/because"),
    ("else otherwise", "suppose/unless", "and suppose/unless"),
    ("condition conditional only-if iff if-and-only-if provided-that providing as-long-as so-long-as", "provided", ""),
    ("explanation cause explain explained-because explain-by explains-by due-to", "explained by", ""),
    ("paraphrase restatement rephrase rephrases equivalent equals same same-as paraphrase-of restatement-of", "restates", ""),
    ("aka namely means in-other-words equivalent-to identical-to that-is", "restates", ""),
    ("contradiction versus vs excludes", "contradicts", ""),
    ("prefer preferred beats overrides trumps", "outweighs", ""),
    ("title name", "map", ""),
    ("chapter group part", "section", ""),
    ("import include load", "use", ""),
    ("via using warrant scheme", "by", ""),
)  # fmt: skip
"""Words that writers coming from elsewhere use for those of the language; of several words, with hyphens between."""

_IF = {
    "suppose": "to see what follows from it, indented below",
    "because suppose": "to take up what follows from it, indented below",
    "and suppose": "for the other case, with what follows from it indented below",
    "premise": "if it is taken as given",
    "because": "if it is a reason",
    "claim": "if it is asserted",
    "unless": "if it is an exception to the step above",
    "or": "if it is another choice than the part above",
    "answer": "if it answers a question",
    "including": "if it is a part of what stands above",
    "provided": "if what stands above is held only then",
    "question": "if it is at issue",
}
"""When each of several words is meant."""


def meant_by(word: str, nested: bool | None) -> tuple[str, ...]:
    """The words of the language that a word from elsewhere stands for at the top, or nested under a clause; the
    likeliest first, and none where there is nothing of the kind.
    """
    foreign = FOREIGN.get(word.casefold())
    if foreign is None:
        return ()
    return foreign.nested if nested else foreign.flat


def ways(
    meant: Iterable[str], rest: str, nested: bool | None, certain: bool = False
) -> tuple[str, ...]:
    """A message's lines of help: what to write for each of the words that may be meant, before the rest of the line,
    and where it may stand.
    """
    words = tuple(meant)
    lines = []
    for number, word in enumerate(words):
        reason = f"{_IF[word]}, " if len(words) > 1 and word in _IF else ""
        line = f"{'or, ' if number else ''}{reason}write: `{clip(word + rest)}`"
        lines.append(line if certain else where(line, word.partition(" ")[0], nested))
    return tuple(lines)
