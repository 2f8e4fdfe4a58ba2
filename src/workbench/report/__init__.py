"""Reports for people: counts, charts, quotes and Dutch sentences, each through the gate out."""
