" Prints what Vim shows of each file that is named, a line of JSON each: for each of its lines, the names of
" the syntax groups of its bytes.
set fileencodings=utf-8
let s:found = []
for s:file in argv()
  execute 'edit' fnameescape(s:file)
  let s:lines = []
  for s:line in range(1, line('$'))
    let s:names = map(range(1, len(getline(s:line))), {_, column -> synIDattr(synID(s:line, column, 1), 'name')})
    call add(s:lines, s:names)
  endfor
  call add(s:found, json_encode(s:lines))
endfor
call writefile(s:found, $ARGMAP_OUT)
quitall!
