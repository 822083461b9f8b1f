"""The accents that French capitals often lack in print: « Etat » for « État », « A Paris ».

A model that has seen few of these words without their accents takes them for names. Only words that
are no other word without them are known here, and no names of people, who choose their spelling.
"""

import re

_WORDS = (
    "État États Église Églises École Écoles Écolier Écoliers Éducation Éducateur Énergie Énergies "
    "Énergétique Économie Économies Économique Économiques Économiste Économistes Étude Études "
    "Étudiant Étudiants Étudiante Étudiantes Élysée Égypte Égyptien Égyptiens Éthiopie Émirats "
    "Émirat Équateur Écosse Érythrée Étranger Étrangers Étrangère Étrangères Évangile Évangiles "
    "Évêque Évêques Élection Élections Électricité Électrique Élève Élèves Élu Élus Émission "
    "Émissions Éditeur Éditeurs Édition Éditions Événement Événements Évènement Évènements "
    "Évolution Évidemment Également Égalité Équipe Équipes Équipement Époque Épreuve Étant Était "
    "Étaient Été Être Êtes Étape Étapes Écoute Écoutez Écrivain Écrivains Écrire Écrit Éviter "
    "Étrange Étoile Étoiles Échec Échange Échanges Énorme Épouse Émotion Élaboration "
    "Élargissement Élimination Établissement Établissements Évaluation Écologie Écologique "
    "Écologiste Écologistes Île Îles"
)
_ACCENTED = {word.translate(str.maketrans("ÉÊÎ", "EEI")): word for word in _WORDS.split()}
#: A whole word that begins with one of the capitals in question.
_CAPITAL = re.compile(r"(?<![\w-])[EI][^\W\d_]{2,}")
#: « A » before a word, where a sentence begins: the letter and « il a » do not stand so.
_TO = re.compile(r"A(?= [^\W\d_]{2}| [ldLD]['’])")


def accented(source: str, language: str) -> str:
    """A source with the accents of its capitals, as long as before; French alone is changed."""
    if language.partition("-")[0].lower() != "fr":
        return source
    if _TO.match(source):
        source = f"À{source[1:]}"
    return _CAPITAL.sub(lambda found: _ACCENTED.get(found[0], found[0]), source)
