"""The data package: its files, its schema, its sources, and the door students use."""

import csv
import json
import re
import subprocess
import sys
import time
from urllib.parse import urlparse

import frictionless
import pandas as pd
import pybtex.database
import pytest

from course_utils.bibliography import link, read_bib, surnames
from course_utils.data_cards import card_markdown
from course_utils.datasets import FOLDER, card, cite, load, names, profiles

OFFICIAL = {
    "doi.org",
    "pubmed.ncbi.nlm.nih.gov",
    "pmc.ncbi.nlm.nih.gov",
    "dailymed.nlm.nih.gov",
    "www.uspreventiveservicestaskforce.org",
}
TABLES = ["trials", "bmd_outcomes", "safety_outcomes", "claims", "claim_audits", "parameters"]
ROWS = {"trials": 79, "bmd_outcomes": 123, "safety_outcomes": 156, "claims": 222}
BIB = (FOLDER / "sources.bib").read_text(encoding="utf-8")
PACKAGE = json.loads((FOLDER / "datapackage.json").read_text(encoding="utf-8"))
RESOURCES = {resource["name"]: resource for resource in PACKAGE["resources"]}
ATOMIC_WEIGHT = {"C": 12.011, "H": 1.008, "O": 15.999}  # standard atomic weights


def raw(name):
    with (FOLDER / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def cited():
    tables = [t for t in TABLES if t != "parameters"]
    keys = {key for t in tables for row in raw(t) for key in row["citation_key"].split(";")}
    keys |= {row["source"] for row in raw("parameters")}
    keys |= {number["source"] for person in profiles().values() for number in person.numbers}
    return {key.strip() for key in keys} - {""}


# --- the package ---------------------------------------------------------------------------


def test_the_whole_package_is_valid_with_sizes_and_checksums():
    report = frictionless.Package(str(FOLDER / "datapackage.json")).validate()
    assert report.valid, report.flatten(["name", "type", "rowNumber", "fieldName", "message"])


def test_every_resource_names_the_size_and_checksum_of_its_file():
    for resource in PACKAGE["resources"]:
        assert re.fullmatch(r"sha256:[0-9a-f]{64}", resource["hash"])
        assert resource["bytes"] == (FOLDER / resource["path"]).stat().st_size


@pytest.mark.parametrize(
    ("old", "new", "fault"),
    [
        ("1.28", "1.82", "hash-count"),
        ("RLX_PREV_3Y", "RLX_PREV_9Y", "foreign-key"),
        ("lumbar_spine", "spine", "constraint-error"),
        (",0.22,", ",small,", "type-error"),
    ],
)
def test_a_changed_cell_is_found(tmp_path, old, new, fault):
    for file in FOLDER.iterdir():
        if file.is_file():
            (tmp_path / file.name).write_bytes(file.read_bytes())
    table = tmp_path / "bmd_outcomes.csv"
    text = table.read_text(encoding="utf-8")
    assert old in text
    table.write_text(text.replace(old, new), encoding="utf-8", newline="\n")
    report = frictionless.Package(str(tmp_path / "datapackage.json")).validate()
    assert fault in {error[0] for error in report.flatten(["type"])}


def test_files_are_utf8_with_line_feeds():
    for resource in PACKAGE["resources"]:
        data = (FOLDER / resource["path"]).read_bytes()
        assert b"\r" not in data and not data.startswith(b"\xef\xbb\xbf")
        assert data.decode("utf-8").endswith("\n")


def test_no_row_was_lost():
    assert {name: len(raw(name)) for name in ROWS} == ROWS


@pytest.mark.parametrize("name", ["trials", "bmd_outcomes", "safety_outcomes", "claims"])
def test_addresses_of_pages_are_official(name):
    hosts = {urlparse(row["source_url"]).netloc for row in raw(name)} - {""}
    assert hosts <= OFFICIAL


def test_package_states_license_and_sources():
    assert PACKAGE["licenses"][0]["name"] == "CC-BY-4.0"
    assert PACKAGE["sources"]
    assert "not medical advice" in PACKAGE["description"]


# --- the bibliography ----------------------------------------------------------------------


def test_every_citation_key_has_an_entry():
    assert cited() <= read_bib(BIB).keys()


def test_our_reader_agrees_with_a_full_parser():
    full = pybtex.database.parse_string(BIB, "bibtex").entries
    ours = read_bib(BIB)
    assert set(ours) == set(full)
    for key, entry in full.items():
        fields = {name: value.strip("{}") for name, value in entry.fields.items()}
        mine = {k: v.strip("{}") for k, v in ours[key].items() if k not in {"type", "author"}}
        assert mine == fields
        people = [str(p) for p in entry.persons["author"] if str(p) != "others"]
        assert len(surnames(ours[key])) == len(people)
        assert surnames(ours[key])[0].strip("{}") in people[0]


def test_every_entry_says_how_it_was_checked_and_links_to_no_copy():
    for key, entry in read_bib(BIB).items():
        assert entry["note"].startswith("bibliographic details:"), key
        if "doi" in entry:
            assert re.fullmatch(r"10\.\d{4,9}/\S+", entry["doi"])
        if "pmid" in entry:
            assert entry["pmid"].isdigit()
        assert link(entry) == "" or link(entry).startswith("http")


@pytest.mark.parametrize(
    "text", ["@misc{a,\n  note = {x}\n}\n@misc{a,\n  note = {y}\n}\n", "@misc{a,\n  title: x\n}\n"]
)
def test_a_broken_bibliography_is_refused_with_its_line(text):
    with pytest.raises(ValueError, match=r"Line \d"):
        read_bib(text)


@pytest.mark.parametrize(
    ("key", "doi"),
    [
        ("komarova2003", "10.1016/S8756-3282(03)00157-1"),
        ("johnston2000", "10.1001/archinte.160.22.3444"),
        ("crouch2004", "10.1119/1.1707018"),
        ("cronin2009", "10.1016/j.obhdp.2008.03.003"),
        ("bonewald2011", "10.1002/jbmr.320"),
        ("riggs1990", "10.1056/NEJM199003223221203"),
    ],
)
def test_sources_of_the_first_lessons(key, doi):
    assert cite(key).endswith(f"https://doi.org/{doi}")


# --- cards ---------------------------------------------------------------------------------


@pytest.mark.parametrize("name", TABLES)
def test_card_agrees_with_schema_and_file(name):
    text = card(name).markdown
    rows = raw(name)
    assert text == card_markdown(RESOURCES[name], PACKAGE)
    assert re.findall(r"^\| `(\w+)`", text, re.M) == list(rows[0])
    assert f"{len(rows)} rows, {len(rows[0])} columns" in text
    assert "CC" in text or "Creative Commons" in text


@pytest.mark.parametrize("name", TABLES)
def test_card_counts_the_levels_of_checking(name):
    column = "level" if name == "parameters" else "verification"
    counts = pd.Series([row[column] for row in raw(name)]).value_counts()
    assert RESOURCES[name]["levels"] == counts.to_dict()


def test_card_shows_as_formatted_text_and_as_plain_text():
    shown = card("trials")
    assert shown._repr_markdown_() == repr(shown) == shown.markdown


# --- load ----------------------------------------------------------------------------------


def test_names_are_the_tables():
    assert names() == TABLES


@pytest.mark.parametrize("name", TABLES)
def test_columns_have_the_types_of_the_schema(name):
    table = load(name, include_unverified=True)
    for field in RESOURCES[name]["schema"]["fields"]:
        if field["name"] == "source_url":
            continue
        column = table[field["name"]]
        if field["type"] == "integer":
            assert column.dtype == "Int64"
        elif field["type"] == "number":
            assert column.dtype == "float64"
        else:
            assert all(isinstance(word, str) for word in column.dropna())


@pytest.mark.parametrize("name", TABLES[:-1])
def test_unverified_rows_come_only_when_asked_for(name):
    recalled = sum(row["verification"] == "recalled_unverified" for row in raw(name))
    default, everything = load(name), load(name, include_unverified=True)
    assert not (default["verification"] == "recalled_unverified").any()
    assert "unverified" not in default
    assert len(everything) - len(default) == recalled
    assert everything["unverified"].dtype == bool
    assert everything["unverified"].sum() == recalled


def test_the_recalled_hot_flash_row_stays_away_by_default():
    def flashes(**how):
        table = load("safety_outcomes", **how)
        return set(table[table.outcome == "hot_flashes_cumulative"].trial_id)

    assert "RLX_PREV_3Y" not in flashes()
    assert {"RLX_PREV_POOLED3", "RLX_PREV_POOLED5"} <= flashes()
    assert "RLX_PREV_3Y" in flashes(include_unverified=True)


def test_published_density_changes_of_the_raloxifene_prevention_trials():
    # Johnston et al. 2000, abstract: mean percent change of the lumbar spine at 36 months.
    table = load("bmd_outcomes")
    rows = table[(table.trial_id == "RLX_PREV_3Y") & (table.site == "lumbar_spine")]
    assert dict(zip(rows.arm, rows.mean_pct_change, strict=True)) == {
        "placebo": -1.32,
        "raloxifene_30mg": 0.71,
        "raloxifene_60mg": 1.28,
        "raloxifene_150mg": 1.20,
    }


def test_published_hot_flash_shares():
    # Cohen & Lu 2000, abstract: 28 against 21 % after 30 months.
    table = load("safety_outcomes")
    row = table[table.trial_id == "RLX_PREV_POOLED3"].iloc[0]
    assert (row.rate_arm, row.rate_comparator, row.rate_unit) == (28, 21, "percent_with_event")


def test_attributes_tell_name_card_and_units():
    table = load("bmd_outcomes")
    assert table.attrs["name"] == "bmd_outcomes"
    assert (FOLDER.parent / table.attrs["card"]).is_file()
    assert table.attrs["units"]["time_y"] == "years"
    assert "source_url" not in table


def test_a_loaded_table_can_be_changed_without_changing_the_next_one():
    first = load("trials")
    first.loc[:, "trial_id"] = "x"
    first.attrs["units"]["duration_y"] = "days"
    assert load("trials").trial_id.nunique() == 79
    assert load("trials").attrs["units"]["duration_y"] == "years"


@pytest.mark.parametrize(
    ("wrong", "right"),
    [("bmd_outcome", "bmd_outcomes"), ("claim", "claims"), ("Trials", "trials"), (3, "trials")],
)
def test_a_wrong_name_gets_the_right_ones_in_a_sentence(wrong, right):
    for door in (load, card):
        with pytest.raises(ValueError, match=rf"No table is called .*{right}.*[.?]"):
            door(wrong)


# --- cite ----------------------------------------------------------------------------------


def test_cite_a_row_a_key_and_several_keys():
    table = load("bmd_outcomes")
    row = table[table.trial_id == "RLX_PREV_3Y"].iloc[0]
    line = (
        "Johnston et al. 2000, Archives of Internal Medicine, "
        "https://doi.org/10.1001/archinte.160.22.3444"
    )
    assert cite(row) == cite("johnston2000") == cite(dict(row)) == line
    assert cite("cohen2000; johnston2000", style="short") == "Cohen & Lu 2000; Johnston et al. 2000"


def test_full_citation_says_what_was_recalled():
    assert cite("komarova2003", style="full").endswith("[DOI and PMID recalled]")
    assert "Bone 33:206–215" in cite("komarova2003", style="full")


@pytest.mark.parametrize("name", [t for t in TABLES if t != "parameters"])
def test_every_row_with_a_source_can_be_cited(name):
    table = load(name, include_unverified=True)
    for _, row in table.dropna(subset=["citation_key"]).iterrows():
        assert re.search(r"\d{4}|n\.d\.", cite(row))


@pytest.mark.parametrize(
    ("what", "style", "words"),
    [
        ("johnstone2000", "line", "johnston2000"),
        ("johnston2000", "apa", "line"),
        ({"citation_key": float("nan")}, "line", "no source"),
        ("", "line", "no source"),
        (7, "line", "citation key"),
    ],
)
def test_what_cannot_be_cited_is_said_in_words(what, style, words):
    with pytest.raises(ValueError, match=words):
        cite(what, style=style)


# --- audits, parameters, people ------------------------------------------------------------


def test_audit_reasons_are_short_and_dated():
    for row in raw("claim_audits"):
        assert 0 < len(row["reason"].split()) <= 40
        assert re.fullmatch(r"\d{4}-\d{2}-\d{2}", row["checked_on"])
        assert bool(row["citation_key"]) == (row["verification"] != "not_applicable")


@pytest.mark.parametrize(
    ("symbol", "formula"),
    [("testosterone", {"C": 19, "H": 28, "O": 2}), ("estradiol", {"C": 18, "H": 24, "O": 2})],
)
def test_molar_masses_follow_from_the_atomic_weights(symbol, formula):
    table = load("parameters")
    value = table[table.symbol == symbol].value.iloc[0]
    assert value == round(sum(n * ATOMIC_WEIGHT[e] for e, n in formula.items()), 1)


def test_people_are_fictional_and_every_number_has_unit_and_level():
    levels = {"measured", "published model", "recalled", "calibrated", "teaching assumption"}
    for person in profiles().values():
        assert person.fictional is True
        assert "fictional, synthetic parameters" in repr(person)
        assert "fictional, synthetic parameters" in person._repr_html_()
        assert all(number["unit"] and number["level"] in levels for number in person.numbers)


def test_ana_and_david_speak_and_their_numbers_agree():
    ana, david = profiles()["ana"], profiles()["david"]
    assert ana.in_their_words.endswith("?") and david.in_their_words.endswith("?")
    mean, spread = ana["femoral_neck_bmd_reference_mean"], ana["femoral_neck_bmd_reference_sd"]
    score = (ana["femoral_neck_bmd"] - mean) / spread
    assert ana["femoral_neck_t_score"] == pytest.approx(score, abs=0.005)
    assert (david["testosterone"], david["estradiol"]) == (205, 17)
    assert list(david.table().columns) == ["label", "value", "unit", "level", "note"]
    with pytest.raises(KeyError, match="aromatase_factor"):
        david["weight"]


# --- speed ---------------------------------------------------------------------------------


def test_the_door_is_light():
    code = (
        "import sys, pandas, time; start = time.perf_counter(); import course_utils.datasets;"
        "print(time.perf_counter() - start);"
        "print(*[m for m in ('frictionless', 'pybtex', 'matplotlib') if m in sys.modules])"
    )
    run = [sys.executable, "-c", code]
    best, began = 9.0, time.monotonic()
    while best > 0.3 and time.monotonic() - began < 20:
        done = subprocess.run(run, capture_output=True, text=True, check=True, cwd=FOLDER.parent)
        seconds, heavy = done.stdout.split("\n")[:2]
        best = min(best, float(seconds))
        assert heavy == ""
    assert best < 0.3
