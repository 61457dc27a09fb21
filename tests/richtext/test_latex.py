r"""LaTeX in and out: what is left alone first, then what is decoded, then the way back, then hostile input."""

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from citekit.richtext.latex import decode
from citekit.richtext.latex_encoding import encode


@pytest.mark.parametrize(
    "text",
    [
        "Acupuncture and Endorphins",
        "Evidence-Based Complementary and Alternative Medicine : ECAM",
        "O'Neil's pain",
        "a < b > c",
        "Tom & Jerry",
        "50% of it",
        "it cost $5",
        "snake_case and x^2",
        "日本語",
    ],
)
def test_what_is_no_latex_stays(text):
    assert decode(text, kind="title") == text


@pytest.mark.parametrize(
    "text", ["http://a.b/c%20d", "https://a.b/~han/x_y#z", "10.1002/(SICI)1097-0142(1996)1:1<1::AID>3"]
)
def test_addresses_are_not_latex(text):
    assert decode(text, kind="verbatim") == text


@pytest.mark.parametrize(
    ("latex", "address"),
    [
        (r"\url{http://a.b/c\_d}", "http://a.b/c_d"),
        (r"\href{http://a.b}{Text}", "http://a.b"),
        ("<http://a.b>", "http://a.b"),
        (r"http://a.b/{\_}c\%20\~{}d$\sim$e\textasciitilde{}f", "http://a.b/_c%20~d~e~f"),
        ("http://a.b/long\n    er", "http://a.b/longer"),
    ],
)
def test_addresses_in_latex(latex, address):
    assert decode(latex, kind="verbatim") == address


def test_unknown_commands_are_told():
    told = []
    decode(r"\emph{a} \foo{b} \NASA", unknown=told.append)
    assert told == ["foo", "NASA"]


def test_a_percent_sign_does_not_cut_the_rest_off():
    assert decode(r"50\% of A {NASA} Study, 20% more") == "50% of A NASA Study, 20% more"


@pytest.mark.parametrize(
    ("latex", "text"),
    [
        (r"{\"U}ber", "Über"),
        (r"Erd\H{o}s and P\'al", "Erdős and Pál"),
        (r"{\'E}cole {\'\i} \^\i", "École í î"),
        (r"\c{c}a \c c \v{c} \k{a} \u g \r{a} \d{t}", "ça ç č ą ğ å ṭ"),
        (r"\o{} {\O}re \ss{}a \aa ngstr\"om \L{}odz \OE uvre", "ø Øre ßa ångström Łodz Œuvre"),
        (r"Tom \& Jerry: 50\% \#1 \$5 a\_b \{x\}", "Tom & Jerry: 50% #1 $5 a_b {x}"),
        ("``Pain'' -- a story --- of it", "“Pain” – a story — of it"),
        (r"Dr.~Han", "Dr.\u00a0Han"),
        (r"\enquote{Pain}", "“Pain”"),
        (r"\noopsort{1973b}Pain", "Pain"),
        (r"\foo{kept} and \bar{too}{}", "kept and t̄oo"),
        (r"\href{http://a.b}{Text} \url{http://a.b/c_d}", "Text http://a.b/c_d"),
        (r"methodology\-/independent hy\-phen", "methodology-independent hyphen"),
        (r"10\,000", "10\u202f000"),
        ("two\n  lines", "two lines"),
        (r"\enquote{a \enquote{b} c}", "“a ‘b’ c”"),
        (r"\mkbibquote{a} \mkbibparens{b} \mkbibbrackets{c}", "“a” (b) [c]"),
        (r"non\hyphen linear", "non-linear"),
        (r"\foreignlanguage{german}{Schmerz} \textcolor{red}{now}", "Schmerz now"),
        (r"a\begin{it}b\end{it}c \begin{center}d\end{center}", "a<i>b</i>c d"),
        (r"\url{http://a.b/~c%20d} and \href{http://x_y}{z}", "http://a.b/~c%20d and z"),
        (r"{\" o}, \'{\i}, \'\textit{e}, \t{oo}", "ö, í, <i>é</i>, o͡o"),
        (r"space\quad a\;b\:c\,d", "space a b c\u202fd"),
        (r'\unichar{"00E9}\ElsevierGlyph{2032}', "é′"),
        (r"\char233\char\"E9\symbol{233}\unichar{233}".replace('\\"', '"'), "éééé"),
        (r"`a' and `b's c'", "‘a’ and ‘b's c’"),
        (r"\~{}\^{}\={}", "~^¯"),
        (r"\MakeUppercase{abc \emph{d}} \MakeLowercase{ABC}", "ABC <i>D</i> abc"),
        (
            r"\ce{H2O}, \ce{^{13}C}, \ce{Fe(CN)6^{3-}}",
            "H<sub>2</sub>O, <sup>13</sup>C, Fe(CN)<sub>6</sub><sup>3-</sup>",
        ),
        (r"\SI{5}{\micro\meter} \qty[mode=text]{20}{\percent} \si{\kilo\gram\per\meter\cubed}", "5\u00a0µm 20% kg/m³"),
        (r"$O(n\log n)$", "O(n log n)"),
        (r"\sqrt[3]{2} and $\sqrt{x+y}$", "∛2 and √(x+y)"),
        (r"\makebox[1cm]{u}\cite[12]{x}\SortNoop{1}v", "uv"),
        (r"\textflorin{} \textbaht{} \textdiscount{} \textalpha", "ƒ ฿ ⁒ α"),
        (r"\[x^2\]", "x<sup>2</sup>"),
        (r"Gel{\cprime}fand, \polhk{a}", "Gelʹfand, ą"),
        (r"the \NASA rules, \foo{a}{b}", "the \\NASA rules, ab"),
        ("a$$b", "a$$b"),
    ],
)
def test_literals(latex, text):
    assert decode(latex) == text


@pytest.mark.parametrize(
    ("latex", "markup"),
    [
        (r"\emph{E. coli} \textit{x} {\it 5}", "<i>E. coli</i> <i>x</i> <i>5</i>"),
        (r"{\em E. Coli} in braces", '<i><span class="nocase">E. Coli</span></i> in braces'),
        (r"\textbf{a \emph{b}}", "<b>a <i>b</i></b>"),
        (r"H\textsubscript{2}O 10\textsuperscript{th}", "H<sub>2</sub>O 10<sup>th</sup>"),
        (r"\textsc{nasa}", '<span style="font-variant:small-caps;">nasa</span>'),
        ("H$_2$O and $x^{10}$", "H<sub>2</sub>O and x<sup>10</sup>"),
        (r"$\alpha$-synuclein at 37$^\circ$C", "α-synuclein at 37°C"),
        (r"$e=mc^2$, $$x_i$$ and \(a^{-1}\)", "e=mc<sup>2</sup>, x<sub>i</sub> and a<sup>-1</sup>"),
        (r"$x \in \mathbb{R}^n$, $\frac{1}{2}$, $\sqrt{x+1}$, $\bar{x}$", "x ∈ ℝ<sup>n</sup>, 1/2, √(x+1), x̄"),
        (r"a $\overset{a}{b}$ stays", r"a $\overset{a}{b}$ stays"),
        (r"$p<0.05$ and 200\,{\mbox{$\mu$}}J", "p<0.05 and 200\u202fμJ"),
        ("from $5 to {a$}", 'from $5 to <span class="nocase">a$</span>'),
        ("The {NASA} Story", 'The <span class="nocase">NASA</span> Story'),
        ("{{The Whole Title}}", '<span class="nocase">The Whole Title</span>'),
        (r"{\'E}cole is one letter", "École is one letter"),
        ("{1999} and {}", "1999 and"),
        (r"\emph{In {Paris}}", '<i>In <span class="nocase">Paris</span></i>'),
    ],
)
def test_titles(latex, markup):
    assert decode(latex, kind="title") == markup


def test_names_carry_no_markup():
    assert decode(r"\textsc{Han}, {J.\,S.} \emph{x}", kind="name") == "Han, J. S. x"


@pytest.mark.parametrize(
    ("markup", "latex"),
    [
        ("Tom & Jerry: 50% #1 $5 a_b", r"Tom \& Jerry: 50\% \#1 \$5 a\_b"),
        ("<i>E. coli</i> and <b>x</b><sup>2</sup>", r"\emph{E. coli} and \textbf{x}\textsuperscript{2}"),
        ('The <span class="nocase">NASA</span> Story', "The {NASA} Story"),
        ("a\u00a0b", "a~b"),
        ("a--b ``c''", r"a-{}-b \textasciigrave{}\textasciigrave{}c'{}'"),
        ("<i>not closed", r"\emph{not closed}"),
        ("closed only</i> a < b", r"closed only\textless{}/i\textgreater{} a \textless{} b"),
        ("\\input{x}", r"\textbackslash{}input\textbraceleft{}x\textbraceright{}"),
        ("\ud800", "\ufffd"),
    ],
)
def test_encode(markup, latex):
    assert encode(markup) == latex


def balanced(text):
    depth = 0
    for character in text:
        depth += {"{": 1, "}": -1}.get(character, 0)
        if depth < 0:
            return False
    return depth == 0


tags = st.sampled_from(
    ["<i>", "</i>", "<b>", "</b>", '<span class="nocase">', "</span>", "{", "}", "\\", "--", "`", "'"]
)


@settings(max_examples=200)
@given(st.lists(tags | st.text(max_size=5), max_size=20).map("".join))
def test_what_is_encoded_cannot_leave_its_field(text):
    assert balanced(encode(text))


@settings(max_examples=200)
@given(st.text(st.characters(exclude_characters="<>", exclude_categories=["Cs"]), max_size=40))
def test_text_comes_back(text):
    assert decode(encode(text), kind="title") == re.sub(r"[ \t\r\n]+", " ", text).strip(" ")


latex_like = st.lists(
    st.sampled_from(
        ["\\", "{", "}", "$", "^", "_", "~", "\\'", "\\emph", "\\emph{", "\\em ", "``", "--", "a", " ", "\\-", "/",
         "\\url{", "\\href", "\\o", "\\,", "\\$", "%", "é"]
    ),
    max_size=60,
).map("".join)  # fmt: skip


@settings(max_examples=300)
@given(latex_like | st.text(max_size=100), st.sampled_from(["title", "literal", "name", "verbatim"]))
def test_any_text_is_decoded(text, kind):
    decoded = decode(text, kind=kind)
    assert decoded == decoded.strip(" ")
    if kind == "name" and "<" not in text:
        assert "<i>" not in decoded


@pytest.mark.parametrize(
    "text",
    [
        "{" * 100_000,
        "{a" * 50_000 + "}" * 50_000,
        "$" * 100_001,
        "$^" * 100_000,
        "${" * 50_000 + "}" * 50_000,
        "\\'" * 100_000,
        "\\emph" * 50_000,
        "\\em " * 50_000,
        "\\emph{" * 50_000,
        "x" * 1_000_000,
        "word " * 200_000,
        "\\(" * 50_000,
        "\\begin{it}" * 20_000,
        "\\frac" * 50_000,
        "\\url{" * 50_000,
        "$\\foo$" * 20_000,
        "''" * 100_001,
    ],
    ids=[
        "open",
        "nested",
        "dollars",
        "powers",
        "formulas",
        "accents",
        "macros",
        "switches",
        "arguments",
        "long",
        "words",
        "brackets",
        "environments",
        "fractions",
        "addresses",
        "unknown",
        "quotes",
    ],
)
def test_hostile_latex_ends_soon(text):
    assert isinstance(decode(text, kind="title"), str)
