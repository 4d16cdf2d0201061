"""Which occupations a profile may be mapped to, by all that it says, and why."""
