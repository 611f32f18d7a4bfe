"""Measures healthcli: against peers, its start-up, its speed, and what a typo costs."""
