"""Rules as data: each file is a table with an example that a row must match and a counter-example that it must not.

`load_rules` checks every row when it loads a file: a pattern that does not compile, misses its example or matches
its counter-example is an error that names file and line.
"""

from __future__ import annotations

import hashlib
import re
from functools import cache, lru_cache
from pathlib import Path
from typing import NamedTuple

from kgraph.errors import LexiconError
from kgraph.lexicon.entries import read_rows, split_cell
from kgraph.lexicon.matcher import fold_text

FOLDER = Path(__file__).parent


class Rule(NamedTuple):
    """One row of a rule file.

    Attributes
    ----------
    id : str
        Its name, as `explain` shows it and the graph's provenance holds it.
    pattern : re.Pattern
        With the shorthands of `SHORTHANDS` filled in.
    value : str
        What the rule says of a match: a type, a role, a unit.
    types : frozenset of str
        Entity types that it speaks of; empty for all.
    side : str
        ``before`` or ``after`` what is judged; empty where the pattern covers it.
    example, counter : str
        A text that it matches, and one that it does not.
    triggers : tuple of str
        Beginnings of words, folded, or signs, one of which stands in every text that it matches; empty if nothing is
        known. They spare the pattern most texts.
    leads : bool
        Whether every match begins with a trigger (``^`` in front of them), so that the pattern is tried only there.
    ends : bool
        Whether every match ends with the word that a trigger begins (``$`` in front of them): only what stands in
        front of it is looked at.
    capital : bool
        Whether the triggers are written with a capital, which they must then have in the text.
    """

    id: str
    pattern: re.Pattern[str]
    value: str
    types: frozenset[str]
    side: str
    example: str
    counter: str
    triggers: tuple[str, ...]
    leads: bool
    ends: bool = False
    capital: bool = False


_NO_PHRASE_WORD = (
    "a|an|the|one|two|three|four|five|our|its|their|new|novel|simple|that|this|these|which|to|of|in|on|for|with|by|from|and|or|is|are|at|as|it|we|"
    "both|each|can|not|only|into|via|using|between|across|through|over|how|where|when|first|second|third|vs|versus"
)
#: Behind these a hyphen may be a dash: "two losses-quill loss and ink loss-to".
_PARTS = "losses|strategies|modules|components|techniques|mechanisms|innovations|designs|methods|stages|objectives"
_WORD = rf"(?!(?:{_NO_PHRASE_WORD})\b)(?!(?:{_PARTS})-)[A-Za-z0-9]+(?:-[A-Za-z0-9]+)*"

_NO_MEASURE = (
    r"(?:(?:a|an|the|of|in|on|for|to|with|by|from|at|as|over|under|and|or|but|than|that|which|while|when|where|is|are|was|were|be|been|its|our|their|this|these|those|"
    r"it|we|they|all|both|each|every|some|any|not|no|more|less|fewer|up|down|only|also|further|then|respectively|compared|relative|absolute|overall|total|significant(?:ly)?|"
    r"about|around|approximately|nearly|almost|across|against|between|beyond|versus|vs|via|per|using|average|averaged|other|others|same|new|humans?(?! (?:effort|labou?r|errors?|interventions?|workload|preference))|"
    r"methods?|models?|approach(?:es)?|systems?|frameworks?|baselines?|results?|margins?|factors?|improvements?|gains?|increases?|decreases?|reductions?|drops?|boosts?|"
    r"savings?|differences?|state-of-the-art|sota|performances?|scores?|values?|experiments?|evaluations?|users?|participants?|tasks?|benchmarks?|datasets?|paper|work|majority|"
    r"has|have|had|without|during|within|regimes?|settings?|cases|conditions|(?:achiev|reach|report|obtain|attain|yield|show|represent|observ|demonstrat|mark|constitut|lead|rang|outperform|surpass|compar|us|sav)(?:e?s|e?d|ing|e)?|notable|remarkable|impressive|substantial|considerable|consistent|clear|large|small|modest|slight|marginal|dramatic|negligible|demanding|high|low|strong|metrics?|means|budgets?|median|mean|maximum|minimum|subset|fraction|half|rest|remaining|time|times|points?|percent|range|level|levels|number|amount|steps|order|magnitude|[a-z-]+ly)\b)"
)

#: ``{name}`` in a pattern and its like.
SHORTHANDS = {
    # a word with a capital letter in it; hyphens and digits included, powers ("D$^2$GS") and signs ("$Δ$-Net") in LaTeX
    "cap": rf"(?!(?:{_PARTS})-)"
    + r"(?:\$\\?\w{1,8}\$-?(?=[A-Z]))?(?=[\w+@.-]*[A-Z])[\w+]+(?:(?!-an? [a-z])[-.@][\w+]+|\$\^\{?[\w+]\}?\$[\w+]*)*\+*(?:(?<=[ADT])\*)?",
    # a name of any shape that is said to be new: "Eyes on Quills, a novel router"
    "said_new": (
        r"(?=\S*[A-Z])[\w^*$()+.-]+(?: (?:[A-Z][\w*-]*|of|on|in|the|for|and|with|to|as|at|from)){0,6}"
        r"(?=[}\"”]?(?: \([^()]{2,40}\))?, (?:(?:an?|our) (?:new|novel)|the first)\b)"
    ),
    "we": r"(?:[Ww]e|[Tt]his (?:paper|work|article|study|report|survey|thesis|letter)|[Tt]he (?:paper|authors?)|[Oo]ur (?:paper|work|team))",
    "propose": (
        r"(?:come up with|(?:propos|present|introduc|develop|releas|describ|design|build|built|construct|creat|devis|formulat|establish|contribut|"
        r"curat|publish|unveil|open-sourc|provid|implement|instantiat|annotat|collect|assembl|compil|defin|suggest|offer|launch|report|train)"
        r"(?:es?|ed|e|ing)?)"
    ),
    "filler": r"(?:(?!(?:that|which|to|for|with|on|of|by|from|in|using|via|based|and|or|how|whether|when|where|as|at|is|are|into|over|under|between|than|within|through|inside|upon|against|during|without|towards?|across|utilizing|leveraging|employing|exploiting|adopting)\b)(?:[a-z][\w-]*|[A-Z][\w]*-[a-z][\w-]*|\d[\w-]*),? ){0,9}?",
    # quotation marks and LaTeX around a name
    "open": r"(?:[\"“‘`'$]|\\(?:emph|text\w\w|math\w\w)\{|\{\\\w\w )*",
    # a name of several words in a title, each with a capital
    "titled": (
        r"(?!(?:[A-Z][a-z]+ing|Why|How|What|Optimize|Adaptive|Unified|Comprehensive|Automated|Weakly|Real|Deployable|Lightweight|Large|Language|Efficient|"
        r"Scalable|Robust|Novel|Full|Single|Multiple|Deep|Generative|Vision|Fast|Improved|Towards?|Beyond|Open|Statistical|Survey)(?: |-[Tt]ime))"
        r"(?!(?:\w+-)*(?:LLM|ML|AI)-)[A-Z0-9][\w+-]*(?: (?!(?:And|Or|Of|To|For|In|On|With|By|From|Via|Using|During|Under|Across|Between|Is|Are|Framework|Benchmark|Approach|Analysis|Dataset|Report|Study|Review|Survey)\b)[A-Z0-9][\w+-]*){1,4}"
    ),
    # what may stand between a verb of proposing and the plain words that name a contribution
    "praise": (
        r"(?:(?:a|an|the|one|two|three|our|its|new|novel|simple|yet|effective|efficient|lightweight|practical|key|and|further|also|dedicated|specialized|"
        r"complementary|training-free|plug-and-play|principled|unified|general|powerful|flexible|scalable|robust|improved|innovative|carefully|designed|"
        r"task-adaptive|learnable|adaptive) )*"
    ),
    # the words of such a name, and where it ends
    "word": _WORD,
    "ends": r"(?=,| that\b| which\b| to\b| for\b| with\b| by\b| \(|\.|;|:| and\b| on\b| over\b| using\b| via\b| within\b| in\b| as\b| of\b|$)",
    # words that say what part of a contribution is named
    "part": (
        r"(?:mechanism|technique|module|term|procedure|scheme|layer|operator|criterion|protocol|block|paradigm|algorithm|loss|objective|metric|network|"
        r"optimization|schedule|unit|component|stage|branch|strategy)s?\b"
    ),
    # last words of what one does or builds
    "process": (
        r"(?:(?!information\b)[a-z]*(?:tion|sion|ment|ing|ance|ence|sis|oder|edder|izers?|ators?)|loop|control|diffusion|gate|graph|tree|cache|head|loss|rewards?|penalty|score|"
        r"prior|adapter|memory|buffer|bank|filter|mask|policy|search|attention|guidance|parallelism|metric|laws?|clipping|net|agents?)"
    ),
    # a kind of tests that has no name, but words of its own: "long-horizon tasks", not "several tasks"
    "kind": (
        r"(?:(?!(?:various|multiple|several|many|all|both|different|diverse|standard|public|popular|common|challenging|downstream|these|"
        r"those|our|such|other|most|existing|new|selected|same|own|certain|specific|large-scale|remaining|(?:hard|difficult|tough|competitive)(?= benchmarks)|established|widely|"
        r"widely-used|key|complex|simulated|simulation|virtual|unseen|more|available|two|three|four|five|six|seven|eight|nine|ten|\d+)\b|(?:of|and|the|on|in|to|for|"
        r"with|by|from|over|across|its|each|every|some|any|real-world)(?![\w-]))[\w/-]+ ){1,3}(?:tasks|benchmarks|problems|challenges|evals|"
        r"evaluations|attacks|questions|queries|workloads|kernels|networks|graphs|imagery|images|videos|scans|data|terrains?|test set|"
        r"validation set|subset|scenes|environments)"
    ),
    # what is beaten, told in plain words: "the strongest earlier methods"
    "rival": (
        r"(?:(?!(?:the|an?|and|or|of|on|in|to|for|with|by|from|its|our|their|this|these|those|it|we|they|that|which|while|are|is|all|both|human|"
        r"several|many|other|multiple|various|different|even|two|three|four|five|six|seven)\b(?!-))(?:[\w-]+|state of the art),? ){0,4}(?:methods?|models?|works?|baselines?|"
        r"approach(?:es)?|systems?|techniques?|counterparts?|alternatives?|implementations?|algorithms?|solutions?|practices?|frameworks?|designs?|"
        r"strateg(?:y|ies)|state-of-the-art|state of the art|SOTA|teachers?|planners?|solvers?|competitors?|polic(?:y|ies)|agents?|detectors?|(?:M?LL|V?L|V)Ms?)"
    ),
    # from what tells of a comparison to the name that something is compared with: " the strongest earlier methods such as "
    "compared": (
        r"(?: (?:the|a|an|its|their|all|both|two|three|four|five|six|seven|several|multiple|various|many|recent|even|strong|standard|vanilla|existing|"
        r"prior|previous|state-of-the-?art|state-of-the art|SOTA|popular|commonly|widely|used|other|conventional|traditional|baseline|larger|smaller|"
        r"full|original|naive|current|leading|much|far|significantly|best-performing|autoregressive|\d[\d.]*[BMT]|proprietary|"
        r"open-source|closed-source|open|closed|widely-used|well-known|classical|best|strongest|dense|plain|pure|regular|budget-aware|"
        r"full-budget|methods?|approaches|models?|baselines?|(?:that|those) of|such as|like|including|and|or|supervised|competing|generic|common|previously|proposed|"
        r"any|end-to-end|established|comparable|similar|equivalent|related|earlier|typical|each|most|more|single|"
        r"state-of-the-art, (?:notably|i\.e\.,|namely|including|such as)|[\w-]+-based|[A-Z]\w+['’]s|(?:methods?|models?|approach(?:es)?|systems?|"
        r"baselines?|work|framework|algorithm)(?:, (?:i\.e\.|namely|e\.g\.),?|,))){0,7}(?: (?!(?:that|which|on|in|with|for|by|of|when|while|to|from|"
        r"using|at|across|through|via|under|is|are|we|it|if|what|how|one|only|expected|random|chance|time|training|learned|hundred|thousand|million|"
        r"billion)\b)[a-z-]+)?(?: ?[\(\"“])?$"
    ),
    "several": r"(?:the|an?|its|their|our|other|all|both|several|many|even|two|three|four|five|six|seven)",
    # what may stand between a rival and the number by which it is beaten
    "beaten_by": (
        r"(?:, (?:including|such as|like) [^.;]{3,90},)?(?: (?:in|on|across|for|with|without) [^,.;]{2,40})? (?:by|with|\((?:by)?) ?{about}"
        r"(?:(?:an? )?(?:[a-z]+ )?(?:margins?|average|gap)s? of ?)?{about}(?:an? )?$"
    ),
    # one to three words that may say what was counted, and what may stand between them and the number
    "measure": (rf"(?<![\w/-])(?:(?!{_NO_MEASURE})[A-Za-z][\w/-]* ){{0,2}}(?!{_NO_MEASURE})[A-Za-z][\w/-]+"),
    "about": (
        r"(?:(?:up|down|close) to |(?:more|less|fewer|higher|greater) than |over |under |below |above |about |around |approximately |roughly |nearly |almost |only |just |at least |at most |"
        r"as (?:much|low|high|little|few) as |an average of |a (?:massive|whopping|staggering|mere|remarkable|notable|significant|substantial|considerable|modest) |(?:a|the) factor of |an? (?:average|mean|additional|further) |approx\. ?|[~$+≈<>-] ?|\\sim ?|\\approx ?)*"
    ),
    # what says of a number that it is a change, and what may stand between the two
    "change": (
        r"(?:improvements?|gains?|increases?|reductions?|boosts?|drops?|decreases?|decline|loss|degradation|savings?|advantage|"
        r"speed-?ups?|accelerations?|margins?|gap|difference|uplift|jump|lead)"
    ),
    "hedge": (
        r"(?:(?:up to|about|around|over|nearly|almost|(?:no )?more than|less than|at least|at most|as much as|an? |average(?: of)?|"
        r"additional|further|only|roughly|approximately|[~$+≈]|\\sim|\\approx|\\\(|\\text\w\w\{)\s*)*"
    ),
    # one of a list of such names
    "item": r"(?:\(?(?:\d|i{1,3}|iv|[a-d])\) ?)?(?:a |an |the )?",
    "called": r"(?:called|named|dubbed|termed|coined|titled|entitled|nicknamed|namely|denoted(?: as| by)?|known as|abbreviated (?:as|to)|abbr\.(?: as)?,?|referred to as|(?:which )?we (?:call|name|term|dub|refer to as|denote(?: as)?)(?: (?:this|our|the)(?: resulting| proposed)? (?:approach|method|model|framework|system|strategy|technique|dataset|benchmark|algorithm|architecture|paradigm)(?: as)?)?)",
}


@cache
def load_rules(name: str) -> tuple[Rule, ...]:
    """The rules of ``kgraph/rules/{name}.tsv``, in the file's order.

    Raises
    ------
    LexiconError
        A row has no id, a second row has its id, the pattern is none, or it contradicts the row's examples.
    """
    path = FOLDER / f"{name}.tsv"
    rules: dict[str, Rule] = {}
    for line, row in read_rows(path):
        id_ = row.get("id", "")

        def wrong(what: str, line: int = line) -> LexiconError:
            return LexiconError(what, path=str(path), line=line, remedy="mend the row")

        if not id_ or id_ in rules:
            raise wrong(f"no id or a second row with the id {id_!r}")
        source = row.get("pattern", "")
        for key, text in SHORTHANDS.items():
            source = source.replace("{" + key + "}", text)
        try:
            pattern = re.compile(source)
        except re.error as error:
            raise wrong(f"the pattern of {id_} does not compile: {error}") from error
        example, counter = row.get("example", ""), row.get("counter", "")
        if not example or not pattern.search(example):
            raise wrong(f"the pattern of {id_} misses its own example")
        if not counter or pattern.search(counter):
            raise wrong(f"the pattern of {id_} matches its own counter-example")
        cell = row.get("triggers", "")
        leads, ends = cell.startswith("^"), cell.startswith("$")
        written = split_cell(cell.lstrip("^$"))
        capital = bool(written) and all(t[0].isupper() for t in written)
        triggers = tuple(t.lower() for t in written)
        if not capital and any(t[0].isupper() for t in written):
            raise wrong(f"some triggers of {id_} have a capital and some have none")
        if triggers and not any(places_of(t, example) for t in triggers):
            raise wrong(f"no trigger of {id_} stands in its example")
        if leads and not any(pattern.match(example, at) for t in triggers for at in places_of(t, example)):
            raise wrong(f"the example of {id_} is not matched at a trigger")
        if ends and not any(_ends_at(pattern, example, at) for t in triggers for at in places_of(t, example)):
            raise wrong(f"the example of {id_} does not end with a trigger")
        types = frozenset(t.strip() for t in row.get("types", "").split("|") if t.strip())
        rules[id_] = Rule(
            id_,
            pattern,
            row.get("value", ""),
            types,
            row.get("side", ""),
            example,
            counter,
            triggers,
            leads,
            ends,
            capital,
        )
    return tuple(rules.values())


def _ends_at(pattern: re.Pattern[str], text: str, at: int) -> bool:
    """Whether the pattern matches a piece of the text that ends with the word that begins there."""
    return any(m.start() <= at < m.end() and " " not in text[at : m.end()].strip() for m in pattern.finditer(text))


def is_sign(trigger: str) -> bool:
    """Whether a trigger is a sign, as written, and not the beginning of a word."""
    return not trigger[0].isalnum()


def places_of(trigger: str, text: str) -> list[int]:
    """Where a trigger stands in a text."""
    if is_sign(trigger):
        return [i for i in range(len(text)) if text.startswith(trigger, i)]
    folded = " " + fold_text(text)
    return [i for i in range(len(text)) if folded.startswith(" " + trigger, i)]


def read_words(name: str) -> frozenset[str]:
    """The words of ``kgraph/rules/{name}.txt``, separated by white space; lines that start with ``#`` are comments."""
    lines = (FOLDER / f"{name}.txt").read_text(encoding="utf-8").splitlines()
    return frozenset(word for line in lines if not line.startswith("#") for word in line.split())


@lru_cache(maxsize=1)
def rule_set_digest() -> str:
    """SHA-256 over the names and contents of all rule files: with equal digests, equal rules."""
    digest = hashlib.sha256()
    for path in sorted((*FOLDER.glob("*.tsv"), *FOLDER.glob("*.txt"))):
        digest.update(path.name.encode() + b"\0" + path.read_bytes())
    return digest.hexdigest()
