"""Text → syntax tree: lexer, parser with recovery, nodes with spans."""
