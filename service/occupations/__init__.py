"""Occupations of the reference classifications that were imported: SOC, O*NET-SOC, ESCO and ISCO."""
