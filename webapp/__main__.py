"""``python -m webapp`` is the command ``visavis``."""

from webapp.cli import main

main(prog_name="visavis")
