"""Statistics of the evidence: effect sizes, synthesis, bias, and the audit of claims.

`effects`, `synthesis`, `bias` and `claims` are the doors; the other modules stand behind them.
"""
