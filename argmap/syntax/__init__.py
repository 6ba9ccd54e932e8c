"""Text → syntax tree: lexer, parser with recovery, nodes with spans.

`grammar` finds a grammar of grammars/ and its tables: prepared when argmap was built, or made anew by
`generate`, the one place where lark is loaded. `lexer` cuts a text into lines of tokens, `parser` feeds them
to `lalr`, which reads the tables, and `build` makes `nodes` of what it recognises. `mend` explains lines that
do not fit, and reads them as they were meant: by `slips`, words that are `foreign` to the language, what is `missing`,
labels that are `misnamed`, and lines of `forms` of their own, all by what `faulty` knows of such a line; `certain` tells
when it is certain what was meant, `conflicts` finds what a merge left, `nesting` what can stand where a line does. `words` are the keywords and attributes; `labels` says where
labels stand; `format` writes a tree in the one layout.
"""
