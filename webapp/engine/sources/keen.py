"""« tenir à » with a deed: the network reads it as to keep, hold or have to; « vouloir » it reads.

« Il a tenu à les remercier » became "He kept thanking them"; « Il a voulu les remercier » is "He
wanted to thank them". « je tiens à », « nous tenons à » stay: the network has them from debates.
What is held (« tenir à sa maison ») and who is bound (« être tenu à payer ») stay, too.
"""

import re

_WANTS = {
    "tenu": "voulu",
    "tient": "veut",
    "tiennent": "veulent",
    "tenais": "voulais",
    "tenait": "voulait",
    "tenaient": "voulaient",
    "tint": "voulut",
    "tinrent": "voulurent",
}
_HAVE = (
    "ai|as|a|avons|avez|ont|avais|avait|avions|aviez|avaient|aura|auront|aurait|auraient|ayant"
    "|avoir|eut|eurent"
)
_ADVERB = (
    "également|aussi|absolument|toujours|notamment|surtout|d['’]ailleurs|encore|toutefois"
    "|cependant|néanmoins|personnellement|vraiment|particulièrement|tout de même|quand même"
    "|pas|plus|guère"
)
#: Infinitives in -re, by their families: most other words in -re are nouns and adjectives.
_IN_RE = (
    "être|clore|boire|croire|taire|plaire|[a-zà-ÿ]*(?:suivre|vivre|faire|dire|lire|crire|duire"
    "|truire|clure|courre|prendre|tendre|rendre|vendre|fendre|pondre|perdre|mettre|battre|joindre"
    "|vaincre|[ae]indre|naître|raître|croître)"
)
#: Words with the ending of a verb that are none.
_NOUNS = (
    "mer|chair|cuiller|avenir|espoir|hiver|enfer|étranger|atelier|escalier|acier|air|ouvrier"
    "|premier|dernier|hier|cher|loisir|plaisir|métier|quartier|foyer|loyer|désir|souvenir"
    "|affaire|horaire|anniversaire"
)
_OBJECTS = r"(?:(?:ne|pas|plus|la|les?|lui|leur|se|en|y|nous|vous|me|te) |[lnmst]['’])*"
_DEED = rf"{_OBJECTS}(?!(?:{_NOUNS})\b)(?:[a-zà-ÿœ]+(?:er|ir)|{_IN_RE})\b"
#: Behind these it is who holds himself, or what is held.
_HOLDERS = ("se", "en", "y", "me", "te", "le", "la", "les", "lui")
_HELD = "".join(rf"(?<!\b{word} )" for word in _HOLDERS)
_KEEN = re.compile(
    rf"(?P<before>\b(?:{_HAVE}) (?:(?:{_ADVERB}) )*(?=tenu\b)|{_HELD}\b(?!tenu))"
    rf"(?P<form>{'|'.join(_WANTS)})(?P<adverbs>(?: (?:{_ADVERB}))*) à (?={_DEED})"
)


def wanting(source: str) -> str:
    """The source with « vouloir » where it has « tenir à » with a deed."""
    return _KEEN.sub(lambda m: f"{m['before']}{_WANTS[m['form']]}{m['adverbs']} ", source)
