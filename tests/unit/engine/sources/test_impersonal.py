"""An « il » is nobody in some turns of French, and somebody in others that look like them."""

import pytest

from webapp.engine.sources.impersonal import is_duty, is_it, is_of_nobody

IT = """
Il est midi.
Il est déjà trois heures.
Il n'est pas encore minuit.
Il était trop tard pour rentrer.
Il est encore tôt.
Il est temps !
Il est interdit de fumer ici.
Il est important que vous soyez là.
Il était impossible d'y échapper.
Il est difficile de s'en souvenir.
Il n'est pas facile de l'oublier.
Il serait inutile d'attendre.
Il est clair que cette loi échouera.
Il est temps de partir.
Il pleut.
Il a plu toute la nuit.
Il plut trois jours.
Hier, il neigeait encore.
Il va neiger.
Il fait froid.
Il fait très beau aujourd'hui.
Il faisait un temps magnifique.
Il fera vingt degrés, il fera doux.
Il fait 12 degrés.
Il commence à faire nuit.
Il s'agit de votre avenir.
Il ne s'agit pas d'argent.
Il se peut qu'elle ait raison.
Il me semble que vous avez tort.
Il me sembla que quelqu'un marchait.
Il leur parut que nous avions tort.
Il paraît que tu déménages.
"""
OTHERWISE = """
Il y a un chat dans le jardin.
Il faut partir.
Il ne faut pas avoir peur.
Il va falloir travailler.
Il me faut du temps.
Il vaut mieux attendre.
Il suffisait de demander.
Il convient de rappeler ces faits.
Il existe plusieurs moyens.
Il reste du pain.
Il reste trois places.
Il ne reste plus rien.
Il ne reste qu'une place.
Il arrive souvent que le train soit en retard.
Il est arrivé un accident.
Il est venu plusieurs personnes.
Il s'est passé quelque chose.
"""
SOMEBODY = """
Il est médecin.
Il est deux heures en retard.
Il est content de partir.
Il est certain que tu viendras.
Il est capable de tout.
Il est important de nature.
Il est clair.
Il est rentré tard.
Il pleure.
Il a plu à Marie.
Il plut au roi.
Il fait bon usage de son temps.
Il fait beau jeu de ces règles.
Il fait un gâteau.
Il agit vite.
Il semble fatigué.
Il paraît jeune.
Il se trouve laid.
Il existe.
Il reste un ami.
Il reste à la maison.
Il manque de tact.
Il importe des voitures.
Il suffit à la tâche.
Il est venu un lundi.
Il est arrivé une heure plus tard.
Il est né un enfant terrible.
Il lui faut partir.
Il lui arrive de mentir.
Il faut qu'il parte.
Il est midi quand il arrive.
Il est vrai que celui qui part est triste.
Il faut qu'on le sache.
Elle est partie.
Le temps est beau.
"""


@pytest.mark.parametrize("source", IT.strip().splitlines())
def test_nobody_may_be_it(source: str) -> None:
    assert is_it(source)
    assert is_of_nobody(source)


@pytest.mark.parametrize("source", OTHERWISE.strip().splitlines())
def test_nobody_may_need_other_words(source: str) -> None:
    assert is_of_nobody(source)
    assert not is_it(source)


@pytest.mark.parametrize("source", SOMEBODY.strip().splitlines())
def test_somebody_is_no_nobody(source: str) -> None:
    assert not is_of_nobody(source)


def test_a_duty_is_one_of_all() -> None:
    assert is_duty("Il faudra attendre.")
    assert not any(map(is_duty, ["Il faut que tu viennes.", "Il lui faut partir.", "Il part."]))
