"""French turns that a small network misreads, in words of the same grammar that it reads.

« Il gèle » became "He's lucky", « Il était une fois une princesse » "He was once a princess". The
network reads « Il neige » and « Il y avait une princesse »: these are what it is given, and its
target gets back what the source says, "It's freezing", "Once upon a time there was a princess".
"""

import re

from webapp.engine.sources.inversion import straightened
from webapp.engine.sources.keen import wanting
from webapp.engine.sources.reported import reported

#: Verbs of the weather by their stems: the English verb, its participle, past, ending in -ing.
_WEATHER = {
    "gèl": ("freeze", "frozen", "froze", "freezing"),
    "gel": ("freeze", "frozen", "froze", "freezing"),
    "dégèl": ("thaw", "thawed", "thawed", "thawing"),
    "dégel": ("thaw", "thawed", "thawed", "thawing"),
    "grêl": ("hail", "hailed", "hailed", "hailing"),
    "tonn": ("thunder", "thundered", "thundered", "thundering"),
    "vent": ("blow", "blown", "blew", "blowing"),
    "bruin": ("drizzle", "drizzled", "drizzled", "drizzling"),
}
#: What may stand between « il » and the verb.
_HELPER = (
    "a|avait|aura|aurait|ait|va|allait|doit|devait|peut|pouvait|pourrait|risque de|se met à"
    "|se mit à|(?:re)?commen(?:ce|çait|ça) à|continu(?:e|ait|a) (?:à|de)|s['’](?:est|était) mis à"
)
_ADVERB = "beaucoup|encore|déjà|bien|fort|pas|souvent|toujours|peut-être"
#: What is no object, though it has an article.
_WHEN = (
    r"le (?:matin|soir|jour|lundi|dimanche)|la (?:nuit|journée)|les (?:nuits|matins|soirs)"
    r"|ce (?:matin|soir|jour|mois)|cette (?:nuit|semaine|année|fois)|ces (?:jours|nuits)"
    r"|toute la (?:nuit|journée)|tout(?:es)? (?:les (?:nuits|jours|matins)|le temps|à coup)"
)
#: What makes the subject a person or a thing: an object.
_OBJECT = (
    rf"\s*[:«\"“]| (?!(?:{_WHEN})\b)(?:[ld]['’]|(?:une?|l[ea]s?|de|du|des|contre|ce|cette|ces|son"
    r"|sa|ses|leurs?|mon|ma|mes|tous|tout|toutes?|notre|nos|votre|vos|sur place)\b|\d)"
)
#: People thunder, too.
_THUNDERS = (
    r"tonn(?=(?:e|ait|era|er)\b(?:\s*(?:[.,!?…]|$)| (?:au loin|dehors|depuis|toute|encore|souvent"
    r"|beaucoup|fort|déjà|là-bas|et|quand|cette nuit|ce soir|ce matin)\b))"
)
_STEM = "|".join(stem for stem in _WEATHER if stem != "tonn")
_FREEZES = re.compile(
    rf"(?P<before>\b[Ii]l (?:ne |n['’])?(?:(?:{_HELPER}) )?(?:(?:{_ADVERB}) )*)"
    rf"(?P<stem>{_STEM}|{_THUNDERS})(?P<ending>e|ait|era|erait|é|er)\b(?!{_OBJECT})"
)
_SNOWS = re.compile(
    r"(?P<perfect>\b(?:had|has|have|been)(?: \w+)? |\b(?:it|he)['’]s (?=snowed))?"
    r"(?P<being>(?:\b(?:is|was|be)|['’]s) (?=snow\b))?\bsnow(?P<ending>s|ed|ing)?\b",
    re.IGNORECASE,
)
_SNOW = re.compile("neig|snow", re.IGNORECASE)
_ONCE = re.compile(
    r"(?<![^\W_])[Ii]l (?:était|y avait) une fois(?=,| (?:une?|des|deux|trois|quatre|sept|le|la"
    r"|les|plusieurs|dans (?!l['’]Ouest))\b)"
)
#: The t of « a-t-il » whose hyphens were forgotten, or typed as an apostrophe.
_T = re.compile(r"(?<=[aec])[ -]t[-'’ ](?=(?:ils?|elles?|on)\b)")
_ONCE_UPON_A_TIME = "once upon a time"
_THERE = re.compile(r"there (?:once )?(?:was|were|lived|had been|used to be)\b", re.IGNORECASE)


def rephrased(source: str) -> str:
    """A French source as the network reads it."""
    source = reported(wanting(straightened(_T.sub("-t-", source))))
    if " une fois" in source:
        source = _ONCE.sub(_there_was, source, count=1)
    return source if _SNOW.search(source) else _FREEZES.sub(_it_snows, source, count=1)


def phrased_back(source: str, target: str) -> str:
    """The English target of the rephrased ``source`` with what this says itself."""
    if " une fois" in source and _ONCE.search(source):
        target = _once_upon_a_time(source, target)
    freezes = None if _SNOW.search(source) else _FREEZES.search(source)
    if not freezes:
        return target
    base, participle, past, going_on = _WEATHER[freezes["stem"]]

    def verb(match: re.Match[str]) -> str:
        before = (match["perfect"] or "") + (match["being"] or "")
        if match["being"]:
            return before + going_on
        past_form = participle if match["perfect"] else past
        forms = {"s": f"{base}s", "ed": past_form, "ing": going_on}
        return before + forms.get((match["ending"] or "").lower(), base)

    return _SNOWS.sub(verb, target, count=1)


def _it_snows(match: re.Match[str]) -> str:
    ending = match["ending"]
    return f"{match['before']}neig{'e' if ending == 'ait' else ''}{ending}"


def _there_was(match: re.Match[str]) -> str:
    return f"{match[0][0]}l y avait"


def _once_upon_a_time(source: str, target: str) -> str:
    """The target of a tale's beginning with the words by which English tales begin."""
    if there := _THERE.search(target):
        before, begins = target[: there.start()], f"there{there[0][5:]}{target[there.end() :]}"
        once = f"{_ONCE_UPON_A_TIME} {begins}"
        is_within = any(map(str.isalnum, before))
        return before + (once if is_within else once[0].upper() + once[1:])
    first = target.split()[0] if target.split() else ""
    is_name = first == "I" or first in source
    begins = target if is_name else target[:1].lower() + target[1:]
    return f"{_ONCE_UPON_A_TIME.capitalize()}, {begins}"
