"""7 and 8: questions to go on with, and the account of how this came about."""

from __future__ import annotations

from workbench.analysis import compare, data
from workbench.analysis.names import name_of, source_kind
from workbench.privacy import disclosure
from workbench.report import tables, wording
from workbench.report.markup import Html, element, items, join, paragraph, section
from workbench.report.role_state import empty_roles
from workbench.report.sections.dilemmas import question
from workbench.report.view import View

MOST_QUESTIONS = 6


def questions(view: View) -> Html:
    """7. A few questions for a conversation in the region, from what was found."""
    shown = asked(view)[:MOST_QUESTIONS]
    lead = paragraph(
        "Deze vragen volgen uit de kenmerken van de regio en uit wat er gezegd is. "
        "Kies er twee of drie voor een gesprek."
    )
    return section(
        "doorpraten",
        "7. Om over door te praten",
        lead,
        items(shown) or paragraph("Nog geen vragen.", class_="leeg"),
    )


def asked(view: View, *, most_roles: int = 2) -> list[str]:
    """Questions that follow from the kind of region, the empty roles and the dilemmas, in that order."""
    found = []
    looks = compare.situation(view.data.region)
    if looks:
        found.append(looks["vraag"])
    empty = empty_roles(view)[:most_roles]
    found += [f"Wie pakt de rol van {name.lower()} op, en wat is daarvoor nodig?" for name in empty]
    found += [question(one.code) for one in view.counts("dilemma") if one.voices != 0]
    return [line for line in dict.fromkeys(found) if line]


def account(view: View) -> Html:
    """8. What software did, what a person decided, what is left out, and with which versions."""
    return section(
        "verantwoording",
        "8. Verantwoording",
        element("h3", "Wat de software deed en wat een mens besliste"),
        paragraph(
            "De software las de bronnen en verving namen van personen. Daarna zocht zij in elke zin naar "
            "thema’s, dilemma’s, rollen en feiten uit het codeboek. Het codeboek is de lijst met wat die woorden "
            "betekenen. De software telde wat zij vond, koos de citaten en schreef de vaste zinnen van dit rapport."
        ),
        paragraph(_parts(view)),
        paragraph(human(view)),
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
    "Wat niet in woorden staat, zoals toon, stilte of een grap, ziet de software niet.",
    "Namen zijn vervangen, maar de teksten blijven herleidbaar voor wie de regio goed kent.",
)


def _parts(view: View) -> str:
    """How many of the findings came from the rules and how many from the learned part."""
    coder = view.evidence.drop_duplicates("coding_id")["coder"]
    rules, model = (int(coder.str.startswith(f"machine:{part}").sum()) for part in ("rules", "model"))
    if not model:
        return "Dat zoeken ging met vaste regels, die voor elke tekst dezelfde zijn."
    return (
        "Dat zoeken ging met vaste regels en met een klein model. Het model leerde vooraf van duizenden "
        "voorbeeldzinnen wat bij een code hoort; van uw teksten leert het niets. Van de vondsten die meetellen "
        f"kwamen er {wording.thousands(rules)} van de regels en {wording.thousands(model)} van het model."
    )


def human(view: View) -> str:
    """What a person looked at or decided."""
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
        "Bij een dilemma telt de kant die het laatst genoemd wordt als de kant met nadruk. Dat is een vuistregel.",
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
            f"In {wording.thousands(bare['uncoded'])} van de {wording.thousands(bare['utterances'])} uitspraken en "
            f"alinea’s vond de software niets uit het codeboek ({wording.thousands(bare['uncoded_words'])} van de "
            f"{wording.thousands(bare['words'])} woorden)."
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
                wording.count(other, "aanwijzing telt niet mee, omdat zij", "aanwijzingen tellen niet mee, omdat zij")
                + (" gaat" if other == 1 else " gaan")
                + " over iets dat niet zo is, niet meer zo is of van horen zeggen is"
            )
        )
    if gone := passed_over(view):
        lines.append(gone)
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


def passed_over(view: View) -> str:
    """How many sources do not count, and why; "" when all of them do."""
    gone = view.all_sources - len(view.data.sources)
    why = "niet goedgekeurd" if view.policy.shared else "geweigerd"
    told = f"{wording.count(gone, 'bron telt', 'bronnen tellen')} niet mee, want {why}"
    return wording.sentence(told) if gone else ""


def _provenance(view: View) -> Html:
    known = view.data.provenance
    pipeline = known.get("pijplijn") or {}
    language = " ".join(str(pipeline[key]) for key in ("name", "version", "hash") if pipeline.get(key))
    rows = [
        ("Gemaakt op", _moment(str(known.get("gemaakt", ""))) or None),
        ("Workbench", known.get("workbench")),
        ("Python", known.get("python")),
        ("Taalsoftware", f"{language} (zonder taalmodel)" if pipeline.get("fallback") else language),
        ("Codeboek", known.get("codeboek") or view.codes.version),
        ("Regels", known.get("regels")),
        ("Model van het coderen", known.get("model") or None),
        ("Soort rapport (versie)", view.policy.version),
        ("Kleinste aantal mensen dat wij tonen (k)", view.policy.k),
    ]
    rows += [(f"Instelling {name}", value) for name, value in _parameters(known.get("parameters") or {})]
    packages = sorted((known.get("pakketten") or {}).items())
    if packages:
        rows.append(("Hulpsoftware", ", ".join(f"{name} {version}" for name, version in packages)))
    lead = paragraph(
        "Een vingerafdruk is een code die verandert zodra er één letter in een bestand verandert. Zo is later te zien "
        "of dezelfde bronnen, regels en hetzelfde codeboek zijn gebruikt. Met dezelfde versies komt er hetzelfde uit."
    )
    made = tables.table(
        "Waarmee dit gemaakt is", ["Onderdeel", "Versie"], [row for row in rows if row[1]], compact=True
    )
    return join([lead, made, tables.data_behind("Bronnen en hun vingerafdruk", _sources(view), printed=True)])


def _moment(written: str) -> str:
    """``28 november 2026 om 10:20``."""
    return f"{wording.day(written)} om {written[11:16]}" if len(written) > len("2026-11-28T10:2") else written


def _sources(view: View) -> Html:
    """Fingerprint of each source; its name only for the researcher."""
    rows = []
    for number, row in enumerate(view.data.sources.sort_values("source_id").itertuples(), start=1):
        safe = not view.policy.shared and not disclosure.leftover(row.source_id, view.names)
        name = f"Bron {number}: {row.source_id}" if safe else f"Bron {number}"
        rows.append((name, source_kind(row.kind, 1), name_of("status_bron", row.status), str(row.sha256)[:16]))
    head = ["Bron", "Soort", "Stand", "Vingerafdruk"]
    note = "SHA-256 van het bestand, eerste 16 tekens."
    return tables.table("Bronnen met hun vingerafdruk", head, rows, note=note, headed=True)


def _parameters(values: dict) -> list[tuple[str, str]]:
    """Parameters that say nothing of the machine: a path is left out."""
    own = {"project_dir", "versie", "k"}
    plain = [(name, str(value)) for name, value in sorted(values.items()) if name not in own]
    return [(name, value) for name, value in plain if "/" not in value and "\\" not in value]
