"""What the dictionary says of the number of nouns becomes two lists."""

from training.dictionary.number import invariable, unruly

ROWS = [
    ("prix", "prix", "noun", 9000.0, "price\t900"),
    ("fonds", "fonds", "noun", 900.0, "funds\t900"),
    ("fonds", "fond", "noun", 20.0, "bottom\t800"),
    ("fond", "fond", "noun", 8000.0, "bottom\t800"),
    ("papas", "papas", "noun", 90.0, "dads\t900"),
    ("papa", "papa", "noun", 9000.0, "dad\t900"),
    ("fils", "fils", "noun", 9000.0, "son\t900"),
    ("fil", "fil", "noun", 2000.0, "thread\t600\nson\t200"),
    ("chats", "chat", "noun", 900.0, "cat\t900"),
    ("chat", "chat", "noun", 900.0, "cat\t900"),
    ("rarissimus", "rarissimus", "noun", 1.0, "rarity\t900"),
]


def test_words_that_end_like_plurals_and_are_none_are_listed() -> None:
    assert set(invariable(ROWS)) == {"prix", "fonds", "fils"}


def test_singulars_that_no_rule_gives_are_listed() -> None:
    english = [("cats", "cat"), ("headaches", "headache"), ("went", "go"), ("mice", "mouse")]
    assert list(unruly(english)) == [("headaches", "headache")]
