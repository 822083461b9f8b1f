"""Points that end a word, inside a segment and at its end."""

import pytest

from tests.unit.text.segmentation.stories import told

TITLES = [
    "M. Martin est venu avec M. le maire.",
    "Il salua M. Le Goff. ‖ Puis il sortit.",
    "MM. Durand et Petit ont signé. ‖ Mme Roux a refusé.",
    "Mme. Roux et Mlle. Blanc arrivent demain.",
    "S. Exc. Mgr. Affre entra. ‖ On se leva.",
    "Le Dr. Hector Morel reçoit le lundi. ‖ Le Pr. Simon reçoit le mardi.",
    "Me. Garnier plaide ce matin. ‖ Me Lenoir répond.",
    "On a fêté la St. Jean et la Ste. Catherine.",
    "J'ai consulté un Dr. ‖ Il m'a rassuré.",
    "Elle parlait souvent du Pr. ‖ Mais elle ne le nommait jamais.",
    "Il se dit Mgr. ‖ Personne ne le croit.",
    "Une dame signait Mme. ‖ Elle était veuve.",
    "Une autre signait Mlle. ‖ Cela nous amusait.",
    "Le ticket portait MM. ‖ Nous étions pourtant seuls.",
    "On l'appelait Me. ‖ Ce n'était qu'un clerc.",
    "Ils habitent rue St. ‖ Je ne sais plus lequel.",
    "LE PROCÈS DE M. DUPONT. ‖ LE JURY A DÉLIBÉRÉ.",
    "Mrs. Dalloway et Mr. Bennet sont anglais.",
    "R. P. Lacordaire prêcha. ‖ La foule pleurait.",
    "Le sgt. Morel et le cdt. Roux saluent le lt. Blanc. ‖ La Sté. Perrin ferme.",
    "Ed. Lemaître a lu le Gal. Perrin et le Mal. Roux.",
    "Ils font le bien, jamais le Mal. ‖ Le diable rit.",
]

NUMBERED = [
    "Voir p. 12 et pp. 14-16. ‖ Le reste suit.",
    "La citation est en bas de p. ‖ Elle est fausse.",
    "Les notes vont de la p. à la pp. ‖ Tout y est.",
    "L'art. 12 le dit, l'art. L. 642-3 aussi. ‖ La cour a tranché.",
    "Il vit pour l'art. ‖ Les musées l'ennuient.",
    "L'art. 12.3 du bail. ‖ L'art. 5 al. 2 du code.",
    "Elle invoque le premier al. ‖ Le juge hésite.",
    "Le n°. 5 et le n° 6 sont libres. ‖ Le 7 est pris.",
    "Le vol. II et le vol. 3 manquent. ‖ Le vol. I est là.",
    "L'oiseau reprit son vol. ‖ Le chat s'assit.",
    "Au chap. 4, au chap. IX. ‖ La suite au chap. X.",
    "Il n'a lu que ce chap. ‖ La fin lui échappe.",
    "Voyez la fig. 3 et la fig. A. ‖ Elles sont belles.",
    "Il manque une fig. ‖ Le lecteur s'y perd.",
    "Appelez le tél. 01 23 45 67 89. ‖ Quelqu'un répond.",
    "Il a changé de tél. ‖ Son nom n'a pas changé.",
    "Le 3 janv. 2020, le 4 févr. 2021 et le 5 sept. 2022.",
    "Il est né en janv. ‖ Sa sœur est née en févr. ‖ Leur père est mort en sept. ‖ Tout va vite.",
    "Ils étaient sept. ‖ Le soir tombait.",
    "Le train part à 14 h. 30 du quai 2.",
    "Le train part à 14 h. ‖ Le suivant à 15 h.",
    "La réunion dure 20 min. ‖ Le café est offert.",
    "Le t. 2 et le fol. 14 sont rongés. ‖ Le reste est intact.",
    "Cf. fig. 2. ‖ Cf. pl. 3.",
    "Fig. 2. Le pont vu du nord. ‖ Il a trois arches.",
    "Env. 300 personnes, soit env. 10 % du bourg.",
    "Il y en a 300 env. ‖ Le compte est incertain.",
    "La table fait 1 m. 40. ‖ Elle est ronde. ‖ Le lit fait 2 m. ‖ Le drap aussi.",
    "Acte III, sc. 4. ‖ Entre un valet. ‖ Cass. civ. 2e, 5 mai 2011.",
]

NAMED = [
    "Il loge 12 bd. Voltaire et elle 3 av. Foch.",
    "Nous avons pris le bd. ‖ Il était désert.",
    "Nous avons traversé l'av. ‖ Elle est large.",
    "Paris, éd. Gallimard, 1950. ‖ Broché.",
    "C'est la 2e éd. ‖ Elle est épuisée.",
    "Dupont et al. 2003 le montrent. ‖ Martin et al. Nature le nient.",
    "On cite Dupont et al. ‖ Ils ont raison.",
    "Le col. Fabien et le gén. Leclerc entrèrent.",
    "Trad. Lemaître, coll. Blanche.",
    "C'est un bon prof. ‖ Le cours est plein.",
    "Le navire garde le cap. ‖ La mer grossit.",
    "J'ai revu Alex. ‖ Le soir tombait.",
]

OTHERS = [
    "Cf. Le Monde du 3 mai. ‖ Cf. aussi infra.",
    "Ce mot (cf. La Fontaine) a vieilli.",
    "Il aime les fruits, p. ex. Les Reinettes du Mans.",
    "Il y a du pain, du vin, etc. ‖ On peut manger.",
    "Les lions, les tigres, etc. vivent là.",
    "Pain, vin, etc., tout y était.",
    "Pommes, poires, etc. ‖ Pierre en vend.",
    "La ville a 3 000 hab. ‖ Lyon en a plus.",
    "La ville de 3 000 hab. est fière.",
    "La distance est de 12 km. ‖ Paris est plus loin.",
    "C.-à-d. Paul et moi. ‖ Personne d'autre.",
    "Les oiseaux, c.-à-d. Les plus petits, partent.",
    "Il est mort en 52 av. J.-C. ‖ Rome triomphait.",
    "En 493 av. J.-C. par décret, en 30 av. J.-C. aussi.",
    "Le Ve siècle apr. J.-C. ‖ Les Huns passent.",
    "Vers 300 av. J.-C., Euclide écrit.",
    "Op. cit. p. 3. ‖ Ibid. p. 4.",
    "La firme Acme Inc. Delaware a fermé. ‖ La maison Dupont et Cie. a tenu.",
    "La firme Acme Inc. ‖ Elle a fermé.",
]

INITIALS = [
    "J.-P. Melville et J.-J. Rousseau sont au programme.",
    "J. R. R. Tolkien écrit. ‖ A.-M. Carpentier traduit.",
    "George W. Bush a nommé Ben S. Bernanke.",
    "À l'initiative de V. Prebeg, le parti se réunit.",
    "Le film est de J.A. Howe et H.R.F. Keating.",
    "L'historien J. Le Goff publie. ‖ Ph. Ariès aussi.",
    "Il a pris le plan B. ‖ Le plan A était pire.",
    "La vitamine C. ‖ La vitamine D.",
    "Il est passé du point A au point B. ‖ Il est revenu.",
    "Le roi François I. ‖ Il régna longtemps.",
    "Il servit Charles X. ‖ Le trône tomba.",
    "Louis XIV. ‖ Louis XV lui succéda.",
    "« J. Chirac », dit-il. ‖ Nous votâmes.",
    "Ch. Baudelaire et Th. Gautier se parlent.",
    "Jean-P. Lemaître et Marie-Th. Roux se marient. ‖ Jean-P. ‖ Elle l'aime.",
]

ACRONYMS = [
    "La S.N.C.F. annonce des retards. ‖ Le train est à quai.",
    "Il travaille à la S.N.C.F. ‖ Le train le porte.",
    "Il vit aux U.S.A. ‖ Son frère vit ici.",
    "Il vit aux U.S.A. depuis dix ans.",
    "Les U.S.A. ont signé. ‖ L'O.N.U. a protesté.",
    "L'O.N.U. Genève est fermée.",
    "La firme T.A. (Tecnologie) a disparu.",
    "Il lit une B.D. ‖ Elle dort.",
    "Le Parisis (B.I.P.) vote.",
    "SNCF. ‖ RATP. ‖ EDF.",
]

STORIES = [*TITLES, *NUMBERED, *NAMED, *OTHERS, *INITIALS, *ACRONYMS]


@pytest.mark.parametrize("story", STORIES)
def test_the_point_of_an_abbreviation(story: str) -> None:
    assert told(story) == story


# Every abbreviation that stands before something, with what it stands before.
INSIDE = {
    "M.": "Dupont", "MM.": "Dupont", "Mme.": "Roux", "Mlle.": "Roux", "Mgr.": "Affre",
    "Dr.": "Morel", "Pr.": "Simon", "Me.": "Garnier", "St.": "Jean", "Ste.": "Anne",
    "cf.": "Zola", "p.": "12", "pp.": "12-14", "art.": "3", "al.": "2", "n°.": "5", "vol.": "II",
    "chap.": "IV", "fig.": "2", "éd.": "Plon", "env.": "30", "tél.": "01", "bd.": "Ney",
    "av.": "Foch", "janv.": "1900", "févr.": "1900", "avr.": "1900", "juil.": "1900",
    "sept.": "1900", "oct.": "1900", "nov.": "1900", "déc.": "1900", "hab.": "au km", "etc.": "et",
    "t.": "2", "ch.": "3", "pl.": "4", "col.": "2", "coll.": "Points", "trad.": "Bonnefoy",
    "réf.": "A12", "vs.": "Lyon", "ill.": "Doré", "dir.": "Nora", "prof.": "Tournesol",
}  # fmt: skip


@pytest.mark.parametrize(("abbreviation", "following"), INSIDE.items())
def test_an_abbreviation_inside_a_segment(abbreviation: str, following: str) -> None:
    story = f"On y lit {abbreviation} {following} sans faute. ‖ Le texte continue."
    assert told(story) == story


NEVER_LAST = {"cf.", "vs."}


@pytest.mark.parametrize("abbreviation", sorted(INSIDE.keys() - NEVER_LAST))
def test_an_abbreviation_at_the_end_of_a_segment(abbreviation: str) -> None:
    story = f"Le registre donne seulement {abbreviation} ‖ Elle ne sait qu'en penser."
    assert told(story) == story


@pytest.mark.parametrize("abbreviation", INSIDE)
def test_an_abbreviation_at_the_end_of_the_text(abbreviation: str) -> None:
    story = f"Le texte s'arrête. ‖ Il manque ce qui suit {abbreviation}"
    assert told(story) == story
