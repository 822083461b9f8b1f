"""What French decides is mended in a target, and nothing that French leaves open."""

import pytest

from webapp.engine.sources.grammar import corrected, faults

MENDED = [
    ("Il est midi.", "He is noon.", "It is noon."),
    ("Il fait froid.", "He's cold.", "It's cold."),
    ("Hier, il a neigé.", "Yesterday, he was snowing.", "Yesterday, it was snowing."),
    ("Il est interdit de fumer.", "He is forbidden to smoke.", "It is forbidden to smoke."),
    (
        "Il lui sembla qu'il pleuvait, mais il se trompait.",
        "He seemed to him that it was raining, but he was wrong.",
        "It seemed to him that it was raining, but he was wrong.",
    ),
    (
        "D'abord, il m'avait semblé que Paul mentait.",
        "First, he seems to me that Paul lied.",
        "First, it seems to me that Paul lied.",
    ),
    ("Il faut partir.", "He must leave.", "We must leave."),
    ("Il fallait le dire.", "He had to say that.", "We had to say that."),
    ("Il va falloir attendre.", "He has to wait.", "We have to wait."),
    ("Elle est partie.", "He left.", "She left."),
    (
        "En 2009, elle a reçu ce prix.",
        "In 2009, he got this prize.",
        "In 2009, she got this prize.",
    ),
    ("« Non », a-t-elle déclaré.", "“No,” he said.", "“No,” she said."),
    ("Beaucoup de neige est tombée.", "Many snow fell.", "A lot of snow fell."),
    ("Il est trois heures.", "It's three hours.", "It's three o'clock."),
    ("Il était déjà huit heures.", "It was already eight hours.", "It was already eight o'clock."),
    (
        "Il est onze heures du soir.",
        "It's eleven hours of evening.",
        "It's eleven o'clock in the evening.",
    ),
    ("Le jour se lève à six heures.", "Day breaks at six hours.", "Day breaks at six o'clock."),
    ("Mon fils a dix ans.", "My son is ten years.", "My son is ten years old."),
    ("Elle aura 20 ans en mai.", "She'll be 20 years in May.", "She'll be 20 years old in May."),
    ("Avant-hier, j'ai lu.", "Before yesterday, I read.", "The day before yesterday, I read."),
    ("Je pars après-demain.", "I leave after tomorrow.", "I leave the day after tomorrow."),
    ("J'ai mal dormi cette nuit.", "I slept badly tonight.", "I slept badly last night."),
    ("Cette nuit, il a plu.", "This night, it rained.", "Last night, it rained."),
    ("Nous y étions l'été dernier.", "We went last summer last summer.", "We went last summer."),
    ("La voile rouge.", "The red red red sail.", "The red sail."),
    ("Demain, je pars.", "tomorrow, I leave.", "Tomorrow, I leave."),
    ("Qui est là ?", "Who is there? '", "Who is there?"),
    (
        "Il l'a dit lors de sa rencontre avec le président Diouf",
        "He said so during his meeting President Diouf",
        "He said so during his meeting with President Diouf",
    ),
    (
        "Après un long entretien avec Mme Sy, il a cédé.",
        "After a long interview Ms. Sy, he gave in.",
        "After a long interview with Ms. Sy, he gave in.",
    ),
    ("Une paire de gants.", "An pair of gloves.", "A pair of gloves."),
    ("Un ordre et un oncle.", "A order and a uncle.", "An order and an uncle."),
]
RIGHT = [
    ("Après sa rencontre avec le président Diouf", "After meeting President Diouf"),
    ("Une rencontre avec Paul aura lieu lundi.", "A meeting Monday brings Paul in."),
    ("Une rencontre avec Paul aura lieu le 3 mai.", "A meeting May 3 brings Paul in."),
    ("Sa rencontre avec Paul l'a changé.", "The meeting Paul had with him changed him."),
    ("Sa rencontre, c'est Paul.", "His meeting Paul."),
    ("Les discussions avec Paul traînent.", "The discussions drag on, Paul says."),
    ("Il est médecin.", "He is a doctor."),
    ("Il pleure dans sa chambre.", "He cries in his room."),
    ("Il gèle les prix.", "He freezes prices."),
    ("Il est content de partir.", "He is happy to leave."),
    ("Il me semble heureux.", "He seems to me that he is happy."),
    ("Il lui semblait qu'elle dormait.", "He seemed to have thought that she slept."),
    ("Il lui faut partir.", "He must leave."),
    ("Il faut qu'il parte.", "He must leave."),
    ("Il faut que tu viennes.", "You must come."),
    ("Il est deux heures en retard.", "He is two hours late."),
    ("Elle dit qu'il part.", "She says he leaves."),
    ("Elle lui a dit de partir.", "She told him to leave."),
    ("Elle manque à Paul.", "Paul misses her, he says."),
    ("On dit que la reine est seule.", "He says that the queen is alone."),
    ("La société dit qu'elle paiera.", "The company says he will pay."),
    ("C'est à trois heures de route.", "It's at three hours from here."),
    ("Il a marché trois heures.", "It was three hours."),
    ("Il y a dix ans.", "It was ten years ago."),
    ("Elle a dix ans d'expérience.", "She has ten years of experience."),
    ("Elle a dix ans de plus.", "She is ten years older."),
    ("Il viendra cette nuit.", "He will come tonight."),
    ("Comme chaque soir, il viendra ce soir.", "As every evening, he will come tonight."),
    ("Il viendra dans la soirée.", "He will come tonight."),
    ("Il a décidé de partir cette nuit.", "He decided to leave tonight."),
    ("La veille d'avant-hier.", "Three days ago."),
    ("Il a dit que cela allait.", "He said that that was fine."),
    ("Très, très grand.", "Very very tall."),
    ("Un petit, petit pas.", "A small small step."),
    ("iPhone est une marque.", "iPhone is a brand."),
    ("de rien", "it is nothing"),
    ("Il dit « non ».", "He says 'no. '"),
    ("Le film « An deux ».", "The film “An deux”."),
    ("Une heure, un usage.", "An hour, a use, a European, a one-off, an MP, an x-ray, a house."),
]


@pytest.mark.parametrize(("source", "target", "mended"), MENDED)
def test_a_fault_is_mended(source: str, target: str, mended: str) -> None:
    assert corrected(source, target) == mended
    assert corrected(source, mended) == mended


@pytest.mark.parametrize(("source", "target"), RIGHT)
def test_what_may_be_right_stays(source: str, target: str) -> None:
    assert corrected(source, target) == target
    assert faults(source, target) == 0


@pytest.mark.parametrize(
    ("source", "wrong", "right"),
    [
        ("Hier, il a neigé.", "Yesterday, it caught.", "Snow fell yesterday."),
        ("Il ne pleuvra pas.", "It won't.", "It won't rain."),
        ("Il va pleuvoir.", "It will.", "Showers are coming."),
        ("Il lit du matin au soir.", "He reads from morning tonight.", "He reads all day."),
        ("Je l'ai vu hier soir.", "I saw him tonight.", "I saw him last night."),
    ],
)
def test_the_weather_and_the_evening_of_a_source_are_those_of_its_target(
    source: str, wrong: str, right: str
) -> None:
    assert (faults(source, wrong), faults(source, right)) == (1, 0)


def test_a_man_who_is_nobody_is_a_fault_that_another_hypothesis_may_not_have() -> None:
    assert faults("Il est arrivé un accident.", "He arrived an accident.") == 1
    assert faults("Il est arrivé un accident.", "There was an accident.") == 0
    assert corrected("Il reste du pain.", "He remains bread.") == "He remains bread."
