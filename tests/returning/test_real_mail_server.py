"""FLEDGE_EMAIL_URL names a mail server, and the mail arrives there: here one of a few lines, on this machine."""

from __future__ import annotations

import socketserver
from collections.abc import Iterator
from threading import Thread
from typing import Any

import environ
import pytest
from django.core.mail import EmailMessage, get_connection

from tests.returning.coming_back import DORA


class Letterbox(socketserver.StreamRequestHandler):
    """As much SMTP as it takes to receive one mail."""

    received: list[str] = []

    def handle(self) -> None:
        self.wfile.write(b"220 ready\r\n")
        while line := self.rfile.readline():
            if line.upper().startswith(b"DATA"):
                self.wfile.write(b"354 go on\r\n")
                letter = b"".join(iter(self.rfile.readline, b".\r\n"))
                self.received.append(letter.decode())
            self.wfile.write(b"250 fine\r\n")


@pytest.fixture
def port() -> Iterator[int]:
    Letterbox.received.clear()
    with socketserver.TCPServer(("127.0.0.1", 0), Letterbox) as server:
        Thread(target=server.serve_forever, daemon=True).start()
        yield server.server_address[1]
        server.shutdown()


def test_a_mail_arrives_at_the_server_of_the_url(port: int) -> None:
    named: dict[str, Any] = environ.Env.email_url_config(f"smtp://127.0.0.1:{port}")
    server = get_connection(named["EMAIL_BACKEND"], host=named["EMAIL_HOST"], port=named["EMAIL_PORT"])
    EmailMessage("Your code for Fledge", "123456", "Fledge <fledge@localhost>", [DORA], connection=server).send()
    (letter,) = Letterbox.received
    assert f"To: {DORA}" in letter
    assert "123456" in letter
