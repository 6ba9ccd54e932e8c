-- What an open file is to Neovim's client of the language server, as JSON: its faults, what hovering says, and its text
-- after a rename, after formatting and after the first mend that is offered.
vim.cmd("silent edit " .. vim.fn.fnameescape(vim.env.ARGMAP_FILE))
local found = {}

local function until_there(what)
  assert(vim.wait(30000, what, 50), "in vain")
end

local function text()
  return table.concat(vim.api.nvim_buf_get_lines(0, 0, -1, false), "\n") .. "\n"
end

until_there(function() return #vim.diagnostic.get(0) > 0 end)
found.faults = vim.tbl_map(function(d) return d.lnum + 1 end, vim.diagnostic.get(0))
vim.api.nvim_win_set_cursor(0, { 2, 14 })
local params = vim.lsp.util.make_position_params(0, "utf-16")
for _, answer in pairs(vim.lsp.buf_request_sync(0, "textDocument/hover", params, 30000)) do
  found.hover = answer.result.contents.value
end
local before = text()
vim.lsp.buf.rename("größe")
until_there(function() return text() ~= before end)
found.renamed = text()
vim.api.nvim_win_set_cursor(0, { 3, 4 })
vim.lsp.buf.code_action({ apply = true })
until_there(function() return text() ~= found.renamed end)
found.mended = text()
until_there(function() return #vim.diagnostic.get(0) == 0 end)
vim.lsp.buf.format({ timeout_ms = 30000 })
found.formatted = text()
vim.fn.writefile({ vim.json.encode(found) }, vim.env.ARGMAP_OUT)
vim.cmd("qall!")
