"""English has rules of its own; any other language gets sensible ones."""

import pytest

from tests.unit.text.segmentation.stories import told
from webapp.text import split_segments

ENGLISH = [
    "It rains. ‖ It pours! ‖ Does it? ‖ Yes.",
    "Mr. Darcy met Mrs. Bennet. ‖ Dr. Grant left.",
    "I saw the Dr. ‖ He was kind.",
    "St. Paul's is on No. 5, p. 12. ‖ See fig. 3.",
    "She works at Acme Inc. ‖ The pay is low.",
    "Acme Inc. Delaware was sold.",
    "He left at 5 p.m. ‖ She stayed.",
    "He left at 5 p.m. Monday.",
    "The U.S. Senate voted. ‖ He lives in the U.S. ‖ She does not.",
    "J. R. R. Tolkien wrote it. ‖ George W. Bush read it.",
    "Apples, pears, etc. ‖ Then bread.",
    "Use e.g. Python or i.e. Perl.",
    "“Come here.” ‖ “Why?” she asked. ‖ “Now!”",
    '"Come here." ‖ "Why?" she asked. ‖ "Now!"',
    "'Come here.' ‖ 'Why?' she asked.",
    "He said, “It is late. ‖ I must go.” ‖ He went.",
    "She waited... then left. ‖ She waited… ‖ Then she left.",
    "(It rained. ‖ It poured.) ‖ We stayed (it was late. Very late) at home.",
    "It was proved.[1] ‖ It was proved.2 ‖ Fine.",
    "1. Bread. ‖ 2. Wine.",
    "He said no. ‖ I left. ‖ See no. 5 and vol. II.",
    "No. ‖ I will not. ‖ He said, “No. ‖ I will not.”",
    "We love art. ‖ I paint.",
    "On Jan. 3 and Sept. 5 it rained. ‖ It stopped in Nov. ‖ Snow came.",
    "This is the end.‖The curtain falls.",
    "Visit www.example.com/Page.The now. ‖ It is slow.",
    "HE LEFT AT 5 P.M. ON MONDAY. ‖ HE LEFT AT 5 P.M. ‖ SHE STAYED.",
    "Ph.D. students work. ‖ He has a Ph.D. ‖ She has two.",
]

OTHERS = [
    ("de", "Dr. Weiß kommt, z.B. morgen. ‖ Er bleibt bis 5.10.2020."),
    ("de", "„Komm!“, rief er. ‖ „Nein.“ ‖ Sie ging."),
    ("de", "Am 3. Mai kam er. ‖ Im 19. Jahrhundert, z. B. Anfang, war es so. ‖ Er ging."),
    ("es", "EE. UU. ganó. ‖ El sr. García perdió."),
    ("it", "Il sig. Rossi è qui con l'avv. Bianchi. ‖ Ciao."),
    ("es", "¡Hola! ‖ ¿Vienes? ‖ El Sr. García viene."),
    ("it", "Il Dott. Rossi arriva. ‖ Ecco il vino, il pane, ecc. ‖ Andiamo."),
    ("pt-BR", "O Dr. Silva chegou. ‖ A Sra. Costa saiu."),
    ("ru", "Он пришёл. ‖ Она ушла… ‖ Почему?"),
    ("zh", "今天下雨。‖明天呢？‖好！"),
    ("ja", "雨だ。‖「本当？」と言った。‖はい。"),
    ("hi", "यह घर है। ‖ वह आया।"),
    ("ar", "جاء الولد. ‖ أين أنت؟ ‖ هنا."),
    ("xx", "Lorem ipsum. ‖ Dolor sit."),
    ("", "Lorem ipsum. ‖ Dolor sit."),
]


@pytest.mark.parametrize("story", ENGLISH)
def test_segments_of_english(story: str) -> None:
    assert told(story, "en") == story


@pytest.mark.parametrize(("language", "story"), OTHERS)
def test_segments_of_any_other_language(language: str, story: str) -> None:
    assert told(story, language) == story


@pytest.mark.parametrize("code", ["fr", "FR", "fr-CA", "fr_BE"])
def test_only_the_primary_subtag_of_a_code_counts(code: str) -> None:
    assert split_segments("Voir l'éd. Plon. Bien.", code) == ["Voir l'éd. Plon.", "Bien."]
