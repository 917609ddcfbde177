"""A real server: started by the command line, asked over a socket, in one process and in several."""

import os
import re
import signal
import subprocess
import sys
import time
import urllib.request

import pytest
from web_sites import served

from musnad.cli import main


@pytest.mark.parametrize("processes", [1, 3])
def test_a_server_starts_answers_and_ends(archive_path, processes):
    with served(archive_path, "--processes", str(processes)) as address:
        opener = urllib.request.build_opener(urllib.request.HTTPCookieProcessor())
        for _ in range(10):
            page = opener.open(address, timeout=20).read().decode()
            assert "المرزوق" in page
            token = re.search(r'name="csrf" value="([^"]+)"', page)[1]
            form = f"csrf={token}&language=en&theme=dark&digits=latin&next=/speakers".encode()
            changed = opener.open(address + "view", data=form, timeout=20)  # whichever process takes it
            assert changed.url.endswith("/speakers") and 'data-theme="dark"' in changed.read().decode()


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGKILL])
def test_no_process_outlives_the_server(archive_path, number):
    command = [sys.executable, "-m", "musnad.cli", "serve", "--archive", str(archive_path), "--port", "0"]
    server = subprocess.Popen([*command, "--processes", "3"], stderr=subprocess.PIPE, text=True, start_new_session=True)
    address = re.search(r"http://\S+/", server.stderr.readline())[0]
    assert urllib.request.urlopen(address, timeout=20).status == 200
    server.send_signal(number)  # to the first alone
    assert server.wait(timeout=20) in (-number, 128 + number)
    for _ in range(100):
        try:
            os.killpg(server.pid, 0)
        except ProcessLookupError:
            break
        time.sleep(0.1)
    else:
        os.killpg(server.pid, signal.SIGKILL)
        pytest.fail("a process of the server is still there")
    server.stderr.close()


WRONG = [
    (["--host", "0.0.0.0"], "say who may come"),
    (["--users", "/nonexistent/users.json"], "no such file"),
    (["--readonly", "--archive", "/nonexistent.db"], "no archive there"),
]


@pytest.mark.parametrize(("options", "says"), WRONG)
def test_what_cant_be_served_is_told(capsys, tmp_path, options, says):
    assert main(["serve", "--archive", str(tmp_path / "x.db"), "--port", "0", *options]) == 1
    assert says in capsys.readouterr().err


def test_a_port_that_is_taken_is_told(capsys, archive_path):
    import socket

    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        assert main(["serve", "--archive", str(archive_path), "--port", str(taken.getsockname()[1])]) == 1
    assert "choose another --port" in capsys.readouterr().err
