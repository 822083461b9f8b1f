"""French segments, phenomenon by phenomenon."""

import pytest

from tests.unit.text.segmentation.stories import told
from webapp.text import split_segments

PLAIN = [
    "Il pleut.",
    "Il pleut. ‖ Il vente.",
    "Il pleut ! ‖ Vraiment ? ‖ Oui.",
    "Où vas-tu ? ‖ À Paris.",
    "Écoute. ‖ Être ou ne pas être. ‖ Œuvre ouverte. ‖ Ça va.",
    "L'an 2005. ‖ L'an 2006.",
    "Il est parti. ‖ 23 épreuves restent. ‖ 1er mai, fête.",
    "Rien ne finit",
    "Le chat ; le chien ; la souris : tous dorment.",
    "Il vint ; Marie le suivit ; Dieu sait pourquoi.",
]

NUMBERS = [
    "Il a payé 1.000.000 de francs. ‖ C'est cher.",
    "Pi vaut 3.14 environ. ‖ Il vaut 3,14 ici.",
    "Le 12.02.2026 à midi. ‖ Le 13.02.2026 au soir.",
    "Le 1er janvier. ‖ Le 2 janvier.",
    "L'article 12.3 est clair. ‖ L'article 12.4 l'est moins.",
    "La version 2.0.1 est sortie. ‖ La 2.1 attendra.",
    "La hausse est de 3.5 %. ‖ La baisse de 2 %.",
    "Il est 14.30 h. ‖ Le film commence.",
    "L'adresse est 192.168.0.1. ‖ Elle répond.",
    "Il est né en 1905. ‖ Elle est née en 1907.",
    "Le score fut de 3-2. ‖ 40 000 personnes chantaient.",
]

ADDRESSES = [
    "Voir http://www.exemple.fr/page.html?x=1&y=2. ‖ Le site est lent.",
    "Écrivez à jean.dupont@exemple.fr. ‖ Il répondra.",
    "Écrivez à Jean.Dupont@exemple.fr avant lundi.",
    "Le site www.exemple.fr est fermé. ‖ Le site exemple.org aussi.",
    "Ouvrez rapport.final.pdf et notes.txt. ‖ Imprimez-les.",
    "Le fichier index.html manque. ‖ Le serveur tombe.",
    "Le site Yahoo! répond. ‖ Le site Allociné.com aussi.",
    "Une plateforme .NET et du Node.js suffisent.",
    "https://exemple.fr/Chemin.Vers/Page.Les?Id=3 est long.",
    "Ouvrez D:\\notes\\plan.Le et D:\\plan.Les aussi. ‖ Fermez-les.",
]

QUOTES = [
    "« Il pleut. ‖ Il vente. » ‖ Elle se tut.",
    "Il dit : « Je viens. » ‖ Elle partit.",
    "Il dit : « Je viens ». ‖ Elle partit.",
    "« Viens ! » dit-il. ‖ Elle vint.",
    "« Viens ! », dit-il. ‖ Elle vint.",
    "« Où vas-tu ? » demanda Paul. ‖ « Chez moi. » ‖ « Bien. »",
    "« Quoi ? ‖ Tu pars ? » s'écria-t-elle. ‖ « Oui. »",
    "“J'ai insisté. ‖ Si c'est non, tant pis” a-t-il écrit. ‖ Il a signé.",
    "“Je viens.” ‖ “Moi aussi.” ‖ Ils vinrent.",
    "Le mot ‘fin’ clôt le film. ‖ ‘Le début.’ ‖ Il rit.",
    "Il lut : « Elle m'a dit : “Pars.” ‖ Je suis parti. » ‖ Puis il pleura.",
    "« Elle a crié : “Au feu !” » ‖ Tous coururent.",
    "Le « roi. » ‖ Il mentait.",
    'Il cria "Au feu !" et sauta. ‖ Elle rit.',
    'Il cria "Au feu." ‖ "Où ?" ‖ Elle rit.',
    'Il cria " Au feu ! " ‖ Elle rit.',
    'Elle rit. ‖ " Au feu ! " cria-t-il.',
    "Il répondit 'Non.' ‖ Elle partit.",
    "« Non ! ‖ Jamais ! »",
    "Le film « Où est-elle ? » est sorti. ‖ Il plaît.",
    "« M. Dupont », dit-elle. ‖ « Entrez. »",
    "Il conclut : « C'est fini. » ‖ – « Hélas ! »",
    "»Tu viens?« fragte er.",
    "‹ Viens. › ‖ Il vint.",
    "Les « abords... » et les « confins… » se valent.",
    "C'est « la fin ». ‖ « Le début » viendra.",
]

DIALOGUE = [
    "— Viens. ‖ — Non. ‖ — Pourquoi ?",
    "— Viens ! dit-il. ‖ — Jamais ! répondit-elle.",
    "— Ah ! — dit-il — c'est toi. ‖ — Oui.",
    "– Tu viens ? ‖ – Oui, maman.",
    "- Tu viens ? ‖ - Oui, maman.",
    "— Monsieur… ‖ — Taisez-vous !",
    "— Bonjour, M. Dupont. ‖ — Bonjour, Mme Roux.",
    "— Quoi ! s'écria Marie, vous partez ? ‖ Et moi ?",
    "Il partit. ‖ – Elle resta.",
    "-- Voici la clef; -- vous l'aviez perdue. ‖ -- Merci!",
    "— Quoi! tu pars? ‖ — Oui; — mais je reviendrai.",
]

ELLIPSES = [
    "Il hésita... puis partit.",
    "Il hésita... ‖ Puis il partit.",
    "Il hésita… puis partit.",
    "Il hésita… ‖ Puis il partit.",
    "Enfin... bref... ‖ Rien.",
    "Il en veut... 3 ou 4. ‖ Elle en a 5.",
    "« Je… je ne sais pas… » ‖ Elle pleura.",
    "Il lut (...) Les pages manquaient.",
    "Il lut […] la page. ‖ Il rit.",
    "C'est fini. ‖ [...] Le roi est mort.",
    "C'est tout (…). ‖ Le reste manque.",
    "Il attendait. . . ‖ Rien ne vint.",
    "...et il revint. ‖ …puis repartit.",
    "Il partit.... ‖ On l'oublia.",
]

MARKS = [
    "Quoi ?! ‖ Tu pars ??",
    "Quoi ! ? ‖ Tu pars ? ! ‖ Oui !!!",
    "Non !.. ‖ Si !..",
    "Ah ! que c'est beau ! ‖ Oh ! mon ami !",
    "Hélas ! trois fois hélas ! ‖ Il est mort.",
    "Est-ce lui ? non, c'est elle. ‖ Bien.",
    "Vrai? ‖ Oui. ‖ Faux.",
    "Ça coûte combien ? ‖ 3 euros ? ‖ Non.",
    "Il a dit oui (?) hier. ‖ Elle doute (!) encore.",
    "Victoire ! ‖ Victoire ! ‖ VICTOIRE !",
    "Il est venu . ‖ Elle est partie .",
]

BRACKETS = [
    "(Il pleut. ‖ Il vente.) ‖ Elle dort.",
    "Elle dort. ‖ (Il pleut.) ‖ Il rêve.",
    "Il vint (c'était un lundi. Il pleuvait fort) et repartit. ‖ Elle dort.",
    "Il vint (un lundi ?) et repartit (enfin !). ‖ Elle dort.",
    "Il a perdu (quelle honte !) ‖ Elle a gagné.",
    "[Il entre. ‖ Elle sort.] ‖ Rideau.",
    "Le roi [c'était Louis. Il avait vingt ans] parla. ‖ On applaudit.",
    "Il a ouvert la parenthèse (et l'a oubliée. ‖ Elle est restée. ‖ Tant pis.",
    "Les outils (marteau, scie, etc.) coûtent cher. ‖ Ils durent.",
    "Le Parti (P.C.F.) vote. ‖ Le Sénat (M. Larcher) aussi.",
    "Il rit :). ‖ Elle aussi.",
    "(Voir p. 12.) ‖ La suite demain.",
    "Il dit (cf. p. 3. et p. 4.) que non.",
]

FOOTNOTES = [
    "C'est prouvé.[1] ‖ Le reste suit.",
    "C'est prouvé. [12] ‖ Le reste suit.",
    "C'est prouvé.¹ ‖ Le reste suit.",
    "C'est prouvé.1 ‖ Le reste suit.",
    "C'est prouvé.(1) ‖ Le reste suit.",
    "C'est « prouvé ».2 ‖ Le reste suit.",
    "« C'est prouvé. »3 ‖ Le reste suit.",
    "C'est prouvé.[1][2] ‖ Le reste suit.",
    "C'est prouvé¹. ‖ Le reste[2]. ‖ Tout.",
    "Est-ce prouvé ?[4] ‖ Oui.",
    "C'est prouvé.* ‖ Le reste suit.** ‖ Tout.",
    "C'est prouvé.† ‖ Le reste suit.‡ ‖ Tout.",
    "C'est prouvé.[a] ‖ Le reste suit.(b) ‖ Tout.",
    "C'est prouvé.[note 3] ‖ Le reste suit.[réf. nécessaire] ‖ Tout.",
    "C'est prouvé.1,2 ‖ Le reste suit.1, 2, 3 ‖ Tout.",
    "C'est prouvé !1 ‖ Est-ce prouvé ?12 ‖ Oui…3 ‖ Tout.",
    "*C'est prouvé.* ‖ _Le reste suit._ ‖ Tout.",
    "Il court 3 ou 4.5 km, soit 2.1, 2.2 ou 2.3 milles.",
]

ENUMERATIONS = [
    "1. Le pain. ‖ 2. Le vin.",
    "1) Le pain. ‖ 2) Le vin.",
    "a) Le pain. ‖ b) Le vin.",
    "a) du pain. ‖ b) du vin. ‖ c) rien.",
    "Il faut : a) du pain ; ‖ b) du vin ; ‖ c) du sel.",
    "Il faut : 1° du pain ; ‖ 2° du vin.",
    "1.2. Le pain. ‖ 1.3. Le vin.",
    "I. Le départ. ‖ II. Le retour.",
    "A. Le départ. ‖ B. Le retour.",
    "• Du pain. ‖ • Du vin.",
    "– Du pain. ‖ – Du vin.",
    "– le pain ; ‖ – le vin ; ‖ – le sel.",
    "• le pain ; ‖ • le vin.",
    "Article 1. Le roi règne.",
    "Rouen ; Le Havre ; La Rochelle ; L'Haÿ : il a tout vu.",
    "Le pain reste cher ; ‖ Le vin l'est aussi ; ‖ Les impôts montent.",
    "§ 3. Le bail est nul.",
    "a. Lavez le riz. ‖ b. Salez-le ! ‖ c. Servez. ‖ Bon appétit.",
    "i. Le pain. ‖ ii. « Le vin. » ‖ iii. Le sel.",
    "Il cite l'al. a. ‖ Le juge hésite.",
    "Il faut : 1. Du pain. ‖ 2. Du vin. ‖ Voici : a. Du sel. ‖ b. Du riz.",
    "Il en a bu : 3. ‖ Elle en a bu : 5.",
    "1. Lis. ‖ 2. Dors. ‖ 3. Ris.",
    "On joue. ‖ 1. Lis. ‖ 2. Dors.",
    "C'est la fin de la deuxième partie. ‖ 3. Les causes.",
    "Le comité siège à l'ONU. ‖ 8. Votez.",
    "La corde a 2 pd. 11. ‖ Elle suffit. ‖ Voyez XV. 4. ‖ Il y est.",
]

MISSING_SPACES = [
    "C'est la fin.‖Le rideau tombe.",
    "C'est la fin.‖Il part.",
    "Tu viens?‖Oui, dit-il.",
    "Il part!‖Elle reste.",
    "C'est la fin.‖L'histoire s'arrête.",
    "Quoi?‖Non!‖Si!",
]

CAPITALS = [
    "IL PLEUT. ‖ IL VENTE ! ‖ OÙ ALLER ?",
    "LE ROI EST MORT. ‖ VIVE LE ROI !",
    "ART. 3. LE ROI RÈGNE.",
    "MME. ROUX ET LE DR. MOREL SONT À ST. OMER. ‖ IL PLEUT.",
    "LA S.N.C.F. ANNONCE DES RETARDS. ‖ LE TRAIN EST À QUAI.",
    "LA S.N.C.F. EST FERMÉE. ‖ LES U.S.A. EN TÊTE.",
    "IL TRAVAILLE À LA S.N.C.F. ‖ LE TRAIN LE PORTE. ‖ ELLE VIT AUX U.S.A. ‖ ELLE Y EST BIEN.",
    "JULES D. EST REVENU. ‖ J. LE GOFF AUSSI.",
    "EN 52 AV. J.-C. À ALÉSIA. ‖ EN 52 AV. J.-C. ‖ LES GAULOIS PERDENT.",
    "UN BOURG DE 900 HAB. ENVIRON. ‖ IL A 900 HAB. ‖ ON S'Y PLAÎT.",
    "PAIN, VIN, ETC. SONT SERVIS. ‖ LE PAIN, LE VIN, ETC. ‖ ELLE SERT TOUT.",
    "LE COL. EST ENNEIGÉ. ‖ VOYEZ LA FIG. DU BAS.",
    "LE CHIEN DORT ; IL EST TARD ; LES CHATS RÔDENT.",
]

SMALL_LETTERS = [
    "il est tard. ‖ on dort déjà. ‖ elle lit encore.",
    "il arrive demain. ‖ je crois.",
    "Le boul. est long.",
    "Ils jouent trop fort. et puis rien.",
    "Elle a tout vendu. ‖ iPhone compris. ‖ eBay l'a aidée.",
    "Le compteur tourne bien. kWh et pH sont des unités.",
]

SPACES = [
    "Il pleut\u00a0! ‖ Il vente\u202f? ‖ Oui.",
    "«\u00a0Viens\u00a0!\u00a0» dit-il. ‖ «\u202fNon.\u202f» ‖ Bien.",
    "M.\u00a0Dupont et le Dr\u00a0Morel. ‖ Mme\u202fRoux.",
    "Il est ve\u00adnu. ‖ Elle est par\u00adtie.",
    "Le cha\u00adp. 4 et l'ar\u00adt. 5.",
]

LANGUAGES_INSIDE = [
    "Он пришёл. ‖ Она ушла.",
    "Ἦλθεν. ‖ Ἐνίκησεν.",
    "Das Buch »Faust«. ‖ Es ist gut.",
    "¡Hola! ‖ ¿Qué tal? ‖ Bien.",
    "今日は。‖明日は！‖元気？",
    "😀 Super ! ‖ 😀 Encore !",
    "Super ! ‖ 😀",
]

TABLES = {
    "plain": PLAIN,
    "numbers": NUMBERS,
    "addresses": ADDRESSES,
    "quotes": QUOTES,
    "dialogue": DIALOGUE,
    "ellipses": ELLIPSES,
    "marks": MARKS,
    "brackets": BRACKETS,
    "footnotes": FOOTNOTES,
    "enumerations": ENUMERATIONS,
    "missing spaces": MISSING_SPACES,
    "capitals": CAPITALS,
    "small letters": SMALL_LETTERS,
    "spaces": SPACES,
    "other languages inside": LANGUAGES_INSIDE,
}


CASES = [(name, story) for name, table in TABLES.items() for story in table]


@pytest.mark.parametrize(("phenomenon", "story"), CASES)
def test_segments_of_french(phenomenon: str, story: str) -> None:
    assert told(story) == story


def test_line_breaks_of_every_system_are_white_space() -> None:
    for line_break in ("\n", "\r\n", "\r", "\u2028"):
        assert split_segments(f"Il pleut.{line_break}Il vente.") == ["Il pleut.", "Il vente."]


def test_invisible_characters_are_white_space_between_segments() -> None:
    for invisible in ("\u200b", "\ufeff", "\u2060 ", " \u200e", "\u00ad"):
        assert split_segments(f"Il pleut.{invisible}Il vente.") == ["Il pleut.", "Il vente."]
