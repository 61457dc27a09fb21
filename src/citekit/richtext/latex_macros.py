"""What LaTeX's macros stand for: accents, symbols, formatting, and those that print nothing.

Sources: "LaTeX2e: An unofficial reference manual" (accents, text symbols, mathematics), the AMS symbols, and the
BibLaTeX manual (sections 3.13.8, 4.7, punctuation and formatting commands that people put into their data).
"""

from __future__ import annotations

from typing import Final


def _taking(count: int, names: str) -> dict[str, int]:
    return dict.fromkeys(names.split(), count)


#: Accent macros and the combining character that each stands for.
ACCENTS: Final = {
    "`": "\u0300", "'": "\u0301", "^": "\u0302", "~": "\u0303", "=": "\u0304", "u": "\u0306", ".": "\u0307",
    '"': "\u0308", "r": "\u030a", "H": "\u030b", "v": "\u030c", "d": "\u0323", "c": "\u0327", "k": "\u0328",
    "b": "\u0331", "U": "\u030e", "G": "\u030f", "h": "\u0309", "f": "\u0311", "t": "\u0361",
}  # fmt: skip
#: Accents that have a name in words; most of them are known in formulas only.
NAMED_ACCENTS: Final = {
    "hat": "\u0302", "widehat": "\u0302", "bar": "\u0304", "vec": "\u20d7", "tilde": "\u0303",
    "widetilde": "\u0303", "dot": "\u0307", "ddot": "\u0308", "acute": "\u0301", "grave": "\u0300", "breve": "\u0306",
    "check": "\u030c", "mathring": "\u030a", "textcommabelow": "\u0326", "textogonekcentered": "\u0328",
    # Those of the American Mathematical Society's reviews.
    "polhk": "\u0328", "soft": "\u030c", "udot": "\u0323", "lfhook": "\u0326", "ocirc": "\u030a",
}  # fmt: skip
#: What an accent is that stands over nothing.
STANDING: Final = {"\u0300": "`", "\u0301": "´", "\u0302": "^", "\u0303": "~", "\u0304": "¯", "\u0308": "¨"}

_LETTERS: Final = {
    "ss": "ß", "SS": "ẞ", "ae": "æ", "AE": "Æ", "oe": "œ", "OE": "Œ", "o": "ø", "O": "Ø", "l": "ł", "L": "Ł",
    "aa": "å", "AA": "Å", "i": "ı", "j": "ȷ", "dh": "ð", "DH": "Ð", "th": "þ", "TH": "Þ", "dj": "đ", "DJ": "Đ",
    "ng": "ŋ", "NG": "Ŋ", "ij": "ij", "IJ": "IJ", "textschwa": "ə",
    "ordfeminine": "ª", "ordmasculine": "º", "textordfeminine": "ª", "textordmasculine": "º", "ayn": "ʿ", "hamza": "ʾ",
    "imath": "ı", "jmath": "ȷ", "ell": "ℓ", "hbar": "ℏ", "hslash": "ℏ", "wp": "℘", "Re": "ℜ", "Im": "ℑ",
    "aleph": "ℵ", "beth": "ℶ", "cprime": "ʹ", "cdprime": "ʺ", "dbar": "đ", "Dbar": "Đ", "lasp": "ʽ", "rasp": "ʼ",
}  # fmt: skip
_SIGNS: Final = {
    "S": "§", "P": "¶", "textsection": "§", "textparagraph": "¶", "dag": "†", "ddag": "‡", "textdagger": "†",
    "textdaggerdbl": "‡", "dagger": "†", "ddagger": "‡", "copyright": "©", "textcopyright": "©", "pounds": "£",
    "textsterling": "£", "euro": "€", "texteuro": "€", "EUR": "€", "textyen": "¥", "yen": "¥", "textcent": "¢",
    "textcurrency": "¤", "dots": "…", "ldots": "…", "textellipsis": "…", "dotsc": "…", "dotso": "…", "cdots": "⋯",
    "dotsb": "⋯", "vdots": "⋮", "ddots": "⋱", "textendash": "–", "textemdash": "—", "textbraceleft": "{",
    "textbraceright": "}", "lbrace": "{", "rbrace": "}", "textasciitilde": "~", "textasciicircum": "^",
    "textbackslash": "\\", "backslash": "\\", "textbar": "|", "textbardbl": "‖", "vert": "|", "Vert": "‖",
    "textless": "<", "textgreater": ">", "lt": "<", "gt": ">", "textquoteleft": "‘", "textquoteright": "’",
    "lq": "‘", "rq": "’", "textquotedblleft": "“", "textquotedblright": "”", "textquotesingle": "'",
    "textquotedbl": '"', "dq": '"',
    "quotesinglbase": "‚", "quotedblbase": "„", "guillemotleft": "«", "guillemotright": "»",
    "guillemetleft": "«", "guillemetright": "»", "guilsinglleft": "‹", "guilsinglright": "›", "flqq": "«", "frqq": "»",
    "flq": "‹", "frq": "›", "glqq": "„", "grqq": "“", "glq": "‚", "grq": "‘", "og": "«", "fg": "»",
    "textregistered": "®", "textregisteredsign": "®", "texttrademark": "™", "textservicemark": "℠", "textdegree": "°",
    "degree": "°", "textcelsius": "℃", "textmu": "µ", "micro": "µ", "textohm": "Ω", "slash": "/", "textslash": "/",
    "textunderscore": "_", "textdollar": "$", "textpercent": "%", "textampersand": "&", "textnumbersign": "#",
    "textbullet": "•", "bullet": "•", "textperiodcentered": "·", "textasteriskcentered": "∗", "textexclamdown": "¡",
    "textquestiondown": "¿", "textnumero": "№", "textperthousand": "‰", "perthousand": "‰", "textonehalf": "½",
    "textonequarter": "¼", "textthreequarters": "¾", "textonesuperior": "¹", "texttwosuperior": "²",
    "textthreesuperior": "³", "textasciiacute": "´", "textasciigrave": "`", "textasciidieresis": "¨",
    "textasciimacron": "¯", "textbrokenbar": "¦", "textvisiblespace": "␣", "checkmark": "✓", "textmusicalnote": "♪",
    "textpertenthousand": "‱", "textreferencemark": "※", "textestimated": "℮", "textcircledP": "℗",
    "textlbrackdbl": "⟦", "textrbrackdbl": "⟧", "textflorin": "ƒ", "textcolonmonetary": "₡", "textwon": "₩",
    "textnaira": "₦", "textguarani": "₲", "textpeso": "₱", "textlira": "₤", "textdong": "₫", "textbaht": "฿",
    "textrecipe": "℞", "textinterrobang": "‽", "textinterrobangdown": "⸘", "textpilcrow": "¶", "textdiscount": "⁒",
    "textopenbullet": "◦", "textuparrow": "↑", "textdownarrow": "↓", "textsurd": "√", "textmho": "℧",
    "textmarried": "⚭", "textdivorced": "⚮", "textborn": "*", "textdied": "†", "textleaf": "❧", "textblank": "␢",
    "textdblhyphen": "⹀", "textdblhyphenchar": "⹀", "texttildelow": "˷", "textasciibreve": "˘",
    "textasciicaron": "ˇ", "textacutedbl": "˝", "textgravedbl": "˵", "textfractionsolidus": "⁄", "textlangle": "⟨",
    "textrangle": "⟩", "textcopyleft": "🄯", "textlquill": "⁅", "textrquill": "⁆", "textbigcircle": "◯",
    "textzerooldstyle": "0", "textthreequartersemdash": "—", "texttwelveudash": "—", "textcentoldstyle": "¢",
    "textdollaroldstyle": "$", "textquotestraightbase": "‚", "textquotestraightdblbase": "„", "textfemale": "♀",
    "textmale": "♂", "female": "♀", "male": "♂", "cydot": "·",
    "sharp": "♯", "flat": "♭", "natural": "♮", "colon": ":", "and": "and", "LaTeX": "LaTeX", "TeX": "TeX",
    "LaTeXe": "LaTeX2e", "BibTeX": "BibTeX", "XeTeX": "XeTeX", "XeLaTeX": "XeLaTeX", "LuaTeX": "LuaTeX",
    "LuaLaTeX": "LuaLaTeX", "pdfTeX": "pdfTeX", "ConTeXt": "ConTeXt", "MF": "METAFONT", "AmS": "AMS",
}  # fmt: skip
_SPACES: Final = {
    "quad": " ", "qquad": " ", "space": " ", "newline": " ", "par": " ", "enspace": " ", "thinspace": "\u202f",
    "nobreakspace": "\u00a0", "linebreak": " ", "allowbreak": "", "nobreak": "",
    "hskip": "", "hfill": "", "hfil": "", "vfill": "", "negthinspace": "",
}  # fmt: skip
#: Commands of BibLaTeX that people put into their fields.
_BIBLATEX: Final = {
    "hyphen": "-", "nohyphens": "", "nbhyphen": "\u2011", "bibrangedash": "–", "bibdatedash": "–", "addcomma": ",",
    "addcolon": ":", "addsemicolon": ";", "addperiod": ".", "adddot": ".", "addslash": "/", "adddotspace": ". ",
    "addspace": " ", "addnbspace": "\u00a0", "addthinspace": "\u202f", "addnbthinspace": "\u202f",
    "addlowpenspace": " ", "addhighpenspace": " ", "addabbrvspace": "\u00a0", "addlpthinspace": "\u202f",
    "addhpthinspace": "\u202f", "isdot": "", "midsentence": "", "bibnamedelima": " ", "bibnamedelimb": " ",
    "bibinitdelim": " ", "bibinitperiod": ".", "autocap": "", "newunit": ". ", "finentry": "",
}  # fmt: skip
_GREEK: Final = {
    "alpha": "α", "beta": "β", "gamma": "γ", "delta": "δ", "epsilon": "ε", "varepsilon": "ε", "zeta": "ζ", "eta": "η",
    "theta": "θ", "vartheta": "ϑ", "iota": "ι", "kappa": "κ", "varkappa": "ϰ", "lambda": "λ", "mu": "μ", "nu": "ν",
    "xi": "ξ", "omicron": "ο", "pi": "π", "varpi": "ϖ", "rho": "ρ", "varrho": "ϱ", "sigma": "σ", "varsigma": "ς",
    "tau": "τ", "upsilon": "υ", "phi": "φ", "varphi": "φ", "chi": "χ", "psi": "ψ", "omega": "ω", "Gamma": "Γ",
    "Delta": "Δ", "Theta": "Θ", "Lambda": "Λ", "Xi": "Ξ", "Pi": "Π", "Sigma": "Σ", "Upsilon": "Υ", "Phi": "Φ",
    "Psi": "Ψ", "Omega": "Ω", "digamma": "ϝ",
}  # fmt: skip
_MATH: Final = {
    "times": "×", "texttimes": "×", "pm": "±", "textpm": "±", "mp": "∓", "div": "÷", "textdiv": "÷", "ast": "∗",
    "star": "⋆", "cdot": "·", "circ": "°", "oplus": "⊕", "ominus": "⊖", "otimes": "⊗", "odot": "⊙", "cap": "∩",
    "cup": "∪", "wedge": "∧", "land": "∧", "vee": "∨", "lor": "∨", "setminus": "∖", "wr": "≀", "ltimes": "⋉",
    "rtimes": "⋊", "bowtie": "⋈", "leq": "≤", "le": "≤", "leqslant": "⩽", "geq": "≥", "ge": "≥", "geqslant": "⩾",
    "ll": "≪", "gg": "≫", "neq": "≠", "ne": "≠", "equiv": "≡", "approx": "≈", "sim": "∼", "simeq": "≃", "cong": "≅",
    "propto": "∝", "prec": "≺", "succ": "≻", "lesssim": "≲", "gtrsim": "≳", "subset": "⊂", "supset": "⊃",
    "subseteq": "⊆", "supseteq": "⊇", "in": "∈", "ni": "∋", "notin": "∉", "perp": "⊥", "bot": "⊥", "top": "⊤",
    "parallel": "∥", "mid": "∣", "vdash": "⊢", "models": "⊨", "forall": "∀", "exists": "∃", "nexists": "∄",
    "neg": "¬", "lnot": "¬", "textlnot": "¬", "emptyset": "∅", "varnothing": "∅", "infty": "∞", "partial": "∂",
    "nabla": "∇", "prime": "′", "int": "∫", "iint": "∬", "oint": "∮", "sum": "∑", "prod": "∏", "coprod": "∐",
    "angle": "∠", "triangle": "△", "square": "□", "Box": "□", "diamond": "⋄", "Diamond": "◇", "langle": "⟨",
    "rangle": "⟩", "lfloor": "⌊", "rfloor": "⌋", "lceil": "⌈", "rceil": "⌉", "surd": "√", "bigcirc": "○",
    "rightarrow": "→", "to": "→", "leftarrow": "←", "gets": "←", "leftrightarrow": "↔", "uparrow": "↑",
    "downarrow": "↓", "Rightarrow": "⇒", "Leftarrow": "⇐", "Leftrightarrow": "⇔", "iff": "⇔", "implies": "⇒",
    "longrightarrow": "⟶", "longleftarrow": "⟵", "mapsto": "↦", "hookrightarrow": "↪", "rightleftharpoons": "⇌",
    "textrightarrow": "→", "textleftarrow": "←", "nearrow": "↗", "searrow": "↘", "heartsuit": "♡", "clubsuit": "♣",
    "spadesuit": "♠", "diamondsuit": "♢", "dotplus": "∔", "because": "∵", "therefore": "∴", "textminus": "−",
    "amalg": "⨿", "uplus": "⊎", "sqcup": "⊔", "sqcap": "⊓", "asymp": "≍", "doteq": "≐", "triangleq": "≜",
}  # fmt: skip

#: Macros without arguments, and the text that each of them is.
SYMBOLS: Final = {
    **_LETTERS, **_SIGNS, **_SPACES, **_BIBLATEX, **_GREEK, **_MATH,
    **{f"text{name}": letter for name, letter in _GREEK.items()}, "textmu": "µ",
    **dict.fromkeys(("limits", "nolimits", "displaystyle", "textstyle", "left", "right", "big", "Big", "bigl", "bigr"),
                    ""),
}  # fmt: skip
#: Names of functions, which are printed in formulas; outside of them nobody writes them.
FUNCTIONS: Final = frozenset(
    """arccos arcsin arctan arg cos cosh cot coth csc deg det dim exp gcd hom inf ker lg lim ln log max min
    mod Pr sec sin sinh sup tan tanh""".split()
)

#: Macros that give their argument a form: a tag of CSL's markup, "sc" for small capitals.
FORMATS: Final = {
    "emph": "i", "textit": "i", "textsl": "i", "mkbibemph": "i", "mkbibitalic": "i", "it": "i", "em": "i", "sl": "i",
    "itshape": "i", "slshape": "i", "mathit": "i", "textbf": "b", "mkbibbold": "b", "bf": "b", "bfseries": "b",
    "mathbf": "b", "boldsymbol": "b", "bm": "b", "textsuperscript": "sup", "mkbibsuperscript": "sup", "sp": "sup",
    "textsubscript": "sub", "mkbibsubscript": "sub", "sb": "sub", "textsc": "sc", "sc": "sc", "scshape": "sc",
}  # fmt: skip
#: Those of them that hold until their group ends instead of taking an argument.
SWITCHES: Final = frozenset({"it", "em", "sl", "itshape", "slshape", "bf", "bfseries", "sc", "scshape"})
#: Quotation marks around an argument, for the outer and the inner quotation.
QUOTES: Final = frozenset({"enquote", "mkbibquote", "textquote", "foreignquote", "textelp"})
#: Brackets around an argument.
BRACKETS: Final = {"mkbibparens": ("(", ")"), "parentext": ("(", ")"), "mkbibbrackets": ("[", "]"),
                   "brackettext": ("[", "]"), "textins": ("[", "]")}  # fmt: skip
#: Macros that print nothing: how many arguments they take, which are not shown either.
SILENT: Final = {
    **_taking(
        0,
        """
        protect relax noindent indent centering raggedright raggedleft sloppy fussy xspace ignorespaces unskip
        leavevmode null strut break smallskip medskip bigskip newpage clearpage frenchspacing nonfrenchspacing
        rm tt sf up rmfamily sffamily ttfamily mdseries upshape normalfont tiny scriptsize footnotesize small
        normalsize large Large LARGE huge Huge bgroup egroup begingroup endgroup newblock penalty cyr mathstrut
        nonumber displaylimits bibsentence cr item tabularnewline leftskip rightskip hss kern
        """,
    ),
    **_taking(
        1,
        """
        noopsort nosort SortNoop sortnoop label index vspace hspace nocite cite citep citet citealp citealt citeauthor
        citeyear parencite textcite footcite autocite smartcite fullcite ref pageref phantom vphantom hphantom color
        selectlanguage fontfamily hyphenation pagestyle thispagestyle
        """,
    ),
    **_taking(
        2,
        """
        setcounter setlength fontsize rule
        """,
    ),
}
#: Macros that print their last argument as it is: how many come before it.
PLAIN: Final = {
    **_taking(
        0,
        """
        makebox textlatin textgreek textcyrillic textnormal textrm textsf texttt textup textmd mbox hbox vbox
        fbox text mathrm mathsf mathtt mathnormal mathcal mathscr mathfrak operatorname ensuremath underline
        uline overline MakeSentenceCase
        mkbibacro mkbibnamefamily mkbibnamegiven footnote thanks textdutch textgerman textenglish textfrench
        textitalian textspanish textrussian textarabic texthebrew textchinese textjapanese bibstring bibcpstring
        bibhyperref smash mathop mathbin mathrel mathord pmb num hl st so bold singleletter
        """,
    ),
    **_taking(
        1,
        """
        foreignlanguage textcolor colorbox parbox raisebox scalebox rotatebox hyperlink
        """,
    ),
    **_taking(
        2,
        """
        resizebox
        """,
    ),
}

#: Macros that may have an argument in square brackets, which is about the layout and not printed.
OPTIONAL: Final = frozenset(
    """makebox framebox parbox raisebox item linebreak cite citep citet citealp citealt citeauthor citeyear
    parencite textcite footcite autocite smartcite fullcite includegraphics num si SI unit qty textcolor color
    enquote blockquote foreignlanguage""".split()
)
#: Units as siunitx has them, and what their names are put together of.
UNITS: Final = {
    "meter": "m", "metre": "m", "gram": "g", "second": "s", "ampere": "A", "kelvin": "K", "mole": "mol",
    "candela": "cd", "hertz": "Hz", "newton": "N", "pascal": "Pa", "joule": "J", "watt": "W", "coulomb": "C",
    "volt": "V", "farad": "F", "ohm": "Ω", "siemens": "S", "weber": "Wb", "tesla": "T", "henry": "H",
    "celsius": "°C", "degreeCelsius": "°C", "degree": "°", "liter": "L", "litre": "L", "minute": "min", "hour": "h",
    "day": "d", "percent": "%", "bar": "bar", "angstrom": "Å", "electronvolt": "eV", "dalton": "Da", "tonne": "t",
    "hectare": "ha", "becquerel": "Bq", "gray": "Gy", "sievert": "Sv", "lumen": "lm", "lux": "lx", "radian": "rad",
    "decibel": "dB", "kilogram": "kg", "per": "/", "squared": "²", "cubed": "³", "square": "", "cubic": "",
    "femto": "f", "pico": "p", "nano": "n", "micro": "µ", "milli": "m", "centi": "c", "deci": "d", "hecto": "h",
    "kilo": "k", "mega": "M", "giga": "G", "tera": "T", "peta": "P", "nm": "nm", "um": "µm", "mm": "mm", "cm": "cm",
    "dm": "dm", "km": "km", "ug": "µg", "mg": "mg", "kg": "kg", "ml": "ml", "ul": "µl", "ms": "ms", "us": "µs",
    "ns": "ns", "Hz": "Hz", "kHz": "kHz", "MHz": "MHz", "GHz": "GHz", "eV": "eV", "keV": "keV", "MeV": "MeV",
    "GeV": "GeV", "TeV": "TeV", "kV": "kV", "mV": "mV", "mA": "mA", "mol": "mol", "mmol": "mmol",
}  # fmt: skip


def double_struck(letter: str) -> str:
    r"""The letter of a set of numbers, as `\mathbb` draws it.

    Example:
        >>> double_struck("R") + double_struck("Q")
        'ℝℚ'
    """
    standing = {"C": "ℂ", "H": "ℍ", "N": "ℕ", "P": "ℙ", "Q": "ℚ", "R": "ℝ", "Z": "ℤ"}
    if letter in standing:
        return standing[letter]
    return chr(0x1D538 + ord(letter) - ord("A")) if "A" <= letter <= "Z" else letter
