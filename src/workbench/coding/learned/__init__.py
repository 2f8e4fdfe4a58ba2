"""The learned part of the coding: a small encoder that reads a sentence in its context, offline, by numpy alone."""
