"""Settings as a deployment has them, read by a process of their own."""

import json
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
import yaml

ROOT = Path(__file__).resolve().parent.parent.parent
PRODUCTION = {
    "SECRET_KEY": "0123456789 abcdefghijklmnopqrstuvwxyz ABCDEFGHIJKLMNOPQRSTUVWXYZ",
    "ALLOWED_HOSTS": "kustlijn.example.org",
    "DATABASE_URL": "postgres://kustlijn:secret@db:5432/kustlijn",
    "REDIS_URL": "redis://redis:6379/0",
}


def environment(**given):
    """What a deployment sets and nothing of the test run; None leaves a name out."""
    kept = {name: os.environ[name] for name in ("PATH", "HOME", "LANG", "DATA_DIR") if name in os.environ}
    given = {**PRODUCTION, **given}
    return {**kept, **{name: value for name, value in given.items() if value is not None}}


def manage(*arguments, **given):
    return subprocess.run(
        [sys.executable, "manage.py", *arguments],
        cwd=ROOT,
        env=environment(**given),
        capture_output=True,
        text=True,
        check=False,
    )


def settings_printed(expression, **given):
    code = f"from mapping import settings; print({expression})"
    result = subprocess.run(
        [sys.executable, "-c", code],
        cwd=ROOT,
        env=environment(**given),
        capture_output=True,
        text=True,
        check=False,
    )
    assert result.returncode == 0, result.stderr
    return result.stdout.strip()


def test_the_deployment_check_has_nothing_to_say():
    result = manage("check", "--deploy", "--fail-level", "WARNING")
    assert result.returncode == 0, result.stderr
    assert "no issues" in result.stdout
    assert "WARNINGS" not in result.stderr


def test_the_deployment_check_would_speak_up():
    result = manage("check", "--deploy", "--fail-level", "WARNING", SECRET_KEY="short")
    assert result.returncode != 0
    assert "security.W009" in result.stderr


@pytest.mark.parametrize("value", [None, ""])
def test_a_missing_secret_says_what_to_do(value):
    result = manage("check", SECRET_KEY=value)
    assert result.returncode != 0
    assert "Set the environment variable SECRET_KEY" in result.stderr
    assert "docs/operations.md" in result.stderr


def test_a_switch_with_a_typing_error_turns_nothing_off():
    result = manage("check", HTTPS="no")
    assert result.returncode != 0
    assert "write 1 for on or 0 for off" in result.stderr


def test_map_tiles_must_come_over_https():
    result = manage("check", MAP_TILES_URL="http://tiles.example.org/{z}/{x}/{y}.png")
    assert result.returncode != 0
    assert "MAP_TILES_URL" in result.stderr


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("DATABASE_URL", "kustlijn:hunter2@db/kustlijn"),
        ("DATABASE_URL", "mysql://kustlijn:hunter2@db/kustlijn"),
        ("DATABASE_URL", "postgres://kustlijn:hunter2/2@db:5432/kustlijn"),
        ("DATABASE_URL", "postgres://kustlijn:hunter2@db:5432"),
        ("REDIS_URL", "redis:6379"),
        ("REDIS_URL", "redis://"),
        ("LOG_LEVEL", "loud"),
        ("MAP_TILES_URL", "https://tiles.example.org/"),
    ],
)
def test_a_malformed_setting_says_what_to_write_and_repeats_no_password(name, value):
    result = manage("check", **{name: value})
    assert result.returncode != 0
    last = result.stderr.strip().splitlines()[-1]
    assert name in last
    assert "write" in last
    assert "docs/operations.md" in last
    assert "hunter2" not in last


def test_only_the_host_of_the_map_tiles_is_let_in_for_pictures():
    directives = "settings.CONTENT_SECURITY_POLICY['DIRECTIVES']['img-src']"
    given = settings_printed(directives, MAP_TILES_URL="https://tiles.example.org/a/{z}/{x}/{y}.png")
    assert given.replace('"', "'") == "[\"'self'\", 'data:', 'https://tiles.example.org']".replace('"', "'")
    assert "tiles" not in settings_printed(directives)
    several = settings_printed(directives, MAP_TILES_URL="https://{s}.tiles.example.org/{z}/{x}/{y}.png")
    assert "https://*.tiles.example.org" in several


def test_a_database_that_does_not_answer_is_not_waited_for():
    assert settings_printed("settings.DATABASES['default']['OPTIONS']['connect_timeout']") == "5"


def test_jobs_carry_json_and_nothing_else():
    assert settings_printed("settings.CELERY_ACCEPT_CONTENT") == "['json']"
    assert settings_printed("settings.CELERY_TASK_SOFT_TIME_LIMIT < settings.CELERY_TASK_TIME_LIMIT") == "True"


@pytest.mark.parametrize("process", ["worker", "beat"])
def test_a_process_for_jobs_says_what_to_do_without_a_broker(process, tmp_path):
    # The scheduler writes its file before it is refused.
    place = ["--schedule", str(tmp_path / "schedule")] if process == "beat" else []
    result = subprocess.run(
        [sys.executable, "-m", "celery", "-A", "mapping", process, *place],
        cwd=ROOT,
        env=environment(REDIS_URL=None),
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )
    assert result.returncode != 0
    assert "Set the environment variable REDIS_URL" in result.stdout + result.stderr


def variables_read():
    """Every name that the settings take from the environment."""
    code = (ROOT / "mapping" / "settings.py").read_text("utf-8")
    return set(re.findall(r'(?:setting|switch|listed|environ\.get)\(\s*"([A-Z_]+)"', code))


def test_every_setting_is_documented_and_shown_in_the_example():
    names = variables_read()
    assert {"SECRET_KEY", "DATABASE_URL", "REDIS_URL", "ALLOWED_HOSTS", "MAP_TILES_URL"} <= names
    documented = (ROOT / "docs" / "operations.md").read_text("utf-8")
    example = (ROOT / ".env.example").read_text("utf-8")
    assert {name for name in names if f"`{name}`" not in documented} == set()
    assert {name for name in names if not re.search(rf"^#? ?{name}=", example, re.MULTILINE)} == set()


def composition():
    return yaml.safe_load((ROOT / "docker-compose.yml").read_text("utf-8"))


def test_a_shell_reads_the_example_as_containers_do(tmp_path):
    example = (ROOT / ".env.example").read_text("utf-8")
    filled_in = re.sub(r"^# (?=[A-Z_]+=)", "", example, flags=re.MULTILINE)
    (tmp_path / ".env").write_text(filled_in, "utf-8")
    printing = (
        f"set -e -a; . ./.env; set +a; {sys.executable} -c 'import json, os; print(json.dumps(dict(os.environ)))'"
    )
    read = subprocess.run(["sh", "-c", printing], cwd=tmp_path, env={}, capture_output=True, text=True, check=False)
    assert read.returncode == 0, read.stderr
    given = json.loads(read.stdout)
    for name, value in re.findall(r"^([A-Z_]+)=(.*)$", filled_in, re.MULTILINE):
        assert given[name] == value.strip('"'), name
    assert given["DATA_LICENCE"] == "CC BY 4.0"


def test_every_service_that_stays_up_tells_its_health():
    services = composition()["services"]
    assert set(services) == {"db", "redis", "prepare", "web", "worker", "scheduler"}
    assert {name for name, service in services.items() if "healthcheck" not in service} == {"prepare"}


def test_the_composition_passes_only_settings_that_exist():
    passed = set(composition()["x-kustlijn"]["environment"])
    assert passed <= variables_read()
    assert {"SECRET_KEY", "DATABASE_URL", "REDIS_URL", "ALLOWED_HOSTS", "DATA_DIR"} <= passed
    # The image sets the one itself, and the other has no place in production.
    assert variables_read() - passed == {"STATIC_ROOT", "DEBUG"}


def test_the_image_runs_as_an_ordinary_user_with_locked_packages():
    dockerfile = (ROOT / "Dockerfile").read_text("utf-8")
    assert re.search(r"^USER kustlijn$", dockerfile, re.MULTILINE)
    assert "--require-hashes" in dockerfile


def test_publiccode_says_what_the_standard_asks():
    card = yaml.safe_load((ROOT / "publiccode.yml").read_text("utf-8"))
    assert card["publiccodeYmlVersion"]
    assert {"name", "url", "developmentStatus", "softwareType", "platforms", "categories"} <= set(card)
    assert card["legal"]["license"] == "EUPL-1.2"
    assert set(card["description"]) == {"nl", "en"}
    for description in card["description"].values():
        assert len(description["shortDescription"]) <= 150
        assert 150 <= len(description["longDescription"]) <= 10_000
        assert description["features"]


def test_the_licence_is_the_one_that_the_package_names():
    assert (ROOT / "LICENSE").read_text("utf-8").startswith("EUROPEAN UNION PUBLIC LICENCE v. 1.2")
    assert 'license = "EUPL-1.2"' in (ROOT / "pyproject.toml").read_text("utf-8")


@pytest.mark.parametrize("name", ["requirements.lock", "requirements-test.lock"])
def test_lock_files_pin_by_hash_and_name_no_index(name):
    text = (ROOT / name).read_text("utf-8")
    pinned = re.findall(r"^([\w.-]+)==\S+.*?(?=^\S|\Z)", text, re.MULTILINE | re.DOTALL)
    assert len(pinned) > 20
    assert len(re.findall(r"^\S+==\S+.*\\\n    --hash=sha256:", text, re.MULTILINE)) == len(pinned)
    assert "://" not in text


def test_the_lock_files_hold_every_package_that_the_project_names():
    import tomllib

    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
    asked = {
        "requirements.lock": project["project"]["dependencies"],
        "requirements-test.lock": project["project"]["dependencies"] + project["dependency-groups"]["test"],
    }
    for name, requirements in asked.items():
        locked = set(re.findall(r"^([\w.-]+)==", (ROOT / name).read_text("utf-8"), re.MULTILINE))
        wanted = {re.match(r"[\w-]+", each)[0].lower().replace("_", "-") for each in requirements}
        assert wanted - {each.lower().replace("_", "-") for each in locked} == set()
