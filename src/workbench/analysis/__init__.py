"""Plain functions from tables to tables: who says what, how often, from which perspective."""
