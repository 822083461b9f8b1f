"""Texts with markup (reStructuredText, AsciiDoc, LaTeX): their prose is cut out; all else stays."""
