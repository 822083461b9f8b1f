"""« C'est ce qu'affirme le rapport »: the network loses the verb, as the subject stands behind it.

« C'est ce qu'indique un rapport publié lundi » became "This is what a report published on Monday".
In the passive all stands where English has it: « C'est ce qui est indiqué par un rapport publié
lundi » is "That is what is stated in a report published on Monday". Short subjects stay (« C'est ce
qu'affirme le ministre »): these it reads. A « ce » that is left out is understood.
"""

import re

_PASSIVE = {
    "affirme": "affirmé",
    "affirment": "affirmé",
    "annonce": "annoncé",
    "annoncent": "annoncé",
    "avance": "avancé",
    "confirme": "confirmé",
    "confirment": "confirmé",
    "constate": "constaté",
    "constatent": "constaté",
    "déclare": "déclaré",
    "dit": "dit",
    "disent": "dit",
    "explique": "expliqué",
    "expliquent": "expliqué",
    "indique": "indiqué",
    "indiquent": "indiqué",
    "montre": "montré",
    "montrent": "montré",
    "précise": "précisé",
    "prévoit": "prévu",
    "prévoient": "prévu",
    "rapporte": "rapporté",
    "rapportent": "rapporté",
    "révèle": "révélé",
    "révèlent": "révélé",
    "soutient": "soutenu",
    "souligne": "souligné",
    "soulignent": "souligné",
}
#: How a subject begins, and so many words follow it.
_SUBJECT = (
    r"(?:l['’]|(?:l[ae]|les|une?|ce|cet|cette|ces|notre|son|sa|leur|plusieurs|[A-ZÀ-Þ][\w-]*) )"
    r"[\w-]+(?:[ '’][\w-]+){2}"
)
_REPORTED = re.compile(
    rf"\b(?P<is>[Cc]['’]est) (?:ce )?qu(?:e |['’])(?P<verb>{'|'.join(_PASSIVE)}) (?={_SUBJECT})"
)


def reported(source: str) -> str:
    """The source with the passive where a long subject stands behind a verb of saying."""
    return _REPORTED.sub(lambda m: f"{m['is']} ce qui est {_PASSIVE[m['verb']]} par ", source)
