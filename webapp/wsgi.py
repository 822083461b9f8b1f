"""The application for a WSGI server of your own: ``gunicorn webapp.wsgi:application``.

Each process that imports it opens the library of the environment's settings and runs its jobs,
so it is not to be imported before a server forks (no ``--preload``; uWSGI with ``lazy-apps``).
"""

import atexit

from webapp.server import running_app
from webapp.settings import Settings

application = running_app(Settings.from_environment())
atexit.register(application.extensions["visavis.people"].close)
