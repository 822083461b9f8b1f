"""The server answers at the address that it announces, and to no other site's name."""

import threading
from dataclasses import replace

import pytest
import requests

from tests.fakes import FakeTranslators
from webapp.app import create_app
from webapp.server import _address, _listening
from webapp.settings import Settings


@pytest.mark.parametrize("host", ["::1", "127.0.0.1", "127.0.0.2", "localhost"])
def test_it_answers_at_its_address_and_to_no_name_that_leads_there(
    settings: Settings, host: str
) -> None:
    chosen = replace(settings, host=host, port=0)
    app = create_app(chosen, FakeTranslators())
    server = _listening(app, chosen)
    threading.Thread(target=server.run, daemon=True).start()
    address = _address(server, chosen)
    try:
        assert requests.get(address, timeout=60).status_code == 200
        rebound = {"Host": "rebound.example"}
        assert requests.get(address, headers=rebound, timeout=60).status_code == 400
    finally:
        server.close()
        app.extensions["visavis.desk"].close()
