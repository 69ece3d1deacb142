"""What is not set is safe, and what is set wrongly is refused in a sentence."""

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).parents[2]
SHOW = """
import json
from claimtrack import settings
print(json.dumps({name: getattr(settings, name) for name in dir(settings) if name.isupper()},
                 default=str))
"""


def start(folder: Path, **environment: str) -> "subprocess.CompletedProcess[str]":
    """Read the settings in a process of their own, with no more than this environment."""
    return subprocess.run(
        [sys.executable, "-c", SHOW],
        cwd=ROOT,
        env={"PATH": os.environ["PATH"], "DATA_DIR": str(folder)} | environment,
        capture_output=True,
        text=True,
        check=False,
    )


def settings_with(folder: Path, **environment: str) -> dict[str, Any]:
    done = start(folder, **environment)
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


def test_defaults(tmp_path: Path) -> None:
    found = settings_with(tmp_path / "a # folder")
    assert found["DEBUG"] is False
    assert found["ALLOWED_HOSTS"] == ["localhost", "127.0.0.1", "[::1]"]
    assert found["SECURE_SSL_REDIRECT"] is True
    assert found["SESSION_COOKIE_SECURE"] is True
    assert "SECURE_PROXY_SSL_HEADER" not in found
    assert found["TRUSTED_PROXIES"] == found["CORS_ORIGINS"] == []
    assert not any("corsheaders" in name for name in found["MIDDLEWARE"])
    assert found["CORS_ALLOW_CREDENTIALS"] is False
    assert found["REQUESTS_PER_MINUTE"] == 3_000
    database = found["DATABASES"]["default"]
    assert database["NAME"] == str(tmp_path / "a # folder" / "claimtrack.sqlite3")
    assert database["OPTIONS"]["transaction_mode"] == "IMMEDIATE"
    assert "synchronous=FULL" in database["OPTIONS"]["init_command"]
    assert database["CONN_MAX_AGE"] is None


def test_policy_allows_nothing_inline(tmp_path: Path) -> None:
    policy = json.dumps(settings_with(tmp_path)["CONTENT_SECURITY_POLICY"])
    assert "unsafe" not in policy
    assert "*" not in policy


def test_postgresql_by_its_address(tmp_path: Path) -> None:
    url = "postgres://desk:p%40ss@db.example.org:5433/record"
    database = settings_with(tmp_path, DATABASE_URL=url)["DATABASES"]["default"]
    assert database["ENGINE"] == "django.db.backends.postgresql"
    assert (database["HOST"], database["PORT"], database["NAME"], database["PASSWORD"]) == (
        "db.example.org",
        5433,
        "record",
        "p@ss",
    )


def test_header_of_a_proxy(tmp_path: Path) -> None:
    found = settings_with(tmp_path, PROXY_SSL_HEADER="X-Forwarded-Proto")
    assert found["SECURE_PROXY_SSL_HEADER"] == ["HTTP_X_FORWARDED_PROTO", "https"]


def test_other_sites_and_proxies(tmp_path: Path) -> None:
    named = {
        "CORS_ORIGINS": "https://a.example,http://b.example:8080",
        "TRUSTED_PROXIES": "::1,unix",
    }
    found = settings_with(tmp_path, **named)
    assert found["CORS_ALLOWED_ORIGINS"] == ["https://a.example", "http://b.example:8080"]
    assert found["MIDDLEWARE"][0] == "corsheaders.middleware.CorsMiddleware"
    assert found["TRUSTED_PROXIES"] == ["::1/128", "unix"]
    assert settings_with(tmp_path, CORS_ORIGINS="*")["CORS_ALLOW_ALL_ORIGINS"] is True


@pytest.mark.parametrize(
    ("name", "value", "sentence"),
    [
        ("SQLITE_SYNCHRONOUS", "OFF", "must be one of NORMAL, FULL, EXTRA"),
        ("DATABASE_URL", "mysql://a:b@c/d", "must begin with postgres:// or sqlite:///"),
        ("DATABASE_URL", ":::", "DATABASE_URL is no address"),
        ("DATABASE_URL", "postgres://desk:secret@host:port/x", "DATABASE_URL cannot be read"),
        ("DATA_DIR", "/dev/null/record", "DATA_DIR is /dev/null/record"),
        ("LOG_LEVEL", "LOUD", "LOG_LEVEL is LOUD"),
        ("HTTPS", "perhaps", "HTTPS is perhaps"),
        ("TOKEN_DAYS", "many", "TOKEN_DAYS is many"),
        ("WEB_CONCURRENCY", "0", "must be a whole number from 1 up"),
        ("REQUESTS_PER_MINUTE", "-1", "must be a whole number from 0 up"),
        ("TRUSTED_PROXIES", "10.0.0.1,proxy", "TRUSTED_PROXIES has proxy"),
        ("TRUSTED_PROXIES", "10.0.0.1/8", "TRUSTED_PROXIES has 10.0.0.1/8"),
        ("CORS_ORIGINS", "notes.example.org", "CORS_ORIGINS has notes.example.org"),
        ("CORS_ORIGINS", "https://a.example/", "CORS_ORIGINS has https://a.example/"),
        ("CORS_ORIGINS", "https://a.example,*", "CORS_ORIGINS has *"),
    ],
)
def test_nonsense_is_refused(tmp_path: Path, name: str, value: str, sentence: str) -> None:
    done = start(tmp_path, **{name: value})
    assert done.returncode != 0
    assert "ImproperlyConfigured" in done.stderr
    assert sentence in done.stderr
    assert "secret" not in done.stderr
