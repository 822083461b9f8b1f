"""How the bundled package is made: public text in, an Argos package out (README.md here)."""
