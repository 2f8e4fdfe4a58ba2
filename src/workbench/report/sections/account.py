"""7 and 8: questions to go on with, and the account of how this came about."""

from __future__ import annotations

from workbench.analysis import compare, data
from workbench.report import tables, wording
from workbench.report.markup import Html, element, items, join, paragraph, section
from workbench.report.sections.dilemmas import question
from workbench.report.sections.roles import empty_roles
from workbench.report.view import View

MOST_QUESTIONS = 6


def questions(view: View) -> Html:
    """7. A few questions for a conversation in the region, from what was found."""
    asked = []
    looks = compare.situation(view.data.region)
    if looks:
        asked.append(looks["vraag"])
    asked += [f"Wie pakt de rol van {name.lower()} op, en wat is daarvoor nodig?" for name in empty_roles(view)[:2]]
    asked += [question(one.code) for one in view.counts("dilemma") if one.voices != 0]
    shown = [line for line in dict.fromkeys(asked) if line][:MOST_QUESTIONS]
    lead = paragraph("Deze vragen volgen uit wat er gezegd is. Kies er twee of drie voor een gesprek in de regio.")
    return section(
        "doorpraten",
        "7. Om over door te praten",
        lead,
        items(shown) or paragraph("Nog geen vragen.", class_="leeg"),
    )


def account(view: View) -> Html:
    """8. What software did, what a person decided, what is left out, and with which versions."""
    return section(
        "verantwoording",
        "8. Verantwoording",
        element("h3", "Wat de software deed en wat een mens besliste"),
        paragraph(
            "De software las de bronnen en verving namen van personen. Met de regels van een codeboek wees zij "
            "thema’s, dilemma’s, rollen en feiten aan. Zij telde ze en koos de citaten."
        ),
        paragraph(_human(view)),
        element("h3", "Hoe wij tellen"),
        items(_method(view)),
        element("h3", "Wat niet meetelt"),
        items(_left_out(view)),
        element("h3", "Grenzen van deze uitkomsten"),
        items(LIMITS),
        element("h3", "Herkomst"),
        _provenance(view),
    )


LIMITS = (
    "De software mist uitspraken en wijst er soms een verkeerd aan. Een getal is een ondergrens of een eerste indruk.",
    "Niet genoemd is iets anders dan niet belangrijk: misschien is er niet naar gevraagd.",
    "Een handvol gesprekken zegt niet wat alle mensen in de regio vinden. Daarom staan er geen percentages.",
    "Namen zijn vervangen, maar de teksten blijven herleidbaar voor wie de regio goed kent.",
)


def _human(view: View) -> str:
    if view.data.codings["coder"].str.startswith("person:").any():
        return "Een onderzoeker keek een deel van de aanwijzingen na; die beslissingen gaan voor die van de software."
    return (
        "Een mens heeft in deze versie nog niets nagekeken of beslist over de aanwijzingen. "
        "De keuze van bronnen, gesprekspartners en codeboek is wel mensenwerk."
    )


def _method(view: View) -> list[str]:
    lines = [
        "Wij tellen mensen, niet uitspraken. Wie iets tien keer zegt, telt één keer.",
        "Vragen en opmerkingen van de interviewer tellen nooit mee.",
        "Wat iemand ontkent, veronderstelt, van horen zeggen heeft of als opgelost vertelt, telt niet mee.",
        "Bij een dilemma telt de kant die het laatst genoemd wordt als de kant met nadruk.",
        "Een document telt als bron, niet als gesprekspartner.",
    ]
    if "verslag" in set(view.data.sources["kind"]):
        lines.append(
            "Een gespreksverslag telt voor iedereen die bij dat gesprek zat, want het zegt niet altijd wie wat zei."
        )
    if view.policy.k > 1:
        few = wording.number_word(view.policy.k)
        lines.append(f"Een aantal onder de {few} tonen wij niet, en ook niets waaruit het terug te rekenen is.")
        lines.append(f"De omschrijving onder een citaat past altijd op ten minste {few} gesprekspartners.")
    return lines


def _left_out(view: View) -> list[str]:
    bare = data.not_coded(view.data)
    lines = []
    if bare["utterances"]:
        lines.append(
            f"{bare['uncoded']} van de {bare['utterances']} uitspraken en alinea’s kregen geen enkele code "
            f"({bare['uncoded_words']:,} van de {bare['words']:,} woorden).".replace(",", ".")
        )
    unsure = int((~view.data.codings["certain"].astype(bool)).sum())
    if unsure:
        lines.append(
            wording.sentence(
                wording.count(unsure, "onzekere aanwijzing telt", "onzekere aanwijzingen tellen") + " niet mee"
            )
        )
    other = int((view.data.codings["status"] != "actueel").sum())
    if other:
        lines.append(
            wording.sentence(
                wording.count(other, "aanwijzing gaat", "aanwijzingen gaan") + " over iets dat nu niet speelt"
            )
        )
    gone = view.all_sources - len(view.data.sources)
    if gone:
        why = "niet goedgekeurd" if view.policy.shared else "geweigerd"
        lines.append(wording.sentence(f"{wording.count(gone, 'bron telt', 'bronnen tellen')} niet mee, want {why}"))
    missing = view.data.provenance.get("weggelaten") or []
    if missing and not view.policy.shared:
        lines += [
            f"Niet gelezen: {one.get('bestand', '?')}. {wording.sentence(str(one.get('reden', '')))}" for one in missing
        ]
    elif missing:
        lines.append(
            wording.sentence(f"{wording.count(len(missing), 'bestand kon', 'bestanden konden')} niet gelezen worden")
        )
    return lines or ["Alles wat is aangeleverd, telt mee."]


def _provenance(view: View) -> Html:
    known = view.data.provenance
    pipeline = known.get("pijplijn") or {}
    rows = [
        ("Gemaakt", str(known.get("gemaakt", ""))[:16].replace("T", " ")),
        ("Workbench", known.get("workbench")),
        ("Python", known.get("python")),
        ("Taalsoftware", " ".join(str(pipeline[key]) for key in ("name", "version") if pipeline.get(key))),
        ("Codeboek", known.get("codeboek") or view.codes.version),
        ("Regels", known.get("regels")),
        ("Versie van dit rapport", view.policy.version),
        ("Kleinste aantal (k)", view.policy.k),
    ]
    rows += [(f"Parameter {name}", value) for name, value in _parameters(known.get("parameters") or {})]
    rows += [(f"Pakket {name}", version) for name, version in sorted((known.get("pakketten") or {}).items())]
    parts = [tables.table("Waarmee dit gemaakt is", ["Onderdeel", "Versie"], [row for row in rows if row[1]])]
    sources = [
        (f"Bron {number}", row.kind, str(row.sha256)[:16])
        for number, row in enumerate(view.data.sources.sort_values("source_id").itertuples(), start=1)
    ]
    hashes = tables.table(
        "Bronnen met hun vingerafdruk (SHA-256, eerste 16 tekens)", ["Bron", "Soort", "Vingerafdruk"], sources
    )
    return join([*parts, tables.data_behind("Bronnen en vingerafdrukken", hashes)])


def _parameters(values: dict) -> list[tuple[str, str]]:
    """Parameters that say nothing of the machine: a path is left out."""
    own = {"project_dir", "versie", "k"}
    plain = [(name, str(value)) for name, value in sorted(values.items()) if name not in own]
    return [(name, value) for name, value in plain if "/" not in value and "\\" not in value]
