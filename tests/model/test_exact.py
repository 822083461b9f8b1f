"""What must not change does not, in sentences that the bundled package translates."""

import re
from collections.abc import Iterator

import pytest

from webapp.engine import ArgosTranslators, Translator
from webapp.engine.packages import bundled_folder
from webapp.settings import Settings


@pytest.fixture(scope="module")
def translator() -> Iterator[Translator]:
    translators = ArgosTranslators(Settings(), [bundled_folder()])
    yield translators.get("fr", "en")
    translators.close()


KEPT = [
    (
        "Le prénom est {{ client.prenom }} et la ville {{ client.ville }}.",
        ["{{ client.prenom }}", "{{ client.ville }}"],
    ),
    ("Merci {nom}, le colis {numero} est arrivé.", ["{nom}", "{numero}"]),
    ("Le dossier ${dossier} a été supprimé par :compte.", ["${dossier}", ":compte"]),
    ("Lancez `charger_liste()` avec l'option `--rapide`.", ["`charger_liste()`", "`--rapide`"]),
    ("La formule $a^2 + b^2 = c^2$ donne la longueur $c$.", ["$a^2 + b^2 = c^2$", "$c$"]),
    (
        "[[Autre page|le texte]] et __VILLE__ ne changent pas.",
        ["[[Autre page|le texte]]", "__VILLE__"],
    ),
    ("%d images ont été copiées dans %s.", ["%d", "%s"]),
    ("Impossible de lire « %1$s » : %2$s", ["“%1$s”", "%2$s"]),
    (
        "Écrivez à service@exemple.org ou lisez http://exemple.org/f?l=fr#top avant le 01/02/2023.",
        ["service@exemple.org", "http://exemple.org/f?l=fr#top", "01/02/2023"],
    ),
    (
        "Voir www.exemple.org/pages/2023/index.html pour la suite.",
        ["www.exemple.org/pages/2023/index.html"],
    ),
    (
        "Le plan_de_salle_v3.pdf se trouve dans D:\\Travail\\Plans\\salle.",
        ["plan_de_salle_v3.pdf", "D:\\Travail\\Plans\\salle"],
    ),
    ("Suivez @le_bon_pain et #DimancheMatin.", ["@le_bon_pain", "#DimancheMatin"]),
    ("IBAN : FR14 2004 1010 0505 0001 3M02 606.", ["FR14 2004 1010 0505 0001 3M02 606"]),
    ("Appelez le 04 72 00 11 22 ou le +33 6 12 34 56 78.", ["04 72 00 11 22", "+33 6 12 34 56 78"]),
    ("L'article R. 312-4 § 2 s'applique depuis le 1er mars 2015.", ["R. 312-4", "§ 2", "2015"]),
    ("Le serveur 10.0.0.12 ne répond pas à 2001:db8::7.", ["10.0.0.12", "2001:db8::7"]),
]


@pytest.mark.parametrize(("source", "kept"), KEPT)
def test_spans_are_there_once_letter_for_letter(
    translator: Translator, source: str, kept: list[str]
) -> None:
    target = translator.submit([source]).result()[0].target
    for span in kept:
        assert target.count(span) == 1
        assert not re.search(rf"\w{re.escape(span)}|{re.escape(span)}\w", target)


@pytest.mark.parametrize(
    ("source", "figures"),
    [
        ("La facture est de 2 480 €.", ["€2,480"]),
        ("Le total est de 3 456 789,10 € TTC.", ["€3,456,789.10"]),
        ("Le billet coûte 80 £, 75 $ ou 12 000 ¥.", ["£80", "$75", "¥12,000"]),
        (
            "Le pont mesure 240 m, pèse 20 300 t et a coûté 1 234 567,89 F.",
            ["240", "20,300", "1,234,567.89"],
        ),
        ("Il fait 31 °C au soleil et -8 °C la nuit.", ["31 °C", "-8 °C"]),
        ("Les années 1803-1815, 1870–1871 et 216 av. J.-C.", ["1803-1815", "1870–1871", "216 BC"]),
        ("Le film commence à 20 h 45.", ["20:45"]),
        ("Elle est née le 14 octobre 1987.", ["14 October 1987"]),
        ("Au XVIIe siècle, la ville était riche.", ["17th century"]),
        ("Le magasin ouvre de 7h à 13h et de 15h à 20h.", ["7:00", "13:00", "15:00", "20:00"]),
        ("Elle dort 9h par nuit.", ["9h"]),
        ("Le 2e chapitre et le 3e livre.", ["2nd", "3rd"]),
        ("La musique des années 70 et 80 lui plaît.", ["the 1970s and 1980s"]),
        ("Le café coûte 1€80 et le repas 45 000 F CFA.", ["€1.80", "45,000 F CFA"]),
        ("La ville compte 1,2 million de lecteurs et 3,5 % de cafés.", ["1.2 million", "3.5%"]),
    ],
)
def test_figures_keep_their_value_and_sign(
    translator: Translator, source: str, figures: list[str]
) -> None:
    target = translator.submit([source]).result()[0].target
    assert [figure for figure in figures if figure not in target] == []


def test_capitals_are_translated_as_small_letters_are(translator: Translator) -> None:
    small = "Le président a signé hier la loi sur trois écoles."
    capitals, plain = translator.submit([small.upper(), small]).result()
    assert capitals.target == plain.target.upper()
    sign, caption = translator.submit(["CHAPITRE IV", "[SORTIE DE SECOURS]"]).result()
    assert sign.target == "CHAPTER IV"
    assert caption.target == "[EMERGENCY EXIT]"


@pytest.mark.parametrize(
    ("source", "target"),
    [
        ("« Oui », dit-il.", "“Yes,” he said."),
        ("a) Ouvrez le fichier.", "a) Open the file."),
        ("  Oui !!  ", "  Yes!!  "),
        ("Voici la liste :", "Here is the list:"),
        ("Non ! Non !", "No! No!"),
        ("&Imprimer", "&Print"),
    ],
)
def test_the_outer_form_is_the_source_s(translator: Translator, source: str, target: str) -> None:
    assert translator.submit([source]).result()[0].target == target
