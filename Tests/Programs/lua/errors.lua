-- Errors: pcall, xpcall, error values, tracebacks, runtime messages, assert, warnings.
print(pcall(error))
print(pcall(error, nil))
print(pcall(error, "plain", 0))
print(pcall(error, "with position"))
print(pcall(function() error("level 1") end))
print(pcall(function() error("level 2", 2) end))
print(select(2, pcall(error, {code = 42})).code)
print(pcall(error, setmetatable({}, {__tostring = function() return "custom" end})))
print(select("#", pcall(function() return 1, nil, 3 end)))

for _, action in ipairs {
  function() return nil + 1 end,
  function() return {} .. "x" end,
  function() return #5 end,
  function() return ("x")() end,
  function() local t; return t.field end,
  function() local t = {}; return t.a.b end,
  function() return undefinedFunction() end,
  function() return {} < {} end,
  function() return 1 < "2" end,
  function() local s = "a"; return s:nomethod() end,
  function() local t = setmetatable({}, {__index = function() error("in index", 0) end}); return t.x end,
  function() return math.floor("x") end,
  function() return ("x"):rep(-1):byte(1):foo() end,
  function() return string.char(256) end,
  function() return setmetatable(1, {}) end,
  function() return ipairs() end,
  function() return tostring() end,
  function() local t = {}; t[nil] = 1 end,
  function() local t = {}; t[0 / 0] = 1 end,
  function() return 2^53 | 0.5 end,
  function() return "abc" + 1 end,
  function() return select(0) end,
  function() return table.unpack({}, 1, 1e7) end,
  function() return ("x"):find("[a") end,
  function() return ("x"):find("%") end,
  function() return ("x"):gsub("x", "%2") end,
  function() return load("x = = 1")() end,
} do
  local ok, message = pcall(action)
  print(ok, message)
end

for _, source in ipairs {"x =", "for i = 1 do end", "goto nowhere", "local x <const> = 1; x = 2", "break", "return return", "'open", "x = }", "::a:: ::a::", "0x", "\"\\q\"", "if x then"} do
  print(select(2, load(source, "=src")))
end

print(xpcall(function() error("traced", 0) end, function(m) return "handled " .. m end))
print(xpcall(function(...) return select("#", ...), ... end, print, 1, 2, 3))
local trace = select(2, xpcall(function() local x = nil; x() end, debug.traceback))
print((trace:gsub("%[C%]: in %?", "[C]")))
print(pcall(xpcall, error))

local function overflow() return 1 + overflow() end
local ok, message = pcall(overflow)
print(ok, message:match("stack overflow") ~= nil)
local ok, message = pcall(string.rep, "x", -1)
print(ok, #message)
local deep = 0
local function nest(n) if n == 0 then error("bottom", 0) end local ok, m = pcall(nest, n - 1); deep = deep + 1; error(m, 0) end
print(pcall(nest, 150), deep)

print(pcall(assert, false), pcall(assert, nil, "message"), type(select(2, pcall(assert, false, {1}))))
print(assert(1, "unused"), select("#", assert(1, 2, 3)))
warn("@on")
io.stderr:write("to standard error\n")
do
  local ok, message = pcall(function()
    local first <close> = setmetatable({}, {__close = function(_, e) print("close first", e) end})
    local second <close> = setmetatable({}, {__close = function(_, e) print("close second", e); error("from close", 0) end})
    error("original", 0)
  end)
  print(ok, message)
end
os.exit(7, true)
