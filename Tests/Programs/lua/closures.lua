-- Functions: closures, upvalues, variable arguments, tail calls, environments, load, modules.
local function counter(start)
  local n = start or 0
  return {up = function() n = n + 1; return n end, down = function() n = n - 1; return n end, get = function() return n end}
end
local c, d = counter(), counter(10)
c.up(); c.up(); d.down()
print(c.get(), d.get())

local fs = {}
for i = 1, 3 do fs[i] = function() i = i + 10; return i end end
print(fs[1](), fs[1](), fs[2](), fs[3]())
local shared = {}
do
  local x = 0
  shared.inc = function() x = x + 1 end
  shared.get = function() return x end
end
shared.inc(); shared.inc()
print(shared.get())

local function pack2(...) return select("#", ...), ... end
print(pack2())
print(pack2(nil, nil))
print((pack2(1, 2, 3)))
print(select(-1, "a", "b", "c"), select(2, "a", "b", "c"))
local function sum(...) local s = 0 for _, v in ipairs {...} do s = s + v end return s end
print(sum(1, 2, 3), sum(table.unpack({10, 20, 30})))

local function loop(n, acc) if n == 0 then return acc end return loop(n - 1, acc + n) end
print(loop(100000, 0))
local function compose(...)
  local chain = {...}
  return function(x) for _, f in ipairs(chain) do x = f(x) end return x end
end
print(compose(function(x) return x + 1 end, function(x) return x * 2 end, tostring)(20))
local function curry(f, n) if n <= 1 then return f end return function(x) return curry(function(...) return f(x, ...) end, n - 1) end end
print(curry(function(a, b, c) return a .. b .. c end, 3)("x")("y")("z"))
local Y = function(f) return (function(x) return x(x) end)(function(x) return f(function(...) return x(x)(...) end) end) end
print(Y(function(self) return function(n) return n == 0 and 1 or n * self(n - 1) end end)(12))

local memo = setmetatable({}, {__index = function(t, n) local v = n < 2 and n or t[n - 1] + t[n - 2]; t[n] = v; return v end})
print(memo[80])

print(load("return 1 + 1")(), load("syntax error here"))
print(type(load(function() return nil end)))
local chunk, env = load("x = 5; return y", "chunk", "t", {y = "from environment"})
print(chunk(), x)
local parts = {"return ", "6 ", "* 7"}
local at = 0
print(load(function() at = at + 1; return parts[at] end)())
local dumped = string.dump(function(a) return a * 2 end)
print(load(dumped, "dumped", "b")(21), pcall(load, dumped, "dumped", "t"))
print(debug.getinfo(1, "l").currentline, debug.getinfo(print).what, debug.getinfo(sum, "u").isvararg)
print(debug.getupvalue(shared.get, 1))
local name, value = debug.getlocal(1, 1)
print(name, type(value))
local lines = 0
debug.sethook(function() lines = lines + 1 end, "l")
local ignored = 1
ignored = 2
debug.sethook()
print(lines >= 2)

package.preload.greeting = function(name) return {name = name, hello = function(who) return "hello, " .. who end} end
local greeting = require "greeting"
print(greeting.hello("world"), greeting.name, require "greeting" == greeting)
print((pcall(require, "no.such.module")))
local module = dofile("/scripts/module.lua")
print(module.area(3), module.describe {1, 2, 3})
print(_VERSION, type(_G), _G._G == _G, _ENV == _G)
