"""Argos packages and CTranslate2: the only room that imports them."""
