"""A stored file is given out only as it was kept; what is gone or altered is told, to the reader and to the log."""

import pytest

from svyazka.kit import files
from svyazka.kit.errors import Gone


@pytest.fixture
def digest(settings, tmp_path):
    settings.FILES_DIR = tmp_path
    return files.keep(b"x" * 3_000_000)


def test_a_file_is_given_out_as_it_was_kept(digest):
    answer = files.download(digest, name="a.txt", content_type="text/plain")

    assert b"".join(answer.streaming_content) == b"x" * 3_000_000
    assert answer["Content-Length"] == "3000000"


def test_altered_bytes_are_not_given_out(digest, caplog):
    files.path_of(digest).write_bytes(b"x" * 2_999_999 + b"y")

    with pytest.raises(Gone):
        files.download(digest, name="a.txt", content_type="text/plain")
    assert f"{digest} was altered" in caplog.text


def test_a_lost_file_is_told(digest, caplog):
    files.path_of(digest).unlink()

    with pytest.raises(Gone) as told:
        files.download(digest, name="a.txt", content_type="text/plain")
    assert told.value.status == 410 and digest in caplog.text
