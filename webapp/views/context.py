"""What every view needs: the desk of the running application."""

from typing import cast

from flask import current_app

from webapp.pretranslation.desk import Desk
from webapp.settings import Settings


def desk() -> Desk:
    """The application's desk, over which all reading and changing goes."""
    return cast("Desk", current_app.extensions["visavis.desk"])


def settings() -> Settings:
    """The application's settings."""
    return cast("Settings", current_app.extensions["visavis.settings"])
