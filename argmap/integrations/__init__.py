"""argmap in the programs that people write in: one program, one file. Each loads no more than its own."""
