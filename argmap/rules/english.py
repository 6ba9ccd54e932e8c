"""English for the rules on wording and teaching: words, sentences, verbs, stems.

The heuristics prefer false negatives: a wrong hint costs more trust than a missing one.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from functools import cache
from typing import Any

from argmap.extras import needed
from argmap.model import Statement
from argmap.rules.context import Context
from argmap.source import Span

# The patterns are texts, so that they are compiled when first used.

# What is quoted inside a statement, or stands in brackets, is not the statement's own wording.
_QUOTED = r"“[^“”]*”|\"[^\"]*\"|‘[^‘’]*’(?!\w)|(?<!\w)'[^']*'(?!\w)|«[^«»]*»"
_ASIDE = _QUOTED + r"|\([^()]*\)|\[[^\[\]]*\]"


def blank_quotations(text: str, brackets: bool = True) -> str:
    """The text with quotations and, with `brackets`, text in brackets replaced by underscores; offsets stay."""
    if not text.isascii() or "'" in text or '"' in text or "(" in text or "[" in text:
        return re.sub(_ASIDE if brackets else _QUOTED, lambda found: "_" * len(found[0]), text)
    return text


def span_of_words(context: Context, statement: Statement, words: str, before: str = "") -> Span:
    """The span of words of a statement in the file, behind the text `before` them; that of the statement
    where a line break or a JSON escape is between them.
    """
    span = context.span(statement)
    text = context.source.text
    colon = re.compile("[:\uff1a]").search(text, span.start, span.end)
    if context.syntax is None or colon is None:
        return span
    pattern = re.compile(rf"(?<!\w){re.escape(words)}(?!\w)")
    at = colon.end()
    for _ in range(len(pattern.findall(before)) + 1):
        found = pattern.search(text, at, span.end)
        if found is None:
            return span
        at = found.end()
    return Span(at - len(words), at)


# Sentences

_ABBREVIATIONS = frozenset(
    "v mr mrs ms dr prof st sr jr hon rev gen sen rep gov lt col sgt capt adm maj pres messrs "
    "e.g i.e cf vs viz al etc ca approx est fig figs nos vol vols pp p ch chs sec secs art arts par "
    "para ed eds trans repr inc ltd co corp bros dept univ assn u.s u.k u.n e.u u.s.a u.s.s.r d.c l.a "
    "n.y a.m p.m a.d b.c b.c.e c.e ph.d m.d b.a m.a ll.d ll.m m.sc b.sc jan feb mar apr jun jul aug sep "
    "sept oct nov dec mt ft ave blvd rd supp app resp pub stat cong ibid op loc esp incl max min op.cit".split()
)
_END = r"(?<![.!?…])([.!?…]+)[”\"’')\]]*\s+(?=[“\"‘'(\[]?[A-Z0-9À-Þ])"
_INITIALS = r"(?:[A-Za-z]\.)*[A-Z]"  # J. S. Mill, U.S.
_NEXT_WORD = r"[“\"‘'(\[]?\w+"
# Words that begin a sentence, and no name.
_STARTERS = frozenset(
    "The It This That These Those He She They We You There Here In On At And But So If When While Since Because As For "
    "Most Many Few Some All No Nobody Every Each".split()
)
_LAST_WORD = r"[\w.’'-]*$"


def sentence_break(text: str) -> int | None:
    """The offset of the second sentence of a text, or None."""
    if text.count(".") + text.count("?") + text.count("!") + text.count("…") < 2:
        return None
    for found in re.finditer(_END, text):
        after = re.compile(_NEXT_WORD).match(text, found.end())
        starts = (
            after is not None
            and after[0] in _STARTERS
            and text[after.end() : after.end() + 1] != "."  # No. 5
        )
        before = re.search(_LAST_WORD, text[max(0, found.start() - 30) : found.start()])
        word = before[0] if before else ""
        short = word.casefold().rstrip(".")
        if found[1] == "." and (
            not word
            or short in ("v", "vs")
            or (short == "no" and text[found.end() : found.end() + 1].isdigit())
            or (word.isdigit() and len(word) < 3 and not starts)  # ordinals
            or not (starts or (short not in _ABBREVIATIONS and not re.fullmatch(_INITIALS, word)))
        ):
            continue
        return found.end()
    return None


# Verbs

_FINITE = frozenset(
    "is are was were am be been has have had do does did can could will would shall should may might must "
    "ought isn't aren't wasn't weren't hasn't haven't hadn't don't doesn't didn't can't cannot couldn't won't "
    "wouldn't shan't shouldn't mightn't mustn't needn't let lets ain't".split()
)
_IRREGULAR = frozenset(
    "arose ate became began bit blew bore bought bound bred broke brought built burnt came caught chose clung "
    "crept dealt dreamt drew drank drove dug fed fell felt fled flew forbade forgot fought found froze gave "
    "gone got grew held hid kept knew laid lain led left lent lay lit lost made meant met misled paid ran rang "
    "rode rose said sang sank sat saw sent shook shone shot shrank slept sold sought spent spoke spun stank "
    "stole stood stuck struck strove swam swore swung taught thought threw told took tore understood underwent "
    "went withdrew woke won wore wrote bent bled cast forgave foresaw beat bet burst cost cut hit hurt let put "
    "quit read rid set shed shut slit split spread thrust upset heard hung wept sprang ground spat bade wove slew strode "
    "awoke knelt slid dwelt leapt swept laid fell began saw equals".split()
)
# Verbs without an ending that are hardly ever nouns.
_BARE = frozenset(
    "accept achieve affect agree allow appear argue arise avoid become begin believe belong bring choose come consider "
    "contain create decide deny depend deserve destroy discover disagree eat emerge enable enjoy exist expect explain "
    "express fail feel find follow forget get give grow happen hear help hold ignore imply improve include increase "
    "kill know lack lead learn lose maintain make mean meet obey occur own pay perceive perform prefer prevent produce "
    "prove provide reach receive reduce refuse rely remain require respond say see seem sell send show sleep solve "
    "speak succeed suffer suffice suggest survive take tell tend think understand want write".split()
)
_NOMINAL = frozenset(
    "a an the this that these those my your his her its our their no some any each every all both of in on at "
    "for with without by from into about between among against under over through during against per very more "
    "most less least many much few several such another other to than as two three four five six seven eight nine "
    "ten".split()
)
_PREPOSITIONS = frozenset(
    "of in on at for with without by from into about between among against under over through during to".split()
)
_PREFIXES = ("up", "with", "over", "under", "re", "mis", "out", "for", "be", "un")
_CORRELATIVE = r"(?i)the\s+(?:\w+er|more|less|fewer)\b.*,\s*the\s"
_DETERMINERS = frozenset(
    "the a an this that these those our your their every all any no its his her".split()
)
_PLURAL_ENDINGS = ("ae", "men", "women", "children", "craft")
_CERTAIN = _FINITE | _IRREGULAR
_FUNCTION = _NOMINAL | _FINITE | {"and", "or", "not", "there", "what", "who", "if", "when", "but"}
_PLURAL = frozenset(
    "i you we they those these others fish sheep deer poor rich young old elderly sick unemployed deaf dead living guilty blind wealthy innocent powerful homeless disabled salmon moose trout people men women children police many few several both all most some others who and "
    "quanta mitochondria graffiti algae geese cattle bacteria phenomena criteria oxen swine clergy elite majority number media data mice feet teeth half lot lots rest plenty third quarter percent cent dozen "
    "couple variety range group team staff".split()
)
_ITEM = r"[^\W_]+(?:['’.-][^\W_]+)*"
_WORD = r"[^\W\d_]+(?:['’-][^\W\d_]+)*"


def may_hold_a_verb(text: str, advice: bool = False) -> bool:
    """Whether a text could hold a finite verb, or be an imperative: False only where none of its words can be one. In
    `advice`, what may be a command is taken for one: “Vote for peace”.

    Verbs and nouns are distinguished by the word before: after an article, a preposition or `to` stands no
    finite verb. A verb without an ending wants something before it that may be a plural.
    """
    if not _CERTAIN.isdisjoint(text.casefold().split()):
        return True
    text = text.replace("%", " percent ")
    if re.match(_CORRELATIVE, text):
        return True  # “The more, the merrier” is whole without a verb
    items = [item.casefold().replace("’", "'") for item in re.findall(_ITEM, text)]
    if (
        "if" in items
        or _commands(items, advice)
        or items[:1] in (["see"], ["those"])
        or not any(len(word) > 2 and word.isascii() for word in items)
    ):
        return True  # a letter that stands for a sentence, or another script
    if len(items) > 3 and not _FUNCTION.intersection(items):
        return True  # another language
    before, plural = "", False
    for word in items:
        noun = before in _NOMINAL
        if word in _FINITE or word in _IRREGULAR or word in _CONTRACTED:
            return True
        prefix = word.startswith(_PREFIXES)
        if prefix and any(word.removeprefix(p) in _IRREGULAR for p in _PREFIXES):
            return True
        if word.endswith(("'re", "'ll", "'d", "'ve", "'m", "n't")):
            return True
        if not noun and (
            _inflected(word) or (before and word in _BARE) or (plural and word not in _NOMINAL)
        ):
            return True
        # What stands in a prepositional phrase is no subject: “renewal of arms control”.
        subject = before not in _PREPOSITIONS and word.endswith("s") and len(word) > 3
        nation = before == "the" and word.endswith(("ish", "ese", "ench", "utch", "elsh", "iss"))
        foreign = word.endswith(_PLURAL_ENDINGS) or (word.endswith("i") and len(word) > 3)
        plural = plural or subject or nation or foreign or word in _PLURAL
        before = word
    return False


def _commands(items: Sequence[str], advice: bool) -> bool:
    """Whether a text may be an imperative: “Abolish the monarchy”, “Tax carbon”, “Go home”; “Support for Ukraine” and
    “Vote of confidence” are none.
    """
    start = next((n for n, word in enumerate(items) if word not in _BEFORE_COMMANDS), 0)
    first, after = items[start : start + 1], items[start + 1 : start + 2]
    if not first or first[0] in _FUNCTION:
        return False
    if first[0] in _COMMANDS:
        return after != ["of"]
    if advice and first[0] in _NOUNS_TOO | _ADJECTIVES_TOO:
        return after != ["of"]
    # “Those with the least pay the most” begins like a command, and is whole, too.
    return bool(after) and (
        after[0] in _DETERMINERS or (first[0] in _NOUNS_TOO and after[0] not in _NOT_OBJECTS)
    )


_BEFORE_COMMANDS = frozenset("please never always first then now just simply kindly".split())
# Verbs that are hardly ever nouns in this form.
_COMMANDS = _BARE - frozenset("lack mean own pay show sleep stand talk think".split()) | frozenset(
    "abolish abstain accelerate adapt adjust adopt advise amend analyse apologise apply approve arm ask assess assume "
    "beware build celebrate clarify collect compare compensate concentrate condemn confront connect consult "
    "continue convert cooperate curb decarbonise dismantle defend define deliver describe dig disarm dissolve "
    "distribute divest donate elect eliminate embrace employ encourage enforce ensure establish evacuate evaluate examine "
    "exempt expand expel extend fix forbid found go hire hurry "
    "impose incarcerate inform inspect insist install introduce invade invest invite invoke isolate join judge keep legalise "
    "legalize lend liberate lift listen maximise measure mend minimise modify nationalise negotiate obtain "
    "offer oppose outlaw persuade phase postpone preserve privatise prohibit promote propose prosecute protect publish punish "
    "pursue put raise ratify rebuild recognise recommend reconsider recruit redistribute refrain regulate reject relocate "
    "renew renounce replace resign resist restore restrict resume retain reveal revoke sanction save secure "
    "separate serve settle sign simplify solve stay strengthen subsidise suspend tackle teach terminate tolerate "
    "treat unite uphold vaccinate wait warn weigh withdraw withhold".split()
)
# Verbs that are nouns, or adjectives, as often.
_NOUNS_TOO = frozenset(
    "act address advance aid answer arrest attack back balance ban block bomb boost boycott break call cap care "
    "change charge check close combine consent control copy count cover cross cut cycle deal debate delay demand "
    "design divide do dress drink drive drop end exercise expand export face fear feed fight fill finance fine fire "
    "fish force fund grant guarantee guard guide halt hand house import increase intervene kiss lead leave limit link "
    "lock look love mandate march mark move name need note order pay plan plant play please post praise press price "
    "promise purchase question ration reach reform regard release repeal report request rescue research reserve "
    "respect rest return review reward ride risk rule run sack sail sample scale search seize share shelter shift "
    "shop show shut sleep smile smoke speed stand start state stop store study supply support swim switch talk target "
    "tax test thank think trade train transfer travel trust try turn use value view visit vote walk wash waste watch "
    "wear work worry".split()
)
_ADJECTIVES_TOO = frozenset(
    "clean clear cool double dry empty free legal level live lower open slow spare warm welcome".split()
)
_NOT_OBJECTS = _PREPOSITIONS | frozenset(("and", "or", "as", "is", "than"))

_CONTRACTED = frozenset(("that's", "it's", "there's", "what's", "he's", "she's", "who's", "let's"))


def _inflected(word: str) -> bool:
    """Whether a word ends like a verb in the third person or the past; plurals do too."""
    return len(word) > 3 and word.endswith(("s", "ed")) and not word.endswith(("ss", "ous", "ics"))


# Stems

_STOP = frozenset(
    "a an the this that these those it its they them their he him his she her we us our you your i me my one ones "
    "two three four five six seven eight nine ten who whom whose which what when where why how there here and or but nor so if then than as because since "
    "although though while unless until not no none never nothing nobody neither either both all every each any "
    "some most many much few several more less least very too also only even still yet ever always often "
    "sometimes usually normally generally mostly mainly only merely is are was were am be been being has have "
    "had having do does did doing done can could will would shall should may might must ought need needs let "
    "of in on at for with without by from into onto about between among against under over through during per "
    "to up down out off again further other another such own same thing things way ways anything everything "
    "something anyone everyone someone somebody everybody anybody whoever whatever therefore thus hence however "
    "s t d ll re ve m don doesn didn isn aren wasn weren hasn haven won wouldn can't cannot".split()
)
# Irregular forms that the stemmer does not reduce: as `form:base`.
_IRREGULAR_FORMS = dict(
    pair.split(":")
    for pair in (
        "men:man women:woman people:person children:child feet:foot oxen:ox teeth:tooth mice:mouse "
        "geese:goose lice:louse wives:wife knives:knife leaf:leave life:live wolves:wolf halves:half dice:die "
        "criteria:criterion phenomena:phenomenon data:datum crises:crisis theses:thesis analyses:analysis "
        "hypotheses:hypothesis media:medium mortality:mortal is:be held:hold kept:keep made:make broke:break "
        "broken:break chose:choose chosen:choose paid:pay gave:give given:give took:take taken:take knew:know "
        "known:know lost:lose won:win meant:mean led:lead built:build bought:buy sold:sell told:tell said:say "
        "went:go gone:go came:come rose:rise risen:rise lit:light spoke:speak spoken:speak ate:eat eaten:eat "
        "met:meet ran:run saw:see seen:see wrote:write written:write felt:feel stole:steal stolen:steal "
        "drove:drive drunk:drink drank:drink sang:sing bore:bear born:bear sent:send left:leave thought:think "
        "caught:catch taught:teach brought:bring died:die dead:die death:die slept:sleep fell:fall "
        "fallen:fall grew:grow grown:grow spent:spend "
    ).split()
)


def stems(text: str) -> dict[str, str]:
    """The content words of a text by their stems, each with the word as it stands."""
    # Each has a state of its own, so that no two threads may share one.
    stem = _stemmers()("english").stemWord
    found: dict[str, str] = {}
    for word in re.findall(_WORD, text):
        for piece in word.split("-"):
            plain = re.sub(r"['’]\w*$", "", piece.casefold())
            if plain and plain not in _STOP and len(plain) > 1:
                root = stem(_IRREGULAR_FORMS.get(plain, plain))
                if root not in _STOP:
                    found.setdefault(root, piece)
    return found


@cache
def _stemmers() -> Callable[[str], Any]:
    snowballstemmer = needed("snowballstemmer", "", "comparing the words of statements")
    make: Callable[[str], Any] = snowballstemmer.stemmer
    return make


def is_same_stem(one: str, other: str) -> bool:
    """Whether two stems are of related words: equal, one a prefix of the other, or different only in their
    endings (`admiss`, `admit`).
    """
    if one == other:
        return True
    for prefix in ("un", "non", "in", "im", "ir", "dis"):  # a denial is of the same family
        if prefix + one == other or prefix + other == one:
            return True
    short, long = sorted((one, other), key=len)
    shared = next((i for i, c in enumerate(short) if c != long[i]), len(short))
    return shared >= 4 and (shared == len(short) or shared >= len(long) - 3)
