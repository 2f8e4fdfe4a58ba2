"""The sections of the region report; each function takes a View and gives HTML."""
