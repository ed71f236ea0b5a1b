"""Statistics of the evidence: effects and the audit of claims."""
