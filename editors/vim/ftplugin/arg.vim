" Two spaces a level, `#` before comments, `argmap check` for :make, `argmap format` for gq.
if exists("b:did_ftplugin")
  finish
endif
let b:did_ftplugin = 1
setlocal expandtab shiftwidth=2 softtabstop=2 autoindent
setlocal commentstring=#\ %s comments=b:#,b:\|,b:>
setlocal makeprg=argmap\ check\ --format\ concise\ %:S
setlocal errorformat=%f:%l:%c:\ %t%*[a-z]\ %m
setlocal formatprg=argmap\ format\ -
let b:undo_ftplugin = "setlocal et< sw< sts< ai< cms< com< mp< efm< fp<"
