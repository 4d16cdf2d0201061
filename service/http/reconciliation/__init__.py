"""The W3C Reconciliation Service API 0.2, at /reconcile.

Source: https://www.w3.org/community/reports/reconciliation/CG-FINAL-specs-0.2-20230410/
"""
