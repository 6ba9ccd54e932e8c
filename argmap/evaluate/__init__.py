"""What a map says to be so: its theory, and the arguments that can be made from it."""
