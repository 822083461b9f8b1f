"""What French grammar decides of an English target, and a small network misses all the same.

« Il est midi » has an « il » that is nobody: "He is noon" is wrong however likely the network finds
it. Such faults are counted, so that a hypothesis without any is taken, or mended where one word
stands for another. Where French leaves a doubt, no rule says anything.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass

from webapp.engine.sources.impersonal import IS, NOT_LATE, NUMBER, is_duty, is_it, is_of_nobody
from webapp.text.notation.ends import MONTHS

#: Who may be "he" where a source has « elle », too.
_NO_WOMAN = r"(?i)\b(?:ils?|on|lui|celui|lequel|chacun|elles)\b"
_SAID = "dit|déclaré|ajouté|expliqué|affirmé|demandé|répondu"
#: An « elle » that is the subject of a whole sentence, or of what says who speaks.
_SHE = (
    rf"^\W*Elle\b|^(?!.*qu['’]elle)[^,]{{1,40}}, elle\b|-t-elle (?:{_SAID})\b"
    rf"|\b(?:{_SAID}|demanda|répondit)(?:-t)?-elle\b"
)
_PAST = (
    r"(?:ai|as|a|avons|avez|ont|suis|es|est|sommes|êtes|sont) (?:[\w-]+ ){0,2}?"
    r"\w+(?:é|i|u|is|it|ert)e?s?"
)
_TONIGHT = rf"(?i)\bcette nuit\b.*\b{_PAST}\b|\b{_PAST}\b.*(?<!\b[àd]e )\bcette nuit\b"
#: A future, or a deed that is to come.
_TO_COME = r"(?i)\b\w+r(?:ai?|as|ons|ez|ont)\b|\b(?:de|d['’]|pour|à) ?[a-zà-ÿœ]+(?:er|ir|re)\b"
_HAVE = "ai|as|a|avons|avez|ont|avais|avait|avions|avaient|aurai|auras|aura|aurez|auront|aurait|eut"
_NOT_OF = r"(?! (?:de|d|du|pour|plus|après|avant|devant|et)\b)"
_AGE = rf"(?<!\by )\b(?:{_HAVE}) (?:[a-z]+ )?[\w-]+ ans\b{_NOT_OF}"
_YEARS = r"(?:[a-z]+ )?(?:\d{1,3}|[a-z]+(?:-[a-z]+)?) years"
_NO_AGE = r"(?! (?:old|ago|of|younger|older|later|long|in prison|away|and)\b)"
_HOURS = r"(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|\d{1,2})"
_WORD = r"[^\W\d_]"
#: What English does not count.
_MASSES = (
    "snow|rain|water|hail|sand|dust|bread|milk|wine|beer|money|noise|traffic|information|advice"
    "|luggage|furniture|news|music|homework|progress|damage|help|food|meat|rice|sugar|salt|oil|gold"
    "|equipment|research|knowledge|evidence|fun|trouble|attention|energy|patience|courage"
)
#: English words that can stand twice in a row.
_TWICE = (
    "that|had|very|so|bye|ha|no|long|many|really|never|again|her|is|on|in|you|with|up|out|over|off"
    "|blah|knock|tut"
)
_WITH = r"(?i)\b(?:rencontre|entretien|entrevue|réunion|discussion|conversation)s? avec\b"
_WHOSE = r"[Hh]is|[Hh]er|[Ii]ts|[Tt]heir|[Oo]ur|[Mm]y|[Yy]our|[Aa]n?|[Tt]he|[Tt]h(?:is|ese)"
#: What is held between people, as a noun: behind "after" alone "meeting" is a verb.
_TALKS = rf"(?:{_WHOSE}) (?:[a-z]+ )?(?:meetings?|talks|discussions?|conversations?|interviews?)"
_DAY = rf"(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|{'|'.join(MONTHS.values())}"
#: How words begin that are surely spoken with a vowel, and with a consonant, at their beginning.
_VOWEL = r"(?!one|once|eu|ewe|[a-z]{1,2}\b)(?:[aeio]|un(?!i|an)|um|up|hour)[a-z]*\b"
_CONSONANT = r"(?!x-|[a-z]{1,2}\b)[bcdfgjklmnpqrstvwxz][a-z]*[aeiouy][a-z]*\b"


@dataclass(frozen=True, slots=True)
class GrammarRule:
    """A fault of English targets whose French source ``decides`` that it is one.

    ``mended`` takes the place of the fault, as ``re.sub`` reads it. It is None where one word for
    another does not do: then another hypothesis may be without the fault.
    """

    decides: Callable[[str], bool]
    fault: re.Pattern[str]
    mended: str | Callable[[re.Match[str]], str] | None = None

    def faults(self, source: str, target: str, terms: str = "") -> int:
        """How often the target has the fault, and not from its source or the ``terms``."""
        matches = list(self.fault.finditer(target))
        if not matches or not self.decides(source):
            return 0
        return sum(not _is_given(match, f"{source} {terms}") for match in matches)

    def corrected(self, source: str, target: str, terms: str = "") -> str:
        """The target with the fault mended."""
        mended = self.mended
        if mended is None or not self.faults(source, target, terms):
            return target

        def replaced(match: re.Match[str]) -> str:
            if _is_given(match, f"{source} {terms}"):
                return match[0]
            return mended(match) if callable(mended) else match.expand(mended)

        return self.fault.sub(replaced, target)


def _is_given(match: re.Match[str], given: str) -> bool:
    """Whether ``given`` has these very words, as a title that stays as it is."""
    if match[0].lower() not in given.lower():  # nearly always, and no pattern is compiled for it
        return False
    words = rf"(?<!\w){re.escape(match[0])}(?!\w)"
    return bool(re.search(words, given, re.IGNORECASE))


def _has(text: str, *but: str) -> Callable[[str], bool]:
    """Whether a source has the one and none of the others."""
    wanted, unwanted = re.compile(text), [re.compile(other) for other in but]
    return lambda source: (
        bool(wanted.search(source)) and not any(pattern.search(source) for pattern in unwanted)
    )


def _cased(text: str) -> Callable[[re.Match[str]], str]:
    """The text, with a capital where what it stands for has one."""
    return lambda match: text[0].upper() + text[1:] if match[0][0].isupper() else text


_HE = re.compile(r"\b[Hh]e\b")
_RULES = (
    # « Il est midi », « Il faut partir », « Il reste du pain »
    GrammarRule(is_it, _HE, _cased("it")),
    GrammarRule(is_of_nobody, _HE),
    GrammarRule(is_duty, re.compile(r"\bHe(?= (?:must|should|had to)\b|['’]ll have to\b)"), "We"),
    GrammarRule(is_duty, re.compile(r"\bHe has to\b"), "We have to"),
    # « Il lui sembla que le jour baissait »
    GrammarRule(
        _has(r"(?i)\bil (?:[mt]['’]|\w+ ){0,2}(?:sembl\w+|para(?:ît|issait)|parut) qu"),
        re.compile(r"\b[Hh]e(?= (?:seem|appear)(?:s|ed) to (?:me|you|him|her|us|them) that\b)"),
        _cased("it"),
    ),
    # « Il a neigé », « Il pleuvra »
    GrammarRule(_has(r"\b[Ii]l (?:\S+ ){0,3}neig"), re.compile(r"(?is)\A(?!.*snow).+")),
    GrammarRule(
        _has(r"\b[Ii]l (?:\S+ ){0,3}(?:pleu[tv]|pleuvoir)"),
        re.compile(r"(?is)\A(?!.*(?:rain|pour|drizzl|shower)).+"),
    ),
    # « Elle est partie », « a-t-elle dit »
    GrammarRule(
        _has(_SHE, _NO_WOMAN),
        re.compile(r"\A(?!.*\b(?:[Ss]he|[Hh]er)\b)((?:(?!\b[Hh]e\b).)*)\b[Hh]e\b(?!.*\b[Hh]e\b)"),
        lambda match: match[1] + ("She" if match[0].endswith("He") else "she"),
    ),
    # « Il est trois heures », « à six heures », « Elle a vingt ans »
    GrammarRule(
        _has(rf"\b[Ii]l (?:n['’])?{IS}{NUMBER} heures?\b{NOT_LATE}"),
        re.compile(
            rf"\b([Ii]t(?:['’]s| is| was| will be| would be) (?:[a-z]+ )?{_HOURS}) hours?\b"
            r"(?! (?:and|late|ago|later|before|from)\b)"
        ),
        r"\1 o'clock",
    ),
    GrammarRule(
        _has(rf"\bà {NUMBER} heures\b(?! (?:de|du|d|par)\b)"),
        re.compile(rf"\b(at {_HOURS}) hours\b(?! (?:and|from|of|away)\b)"),
        r"\1 o'clock",
    ),
    GrammarRule(
        _has(r"\bheures (?:du (?:soir|matin)|de l['’]après-midi)\b"),
        re.compile(r"\bo'clock (?:of|from|in|on)(?: the)? (evening|morning|afternoon)\b"),
        r"o'clock in the \1",
    ),
    GrammarRule(
        _has(_AGE),
        re.compile(rf"\b((?:am|is|are|was|were|be|['’](?:s|m|re)) {_YEARS})\b{_NO_AGE}"),
        r"\1 old",
    ),
    # « avant-hier », « après-demain », « J'ai mal dormi cette nuit »
    GrammarRule(
        _has(r"(?i)\bavant-hier\b"),
        re.compile(r"(?<!day )\b[Bb]efore yesterday\b"),
        _cased("the day before yesterday"),
    ),
    GrammarRule(
        _has(r"(?i)\baprès-demain\b"),
        re.compile(r"(?<!day )\b[Aa]fter tomorrow\b"),
        _cased("the day after tomorrow"),
    ),
    GrammarRule(
        _has(_TONIGHT, _TO_COME), re.compile(r"\b[Tt](?:onight|his night)\b"), _cased("last night")
    ),
    # « du matin au soir », « hier soir »
    GrammarRule(
        _has(r"(?i)\bsoirs?\b", r"(?i)\bce(?: même)? soir\b|\bcette (?:nuit|soirée)\b"),
        re.compile(r"\b[Tt]onight\b"),
    ),
    # « beaucoup de neige »
    GrammarRule(
        _has(r"(?i)\b(?:beaucoup|énormément|tellement|tant) d(?:e |['’])"),
        re.compile(rf"\b[Mm]any (?=(?:{_MASSES})\b)"),
        _cased("a lot of "),
    ),
    # « sa rencontre avec le président »
    GrammarRule(
        _has(_WITH),
        re.compile(rf"\A((?:(?!\bwith\b).)*?\b{_TALKS}) (?=(?!{_DAY}|I\b)[A-Z])(?!.*\bwith\b)"),
        r"\1 with ",
    ),
    # What no English text has: words twice, a small first letter, a quotation mark alone.
    GrammarRule(
        _has("", r"(?i)\b(?!nous\b|vous\b)([^\W\d_]+),? \1\b"),
        re.compile(
            rf"(?i)\b(?!(?:{_TWICE})\b)({_WORD}{{2,}}|{_WORD}+(?: {_WORD}+){{1,3}})(?: \1\b)+"
        ),
        r"\1",
    ),
    GrammarRule(
        _has(r"^[^\W\d_a-zà-ÿœ]"), re.compile(r"^[a-z]+\b"), lambda match: match[0].capitalize()
    ),
    GrammarRule(
        _has("", r"[\"'«»“”‘’]\s*$"),
        re.compile(r"\A((?:[^'\"]|\w'\w)*[.!?…]) ['\"]\Z"),
        r"\1",
    ),
    # "an pair", "a orange"
    GrammarRule(_has(""), re.compile(rf"\b([Aa]) ({_VOWEL})"), r"\1n \2"),
    GrammarRule(_has(""), re.compile(rf"\b([Aa])n ({_CONSONANT})"), r"\1 \2"),
)


def faults(source: str, target: str) -> int:
    """How many faults an English target has that cannot be mended, by its French source."""
    return sum(rule.faults(source, target) for rule in _RULES if rule.mended is None)


def corrected(source: str, target: str, terms: str = "") -> str:
    """The target without those faults for which one word stands for another.

    The words of ``terms`` stay, as somebody asked for them.
    """
    for rule in _RULES:
        target = rule.corrected(source, target, terms)
    return target
