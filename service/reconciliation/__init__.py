"""Names in somebody's table matched to profiles, roles and occupations, as the W3C Reconciliation Service API has it.

Source: https://www.w3.org/community/reports/reconciliation/CG-FINAL-specs-0.2-20230410/
"""
