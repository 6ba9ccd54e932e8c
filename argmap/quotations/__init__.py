"""Quotations and the texts they come from: looking words up, and how much of a text is quoted."""
