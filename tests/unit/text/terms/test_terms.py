"""Terms are found in a source in either number, and missed in a target."""

import pytest

from webapp.errors import BadInput
from webapp.text.terms.terms import Glossary, PartOfSpeech, Term, checked_term

TERMS = [
    Term("centrale nucléaire", "atomic plant"),
    Term("centrale", "station"),
    Term("prix", "price"),
    Term("cheval", "steed"),
    Term("C++", None),
    Term("chef-d’œuvre", "masterpiece"),
    Term("œil", "eyeball"),
    Term("café", "coffeehouse"),
    Term("Orange", None, case_sensitive=True),
    Term("manger", "devour", part_of_speech=PartOfSpeech.VERB),
]
GLOSSARY = Glossary(TERMS)
FOUND = [
    ("Les centrales nucléaires et la centrale.", ["atomic plants", "station"]),
    ("Les prix montent, le prix baisse.", ["prices", "price"]),
    ("Des chevaux et un cheval.", ["steeds", "steed"]),
    ("En C++ ou en C.", ["C++"]),
    ("Un chef-d'œuvre, deux Chefs-d’œuvre.", ["masterpiece", "masterpieces"]),
    ("L'orange ou Orange ?", ["Orange"]),
    ("Il veut manger des mangers.", ["devour"]),
    ("La centralenucléaire, la centrale-nucléaire.", ["station"]),
    ("Les yeux, l'oeil et l’œil.", ["eyeballs", "eyeball", "eyeball"]),
    ("Un cafe\u0301, des cafés.", ["coffeehouse", "coffeehouses"]),
    ("Rien.", []),
]


@pytest.mark.parametrize(("source", "targets"), FOUND)
def test_terms_are_found_and_inflected(source: str, targets: list[str]) -> None:
    assert [each.target for each in GLOSSARY.find(source)] == targets


GIVEN_IN_PLURAL = Glossary(
    [
        Term("coûts", "charges"),
        Term("les pommes de terre", "the spuds"),
        Term("les faits", "facts"),
        Term("les prix", "the prices"),
        Term("fonds", "funds"),
        Term("des chevaux", "some horses"),
        Term("juges", "magistrates", case_sensitive=True),
        Term("Pâquerettes", None),
    ]
)
FOUND_IN_SINGULAR = [
    ("Chaque coût, le nouveau coût, les coûts.", ["charge", "charge", "charges"]),
    ("Coût", ["charge"]),
    ("Il coûte cher.", []),
    ("Une pomme de terre, la pomme de terre.", ["spud", "spud"]),
    ("Pommes de terre, les pommes de terre et ces pommes de terre.", ["spuds"] * 3),
    ("Le fait est là, ces faits aussi.", ["fact", "facts"]),
    ("Il fait beau, il l'a fait, il le fait.", []),
    ("Le prix, les prix.", ["the price", "the prices"]),
    ("Au fond, le fond.", []),
    ("Un cheval et deux chevaux.", ["horse", "horses"]),
    ("Un juge, le Juge, il juge.", ["magistrate"]),
    ("Une pâquerette.", ["pâquerette"]),
    ("LE COÛT", ["charge"]),
]


@pytest.mark.parametrize(("source", "targets"), FOUND_IN_SINGULAR)
def test_terms_given_in_the_plural_are_found_in_the_singular(
    source: str, targets: list[str]
) -> None:
    assert [each.target for each in GIVEN_IN_PLURAL.find(source)] == targets


GIVEN_WITH_ARTICLE = Glossary(
    [
        Term("la maison", "the house"),
        Term("un jour", "one day"),
        Term("une clause abusive", "an unfair term"),
        Term("un peu", "a bit"),
        Term("la une", "the front page"),
    ]
)
FOUND_WITHOUT_ARTICLE = [
    ("La maison, les maisons.", ["the house", "houses"]),
    ("Ma maison.", []),
    ("Un jour, des jours.", ["one day"]),
    ("Des clauses abusives.", ["unfair terms"]),
    ("Je peux un peu.", ["a bit"]),
    ("La une a une photo.", ["the front page"]),
]


@pytest.mark.parametrize(("source", "targets"), FOUND_WITHOUT_ARTICLE)
def test_an_article_changes_with_its_noun(source: str, targets: list[str]) -> None:
    assert [each.target for each in GIVEN_WITH_ARTICLE.find(source)] == targets


def test_a_singular_is_not_looked_for_where_no_rule_makes_its_target() -> None:
    assert not Glossary([Term("coûts", "Kosten")], "fr", "de").find("Le coût.")
    assert not Glossary([Term("costs", "coûts")], "en", "fr").find("The cost.")


def test_offsets_are_those_of_the_words() -> None:
    source = "Voilà les centrales nucléaires."
    (found,) = GLOSSARY.find(source)
    assert source[found.start : found.end] == "centrales nucléaires"
    assert found.target == "atomic plants"


def test_the_first_of_equal_terms_counts() -> None:
    glossary = Glossary([Term("chat", "cat")]).with_more([Term("chat", "tomcat")])
    assert [each.target for each in glossary.find("Un chat.")] == ["tomcat"]


def test_a_target_lacks_what_it_has_less_often_than_the_source() -> None:
    found = list(GLOSSARY.find("Les prix et le prix."))
    assert not GLOSSARY.missing(found, "The prices and the price.", inflected=True)
    assert len(GLOSSARY.missing(found, "The price and it.")) == 1
    assert GLOSSARY.missing(found, "The price and the price.", inflected=True)


def test_capitals_of_a_style_count_as_the_term() -> None:
    glossary = Glossary([Term("gadget", "Widget")])
    assert glossary.is_kept_to("LE GADGET TOMBE", "THE WIDGET FALLS")
    assert not glossary.is_kept_to("Le gadget tombe", "The gadget falls")


def test_other_languages_than_english_are_not_inflected() -> None:
    glossary = Glossary([Term("chat", "Katze")], "fr", "de")
    assert [each.target for each in glossary.find("Des chats.")] == ["Katze"]


@pytest.mark.parametrize("source", ["", "  ", "a", "É", "…", "x" * 201, "deux\x00mots", "le ｟1｠",
    "l’", "x.", "\u200bx", "Ã©cole", "lâ€™eau", "\ufffdcole"])  # fmt: skip
def test_what_is_no_term_is_refused_with_a_sentence(source: str) -> None:
    with pytest.raises(BadInput, match=r"[Tt]erm .*\.$"):
        checked_term(Term(source, "word"))


@pytest.mark.parametrize("source", ["C#", "n°5", "A4", "São Paulo", "日本", "à la"])
def test_short_terms_and_foreign_letters_are_good(source: str) -> None:
    assert checked_term(Term(source, "word")).source == source


def test_a_term_is_kept_with_single_spaces_and_an_empty_target_as_none() -> None:
    assert checked_term(Term("cafe\u0301", "cafe\u0301")) == Term("café", "café")
    assert checked_term(Term(" deux\n mots ", " ")) == Term("deux mots", None)
