"""« Il est tombé beaucoup de neige » as « Beaucoup de neige est tombée », which the network reads.

An « il » that is nobody stands before verbs that come and go, with their subject behind them. The
network takes it for a man: "He fell a lot of snow". What such a verb cannot have as an object is
its subject, but for times and distances (« il est venu deux fois »).
"""

import re

#: Verbs without objects: their participles, which have « être ».
_PARTICIPLES = (
    "tombé venu arrivé mort né sorti parti resté entré apparu survenu disparu revenu paru décédé"
)
#: The present of some of them, and its plural.
_PRESENT = {
    "tombe": "tombent",
    "vient": "viennent",
    "arrive": "arrivent",
    "meurt": "meurent",
    "naît": "naissent",
    "survient": "surviennent",
}
_STEMS = "tomb|ven|viend|arriv|mour|naiss|naît|surven|surviend"
_AUXILIARY = {"est": "sont", "était": "étaient", "sera": "seront", "serait": "seraient"}
_WEATHER = "pluie|neige|grêle|grésil|bruine|eau|averses?|flocons?|gouttes?|grêlons"
_RAINS = _WEATHER.replace("grésil|", "")
_FEMININE = re.compile(
    rf"(?:de la|une)\b|(?:.* )?d(?:e |['’]|e l['’])(?:{_RAINS})\b", re.IGNORECASE
)
_NUMBERS = (
    "deux|trois|quatre|cinq|six|sept|huit|neuf|dix|onze|douze|quinze|vingt|trente|quarante|cinquante"
    r"|soixante|cent|mille|\d+"
)
_MANY = (
    r"(?:beaucoup|énormément|tellement|tant|trop|peu|assez|pas mal|plus|moins"
    r"|une? (?:dizaine|douzaine|vingtaine|trentaine|centaine|millier|peu)"
    r"|(?:plusieurs|des|quelques) (?:dizaines|centaines|milliers)) (?:de |d['’])"
)
#: What a subject begins with that cannot be where somebody comes from (« il est venu du Nord »).
_AMOUNT = rf"{_MANY}|(?:plusieurs|quelques|{_NUMBERS}) "
_RAIN = rf"(?:de la |du |des |de l['’]|une? )(?=(?:{_WEATHER})\b)"
_LENGTH = "(?:centi|milli)?mètres?|cm|mm|litres?"
_DEPTH = rf"(?:{_NUMBERS}|quelques|plusieurs) (?:{_LENGTH}) d(?:e |['’])(?:{_WEATHER})\b"
_ONE = r"(?:une?|quelque) (?!\w+ (?:plus|après|avant)\b)"
#: Times and distances, and what else an amount is of without being the subject.
_MEASURES = (
    rf"{_LENGTH}|temps|fois|ans?|années?|mois|semaines?|jours?|journées?|heures?|minutes?|secondes?"
    "|instants?|moments?|nuits?|matins?|matinées?|soirs?|soirées?|siècles?|étés?|hivers?|printemps"
    r"|automnes?|\w+dis?|dimanches?|kilomètres?|km|étages?|marches?|places?|rangs?|pas|points?"
    r"|kilos?|degrés?|quarts?|demi-\w+|pour|euros?|%|peu|beau|bon|plus|moins"
)
_NO_SUBJECT = rf"(?!(?:[\w-]+ )?(?:{_MEASURES})(?![\w-]))"
#: What ends a subject.
_BEHIND = (
    "à|au|aux|dans|sur|en|pour|par|chez|avec|sans|depuis|pendant|vers|sous|entre|contre|devant"
    "|derrière|avant|après|ce|cet|cette|ces|le|la|les|hier|demain|aujourd|ici|là|partout|dehors"
    "|encore|déjà|et|mais|ou|quand|lorsqu|lorsque|parce|car|puis|alors|tôt|tard|souvent|toujours"
    "|chaque|tous|toutes|il|elle|on|je|tu|nous|vous|ils|elles|l|plus|trop|jusqu|durant|lors|dès|non"
    "|comme|si|qui|que|qu|dont|où"
)
#: What goes on with a subject, or makes it a distance: « deux rues plus loin ».
_OTHERWISE = r"(?! (?:qui|que|dont|où|plus|trop|avant|après|devant|derrière)\b| qu['’]|['’-])"


def _words(stop: str) -> str:
    """A noun with what belongs to it, up to any of the words that stop it."""
    noun = rf"(?!(?:{_BEHIND})\b)[\w%]++(?:['’-]\w+)*+"
    return rf"{noun}(?: (?!(?:{_BEHIND}{stop})\b)(?:d['’])?[\w-]++){{0,4}}+"


_INVERTED = re.compile(
    r"(?<![\w'’-])(?:(?P<elided>[Qq]u|[Ll]orsqu|[Pp]uisqu|[Ss])['’])?(?P<il>[Ii]l) "
    r"(?P<whom>nous |vous |lui |leur |[mt]['’])?"
    rf"(?:(?P<auxiliary>{'|'.join(_AUXILIARY)}) (?P<participle>{_PARTICIPLES.replace(' ', '|')})"
    rf"|(?P<verb>{'|'.join(_PRESENT)}|(?:{_STEMS})(?:ait|era|ra|erait|rait)))"
    r"(?P<often> (?:souvent|déjà|encore|aussi|parfois|même|soudain))?"
    rf" (?P<subject>(?P<depth>{_DEPTH})|(?P<rain>{_RAIN}){_words('')}"
    rf"|(?P<amount>{_AMOUNT}){_NO_SUBJECT}{_words('|de|du|des|d')}"
    rf"|(?P<one>{_ONE}){_NO_SUBJECT}{_words('')})"
    rf"{_OTHERWISE}(?= (?:{_BEHIND}|de|du|des|d)\b|\s*[^\w\s]|\s*$)"
)
#: Verbs of which « un » or « une » is the subject, and not what somebody became: « mort un héros ».
_HAPPEN = frozenset(["arrivé", "survenu", "venu", "arrive", "survient"])
_PLURAL = re.compile(
    rf"(?:plusieurs|quelques|des|une? \w+aine|{_NUMBERS})\b|.* d(?:e |['’])[\w-]+[sx]\b",
    re.IGNORECASE,
)


def straightened(source: str) -> str:
    """A French source with such a subject before its verb."""
    return _INVERTED.sub(_straight, source) if "l " in source else source


def _straight(match: re.Match[str]) -> str:
    verb = match["participle"] or match["verb"]
    is_rain = match["rain"] or match["depth"]
    if (is_rain and not verb.startswith("tomb")) or (match["one"] and verb not in _HAPPEN):
        return match[0]
    if match["verb"] and match["whom"]:
        return match[0]
    subject = match["subject"]
    is_plural = bool(_PLURAL.match(subject))
    if match["il"] == "Il":
        subject = subject[0].upper() + subject[1:]
    elided = match["elided"] or ""
    elided = elided and (f"{elided}i " if elided in "Ss" else f"{elided}e ")
    finite = f"{match['whom'] or ''}{_finite(match, is_plural)}{match['often'] or ''}"
    participle = match["participle"] or ""
    if participle:
        is_feminine = not match["depth"] and _FEMININE.match(subject)
        participle = f" {participle}{'e' * bool(is_feminine)}{'s' * is_plural}"
    return f"{elided}{subject} {finite}{participle}"


def _finite(match: re.Match[str], is_plural: bool) -> str:
    """The verb with an ending, in the number of its subject."""
    finite = match["auxiliary"] or match["verb"]
    if not is_plural:
        return str(finite)
    if finite in _AUXILIARY or finite in _PRESENT:
        return (_AUXILIARY | _PRESENT)[finite]
    return f"{finite[:-3]}aient" if finite.endswith("ait") else f"{finite[:-1]}ont"
