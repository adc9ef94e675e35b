"""The processes of docker-compose.yml, started by hand against a real PostgreSQL and a real Redis."""

import json
import os
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from pathlib import Path

import psycopg
import pytest
import redis
import yaml

ROOT = Path(__file__).resolve().parent.parent.parent
SERVER = os.environ.get("TEST_DATABASE_URL", "postgres://postgres@127.0.0.1:5432/kustlijn").rpartition("/")[0]
REDIS = os.environ.get("TEST_REDIS_URL", "redis://127.0.0.1:6379/5")
DATABASE = "kustlijn_processes"
# Seconds. A slow machine may take long; nothing is asserted about how long.
PATIENCE = 120

pytestmark = pytest.mark.services


@pytest.fixture(scope="module")
def deployment(tmp_path_factory):
    """The environment of a production deployment with an empty database and an empty broker."""
    try:
        maintenance = psycopg.connect(f"{SERVER}/postgres", autocommit=True, connect_timeout=3)
    except psycopg.Error as error:
        pytest.skip(f"PostgreSQL does not answer: {error}")
    broker = redis.Redis.from_url(REDIS, socket_connect_timeout=3)
    try:
        broker.flushdb()
    except redis.RedisError as error:
        pytest.skip(f"Redis does not answer: {error}")
    drop = f"DROP DATABASE IF EXISTS {DATABASE} WITH (FORCE)"
    with maintenance, broker:
        maintenance.execute(drop)
        maintenance.execute(f"CREATE DATABASE {DATABASE}")
        folder = tmp_path_factory.mktemp("deployment")
        environment = {
            **{name: os.environ[name] for name in ("PATH", "HOME") if name in os.environ},
            "SECRET_KEY": "0123456789 abcdefghijklmnopqrstuvwxyz ABCDEFGHIJKLMNOPQRSTUVWXYZ",
            "ALLOWED_HOSTS": "127.0.0.1",
            "DATABASE_URL": f"{SERVER}/{DATABASE}",
            "REDIS_URL": REDIS,
            "DATA_DIR": str(folder),
            "PYTHONUNBUFFERED": "1",
        }
        for arguments in (["migrate", "--noinput"], ["collectstatic", "--noinput"]):
            run(arguments, environment)
        yield environment
        maintenance.execute(drop)
        broker.flushdb()


def run(arguments, environment):
    command = [sys.executable, "manage.py", *arguments, "--verbosity", "0"]
    result = subprocess.run(
        command, cwd=ROOT, env=environment, capture_output=True, text=True, check=False, timeout=PATIENCE
    )
    assert result.returncode == 0, result.stderr


@pytest.fixture
def start(tmp_path):
    """Starts a process that writes to a log; all of them are ended with the test."""
    running = []

    def begin(name, environment, *arguments):
        log = tmp_path / f"{name}.log"
        with log.open("wb") as output:
            process = subprocess.Popen(
                [sys.executable, "-m", *arguments],
                cwd=ROOT,
                env=environment,
                stdout=output,
                stderr=subprocess.STDOUT,
                start_new_session=True,
            )
        running.append(process)
        return process, log

    yield begin
    for process in running:
        if process.poll() is None:
            process.send_signal(signal.SIGTERM)
    for process in running:
        try:
            process.wait(timeout=20)
        except subprocess.TimeoutExpired:
            os.killpg(process.pid, signal.SIGKILL)
            process.wait()


def wait_until(reached, process, log):
    """Wait for a condition while the process lives; its log says why when it does not come."""
    for _ in range(PATIENCE * 5):
        if answer := reached():
            return answer
        assert process.poll() is None, log.read_text()
        time.sleep(0.2)
    pytest.fail(log.read_text())


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def asked(address, **headers):
    """(status, JSON) of an address, or None while nobody listens."""
    try:
        with urllib.request.urlopen(urllib.request.Request(address, headers=headers), timeout=30) as answer:
            return answer.status, json.load(answer)
    except urllib.error.HTTPError as error:
        with error:
            return error.code, json.load(error)
    except urllib.error.URLError:
        return None


def command_of(service):
    """What docker-compose.yml, or the image, has a service run."""
    if service == "web":
        line = (ROOT / "Dockerfile").read_text("utf-8").rpartition("CMD ")[2].replace("\\\n", "")
        return json.loads(line)
    return yaml.safe_load((ROOT / "docker-compose.yml").read_text("utf-8"))["services"][service]["command"]


def serve(start, environment):
    port = free_port()
    command = [part.replace("0.0.0.0:8000", f"127.0.0.1:{port}") for part in command_of("web")]
    process, log = start("web", environment, *command)
    return wait_until(lambda: asked(f"http://127.0.0.1:{port}/healthz"), process, log)


def test_the_web_answers_with_database_and_broker(deployment, start):
    assert serve(start, deployment) == (200, {"status": "ok", "database": "ok", "redis": "ok"})


def test_the_web_says_503_while_its_database_is_away(deployment, start):
    away = {**deployment, "DATABASE_URL": f"postgres://kustlijn:hush@127.0.0.1:{free_port()}/kustlijn"}
    status, told = serve(start, away)
    assert status == 503
    assert told == {"status": "unreachable", "database": "unreachable", "redis": "ok"}


def test_the_worker_does_what_the_scheduler_sends(deployment, start, tmp_path):
    told = [part if part != "WARNING" else "INFO" for part in command_of("worker")]
    worker, worker_log = start("worker", deployment, *told)
    wait_until(lambda: " ready." in worker_log.read_text(), worker, worker_log)
    schedule = [part.replace("/tmp/", f"{tmp_path}/") for part in command_of("scheduler")]
    scheduler, scheduler_log = start("scheduler", deployment, *schedule)
    done = "Task curation.tasks.drain_outbox["
    wait_until(
        lambda: any(done in line and "succeeded" in line for line in worker_log.read_text().splitlines()),
        worker,
        worker_log,
    )
    assert scheduler.poll() is None, scheduler_log.read_text()
    assert "unregistered" not in worker_log.read_text()
    # The health check of the scheduler looks at this file.
    assert list(tmp_path.glob("schedule*"))


def test_every_job_on_the_schedule_is_one_that_the_worker_knows(deployment, start):
    from mapping.celery import app

    code = "from mapping.celery import app; import django; django.setup(); app.loader.import_default_modules()"
    result = subprocess.run(
        [sys.executable, "-c", f"{code}; print(*app.tasks, sep=chr(10))"],
        cwd=ROOT,
        env={**deployment, "DJANGO_SETTINGS_MODULE": "mapping.settings"},
        capture_output=True,
        text=True,
        check=True,
    )
    assert {entry["task"] for entry in app.conf.beat_schedule.values()} <= set(result.stdout.split())
