"""Who decides or agrees is the subject of the verb that says so; where that is unclear, nobody is named."""

import pytest


@pytest.mark.parametrize(
    ("text", "who"),
    [
        # the agent of a passive sentence, also where the parser does not call it so
        ("Door de stuurgroep is besloten dat de pilot doorgaat.", "stuurgroep"),
        ("Er is door het college besloten dat de school stopt.", "college"),
        ("Er werd door de raad besloten dat de gemeente betaalt.", "raad"),
        ("Er is besloten dat de scholen en de gemeenten samen verder gaan.", "onbekend"),
        # two subjects: the one of the verb that says so
        ("De school vroeg het bestuur om hulp en de gemeente heeft besloten te betalen.", "gemeente"),
        ("De wethouder vertelt dat het college in mei heeft besloten dat de pilot doorgaat.", "college"),
        ("Volgens de directeur heeft het bestuur besloten te stoppen.", "bestuur"),
        ("De wethouder van Vaarle heeft besloten dat de school meedoet.", "wethouder"),
        # one subject for two verbs, of which the first is passive
        ("De raad is door het college gevraagd en heeft besloten te stoppen.", "raad"),
        # somebody else is the subject, and no carrier that we know
        ("De wethouder zei dat de gemeenteraad heeft besloten te stoppen.", "onbekend"),
        ("Het besluit is door de gemeenteraad genomen, de wethouder voert het uit.", "onbekend"),
    ],
)
def test_who_decided(found, text, who):
    assert found(text)["besluit"].extra["wie"] == who


@pytest.mark.parametrize(
    ("text", "who"),
    [
        ("De wethouder en de directeur hebben afgesproken dat de ambtenaar voor 1 mei de cijfers stuurt.", "ambtenaar"),
        ("De school heeft met de wethouder afgesproken om elke maand met de ouders te bellen.", "school"),
        ("Wij hebben met de raad afgesproken dat er de eerste drie jaar niemand om cijfers vraagt.", "Wij"),
        ("Het plan wordt door de wethouder aan de raad gestuurd, dat is voor 1 mei toegezegd.", "wethouder"),
    ],
)
def test_who_does_what_was_agreed(found, text, who):
    assert found(text)["afspraak"].extra["wie"] == who
