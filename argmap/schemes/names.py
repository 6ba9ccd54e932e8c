"""What other tools call the schemes of the catalogue.

AIF names are compared as their users write them: `Expert Opinion`, `ExpertOpinion_Inference`,
`Argument from Expert Opinion`. A name that several schemes share stands for none of them, and a name
that the catalogue has not is kept as it is.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache

from argmap.schemes.library import catalogue

CONTRADICTION = "Logical Contradiction"
"""How a conflict is named that goes both ways: with blanks, as no scheme of a map is."""

CHALLENGE = "Challenged Inference"
"""How a conflict is named that a step has as a whole, where an undercut would be an exception to it."""

# Names that say no more than what a node does anyway.
_UNNAMED = frozenset(
    (
        *("", "ra", "ca", "ma", "pa", "unknown", "support", "attack", "conflict", "inference"),
        *("default", "defaultinference", "defaultconflict", "defaultpreference"),
        "defaultrephrase",
    )
)

# Names of arguebuf's `Support` that are unlike those of the catalogue and of AIF.
_ARGUEBUF = {
    "ABDUCTIVE": "best-explanation",
    "CONSTITUTIVE_RULE_CLAIMS": "constitutive-rule",
    "PRAGMATIC_ALTERNATIVES": "pragmatic-alternatives",
    "RULES": "established-rule",
    "THE_GROUP_AND_ITS_MEMBERS": "group-and-members",
    "VERBAL_CLASSIFICATION_ARBITRARINESS": "arbitrariness-of-classification",
    "VERBAL_CLASSIFICATION_DEFINITION": "definition-to-classification",
    "VERBAL_CLASSIFICATION_VAGUENESS": "vagueness-of-classification",
}
_SUPPORTS = """
    POSITION_TO_KNOW EXPERT_OPINION WITNESS_TESTIMONY POPULAR_OPINION POPULAR_PRACTICE EXAMPLE ANALOGY
    PRACTICAL_REASONING_FROM_ANALOGY COMPOSITION DIVISION OPPOSITIONS RHETORICAL_OPPOSITIONS ALTERNATIVES
    VERBAL_CLASSIFICATION VERBAL_CLASSIFICATION_DEFINITION VERBAL_CLASSIFICATION_VAGUENESS
    VERBAL_CLASSIFICATION_ARBITRARINESS INTERACTION_OF_ACT_AND_PERSON VALUES POSITIVE_VALUES
    NEGATIVE_VALUES SACRIFICE THE_GROUP_AND_ITS_MEMBERS PRACTICAL_REASONING
    TWO_PERSON_PRACTICAL_REASONING WASTE SUNK_COSTS IGNORANCE EPISTEMIC_IGNORANCE CAUSE_TO_EFFECT
    CORRELATION_TO_CAUSE SIGN ABDUCTIVE EVIDENCE_TO_HYPOTHESIS CONSEQUENCES POSITIVE_CONSEQUENCES
    NEGATIVE_CONSEQUENCES PRAGMATIC_ALTERNATIVES THREAT FEAR_APPEAL DANGER_APPEAL NEED_FOR_HELP DISTRESS
    COMMITMENT ETHOTIC GENERIC_AD_HOMINEM PRAGMATIC_INCONSISTENCY INCONSISTENT_COMMITMENT
    CIRCUMSTANTIAL_AD_HOMINEM BIAS BIAS_AD_HOMINEM GRADUALISM SLIPPERY_SLOPE PRECEDENT_SLIPPERY_SLOPE
    SORITES_SLIPPERY_SLOPE VERBAL_SLIPPERY_SLOPE FULL_SLIPPERY_SLOPE CONSTITUTIVE_RULE_CLAIMS RULES
    EXCEPTIONAL_CASE PRECEDENT PLEA_FOR_EXCUSE PERCEPTION MEMORY
""".split()


def known(name: str) -> str | None:
    """The scheme of the catalogue that goes by this name and is the only one that does, or None."""
    return _names().get(_folded(name))


def from_aif(scheme: str, text: str = "") -> str | None:
    """The scheme that a scheme node applies, by its scheme and its text; None where it names none.

    The text may be more exact: several schemes of the catalogue have the same name in AIF.
    """
    named = next((name for name in (scheme, text) if _folded(name) not in _UNNAMED), None)
    if named is None:
        return None
    exact = known(text)
    if exact and _folded(catalogue()[exact].aifdb) == _folded(named):
        return exact
    return known(named) or named


def to_aif(scheme: str) -> tuple[str, str]:
    """The scheme and the text of a scheme node: twice the name in AIF, and the scheme's own where that
    says more, or where AIF has none.
    """
    own = catalogue().get(scheme)
    name = own.aifdb if own and own.aif else scheme
    return name, name if from_aif(name) == scheme else scheme


def from_arguebuf(name: str) -> str | None:
    """The scheme that arguebuf calls `SUPPORT_…`; None for the default."""
    name = name.removeprefix("SUPPORT_")
    if name in ("DEFAULT", "UNSPECIFIED"):
        return None
    return _ARGUEBUF.get(name) or known(name) or name.casefold().replace("_", "-")


def to_arguebuf(scheme: str) -> str | None:
    """What arguebuf calls a scheme, or None where it has no name for it."""
    return _arguebuf().get(scheme)


@cache
def _arguebuf() -> Mapping[str, str]:
    names: dict[str, str] = {}
    for name in _SUPPORTS:
        names.setdefault(from_arguebuf(name) or "", f"SUPPORT_{name}")
    return names


def _folded(name: str) -> str:
    plain = re.sub(r"[^a-z0-9]", "", re.sub(r"_Inference$", "", name).casefold())
    return re.sub(r"^argumentfrom(?=.)", "", plain)


@cache
def _names() -> Mapping[str, str]:
    """The schemes by each name that only they have; a scheme's own name goes before all others."""
    own = {_folded(name): name for name in catalogue()}
    others: dict[str, set[str]] = {}
    for scheme in catalogue().values():
        for name in filter(None, (scheme.title, scheme.aifdb)):
            others.setdefault(_folded(name), set()).add(scheme.name)
    return {**{name: min(all) for name, all in others.items() if len(all) == 1}, **own}
