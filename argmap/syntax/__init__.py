"""Text → syntax tree: lexer, parser with recovery, nodes with spans.

`grammar` finds a grammar of grammars/ and its tables: prepared when argmap was built, or made anew by
`generate`, the one place where lark is loaded. `lexer` cuts a text into lines of tokens, `parser` feeds them
to `lalr`, which reads the tables, and `build` makes `nodes` of what it recognises. `mend` explains lines that
do not fit, and reads them as they were meant; `certain` tells when that is certain, `nesting`
what can stand where a line does. `words` are the keywords and attributes; `labels` says where
labels stand; `format` writes a tree in the one layout.
"""
