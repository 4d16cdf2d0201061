"""Mappings from SSSOM tables: https://mapping-commons.github.io/sssom/."""
