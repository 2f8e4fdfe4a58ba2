"""Scope of denial and modality by the parse: what each cue reaches in sentences with their tree."""

import pytest
import spacy
from spacy.tokens import Doc

from workbench.language.scope import Scope


@pytest.fixture(scope="module")
def blank():
    return spacy.blank("nl")


@pytest.fixture
def parsed(blank):
    """Rows "word POS head dep" divided by | (heads from 1, 0 for the root) -> a Doc with its scopes."""
    component = Scope(blank)

    def make(rows, **config):
        cells = [row.split() for row in rows.split("|")]
        heads = [int(head) - 1 if head != "0" else at for at, (_, _, head, _) in enumerate(cells)]
        doc = Doc(
            blank.vocab,
            words=[cell[0] for cell in cells],
            pos=[cell[1] for cell in cells],
            heads=heads,
            deps=["ROOT" if cell[2] == "0" else cell[3] for cell in cells],
            lemmas=[cell[0].lower() for cell in cells],
        )
        return (Scope(blank, **config) if config else component)(doc)

    return make


def inside(doc, kind):
    return " ".join(token.text for token in doc if kind in token._.scope)


DENIED = [
    # the subject is outside, another clause as well
    (
        "Wij PRON 2 nsubj|lossen VERB 0 ROOT|dat PRON 2 obj|niet ADV 2 advmod|op ADP 2 compound:prt|, PUNCT 9 punct|"
        "maar CCONJ 9 cc|scholen NOUN 9 nsubj|helpen VERB 2 conj",
        "lossen dat op",
    ),
    # but not when the cue is its determiner
    ("Geen DET 2 det|school NOUN 3 nsubj|doet VERB 0 ROOT|mee ADP 3 compound:prt", "school doet mee"),
    ("Er ADV 4 expl|is AUX 4 cop|geen DET 4 det|vertrouwen NOUN 0 ROOT", "is vertrouwen"),
    # an object in front is denied, an adverbial in front is not
    ("Die DET 2 det|regie NOUN 3 obj|pakt VERB 0 ROOT|niemand PRON 3 nsubj", "Die regie pakt"),
    (
        "In ADP 2 case|mei NOUN 3 obl|vergaderen VERB 0 ROOT|wij PRON 3 nsubj|niet ADV 3 advmod",
        "vergaderen",
    ),
    # a subordinate clause, to the left of the cue as well
    (
        "Omdat SCONJ 7 mark|de DET 3 det|raad NOUN 7 nsubj|de DET 5 det|middelen NOUN 7 obj|niet ADV 7 advmod|"
        "vrijgeeft VERB 10 advcl|ligt VERB 10 cop|het PRON 10 nsubj|stil ADJ 0 ROOT",
        "de middelen vrijgeeft",
    ),
    # neg raising, and a verb that does not raise
    (
        "Ik PRON 2 nsubj|denk VERB 0 ROOT|niet ADV 2 advmod|dat SCONJ 7 mark|de DET 6 det|raad NOUN 7 nsubj|"
        "instemt VERB 2 ccomp",
        "denk instemt",
    ),
    (
        "Ik PRON 2 nsubj|snap VERB 0 ROOT|niet ADV 2 advmod|dat SCONJ 7 mark|de DET 6 det|raad NOUN 7 nsubj|"
        "instemt VERB 2 ccomp",
        "snap",
    ),
    # correction
    (
        "Wij PRON 2 nsubj|sturen VERB 0 ROOT|niet ADV 2 advmod|op ADP 5 case|geld NOUN 2 obl|maar CCONJ 8 cc|"
        "op ADP 8 case|vertrouwen NOUN 5 conj",
        "op geld",
    ),
    # a denial of a word group only
    (
        "Hij PRON 2 nsubj|sprak VERB 0 ROOT|met ADP 6 case|niet ADV 6 advmod|alle DET 6 det|scholen NOUN 2 obl|"
        "gisteren ADV 2 advmod",
        "met alle scholen",
    ),
    (
        "Niet ADV 3 advmod|alle DET 3 det|scholen NOUN 4 nsubj|doen VERB 0 ROOT|mee ADP 4 compound:prt",
        "alle scholen doen mee",
    ),
    # a relative clause stays by itself
    (
        "Mensen NOUN 5 nsubj|die PRON 4 nsubj|niet ADV 4 advmod|meedoen VERB 1 acl:relcl|willen VERB 0 ROOT|"
        "steun NOUN 5 obj",
        "meedoen",
    ),
    # zonder: a word group or a clause of its own
    (
        "Zonder ADP 2 case|geld NOUN 3 obl|stopt VERB 0 ROOT|het DET 5 det|overleg NOUN 3 nsubj",
        "geld",
    ),
    (
        "Zij PRON 2 nsubj|beslissen VERB 0 ROOT|zonder ADP 5 mark|te ADP 5 mark|overleggen VERB 2 advcl",
        "overleggen",
    ),
    # no cue
    (
        "Niet ADV 3 advmod|alleen ADV 1 fixed|scholen NOUN 7 nsubj|maar CCONJ 6 cc|ook ADV 6 advmod|"
        "ouders NOUN 3 conj|komen VERB 0 ROOT",
        "",
    ),
]


@pytest.mark.parametrize(("rows", "expected"), DENIED)
def test_denial_by_the_parse(parsed, rows, expected):
    assert inside(parsed(rows), "ontkend") == expected


OTHER = [
    (
        "hypothetisch",
        "Als SCONJ 4 mark|de DET 3 det|stad NOUN 4 nsubj|stopt VERB 6 advcl|, PUNCT 4 punct|stoppen VERB 0 ROOT|"
        "wij PRON 6 nsubj",
        "de stad stopt",
    ),
    (
        "hypothetisch",
        "Wij PRON 4 nsubj|als SCONJ 3 mark|gemeente NOUN 1 obl|stoppen VERB 0 ROOT",
        "",
    ),
    (
        "hypothetisch",
        "Dat PRON 4 nsubj|zou AUX 4 aux|veel PRON 4 obj|kosten VERB 0 ROOT|, PUNCT 7 punct|maar CCONJ 7 cc|"
        "helpt VERB 4 conj",
        "Dat veel kosten",
    ),
    (
        "noodzaak",
        "De DET 2 det|school NOUN 5 nsubj|moet AUX 5 aux|zorg NOUN 5 obj|regelen VERB 0 ROOT",
        "zorg regelen",
    ),
    # willen has the other verb below it in the treebanks
    (
        "wens",
        "Wij PRON 2 nsubj|willen VERB 0 ROOT|de DET 4 det|regie NOUN 5 obj|delen VERB 2 xcomp",
        "de regie delen",
    ),
    (
        "wens",
        "Ik PRON 2 nsubj|hoop VERB 0 ROOT|dat SCONJ 5 mark|iedereen PRON 5 nsubj|komt VERB 2 ccomp|en CCONJ 9 cc|"
        "dat SCONJ 9 mark|niemand PRON 9 nsubj|belt VERB 5 conj",
        "iedereen komt niemand belt",
    ),
    (
        "wens",
        "Zij PRON 5 nsubj|zou AUX 5 aux|moeten AUX 5 aux|nu ADV 5 advmod|bellen VERB 0 ROOT",
        "moeten nu bellen",
    ),
    ("wens", "De DET 2 det|wil NOUN 4 nsubj|is AUX 4 cop|groot ADJ 0 ROOT", ""),
    (
        "mogelijk",
        "Misschien ADV 2 advmod|stopt VERB 0 ROOT|de DET 4 det|school NOUN 2 nsubj|, PUNCT 8 punct|want CCONJ 8 cc|"
        "geld NOUN 8 nsubj|ontbreekt VERB 2 conj",
        "stopt de school",
    ),
    (
        "horen_zeggen",
        "Ze PRON 2 nsubj|zeggen VERB 0 ROOT|dat SCONJ 6 mark|de DET 5 det|stad NOUN 6 nsubj|bepaalt VERB 2 ccomp",
        "de stad bepaalt",
    ),
    (
        "horen_zeggen",
        "Ik PRON 2 nsubj|zeg VERB 0 ROOT|dat SCONJ 6 mark|de DET 5 det|stad NOUN 6 nsubj|bepaalt VERB 2 ccomp",
        "",
    ),
    (
        "horen_zeggen",
        "De DET 2 det|stad NOUN 3 nsubj|bepaalt VERB 0 ROOT|, PUNCT 5 punct|zeggen VERB 3 parataxis|ze PRON 5 nsubj",
        "De stad bepaalt",
    ),
    (
        "vroeger",
        "Vroeger ADV 2 advmod|was VERB 0 ROOT|er ADV 2 expl|overleg NOUN 2 nsubj|en CCONJ 7 cc|nu ADV 7 advmod|"
        "is VERB 2 conj",
        "was er overleg",
    ),
]


@pytest.mark.parametrize(("kind", "rows", "expected"), OTHER)
def test_other_kinds_by_the_parse(parsed, kind, rows, expected):
    assert inside(parsed(rows), kind) == expected


def test_the_parse_may_be_left_aside(parsed):
    rows = "Die DET 2 det|regie NOUN 3 obj|pakt VERB 0 ROOT|niemand PRON 3 nsubj"
    assert inside(parsed(rows, use_parser=False), "ontkend") == "pakt"
