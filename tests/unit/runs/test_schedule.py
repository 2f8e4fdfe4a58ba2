"""Plans for a scheduler: what was typed is checked, and every path comes through as it is."""

import shlex
from dataclasses import replace
from pathlib import Path

import pytest
from ruamel.yaml import YAML

from workbench.errors import FolderNotEmpty, InvalidParameter
from workbench.project import Project
from workbench.runs import schedule
from workbench.runs.history import alarm

CALL = """/opt/meld 'a b' 50% $HOME "q" \\n; x"""
ODD = Path("/srv/onderzoek 100% 'mooi' $HOME/regio")


@pytest.fixture
def plan():
    return schedule.Plan(ODD, ODD / "python", Path("/var/lib/sleutels"), 4, 5, ("ma", "zo"), "wb")


@pytest.mark.parametrize("time", ["4", "24:00", "04:60", "04:00:00", "vier uur"])
def test_a_time_that_is_none_is_refused(tmp_path, time):
    with pytest.raises(InvalidParameter, match="04:00"):
        schedule.plan(Project(tmp_path), time=time)


WRONG = [
    {"days": "ma-vr"}, {"versie": "x"}, {"user": "a b"}, {"user": "x\nExecStart=y"}, {"formaat": "html,odt"},
    {"on_failure": "meld 'x"}, {"on_failure": ""}, {"on_failure": "./meld.sh"},
]  # fmt: skip


@pytest.mark.parametrize("wrong", WRONG)
def test_other_slips_are_refused_too(tmp_path, wrong):
    with pytest.raises(InvalidParameter):
        schedule.plan(Project(tmp_path), **wrong)


def test_days_are_put_in_the_order_of_the_week_and_a_root_project_gets_a_user_of_its_own(tmp_path, monkeypatch):
    monkeypatch.setattr(Path, "owner", lambda self: "root")
    found = schedule.plan(Project(tmp_path), days="zo, MA")
    assert found.days == ("ma", "zo") and found.user == "workbench"


def test_systemd_gets_days_and_escaped_paths(plan):
    service, timer = schedule.files(plan, "systemd").values()
    assert "OnCalendar=Mon,Sun *-*-* 04:05:00" in timer
    [command] = [line for line in service.splitlines() if line.startswith("ExecStart=")]
    assert "100%% 'mooi' $$HOME" in command
    for line in ("PrivateNetwork=yes", "ProtectSystem=strict", "NoNewPrivileges=yes", "User=wb"):
        assert line in service.splitlines()
    assert '''ReadOnlyPaths="/srv/onderzoek 100%% 'mooi' $HOME/regio/data/raw"''' in service


def test_a_service_that_is_told_to_stop_gets_time_to_clean_up_and_to_call_for_help(plan):
    service, _ = schedule.files(plan, "systemd").values()
    [line] = [line for line in service.splitlines() if line.startswith("TimeoutStopSec=")]
    assert int(line.partition("=")[2]) >= alarm.PATIENCE_S + 60


@pytest.fixture
def calling(plan):
    return replace(plan, forms=("word", "pdf"), on_failure=CALL)


def test_systemd_gets_the_forms_and_the_call_for_help_as_one_word(calling):
    service, _ = schedule.files(calling, "systemd").values()
    [command] = [line for line in service.splitlines() if line.startswith("ExecStart=")]
    assert '"--formaat" "html,word,pdf"' in command
    assert command.endswith(r''' "--on-failure" "/opt/meld 'a b' 50%% $$HOME \"q\" \\n; x"''')
    [binds] = [line for line in service.splitlines() if line.startswith("BindReadOnlyPaths=")]
    assert '"-/opt/meld"' in binds


def test_a_shell_reads_from_the_crontab_what_was_typed(calling):
    [cron] = schedule.files(calling, "cron").values()
    line = cron.splitlines()[-1].replace("\\%", "%")
    words = shlex.split(line.partition("{ date; ")[2].partition("; } >>")[0])
    assert words[-4:] == ["--formaat", "html,word,pdf", "--on-failure", CALL]
    assert " >> " in line and "exitcode" in cron and "--on-failure" in cron.splitlines()[-2]


def test_a_call_with_an_end_of_line_or_an_expression_is_refused(plan):
    for kind, call in (
        ("systemd", "meld\nUser=root"),
        ("cron", "meld\n* * * * * x"),
        ("github", "meld ${{ github.token }}"),
    ):
        with pytest.raises(InvalidParameter, match="--on-failure"):
            schedule.files(replace(plan, on_failure=call), kind)


def test_what_will_not_work_by_night_is_told(plan, monkeypatch):
    monkeypatch.setattr(schedule, "_known", lambda user: user == "wb")
    monkeypatch.setattr(schedule.sys, "prefix", "/opt/wb")
    assert schedule.warnings(replace(plan, on_failure="true"), "systemd") == []
    [nobody] = schedule.warnings(replace(plan, user="niemand"), "systemd")
    assert "'niemand'" in nobody
    [hidden] = schedule.warnings(replace(plan, project=Path("/tmp/x/regio")), "systemd")
    assert "/tmp" in hidden and hidden.endswith(": het project")
    [missing] = schedule.warnings(replace(plan, on_failure="/opt/is/er-niet x"), "cron")
    assert "'er-niet'" in missing


def test_every_day_is_said_without_days(plan):
    _, timer = schedule.files(replace(plan, days=()), "systemd").values()
    assert "OnCalendar=*-*-* 04:05:00" in timer
    [cron] = schedule.files(replace(plan, days=()), "cron").values()
    assert cron.splitlines()[-1].startswith("5 4 * * * ")


def test_the_workflow_is_yaml_that_leaves_the_data_where_they_are(plan):
    asked = replace(plan, versie="regio", forms=("pdf",), on_failure=CALL)
    [text] = schedule.files(asked, "github").values()
    flow = YAML(typ="safe").load(text)
    job = flow["jobs"]["rapporten"]
    assert flow["on"]["schedule"] == [{"cron": "5 4 * * 1,0", "timezone": "Europe/Amsterdam"}]
    assert job["runs-on"] == "self-hosted" and "private" in job["if"] and flow["permissions"] == {}
    assert job["env"]["PROJECT"] == str(ODD)
    [step] = job["steps"]
    assert step["run"].endswith(' --versie regio --formaat html,pdf --on-failure "$ON_FAILURE"') and "uses" not in step
    assert job["env"]["ON_FAILURE"] == CALL
    [bare] = schedule.files(plan, "github").values()
    assert "ON_FAILURE" not in bare and YAML(typ="safe").load(bare)["jobs"]["rapporten"]["steps"]


@pytest.mark.parametrize(
    ("kind", "name"),
    [("systemd", 'a"b'), ("systemd", "a:b"), ("github", "a${{ b"), ("cron", "a\nb"), ("github", "a\nb")],
)
def test_a_folder_that_could_say_something_of_its_own_is_refused(plan, kind, name):
    with pytest.raises(InvalidParameter, match="gewone letters"):
        schedule.files(replace(plan, project=Path("/srv") / name), kind)


def test_files_that_are_there_are_not_written_over(plan, tmp_path):
    found = schedule.files(plan, "systemd")
    assert [path.read_text() for path in schedule.write(found, str(tmp_path))] == list(found.values())
    with pytest.raises(FolderNotEmpty):
        schedule.write(found, str(tmp_path))
