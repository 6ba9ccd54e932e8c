" Vim syntax file
" Language: argument maps (.arg)

if exists("b:current_syntax")
  finish
endif
scriptencoding utf-8

let s:connective = '%(because|and|so|but|although|unless|however|provided|including|or|answer|contradicts|outweighs|restates|against|challenges|explained|by|regardless|of)'
let s:kind = '%(claim|premise|recommendation|rebuttal|question|suppose)'
" A label begins with a letter of any script; `premises` and `and-so` are labels.
let s:label = '%(\a|[^\x01-\x7f：])%([A-Za-z0-9_-]|[^\x01-\x7f：]|\.%(\a|[^\x01-\x7f：])@=)*'
let s:edge = '%([A-Za-z0-9_.-]|[^\x01-\x7f：])@!'

" Defines a word that can begin a line, and can follow another.
function! s:Word(group, word, next) abort
  for [l:start, l:contained] in [['^\s*\zs', ''], ['', ' contained']]
    execute 'syntax match' a:group '"\v' . l:start . a:word . s:edge . '"' . l:contained
          \ 'nextgroup=' . a:next 'skipwhite'
  endfor
endfunction

" Prose goes on to the end of the line, and with the | lines below it; blank lines and comments may
" stand between.
function! s:Prose(mark, prose, start, options) abort
  execute 'syntax region' a:prose 'matchgroup=' . a:mark 'start="\v' . a:start . '"'
        \ 'end="\v$%(%(\n\s*%(#.*)?)*\n\s*\|)@!" contains=argComment,argContinuation,@Spell' a:options
endfunction

" What is defined later comes first, so labels stand before the words of the language.
syntax match argDangling "\v^\s*\zs\|.*$"
execute 'syntax match argLabel "\v^\s*\zs' . s:label . '%(\s*$)@="'
execute 'syntax match argAttribute "\v^\s*\zs' . s:label . '%(\s*[:：])@=" nextgroup=argValue skipwhite'
execute 'syntax match argLabel "\v' . s:label . '%(\s*$)@=" contained'
execute 'syntax match argLabel "\v' . s:label . '%(\s+because' . s:edge . ')@=" contained nextgroup=argConnective skipwhite'
execute 'syntax match argLabel "\v' . s:label . '%(\s*[:：])@=" contained nextgroup=argText skipwhite'
execute 'syntax match argSectionLabel "\v' . s:label . '%(\s*[:：])@=" contained nextgroup=argTitle skipwhite'

call s:Word('argKind', s:kind, 'argLabel,argText')
call s:Word('argUnstated', '%(open|unstated)', 'argUnstated,argKind,argLabel,argText')
call s:Word('argConnective', s:connective, 'argConnective,argUnstated,argKind,argLabel,argText')
execute 'syntax match argHead "\v^\s*\zsmap' . s:edge . '" nextgroup=argTitle skipwhite'
execute 'syntax match argSection "\v^\s*\zssection' . s:edge . '" nextgroup=argSectionLabel,argTitle skipwhite'
syntax match argImport "\v^\s*\zsuse\s@=" nextgroup=argPath skipwhite
syntax match argPath "\S\+" contained nextgroup=argAs skipwhite
execute 'syntax match argAs "as\v' . s:edge . '" contained nextgroup=argName skipwhite'
execute 'syntax match argName "\v' . s:label . '%(\s*$)@=" contained'

call s:Prose('argColon', 'argText', '[:：]', 'contained')
call s:Prose('argColon', 'argTitle', '[:：]', 'contained')
call s:Prose('argColon', 'argValue', '[:：]', 'contained')
call s:Prose('argQuoteMark', 'argQuotation', '^\s*\zs\>', '')
syntax match argContinuation "\v^\s*\zs\|" contained
syntax match argComment "\v^\s*\zs#.*$" contains=@Spell

syntax sync fromstart

highlight default link argConnective Statement
highlight default link argKind Type
highlight default link argUnstated StorageClass
highlight default link argHead Define
highlight default link argSection Define
highlight default link argTitle Title
highlight default link argImport Include
highlight default link argAs Include
highlight default link argPath String
highlight default link argName Identifier
highlight default link argLabel Function
highlight default link argSectionLabel Function
highlight default link argAttribute PreProc
highlight default link argValue Constant
highlight default link argQuotation String
highlight default link argQuoteMark Delimiter
highlight default link argColon Delimiter
highlight default link argContinuation Delimiter
highlight default link argComment Comment
highlight default link argDangling Error

let b:current_syntax = "arg"
