"""The commands of LaTeX that have prose, and its signs for letters."""

import re
import unicodedata

from webapp.formats.prose.cut import names
from webapp.text import MarkKind

_ITALIC_NAMES = "emph textit textsl textsc enquote underline uline sout hl"
_BARE_NAMES = (
    "text textrm textsf textup textmd textnormal mbox hbox fbox textcolor colorbox uppercase "
    "lowercase MakeUppercase MakeLowercase up textsuperscript fup textsubscript foreignlanguage "
    "scalebox resizebox raisebox parbox framebox makebox"
)

#: Commands whose argument is a block of its own: titles, with their level, and other parts.
HEADINGS = {
    "title": 1,
    "part": 1,
    "chapter": 1,
    "section": 2,
    "subsection": 3,
    "subsubsection": 4,
    "paragraph": 5,
    "subparagraph": 6,
    "frametitle": 2,
    "addchap": 1,
    "addsec": 2,
}
PARTS = names("subtitle caption subcaption captionof framesubtitle dedication epigraph")
#: Commands whose argument is a note.
NOTES = names("footnote footnotetext thanks endnote marginpar sidenote todo")
#: Commands whose last argument is prose among other words, and the mark of it.
MARKED = {
    **dict.fromkeys(["textbf", "textbfseries", "alert"], MarkKind.BOLD),
    **dict.fromkeys(_ITALIC_NAMES.split(), MarkKind.ITALIC),
    **dict.fromkeys(_BARE_NAMES.split(), ""),
}
#: How many arguments stand before the prose, where it is not the first.
BEYOND = {"textcolor": 1, "colorbox": 1, "href": 1, "hyperref": 0, "captionof": 1, "parbox": 1} | {
    "foreignlanguage": 1,
    "scalebox": 1,
    "resizebox": 2,
    "raisebox": 1,
    "hyperlink": 1,
    "hypertarget": 1,
}
LINKS = names("href hyperref hyperlink hypertarget")
#: Commands that people do not read, between words or alone.
INVISIBLE = names(
    "label index vspace hspace vskip hskip noindent indent centering raggedright raggedleft "
    "bigskip medskip smallskip newpage clearpage cleardoublepage pagebreak nopagebreak "
    "tableofcontents listoffigures listoftables maketitle input include includegraphics "
    "bibliography vfill hfill bibliographystyle printbibliography appendix frontmatter "
    "mainmatter backmatter hline toprule midrule bottomrule cline cmidrule addcontentsline "
    "markboth pagestyle thispagestyle setcounter addtocounter setlength small footnotesize "
    "scriptsize tiny large Large LARGE huge Huge normalsize bf it em sl sc rm sf tt bfseries "
    "itshape slshape scshape rmfamily sffamily ttfamily normalfont upshape mdseries "
    "selectlanguage newcommand renewcommand providecommand def let newenvironment usepackage "
    "phantomsection protect relax nobreak allowbreak dotfill hrulefill pause onslide uncover "
    "item multicolumn multirow author date institute"
)
#: Commands with words in an argument.
WORDED = HEADINGS.keys() | PARTS | NOTES | MARKED.keys() | LINKS
#: Commands that define another one.
DEFINING = names("def gdef edef xdef let newcommand renewcommand providecommand")
#: Environments whose content is code or a drawing.
CODE_ENVIRONMENTS = names(
    "verbatim Verbatim BVerbatim LVerbatim lstlisting minted alltt comment filecontents "
    "tikzpicture pgfpicture picture circuitikz axis algorithmic algorithm2e algorithm "
    "thebibliography pspicture forest tikzcd sagesilent sageblock pycode luacode asy"
)
FORMULAS = names(
    "equation align gather multline eqnarray displaymath math flalign alignat dmath array matrix "
    "subequations IEEEeqnarray empheq split aligned cases"
)
#: Commands that are letters or signs of punctuation.
SIGNS = {
    "oe": "œ", "OE": "Œ", "ae": "æ", "AE": "Æ", "ss": "ß", "o": "ø", "O": "Ø", "l": "ł", "L": "Ł",
    "aa": "å", "AA": "Å", "i": "ı", "ldots": "…", "dots": "…", "textellipsis": "…", "og": "«",
    "fg": "»", "guillemotleft": "«", "guillemotright": "»", "textendash": "–", "textemdash": "—",
    "textquoteleft": "‘", "textquoteright": "’", "textquotedblleft": "“", "textquotedblright": "”",
    "euro": "€", "texteuro": "€", "EUR": "€", "degre": "°", "degres": "°", "textdegree": "°",
    "no": "nº", "No": "Nº", "nos": "nos", "ier": "er", "iere": "re", "ieme": "e", "iers": "ers",
    "ieres": "res", "iemes": "es", "primo": "1º", "S": "§", "copyright": "©", "pounds": "£",
    "textbackslash": "\\", "textasciitilde": "~", "textasciicircum": "^", "textbar": "|",
    "textless": "<", "textgreater": ">", "textunderscore": "_", "quad": " ", "qquad": " ",
    "space": " ", "thinspace": "\u202f", "nobreakspace": "\u00a0", "enspace": " ", "LaTeX": "LaTeX",
    "TeX": "TeX", "xspace": "", "slash": "/", "dag": "†", "textperiodcentered": "·",
    "cdots": "…",
}  # fmt: skip
#: Signs that are no command with a name.
PUNCTUATION = {
    "---": "—", "--": "–", "``": "“", "''": "”", "<<": "«", ">>": "»", "~": "\u00a0",
    "\\,": "\u202f", "\\;": " ", "\\:": " ", "\\!": "", "\\/": "", "\\-": "", "\\@": "",
    "\\%": "%", "\\&": "&", "\\$": "$", "\\#": "#", "\\_": "_", "\\{": "{", "\\}": "}",
}  # fmt: skip
_ACCENTS = {
    "`": "\u0300", "'": "\u0301", "^": "\u0302", '"': "\u0308", "~": "\u0303", "=": "\u0304",
    ".": "\u0307", "c": "\u0327", "u": "\u0306", "v": "\u030c", "H": "\u030b", "k": "\u0328",
    "r": "\u030a",
}  # fmt: skip
_SPECIAL = re.compile(r"[\\{}%&$#_~^\u00a0\u202f“”‘’]")
_WRITTEN = {
    "\\": "\\textbackslash{}",
    "~": "\\textasciitilde{}",
    "^": "\\textasciicircum{}",
    "\u00a0": "~",
    "\u202f": "\\,",
    "“": "``",
    "”": "''",
    "‘": "`",
    "’": "'",
}


def punctuation(raw: str) -> str:
    """A sign that is no command with a name, as people read it."""
    if raw[0] == "\\" and raw[1].isspace():
        return " "
    bare = raw if raw in PUNCTUATION else raw.strip(" ~")
    if bare in ("<<", ">>"):
        return raw.replace("<<", "«").replace(">>", "»").replace("~", "\u00a0")
    return PUNCTUATION.get(bare, raw.removeprefix("\\"))


def accented(raw: str) -> str:
    """The letter that a command for an accent makes, or the accent's own sign without one."""
    letters = re.sub(r"[\s{}\\]", "", raw[2:])
    return unicodedata.normalize("NFC", letters + _ACCENTS[raw[1]]) if letters else raw[1]


def escaped(words: str) -> str:
    """Words as LaTeX writes them."""
    return _SPECIAL.sub(lambda sign: _WRITTEN.get(sign[0], f"\\{sign[0]}"), words)
