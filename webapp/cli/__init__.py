"""The command ``visavis``, one module a group of its commands; nothing here imports Flask."""
