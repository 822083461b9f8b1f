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
_WITHOUT = str.maketrans("ÉÊÎéèêëîïôûùàâç", "EEIeeeeiiouuaac")
_ACCENTED = {word.translate(str.maketrans("ÉÊÎ", "EEI")): word for word in _WORDS.split()}
#: Words of signs and headlines that are set in capitals without their accents.
_MORE = (
    "été être même fête fêtes tête têtes forêt forêts intérêt intérêts arrêt arrêts fenêtre "
    "hôpital hôpitaux hôtel hôtels théâtre théâtres château châteaux août février décembre numéro "
    "numéros téléphone réunion réunions défense entrée entrées santé département départements "
    "région régions général générale généraux médecin médecins préfet préfecture délégué déléguée "
    "député députés ministère ministères président présidente français française françaises "
    "république sécurité société sociétés publicité qualité université liberté fraternité vérité "
    "propriété unité début décision décisions déjà très après près voilà père mère frère frères "
    "première premières dernière dernières lumière rivière frontière frontières bière problème "
    "problèmes système systèmes siècle siècles modèle modèles règle règles règlement grève grèves "
    "crème thème lycée lycées musée musées cinéma vélo vélos métro piéton piétons "
    "chaussée interdiction véhicule véhicules période périodes résultat "
    "résultats rénovation réforme réformes réponse réponses référence références création zéro"
)
_SMALL = {word.translate(_WITHOUT): word for word in [*_WORDS.lower().split(), *_MORE.split()]}
#: A whole word that begins with one of the capitals in question.
_CAPITAL = re.compile(r"(?<![\w-])[EI][^\W\d_]{2,}")
#: « A » before a word, where a sentence begins: the letter and « il a » do not stand so.
_SMALL_WORD = re.compile(r"[^\W\d_]{3,}")
_TO = re.compile(r"A(?= [^\W\d_]{2}| [ldLD]['’])")


def accented(source: str, language: str) -> str:
    """A source with the accents of its capitals, as long as before; French alone is changed."""
    if language.partition("-")[0].lower() != "fr":
        return source
    if _TO.match(source):
        source = f"À{source[1:]}"
    return _CAPITAL.sub(lambda match: _ACCENTED.get(match[0], match[0]), source)


def small_accented(source: str) -> str:
    """A French source in small letters with the accents that it lacked in capitals."""
    if source.startswith("a ") and _TO.match(f"A{source[1:]}"):
        source = f"à{source[1:]}"
    return _SMALL_WORD.sub(lambda word: _SMALL.get(word[0], word[0]), source)
