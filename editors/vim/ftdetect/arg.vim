" The ending decides, whatever Vim guesses from the first line.
autocmd BufNewFile,BufRead *.arg set filetype=arg
