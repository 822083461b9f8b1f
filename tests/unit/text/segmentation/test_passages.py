"""Whole passages, as novels, newspapers, laws, scholars and letters write them."""

import pytest

from tests.unit.text.segmentation.stories import told

NOVEL = """
« Vous êtes en retard, M. Perrin », dit la vieille dame sans lever les yeux. ‖ Il ôta son
chapeau. ‖ « La diligence… – il cherchait ses mots – la diligence a versé à Saint-Aubin. ‖ Deux
chevaux sont morts ! » ‖ Personne ne répondit. ‖ Était-ce possible ? ‖ Sur la table, trois
lettres : celle de l'abbé, celle du Dr. Vasseur, et la sienne. ‖ « Eh bien ! reprit-elle enfin,
qu'attendez-vous ? »
"""
TALE = """
— Qui frappe ? demanda l'ogre. ‖ — C'est moi, répondit le tailleur ; ouvrez, il gèle ! ‖ — Et
que m'apportes-tu ? ‖ — Du pain... un peu de lard... et une chanson. ‖ L'ogre grogna (il
grognait toujours avant de rire. C'était sa manière), puis il tira le verrou. ‖ « Entre donc,
dit-il. ‖ Mais chante bas. » ‖ Ainsi finit l'hiver de l'an 12.
"""
PRESS = """
L'usine de St. Amand fermera le 31 déc. 2026, a confirmé mardi le P.-D.G. Luc Barrois. ‖ « C'est
un choc », réagit Mme A. Colin, déléguée C.G.T. ‖ Elle ajoute : « Nous irons jusqu'au bout. ‖
Tous. » ‖ Le groupe, qui emploie 1.200 personnes (dont 40 % d'intérimaires), a perdu 3,5
millions d'euros en 2025. ‖ 300 postes seraient sauvés. ‖ Contactée par courriel à
presse@barrois.exemple.fr, la direction n'a pas répondu. ‖ Et maintenant ?
"""
LAW = """
Art. 1. Le présent bail est conclu pour neuf ans. ‖ Il est régi par les art. L. 145-1 et
suivants du code (cf. annexe II). ‖ Art. 2. Le preneur s'oblige : a) à payer le loyer ; ‖ b) à
entretenir les lieux ; ‖ c) à souffrir les travaux. ‖ Toute clause contraire est nulle. ‖ Fait à
Lyon, le 3 mars.
"""
SCHOLAR = """
La ville est fondée vers 120 av. J.-C. par les Romains.[3] ‖ J.-P. Lambert (op. cit., p. 12) en
doute.4 ‖ Selon lui, « le site est plus ancien [...] et mieux connu ». ‖ Voir aussi fig. 2, pl.
IV, et R. Duval et al. 1998. ‖ Au IIIe s., 4 000 hab. env. y vivent, potiers, tanneurs, etc. ‖
Puis tout brûle.
"""
LETTER = """
Mon cher Paul, quelle joie ! ‖ Ta lettre du 2 est arrivée hier... ‖ Enfin ! ‖ Maman va mieux ;
elle a dit : « Qu'il vienne ! » (et elle a ri). ‖ Nous serons le 15 à la gare de l'Est, à 14 h.
30. ‖ P.-S. : n'oublie pas le tél. de Jeanne. ‖ Je t'embrasse.
"""
WEB = """
Super hôtel!! ‖ Personnel aux petits soins, chambre nickel... ‖ Seul bémol : le petit déj. à 18€
(!) ‖ On reviendra 😀 ! ‖ Voir www.hotel.exemple.fr/Chambres.Vue?lit=2 pour les prix. ‖ Note :
4.5/5.
"""


@pytest.mark.parametrize("passage", [NOVEL, TALE, PRESS, LAW, SCHOLAR, LETTER, WEB])
def test_a_whole_passage(passage: str) -> None:
    story = " ".join(passage.split())
    assert told(story).split(" ‖ ") == story.split(" ‖ ")
