"""Where work runs: gets plain functions and their arguments, knows nothing of regions or reports."""
