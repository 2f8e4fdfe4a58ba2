"""Verbs with their particle, compounds and clauses."""

import pytest
import spacy
from spacy.tokens import Doc

from workbench import language
from workbench.language.compound import split
from workbench.language.conjugate import base_forms, separable, weak
from workbench.language.rules import rules, words


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Hij pakt het op.", ["oppakken"]),
        ("Hij pakt, zeg maar, dat plan op.", ["oppakken"]),
        ("Nemen wij als gemeente in deze regio het voortouw over?", ["overnemen"]),
        ("We moeten dat met elkaar op zien te pakken, om het op te pakken.", ["oppakken"]),
        ("Dat hij het op heeft gepakt.", ["oppakken"]),
        ("De raad stelt het plan in mei vast.", ["vaststellen"]),
        ("Wij spreken dat af met de scholen.", ["afspreken"]),
        ("De stad jaagt het aan, de dorpen laten los.", ["aanjagen", "loslaten"]),
        ("Het werkt goed samen met de GGD.", ["samenwerken"]),
        ("Dat vindt plaats in de regio.", ["plaatsvinden"]),
        # a preposition is no particle
        ("Hij pakt een stoel op school.", []),
        ("We gaan in de regio aan het werk.", []),
        ("Zij komt uit een dorp en werkt op een school.", []),
        ("De brief gaat in op vragen van ouders.", ["ingaan"]),
        ("Daar moeten we iets aan doen.", []),
        ("Hij werkt en de raad kijkt toe.", ["toekijken"]),
        ("Hij werkt en de raad denkt van niet, toe.", []),
        ("", []),
    ],
)
def test_particles(verbs, text, expected):
    assert verbs(text) == expected


def test_joined_forms_have_the_whole_verb_as_lemma(nlp):
    doc = nlp("dat hij het oppakt en het is opgepakt en afgesproken")
    assert [token._.verb for token in doc if token.text in ("oppakt", "opgepakt", "afgesproken")] == [
        "oppakken",
        "oppakken",
        "afspreken",
    ]


def test_a_parser_decides_where_there_is_one(nlp):
    doc = Doc(
        nlp.vocab,
        words=["Hij", "kijkt", "het", "zo", "na"],
        lemmas=["hij", "kijken", "het", "zo", "na"],
        heads=[1, 1, 1, 1, 1],
        deps=["nsubj", "ROOT", "obj", "advmod", "compound:prt"],
    )
    nlp.get_pipe("workbench_verbs")(doc)
    assert doc[1]._.verb == "nakijken"


def test_verb_data_does_not_contradict_itself():
    data = rules("verbs")
    strong = set(data["irregular"]) | {p + v for p, vs in data["prefixed"].items() for v in words(vs)}
    assert not strong & set(words(data["weak"]))
    assert not set(words(data["weak"])) & set(words(data["weak_eer"]))
    assert len(words(data["weak"])) == len(set(words(data["weak"])))
    unknown = {verb for verbs in separable().values() for verb in verbs} - set(base_forms())
    assert not unknown
    assert sum(map(len, separable().values())) > 150


@pytest.mark.parametrize(
    ("verb", "forms"),
    [
        ("pakken", "pak pakt pakte pakten gepakt"),
        ("maken", "maak maakt maakte maakten gemaakt"),
        ("leven", "leef leeft leefde leefden geleefd"),
        ("regelen", "regel regelt regelde regelden geregeld"),
        ("verdelen", "verdeel verdeelt verdeelde verdeelden verdeeld"),
        ("zetten", "zet zet zette zetten gezet"),
        ("beantwoorden", "beantwoord beantwoordt beantwoordde beantwoordden beantwoord"),
        ("reizen", "reis reist reisde reisden gereisd"),
    ],
)
def test_weak_verbs(verb, forms):
    assert weak(verb)[1:] == tuple(forms.split())


@pytest.mark.parametrize(
    ("word", "parts"),
    [
        ("jeugdzorgregio", "jeugd zorg regio"),
        ("jeugdhulpaanbieders", "jeugd hulp aanbieder"),
        ("samenwerkingsverband", "samenwerking verband"),
        ("regievisie", "regie visie"),
        ("Regiotafels", "regio tafel"),
        ("onderwijs-zorgarrangement", "onderwijs zorg arrangement"),
        ("(centrum)gemeente", "centrum gemeente"),
        ("schoolbesturen", "school bestuur"),
        ("jongerenwerkers", "jongere werker"),
        ("belangrijk", ""),
        ("gemeente", ""),
        ("gemeenten", ""),
        ("inspanning", ""),
        ("ontspanning", ""),
        ("overbruggen", ""),
        ("overleden", ""),
        ("regio", ""),
        ("", ""),
    ],
)
def test_compounds(word, parts):
    assert split(word) == tuple(parts.split())


def test_clauses(nlp):
    def clauses(text):
        doc = nlp(text)
        found = {}
        for token in doc:
            found.setdefault(token._.clause, []).append(token.text)
        return [" ".join(found[at]) for at in sorted(found)]

    assert clauses("Wij willen het wel, maar de raad wil niet omdat het geld kost.") == [
        "Wij willen het wel ,",
        "maar de raad wil niet",
        "omdat het geld kost .",
    ]
    assert clauses("Wij nemen als gemeente, samen met scholen en ouders, het voortouw.") == [
        "Wij nemen als gemeente , samen met scholen en ouders , het voortouw ."
    ]
    assert clauses("Ik vind dat we het moeten doen en ik zeg dat ook.") == [
        "Ik vind",
        "dat we het moeten doen",
        "en ik zeg dat ook .",
    ]
    assert clauses("Zij legt scholen, gemeenten en ouders het plan voor.") == [
        "Zij legt scholen , gemeenten en ouders het plan voor ."
    ]


def test_clauses_start_at_nought_in_every_sentence(nlp):
    doc = nlp("Ik kom, want het regent. Hij gaat, maar zij blijft.")
    assert [sentence[0]._.clause for sentence in doc.sents] == [0, 0]
    assert [sentence[-1]._.clause for sentence in doc.sents] == [1, 1]


@pytest.mark.parametrize(
    "factory",
    [
        "workbench_sentences",
        "workbench_lemmas",
        "workbench_clauses",
        "workbench_verbs",
        "workbench_compounds",
    ],
)
def test_each_component_works_alone(factory, nlp):
    alone = spacy.blank("nl")
    alone.add_pipe(factory)
    text = "Hij pakt het op, maar de jeugdzorgregio wil dat niet. Klaar."
    doc = alone(text)
    assert doc.text == text
    values = language.columns(doc)
    assert len(values.lemmas) == len(values.verbs) == len(values.parts) == len(values.clauses) == len(doc)


def test_columns_are_what_the_tokens_say(nlp):
    doc = nlp("Hij pakt het op, maar de jeugdzorgregio wil dat niet.")
    values = language.columns(doc)
    assert values.lemmas == [token.lemma_ for token in doc]
    assert values.verbs == [token._.verb for token in doc]
    assert values.parts == [token._.parts for token in doc]
    assert values.clauses == [token._.clause for token in doc]
