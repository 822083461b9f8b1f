"""``python -m visavis`` is the command ``visavis``."""

from webapp.cli.main import main

main(prog_name="visavis")
