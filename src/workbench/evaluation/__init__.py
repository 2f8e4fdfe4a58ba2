"""How well the machine codes: its codings beside those of a person, on text with gold labels."""
