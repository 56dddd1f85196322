"""Speed, measured on the reports in ``examples/``."""
