"""Makes French to measure with: distinct segments in the manner of the seed's news prose."""

import random

_WHO = (
    "Le Premier ministre israélien", "Le président des États-Unis", "Le maire de Lyon",
    "La ministre de la Culture", "Un haut responsable iranien", "Benjamin Netanyahou",
    "La porte-parole du gouvernement", "Donald Trump", "Le chef de la diplomatie", "Mme Lefèvre",
)  # fmt: skip
_DID = (
    "a rencontré les deux parties", "a défendu les intérêts de son pays", "doute de cet accord",
    "a insisté pour que les négociations se poursuivent", "a publié un communiqué",
    "souhaite une coordination étroite", "n’a pas répondu aux questions des journalistes",
    "a fait part de sa volonté de préserver la paix", "a refusé de conclure un accord partiel",
)  # fmt: skip
_WHERE = (
    "à Washington", "à Jérusalem", "à Téhéran", "devant la presse", "lors d’une rencontre",
    "au terme de la réunion", "dans une lettre", "sur les réseaux sociaux", "à Genève",
)  # fmt: skip
_MORE = (
    "", "", ", avec ou sans l’appui de ses alliés", " en cas d’échec très probable",
    ", ajoutant que la région avait besoin de calme et que personne ne gagnerait à attendre",
    ", alors que les habitants espèrent le retour de leurs proches depuis plusieurs mois",
    " ; les deux hommes se sont engagés à se revoir avant la fin de l’année pour en discuter",
)  # fmt: skip


def segments(count: int, seed: int = 1) -> list[str]:
    """``count`` distinct segments, the same for the same ``seed``."""
    chosen = random.Random(seed)
    distinct: dict[str, None] = {}
    while len(distinct) < count:
        who, did, where, more = map(chosen.choice, (_WHO, _DID, _WHERE, _MORE))
        day, year = chosen.randint(1, 28), chosen.randint(1950, 2026)
        distinct[f"{who} {did} {where} le {day} février {year}{more}."] = None
    return list(distinct)
