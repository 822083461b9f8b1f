"""Sources on their way to the model and back: signs, pieces, terms, words that it made up."""
