project = "A paper"
extensions = ["argmap.integrations.sphinx"]
