-- Starts the server as docs/editors.md says, opens a file, and writes what the client got as JSON.
local config = vim.json.decode(table.concat(vim.fn.readfile(vim.env.PYTEA_TEST), "\n"))

local function until_true(what, condition)
  if not vim.wait(90000, condition, 50) then error("never: " .. what) end
end

local function ask(method, params)
  local answers = vim.lsp.buf_request_sync(0, method, params, 30000) or {}
  for _, answer in pairs(answers) do return answer.result end
end

local function examine()
  vim.cmd("edit " .. config.file)
  local id = vim.lsp.start_client({ name = "pytea", cmd = config.command, root_dir = config.root })
  vim.lsp.buf_attach_client(0, id)
  until_true("a diagnostic", function() return #vim.diagnostic.get(0) > 0 end)
  local found = vim.diagnostic.get(0)[1]
  local line = vim.api.nvim_buf_get_lines(0, found.lnum, found.lnum + 1, false)[1]
  vim.api.nvim_win_set_cursor(0, { found.lnum + 1, line:find(config.word) - 1 })
  local hover = ask("textDocument/hover", vim.lsp.util.make_position_params())
  local actions = ask("textDocument/codeAction", {
    textDocument = vim.lsp.util.make_text_document_params(),
    range = found.user_data.lsp and {
      start = { line = found.lnum, character = found.col },
      ["end"] = { line = found.end_lnum, character = found.end_col },
    },
    context = { diagnostics = vim.lsp.diagnostic.get_line_diagnostics(0, found.lnum) },
  })
  local titles = vim.tbl_map(function(action) return action.title end, actions or {})
  vim.lsp.util.apply_workspace_edit(actions[1].edit, "utf-16")
  until_true("the diagnostic goes", function() return #vim.diagnostic.get(0) == 0 end)
  return {
    message = found.message, line = found.lnum + 1, code = found.code,
    hover = hover and hover.contents.value or "", actions = titles,
    text = vim.api.nvim_buf_get_lines(0, found.lnum, found.lnum + 1, false)[1],
  }
end

local worked, answer = pcall(examine)
if not worked then answer = { failure = tostring(answer) } end
vim.fn.writefile({ vim.json.encode(answer) }, config.result)
vim.cmd("qall!")
