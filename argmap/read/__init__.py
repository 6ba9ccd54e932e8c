"""One foreign format → model, one file each."""
