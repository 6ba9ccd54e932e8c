" Vim syntax for argument maps (.arg).
if exists("b:current_syntax")
  finish
endif
syntax case match
syntax sync minlines=1
" Labels hold hyphens, and begin with a letter of any script.
syntax iskeyword @,48-57,_,-,192-255

syntax match argComment /^\s*#.*$/ contains=@Spell
syntax match argQuotation /^\s*>.*$/ contains=@Spell
syntax match argContinuation /^\s*|.*$/ contains=argBar,@Spell
syntax match argBar /^\s*\zs|/ contained

" A line up to its colon; what follows is prose.
syntax match argLine /^\s*[^#>|[:blank:]].*$/ contains=argAttribute,argHead,argConnective,argKind,argUnstated,argLabel,argText
syntax match argLabel /[0-9_-]\@!\k\+\%(\.\k\+\)*/ contained
syntax match argConnective /\%(^\|\s\)\zs\%(because\|and\|so\|but\|although\|unless\|by\|including\|or\|regardless\|of\|against\|contradicts\|outweighs\)\ze\%(\s\|:\|$\)/ contained
syntax match argKind /\%(^\|\s\)\zs\%(claim\|premise\|recommendation\|rebuttal\)\ze\%(\s\|:\|$\)/ contained
syntax match argUnstated /\%(^\|\s\)\zsunstated\ze\%(\s\|:\|$\)/ contained
syntax match argAttribute /^\s*\zs\%(\%(map\|section\|use\|unstated\|because\|and\|so\|but\|although\|unless\|by\|including\|or\|regardless\|against\|contradicts\|outweighs\|claim\|premise\|recommendation\|rebuttal\)\>[-.]\@!\)\@![0-9_-]\@!\k\+\ze\s*:/ contained nextgroup=argText skipwhite
syntax match argHead /^\s*\zs\%(map\|section\|use\)\ze\%(\s\|:\)/ contained
syntax match argText /:.*$/ contained contains=argColon,@Spell
syntax match argColon /:/ contained

highlight default link argComment Comment
highlight default link argQuotation String
highlight default link argContinuation Normal
highlight default link argBar Delimiter
highlight default link argColon Delimiter
highlight default link argConnective Statement
highlight default link argKind Type
highlight default link argUnstated StorageClass
highlight default link argAttribute PreProc
highlight default link argHead Structure
highlight default link argLabel Identifier
let b:current_syntax = "arg"
