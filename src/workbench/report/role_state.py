"""How a role stands: one function decides, and every page says it in the same words."""

from __future__ import annotations

from typing import NamedTuple

from workbench.report.view import View
from workbench.report.wording import these_roles

PERSONS = {"bestuurder", "ambtenaar", "professional", "persoon"}
FILLED = ("vervuld", "kwetsbaar", "onbekend")


class State(NamedTuple):
    """A short mark, what it means, and whether it asks for attention."""

    mark: str
    told: str
    attention: bool = True


NOT_FOUND = State("Niet gevonden", "De software vond niet wie dit doet. Vraag het na.")
EMPTY = State("Lege rol", "Er is over gesproken, maar niemand noemt wie dit nu doet.")
ALONE = State("Hangt aan één persoon", "Wat gebeurt er als die wegvalt?")
FRAGILE = State("Kwetsbaar", "Iemand noemt deze rol kwetsbaar.")
PAPER = State("Alleen op papier", "Alleen een document noemt deze rol. Vraag na wie het doet.")
MIXED = State("Verschillend beeld", "De een zegt dat dit gebeurt, de ander dat het ontbreekt.")
BY_WHOM = State("Onduidelijk wie", "Dit gebeurt, maar niemand zegt wie het doet.")
PARTLY = State("Vervuld", "Niet iedereen zegt wie dit doet.", False)
UNTOLD = State("Vervuld", "Er is gezegd wie dit doet. Dat staat hier niet, zodat niemand te herkennen is.", False)
HELD = State("Vervuld", "Er is gezegd wie dit doet.", False)
#: what the pages say of all roles that stand so; ``{}`` is "deze rol" or "deze rollen"
SAID = {
    EMPTY: "over {} is gesproken, maar niemand noemt wie dit nu doet",
    NOT_FOUND: "bij {} vond de software niet wie dit doet",
    PAPER: "over {} spreekt alleen een document",
    MIXED: "bij {} zegt de een dat dit gebeurt en de ander dat het ontbreekt",
    BY_WHOM: "bij {} is gezegd dat dit gebeurt, maar niet wie het doet",
}


def state(view: View, role: str) -> State:
    """How a role (its id) stands by what was said of it."""
    rows = view.roles[view.roles["code"] == role]
    held = rows[rows["state"].isin(FILLED)]
    if not len(held):
        return EMPTY if len(rows) else NOT_FOUND
    fragile, alone = weak_spots(view, role)
    if alone or fragile:
        return ALONE if alone else FRAGILE
    if not rows["voices"].sum():
        return PAPER
    if "ontbreekt" in set(rows["state"]):
        return MIXED
    shown = view.carriers[view.carriers["code"] == role]
    by = set(shown[shown["state"].isin(FILLED)]["carrier"])
    if by == {""}:
        return BY_WHOM
    if "" in by:
        return PARTLY
    return UNTOLD if by == {"ongenoemd"} else HELD


def said(view: View) -> list[str]:
    """What is to be noted of roles, a clause with their names for each state of SAID that occurs."""
    told = []
    for one, clause in SAID.items():
        if labels := labels_in(view, one):
            which, names = these_roles(labels)
            told.append(f"{clause.format(which)}: {names}")
    return told


def weak_spots(view: View, role: str) -> tuple[bool, bool]:
    """Whether a role is called fragile, and whether only one person is named who fills it."""
    own = view.roles[view.roles["code"] == role]
    filled = own[own["state"] == "vervuld"]
    who = {word for words in filled["words"] for word in words}
    return "kwetsbaar" in set(own["state"]), len(who) == 1 and set(filled["carrier"]) <= PERSONS


def labels_in(view: View, *wanted: State) -> list[str]:
    """The labels of the roles that stand so, in the order of the codebook."""
    return [code.label for code in view.codes.roles.values() if state(view, code.id) in wanted]


def empty_roles(view: View) -> list[str]:
    """Labels of roles of which nobody says that someone fills them now: missing, or not found at all."""
    return labels_in(view, EMPTY, NOT_FOUND)
