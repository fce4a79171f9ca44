-- A small HTTP server: one coroutine for each connection, which yields while its socket is not ready.
local socket = require("socket")
local url = require("socket.url")
local mime = require("mime")

local reading, writing, waiting = {}, {}, {}
local counts = {}

-- Waits until a socket is ready.
local function wait(list, connection)
  list[#list + 1] = connection
  waiting[connection] = coroutine.running()
  coroutine.yield()
end

-- Receives a line, or so many bytes.
local function receive(connection, pattern)
  local before
  while true do
    local data, problem, part = connection:receive(pattern, before)
    if data then return data end
    if problem ~= "timeout" then error(problem, 0) end
    before = part
    wait(reading, connection)
  end
end

-- Sends all of a text.
local function send(connection, text)
  local at = 1
  while at <= #text do
    local last, problem, part = connection:send(text, at)
    if not last and problem ~= "timeout" then error(problem, 0) end
    at = (last or part) + 1
    if not last then wait(writing, connection) end
  end
end

-- What is served: path -> function of the query and the body, which returns status, type and text.
local pages = {}

pages["/"] = function() return 200, "text/html", "<p>Hello from " .. _VERSION .. "</p>\n" end

pages["/sum"] = function(query)
  local total = 0
  for value in query:gmatch("=(%-?%d+)") do total = total + math.tointeger(value) end
  return 200, "text/plain", total .. "\n"
end

pages["/base64"] = function(_, body) return 200, "text/plain", (mime.b64(body)) end

pages["/count"] = function(query)
  counts[query] = (counts[query] or 0) + 1
  return 200, "text/plain", counts[query] .. "\n"
end

pages["/memory"] = function()
  collectgarbage()
  return 200, "text/plain", math.floor(collectgarbage("count")) .. "\n"
end

pages["/error"] = function() error("on purpose") end

-- Answers one request; returns whether the connection goes on.
local function answer(connection)
  local line = receive(connection, "*l")
  local method, target, version = line:match("^(%u+) (%S+) HTTP/1%.(%d)$")
  local fields = {}
  for _ = 1, 100 do
    local field = receive(connection, "*l")
    if field == "" then break end
    local name, value = field:match("^([^:]+):%s*(.-)%s*$")
    if name then fields[name:lower()] = value end
  end
  local keeps = version == "1" and fields.connection ~= "close" or fields.connection == "Keep-Alive"
  local status, kind, text = 400, "text/plain", "bad request\n"
  if method then
    local size = math.tointeger(fields["content-length"] or 0) or 0
    local body = size > 0 and size <= 1048576 and receive(connection, size) or ""
    local parts = url.parse(target)
    local page = pages[parts.path]
    status, text = 404, "not found\n"
    if page then
      local good
      good, status, kind, text = pcall(page, parts.query or "", body)
      if not good then status, kind, text = 500, "text/plain", "error\n" end
    end
  else
    keeps = false
  end
  send(connection, ("HTTP/1.1 %d X\r\nContent-Type: %s\r\nContent-Length: %d\r\nConnection: %s\r\n\r\n")
    :format(status, kind, #text, keeps and "keep-alive" or "close") .. text)
  return keeps
end

-- Serves one connection.
local function serve(connection)
  connection:settimeout(0)
  connection:setoption("tcp-nodelay", true)
  pcall(function() while answer(connection) do end end)
  connection:close()
end

-- Goes on with the coroutines of those sockets of a list that are ready.
local function go_on(list, ready)
  local kept, woken = {}, {}
  for _, connection in ipairs(list) do
    if ready[connection] then woken[#woken + 1] = connection else kept[#kept + 1] = connection end
  end
  return kept, woken
end

local listening = assert(socket.bind("*", tonumber((...) or 80), 128))
listening:settimeout(0)
print("serving")
while true do
  reading[#reading + 1] = listening
  local readable, writable = socket.select(reading, writing)
  local first, second
  reading, first = go_on(reading, readable)
  writing, second = go_on(writing, writable)
  for _, connections in ipairs({ first, second }) do
    for _, connection in ipairs(connections) do
      if connection == listening then
        for new in function() return listening:accept() end do coroutine.wrap(serve)(new) end
      else
        local routine = waiting[connection]
        waiting[connection] = nil
        coroutine.resume(routine)
      end
    end
  end
  for place, connection in ipairs(reading) do
    if connection == listening then table.remove(reading, place) break end
  end
end
