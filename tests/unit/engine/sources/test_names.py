"""Names of two words stay in their order, unless French has a word for the first."""

import pytest

from webapp.engine.sources.names import with_names_in_order
from webapp.words.lookup import bundled_dictionary
from webapp.words.wordings import Wordings

NAMES = [
    ("Il l'a écrit sur Truth Social.", "He wrote it on Social Truth.", "on Truth Social."),
    ("Ils jouent avec Ryan Kent.", "They play with Kent Ryan.", "with Ryan Kent."),
    ("LeBron James sort.", "James LeBron leaves.", "LeBron James leaves."),
    ("Âgée de 37 ans, l'animatrice de This Morning sort.", "Morning This", "This Morning"),
    # English turns these round, or has the name elsewhere in its order.
    ("Le Festival Lumen commence.", "The Lumen Festival begins.", "The Lumen Festival begins."),
    ("Le Plan Marshall.", "The Marshall Plan.", "The Marshall Plan."),
    ("Solveig Brattvik.", "Brattvik Solveig Brattvik.", "Brattvik Solveig Brattvik."),
    # No name of two words.
    ("À Zyx, Inga dort.", "Inga Zyx sleeps.", "Inga Zyx sleeps."),
    ("Un Zanvar mini.", "A mini Zanvar.", "A mini Zanvar."),
    ("Le kraal Zanvar.", "The Zanvar kraal.", "The Zanvar kraal."),
    ("Kent Ryanson et Zyx Kent.", "Kent Zyxer", "Kent Zyxer"),
]


@pytest.mark.parametrize(("source", "target", "wanted"), NAMES)
def test_a_name_of_two_words_stays_in_its_order(source: str, target: str, wanted: str) -> None:
    wordings = Wordings(bundled_dictionary())
    assert with_names_in_order(source, target, wordings.of).endswith(wanted)


def test_what_a_term_turns_round_stays() -> None:
    read = with_names_in_order("Truth Social", "Social Truth", str.isdigit, "Social Truth")
    assert read == "Social Truth"
