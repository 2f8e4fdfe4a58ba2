"""The last look at a page or table: whatever is planted in it is found, and what is found is not repeated."""

import pandas as pd
import pytest

from workbench.privacy.outgoing import look, look_at_table, safe_cell

PAGE = """<!doctype html><html lang="nl"><head><title>Rapport regio Proef</title>
<style>p {{color: black}}</style></head>
<body><h1>Regio Proef</h1><h2>Thema's</h2><table><tr><th>Thema</th><th>Genoemd</th></tr>
<tr><td>{cell}</td><td>4</td></tr></table>
<figure class="citaat"><blockquote><p>“{quote}”</p></blockquote><figcaption>bestuurder</figcaption></figure>
<img alt="{alt}" src="data:image/png;base64,AAAA">{more}</body></html>"""
GOOD = {"cell": "Samen of lokaal", "quote": "We doen het samen.", "alt": "Staafdiagram: 4 van 9.", "more": ""}
PLANTED = [
    "Bel 06-12345678", "mail naar a.b@voorbeeld.example", "NL91 ABNA 0417 1643 00", "bsn 111222333",
    "Dorpsstraat 12a, 1234 AB",
    "volgens mevrouw Kloosterberg", "dat zei Soufian El Khattabi gisteren",
]  # fmt: skip


def page(**more):
    return PAGE.format(**{**GOOD, **more})


def test_a_clean_page_passes_and_its_quotes_are_told():
    found = look(page(), names=("Hilde",), allowed=lambda words: words == "We doen het samen.")
    assert found.problems == () and found.quotes == (("We doen het samen.", "bestuurder"),)


@pytest.mark.parametrize("where", ["cell", "quote", "alt"])
@pytest.mark.parametrize("planted", PLANTED)
def test_an_identifier_in_a_table_a_quote_or_a_picture_stops_the_page(where, planted):
    found = look(page(**{where: planted}))
    assert found.problems
    told = " ".join(map(str, found.problems))
    assert not any(word in told for word in ("Kloosterberg", "Khattabi", "12345678", "111222333", "Dorpsstraat"))


def test_a_name_of_the_region_stops_the_page_in_any_case():
    assert look(page(cell="hilde vindt van niet"), names=("Hilde",)).problems


@pytest.mark.parametrize(
    "more",
    [
        "<script>1</script>", '<p onclick="x()">a</p>', "<!-- R03 -->", '<iframe src="x"></iframe>',
        "<p>/home/onderzoeker/data</p>",
        '<link rel="stylesheet" href="x.css">', '<meta name="author" content="iemand">',
    ],
)  # fmt: skip
def test_nothing_runs_hides_or_tells_of_this_machine(more):
    assert look(page(more=more)).problems


def test_a_quote_must_stand_in_a_source_that_was_released():
    [problem] = look(page(), allowed=lambda words: False).problems
    assert "geen vrijgegeven bron" in problem.what and problem.where == "onder 'Thema's'"


def test_the_letters_of_poles_are_no_words_of_a_quote():
    pole = '<mark class="pool-a"><b class="pool-letter">{}</b> {}</mark>'
    quote = f"{pole.format('A', 'samen')} of {pole.format('B', 'zelf')}"
    [(words, _)] = look(page(quote=quote)).quotes
    assert words == "samen of zelf"


def test_a_table_is_read_cell_by_cell():
    table = pd.DataFrame({"code": ["T05"], "toelichting": ["bel 06-12345678"], "n": [4]})
    assert [str(one) for one in look_at_table(table)] == ["iets van het soort TELEFOON (kolom 2)"]
    assert look_at_table(table[["code", "n"]]) == []


@pytest.mark.parametrize("value", ["=1+1", "+31", "-2", "@SUM(A1)", "\tx", "  =1", "|calc"])
def test_no_cell_is_a_formula(value):
    assert safe_cell(value) == f"'{value}"


@pytest.mark.parametrize("value", ["T05", "samen = beter", 4, None, -2])
def test_other_cells_stay_as_they_are(value):
    assert safe_cell(value) == value
