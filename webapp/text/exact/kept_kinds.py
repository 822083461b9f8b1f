"""The kinds of things that stay as they are in every language: a table of patterns.

``KINDS`` is the whole of it, in order: of two rows that fit at one place, the first counts. Every
repetition is possessive, bounded, or ends at a sign that cannot begin it again: time is linear in
the text.
"""

import re
from dataclasses import dataclass

#: What a text must have for kinds of spans to be looked for in it.
_MARKS = re.compile(r"[@#\\{<$%_`~&]|:\S|--|\[\[|\(\)")
_DOTS = re.compile(r"\.\w|[/\\]|mailto:")
_SMILES = re.compile(r"[:;=]\S|<3|\^")
#: Digits together with what makes more than a number of them.
_FIGURES = re.compile(
    r"[^\W\d_a-z]\d | \d[A-Fa-f./-] | [a-fv]\d | (?: \d\W{0,3}+ ){8} | \w:\w | ::[a-fA-F]{0,3}\d"
    r" | 97[89] | ISBN | 0x | \# | [LRDA]\. | §",
    re.VERBOSE,
)
_CODES = re.compile(r"[A-Z][A-Z0-9/._-]{0,41}\d|\d[A-Z0-9/._-]{0,41}[A-Z]")
_PICTURES = re.compile("[\u20e3\u231a-\u2bff\U0001f000-\U0001faff]")


@dataclass(frozen=True, slots=True)
class KeptKind:
    """A row of the table: a pattern (verbose, without groups that have numbers) and examples.

    A ``plain`` kind is copied well by translators, whom it tells what its neighbours say. A text
    in which ``hint`` finds nothing has no span of the kind.
    """

    name: str
    pattern: str
    examples: tuple[str, ...]
    hint: re.Pattern[str] = _MARKS
    plain: bool = False


_LAST = r"[^\s<>\"«»“”(){}\[\].,;:!?…'’`]"
#: What an address goes on with; the signs that end a sentence about it are none of it.
_IN_ADDRESS = (
    rf"(?: {_LAST} | [.,;:!?…'’]++ (?= {_LAST} | \( )"
    r" | \( [^\s<>\"«»“”()]{0,200} \) | \{ [\w.]{1,60} \} )"
)
_TOP_DOMAINS = (
    "com|org|net|info|edu|gov|int|eu|fr|be|ch|ca|uk|de|es|it|nl|pt|pl|io|dev|app|ai|tv"
    "|example|test|local"
)
_FILE_ENDINGS = (
    r"txt|md|rst|docx?|od[tsgp]|pdf|rtf|[ct]sv|xlsx?|pptx?|png|jpe?g|gif|svg|webp|bmp|tiff?|ico"
    r"|mp[34]|wav|ogg|flac|avi|mkv|mov|webm|zip|tar|tgz|gz|bz2|xz|7z|rar|deb|rpm|apk|exe|msi|dmg"
    r"|dll|iso|img|py|jsx?|tsx?|cpp|hpp|java|jar|rb|rs|php|sh|bat|ps1|html?|css|s[ac]ss|xml|xsd"
    r"|xslt?|json|ya?ml|toml|ini|cfg|conf|log|sql|db|sqlite3?|pot?|mo|xlf|xliff|tmx|srt|vtt|epub"
    r"|mobi|tex|bib|bak|tmp|lock|ipynb|vue|wasm|desktop|service"
)
_ROOTS = "etc|usr|var|tmp|home|opt|dev|proc|mnt|srv|boot|root|bin|lib"
_STEP = r"[\w@+.%-]*[\w@+%]"
#: Words before which a colon stands without its space in hasty French, rather than a name.
_NO_NAMES = (
    "a|y|le|la|les|un|une|des|du|de|il|elle|ils|elles|on|je|tu|nous|vous|ce|et|ou|si|en|au|aux|qui"
    "|que|ne|pas|mais|donc|car|dans|pour|par|sur|avec|oui|non"
)
_BLANK = "[ \u00a0\u202f]"
_GAP = "[ \u00a0\u202f.-]"
_HEX = "[0-9A-Fa-f]"
_BASE = "[\U0001f000-\U0001faff\u231a-\u23ff\u2600-\u27bf\u2b00-\u2bff]"
_ONE = rf"(?: {_BASE} | [0-9\#*]\ufe0f?\u20e3 ) [\ufe0f\u200d\U000e0020-\U000e007f]*+"
EMOJI = rf"{_ONE} (?: \s*+ {_ONE} )*+"
_CODE = "[A-Z0-9/._-]{0,40}?"
#: The name of the kind of tags.
TAG = "mark-up tag"
KINDS: tuple[KeptKind, ...] = (
    KeptKind("emoji", EMOJI, ("😀", "👩‍👩‍👧", "👍🏽", "🇫🇷", "1️⃣", "❤️ ❤️"), _PICTURES),
    KeptKind(
        "smiley",
        r"(?<![^\s(«]) (?: [:;=] [-'o]?+ [()DPpO*/|] | <3 | \^_?\^ ) (?= [\s.,!?…)»] | $ )",
        (":-)", ";)", ":'(", ":D", "<3", "^^"),
        _SMILES,
    ),
    KeptKind("code in backquotes", r"``[^`\n]++`` | `[^`\n]++`", ("`set_value()`", "``a b``")),
    KeptKind(
        "web address",
        rf"(?<![\w@]) (?: [a-zA-Z][a-zA-Z0-9+]{{1,14}} :// | mailto: | www\. ) {_IN_ADDRESS}++ /?+"
        r"| (?<![\w@.-]) (?: [a-z0-9][a-z0-9-]{0,62} \. ){1,5}"
        rf"  (?: {_TOP_DOMAINS} ) (?! [\w@-] | \.\w ) (?: [/?\#] {_IN_ADDRESS}*+ )?+",
        (
            "https://exemple.fr/aide?lang=fr#faq",
            "www.exemple.fr/actualites/2024/index.html",
            "https://fr.wikipedia.org/wiki/Lyon_(ville)",
            "http://localhost:8000/",
            "mailto:a@exemple.fr",
            "exemple.fr/aide",
        ),
        _DOTS,
    ),
    KeptKind(
        "mail address",
        r"(?<![\w.+%-]) \w [\w.+%-]{0,63} @ (?: [\w-]{1,63} \. ){1,5} [^\W\d_]{2,24}",
        ("contact@exemple.fr", "jean-paul.martin+a@courrier.exemple.org"),
    ),
    KeptKind(
        "file name or path",
        r"(?<!\w) [A-Za-z] : \\ (?: [^\s<>:\"|?*.,;«»()] | \. (?=\w) )*+"
        r"| (?<!\\) \\\\ [\w$-]++ (?: \\ [\w$-]++ )++"
        rf"| (?<![\w/.~:<]) (?: ~ | \.{{1,2}} )? / (?: {_STEP} (?: / {_STEP} )++ /?+"
        rf"  | (?: {_ROOTS} ) \b /?+ | {_STEP} \. (?: {_FILE_ENDINGS} ) \b )"
        rf"| (?<![\w/.~]) (?: ~ | \.{{1,2}} ) / {_STEP}"
        rf"| (?<![\w/.-]) (?: [\w@+~-]{{1,80}} [/.] ){{1,12}} (?i: {_FILE_ENDINGS} )"
        r"  \b (?! [\w(@/-] | \.\w )"
        r"| (?<![\w.…]) \. (?: env|gitignore|bashrc|profile|htaccess|config|ssh|npmrc ) \b",
        (
            "rapport_final_v2.docx",
            "C:\\Users\\Ana\\Documents\\notes",
            "\\\\serveur\\partage\\dossier",
            "/usr/share/doc",
            "/etc",
            "~/notes/a.txt",
            "./configure",
            "src/app/main.py",
            "archive.tar.gz",
            "PHOTO.JPG",
            ".gitignore",
        ),
        _DOTS,
    ),
    KeptKind(
        "LaTeX",
        r"(?<![\w\\$]) \$\$ [^$]{1,600}+ \$\$"
        r"| (?<![\w\\$]) \$ (?=[^\s$]) (?: [^$\s]{1,80}+ (?=\$)"
        r"  | (?= [^$\n]{0,200}? [\\^_={}+<>] ) [^$\n]{1,300}+ ) (?<=\S) \$ (?!\w)"
        r"| \\ [(\[] (?: [^\\\n] | \\ [a-zA-Z,;!\ ] ){1,300}+ \\ [)\]]"
        r"| \\ [a-zA-Z]{2,30}+ \*?+ (?: \[ [^\[\]\n]{0,100} \] )?+"
        r"  (?: \{ (?: [^{}\n] | \{ [^{}\n]{0,100} \} ){0,300}+ \} )*+"
        r"| \\ [nrt] (?![a-zA-Z])",
        ("$E = mc^2$", "$m$", "\\textbf{mot}", "\\cite[p. 3]{auteur}", "\\(a + b\\)", "\\n"),
    ),
    KeptKind(
        "placeholder in braces",
        r"\{\{ [^{}\n]{0,200} \}\} | \{% [^{}\n]{0,200} %\} | <[%?] [^<>\n]{0,200} [%?]>"
        r"| [$\#@%]? \{ (?: [^{}\n] | \{ [^{}\n]{0,80} \} ){0,120}+ \} | \$t? \( [\w.:\ ]{1,60} \)",
        (
            "{x}",
            "{0}",
            "{0:.2f}",
            "{}",
            "{{ x.y }}",
            "{% if x %}",
            "${x}",
            "#{x}",
            "$(pwd)",
            "$t(menu.x)",
        ),
    ),
    KeptKind(
        "placeholder of printf",
        r"% \( [\w.\ -]{1,60} \) [-+\#0]? \d{0,3} (?: \. \d{1,3} )? [a-zA-Z]"
        r"| (?<![\d%]) (?<! \d\s ) % (?: \d{1,2} \$ )? [-+\#0]{0,3} (?: \d{1,3} | \* )?"
        r"  (?: \. (?: \d{1,3} | \* ) )? (?: hh? | ll? | [Lqjzt] )? [A-Za-z@] (?!\w)"
        r"| (?<![\w%]) % [A-Za-z_][\w.-]{1,60} % (?!\w)"
        r"| (?<![\d%]) (?<! \d\s ) % (?: \d{1,2} \$ )? (?: [sdu] (?= [^\W\d_] ) | p [A-Z] (?!\w) )"
        r"| %%",
        ("%s", "%d", "%1$s", "%(x)s", "%.2f", "%-10s", "%lu", "%5d", "%pA", "%PATH%", "%@", "%%"),
    ),
    KeptKind(
        "placeholder with a sign",
        r"(?<![\w$]) \$ (?! (?: US|CA|CAN|AU|NZ|HK|SG ) \b ) [A-Za-z_]\w*+ (?: \.[A-Za-z_]\w*+ )*+"
        rf"| (?<![\w:]) : (?! (?: {_NO_NAMES} ) \b ) [a-z_][A-Za-z0-9_]*+ (?![\w:'’-])"
        r"| (?<!\w) __ [A-Za-z0-9] \w{0,80}+ (?<=__) (?!\w)"
        r"| \[\[ [^\[\]\n]{1,200} \]\]",
        ("$x", "$HOME", ":x", ":utilisateur", "__NOM__", "[[x]]", "[[Lien interne|texte]]"),
    ),
    KeptKind("code of a picture", r"(?<![\w:]) : [a-z0-9_+-]{1,40} : (?![\w:])", (":+1:", ":ok:")),
    KeptKind(
        TAG,
        r"</?+ [A-Za-z][\w:.-]{0,60}+ (?: \s++ [\w:.@-]{1,60}+ \s?+ = \s?+"
        r" (?: \"[^\"<>]*+\" | '[^'<>]*+' | [^\s\"'<>=]++ ) )*+ \s*+ /?+ >"
        r"| & (?: [A-Za-z]{2,8}+ \d? | \# \d{1,6}+ | \# x [0-9a-fA-F]{1,6}+ ) ;",
        ("<b>", "</b>", "<br/>", '<a href="https://exemple.fr">', "&nbsp;", "&#39;"),
    ),
    KeptKind(
        "name with @", r"(?<![\w@.]) @ [^\W\d]\w*+ (?: [.-] \w++ )*+", ("@la_petite", "@ana.b")
    ),
    KeptKind(
        "tag with #",
        r"(?<![\w#&]) \# (?: [^\W\d]\w*+ | \d{1,9} \b | (?= [ \u00a0] \w ) )",
        ("#JeudiLecture", "#42"),
    ),
    KeptKind(
        "option of a command",
        r"(?<![\w-]) -- [a-z][a-z0-9-]++ (?: = [^\s,;.)]++ )?+",
        ("--force", "--langue=fr"),
    ),
    KeptKind(
        "name in code",
        r"\b [A-Za-z_]\w{0,80} (?: \. [A-Za-z_]\w{0,80} ){0,6} \(\)"
        r"| \b [A-Za-z0-9]++ (?: _ [A-Za-z0-9]++ )++ \b",
        ("set_value()", "os.getcwd()", "taille_max", "MAX_SIZE"),
    ),
    KeptKind(
        "account (IBAN)",
        rf"\b [A-Z]{{2}}\d{{2}} (?= (?: {_BLANK}? [A-Z0-9] ){{0,6}} {_BLANK}? \d )"
        rf" (?: {_BLANK}? [A-Z0-9]{{4}} ){{2,7}} (?: {_BLANK}? [A-Z0-9]{{1,3}} )? (?!\w)",
        ("FR76 3000 4000 0312 3456 7890 143", "DE89370400440532013000"),
        _FIGURES,
    ),
    KeptKind(
        "telephone number",
        rf"(?<![\w.+]) (?: \+ \d{{1,3}} | 00\d{{2}} ) (?= (?: [^\w\n]{{0,2}} \d ){{7}} )"
        rf" (?: {_GAP}? (?: \d{{1,4}} | \(\d{{1,4}}\) ) ){{2,6}} (?!\w)"
        rf"| (?<![\w.,+]) 0 [1-9] (?: {_GAP}? \d{{2}} ){{4}} (?!\w)"
        rf"| (?<![\w.,+]) 0 {_BLANK}? 8\d{{2}} (?: {_BLANK}? \d{{3}} ){{2}} (?!\w)",
        ("01 23 45 67 89", "+33 1 23 45 67 89", "06.12.34.56.78", "+1 (202) 555-0123"),
        _FIGURES,
    ),
    KeptKind(
        "address of a machine",
        r"(?<![\w.]) (?: \d{1,3} \. ){3} \d{1,3} (?: [/:] \d{1,5} )? (?! \w | \.\d )"
        rf"| (?<![\w:]) (?: (?: {_HEX}{{1,4}} : ){{7}} {_HEX}{{1,4}} | :: {_HEX}{{1,4}}"
        rf"  | (?: {_HEX}{{1,4}} : ){{1,6}} (?: : {_HEX}{{1,4}} ){{1,6}} ) (?![\w:])"
        rf"| (?<![\w:-]) {_HEX}{{2}} (?: : {_HEX}{{2}} ){{5}} (?![\w:])",
        ("192.168.0.1", "10.0.0.0/8", "2001:db8::1", "::1", "00:1a:2b:3c:4d:5e"),
        _FIGURES,
    ),
    KeptKind(
        "book or paper",
        r"(?<![\w-]) 97[89] (?: [ \u00a0-]? \d ){10} (?![\w-])"
        r"| (?<= ISBN [ :\u00a0] ) (?: \d [ -]? ){9} [\dXx] (?!\w)"
        r"| (?<![\w.]) 10\.\d{4,9} / [^\s<>\"«»]{0,200} \w",
        ("978-2-07-036822-8", "9782070368228", "10.1000/xyz123"),
        _FIGURES,
    ),
    KeptKind(
        "number in base 16",
        rf"\b {_HEX}{{8}} (?: - {_HEX}{{4}} ){{3}} - {_HEX}{{12}} \b | \b 0x {_HEX}++ \b"
        rf"| (?<![\w#]) \# {_HEX}{{6}} \b"
        r"| \b (?= [a-f]{0,64} \d ) (?= \d{0,64} [a-f] ) [0-9a-f]{7,64} \b",
        ("123e4567-e89b-12d3-a456-426614174000", "0xFF", "a1b2c3d4e5"),
        _FIGURES,
    ),
    KeptKind(
        "article of a law",
        r"(?<![\w.&]) [LRDA] \. [ \u00a0]? \*?+ (?: \d{1,5} (?: - \d{1,4} ){1,4}+ | \d{3,5} )"
        r"(?! \w )",
        ("L. 121-2", "R. 4127-76", "D.123"),
        _FIGURES,
    ),
    KeptKind(
        "section",
        r"§{1,2} [ \u00a0\u202f]? \d{1,5} (?: [.–-] \d{1,5} )*+",
        ("§ 3", "§§ 3-5"),
        _FIGURES,
    ),
    KeptKind(
        "date in figures",
        r"(?<![\w.,/-]) (?: \d{1,2} [./-] \d{1,2} [./-] \d{2,4}"
        r"| \d{4} - \d{2} - \d{2} (?: [T ] \d{2}:\d{2} (?: :\d{2} )? (?: Z | [+-]\d{2}:?\d{2} )? )?"
        r") (?! [\w/-] | [.,]\d )",
        ("12/03/2024", "2024-03-12", "1.5.98", "2024-03-12T14:30:00Z"),
        _FIGURES,
    ),
    KeptKind(
        "version",
        r"(?<![\w.,]) (?: v \d{1,5} (?: \. \d{1,5} )*+ | \d{1,5} (?: \. \d{1,5} ){2,}+ )"
        r" (?: -? (?: alpha|beta|rc|a|b ) \.? \d*+ )?+ (?! \w | [.,]\d )",
        ("v2", "1.2.3", "2.0.1-rc1"),
        _FIGURES,
    ),
    KeptKind(
        "code of a product",
        rf"(?<![\w.,/-]) (?= {_CODE} [A-Z] ) (?= {_CODE} \d )"
        r" (?! \d++ (?: E|ER|ERE|ÈRE|RE|EME|ÈME|NDE?|H\d*|[KCM]?M|K?G|C?L|F|A|V|W ) \b )"
        r" [A-Z0-9]++ (?: [-/._] [A-Z0-9]++ )*+ (?! [\w°'’-] )",
        ("RX-480", "SN4589-AZ/77", "A380", "XJ900", "COVID-19", "4B-77"),
        _CODES,
        plain=True,
    ),
)
