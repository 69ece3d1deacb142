"""The secret key is made once, whoever asks first, and only its owner can read it."""

import stat
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from claimtrack.secret_key import kept_secret_key


def test_the_same_key_every_time(tmp_path: Path) -> None:
    path = tmp_path / "new" / "secret_key"
    key = kept_secret_key(path)
    assert len(key) >= 50
    assert kept_secret_key(path) == key


def test_only_its_owner_can_read_it(tmp_path: Path) -> None:
    kept_secret_key(tmp_path / "secret_key")
    assert stat.S_IMODE((tmp_path / "secret_key").stat().st_mode) == 0o600


def test_all_who_ask_at_once_get_the_same(tmp_path: Path) -> None:
    with ThreadPoolExecutor(16) as pool:
        keys = set(pool.map(kept_secret_key, [tmp_path / "secret_key"] * 64))
    assert len(keys) == 1
    assert [path.name for path in tmp_path.iterdir()] == ["secret_key"]
