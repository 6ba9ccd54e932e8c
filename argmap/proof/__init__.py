"""What the formulas of a map prove: which steps are valid, and what the others lack."""
