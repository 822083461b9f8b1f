"""Whether an « il » of French is nobody: « il est midi », « il faut », « il neige ».

What can be said of a person as well (« il reste un ami », « il est content de partir », « il gèle
les prix ») is left out.
"""

import re

_COUNTED = (
    "une deux trois quatre cinq six sept huit neuf dix onze douze treize quatorze quinze seize"
    " dix-sept dix-huit dix-neuf vingt vingt-deux vingt-trois trente"
)
#: A number of hours or degrees.
NUMBER = rf"(?:{_COUNTED.replace(' ', '|')}|\d{{1,2}})"
_ADVERBS = (
    "très trop si assez bien plus moins encore déjà presque environ toujours bientôt souvent"
    " parfois donc aussi également vraiment parfaitement absolument pas jamais totalement"
    " strictement désormais maintenant alors seulement"
)
#: « est » in its tenses, with adverbs.
IS = (
    "(?:est|était|sera|serait|soit|fut|fût|a été|avait été|aurait été|être) "
    rf"(?:(?:{_ADVERBS.replace(' ', '|')}|à peine|tout à fait|à peu près) )*"
)
#: What does not follow hours of the day: « il est deux heures en retard ».
NOT_LATE = r"(?! (?:en|de|d|après|plus|avant|trop)\b)"
_OBJECTS = r"(?:(?:ne|pas|plus|se|le|la|les|lui|leur|y|en|nous|vous|me|te) |[lsmtn]['’])*"
#: « de » with a verb, or « que »: what is said is said of a deed.
_DEED = (
    rf"(?:qu['’e]|d(?:e |['’]){_OBJECTS}"
    r"(?!(?:[vn]otre|autre|guerre|nature|caractère|manière)\b)[a-zà-ÿœ]+(?:er|ir|re)\b)"
)
#: Adjectives that are said of a deed, and with a deed never of a person.
_ADJECTIVES = (
    "difficile facile important essentiel nécessaire indispensable possible impossible probable"
    " improbable interdit défendu permis préférable souhaitable regrettable inutile utile évident"
    " clair vrai faux rare fréquent normal logique injuste dommage étonnant surprenant admis prévu"
    " conseillé recommandé déconseillé urgent inconcevable impensable inévitable inacceptable"
    " temps question"
)
_MAKES = r"f(?:ait|aisait|era|erait|asse|it|aire)"
_FEELS = "froid|chaud|nuit|jour|noir|sombre|frais|humide|beau|bon|mauvais|doux|gris|lourd"
#: What follows the weather, so that « il fait bon usage » is none.
_END = (
    r"(?=\s*(?:$|[,.;:!?…»”)])| (?:aujourd|demain|hier|dehors|ici|là|ce|cet|cette|dans|sur|à|au|en"
    r"|quand|mais|et|depuis|pour|toute|le|la|lorsqu|chez|partout|l)\b)"
)
_SNOWS = r"pleu(?:t|vait|vra|vrait|ve|voir)\b|plut\b(?! (?:à|au|aux)\b)"
#: What is behind an « il » that English has as "it".
_IT = (
    rf"{_SNOWS}|neig(?:e|eait|era|erait|ea|er)\b",
    r"(?:a|avait|aura) (?:\w+ )?(?:neigé\b|plu\b(?! (?:à|au|aux)\b))",
    rf"{_MAKES} (?:(?:{_ADVERBS.replace(' ', '|')}|un peu) )*(?:{_FEELS})\b{_END}",
    rf"{_MAKES} (?:{NUMBER} degrés?|un (?:temps|froid|vent))\b",
    rf"{IS}(?:midi|minuit|{NUMBER} heures?{NOT_LATE}|t(?:ôt|ard)(?! [a-zà-ÿ]+é))\b",
    rf"{IS}(?:{_ADJECTIVES.replace(' ', '|')}) {_DEED}",
    rf"{IS}temps(?=\s*[.!?…])",
    r"s['’]agi(?:t|ssait|ra|rait|sse|r)\b|se p(?:eut|ourrait) qu|se trouve qu|s['’]avère qu",
    r"(?:sembl(?:e|ait|a)|para(?:ît|issait)|parut) qu",
)
_MUST = r"(?:faut|fallait|faudra|faudrait|fallut|falloir)\b"
_TIMES = (
    "heure|minute|jour|matin|soir|nuit|semaine|mois|an|année|peu|instant|moment|fois|siècle|été"
    "|automne|hiver|printemps|lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche"
)
_SOME = r"(?:des|deux|trois|quatre|cinq|dix|quelques|plusieurs)\b"
#: What is behind an « il » for which English has other words.
_OTHERWISE = (
    r"y (?:a|avait|aura|aurait|ait|avoir|eut)\b",
    _MUST,
    r"v(?:aut|alait|audra|audrait|aloir) mieux\b",
    rf"(?:suffi(?:t|sait|ra|rait|re)|convien(?:t|drait)|convenait|importe) {_DEED}",
    rf"existe (?:{_SOME}|(?:une?|de|d|peu)\b)",
    rf"reste (?:{_SOME}|du\b|de la\b|encore (?:une?|du|de|des)\b|(?:plus |pas )?(?:qu|rien\b))",
    r"manque (?:plus )?qu|arrive (?:\w+ )?qu",
    rf"{IS}(?:arrivé|venu|survenu) (?:beaucoup d|plusieurs |une? (?!(?:{_TIMES})\b))",
    r"(?:s['’](?:est|était) passé|se passe(?:ra|ait)?) (?:quelque|des|une?|beaucoup)\b",
)
#: A verb before another: « il va neiger ».
_HELPER = (
    r"(?:(?:va|allait|doit|devait|peut|pouvait|pourrait|risque de|commence à|commençait à"
    r"|continue (?:de|à)|se mit à|s['’]est mis à) )?"
)
_SUBJECT = re.compile(r"\bils?\b", re.IGNORECASE)
#: Who else may be "he" in English.
_HIM = re.compile(r"\b(?:lui|celui|lequel|auquel|duquel|chacun|quiconque|on)\b", re.IGNORECASE)


def _of_nobody(*behind: str) -> re.Pattern[str]:
    """An « il » with what is behind it."""
    pronoun = r"(?:nous |vous |leur |me |te |[mt]['’])?"
    return re.compile(rf"\b[Ii]l (?:ne |n['’])?{pronoun}{_HELPER}(?:{'|'.join(behind)})")


_NOBODY, _NOBODY_IT = _of_nobody(*_IT, *_OTHERWISE), _of_nobody(*_IT)
_DUTY = re.compile(rf"^\W*Il (?:ne |n['’])?(?:va |allait )?{_MUST}(?! qu)")


def is_of_nobody(source: str) -> bool:
    """Whether each « il » of a French source is nobody, and no other word of it is a man."""
    return _is_each(source, _NOBODY)


def is_it(source: str) -> bool:
    """Whether each « il » of a source is nobody, and "it" in English; no other word is a man."""
    return _is_each(source, _NOBODY_IT)


def is_duty(source: str) -> bool:
    """Whether a source begins with a duty of nobody in particular: « Il faut partir »."""
    return bool(_DUTY.search(source)) and is_of_nobody(source)


def _is_each(source: str, nobody: re.Pattern[str]) -> bool:
    subjects = _SUBJECT.findall(source)
    return 0 < len(subjects) == len(nobody.findall(source)) and not _HIM.search(source)
