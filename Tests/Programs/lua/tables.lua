-- Tables: arrays, sorting, metatables, iteration, garbage collection.
local list = {5, 2, 8, 1, 9, 3}
table.sort(list)
print(table.concat(list, " "))
table.sort(list, function(a, b) return a > b end)
print(table.concat(list, " "))
table.insert(list, 100)
table.insert(list, 1, -1)
print(table.remove(list), table.remove(list, 1), #list, table.unpack(list, 2, 4))
print(table.concat(table.move({1, 2, 3}, 1, 3, 3, {9, 9}), ","), select("#", table.unpack({1, nil, 3}, 1, 3)))
print(pcall(table.sort, {3, 1, "x"}))
print(pcall(table.concat, {1, {}, 3}))

local words = {}
for word in ("the cat and the dog and the bird"):gmatch("%a+") do words[word] = (words[word] or 0) + 1 end
local keys = {}
for key in pairs(words) do keys[#keys + 1] = key end
table.sort(keys, function(a, b) return words[a] > words[b] or words[a] == words[b] and a < b end)
for _, key in ipairs(keys) do io.write(key, "=", words[key], " ") end
print()

local Vector = {}
Vector.__index = Vector
Vector.__add = function(a, b) return setmetatable({x = a.x + b.x, y = a.y + b.y}, Vector) end
Vector.__mul = function(a, b)
  if type(a) == "number" then return setmetatable({x = a * b.x, y = a * b.y}, Vector) end
  return a.x * b.x + a.y * b.y
end
Vector.__eq = function(a, b) return a.x == b.x and a.y == b.y end
Vector.__lt = function(a, b) return a.x < b.x end
Vector.__le = function(a, b) return a.x <= b.x end
Vector.__len = function(a) return 2 end
Vector.__unm = function(a) return setmetatable({x = -a.x, y = -a.y}, Vector) end
Vector.__tostring = function(a) return "(" .. a.x .. ", " .. a.y .. ")" end
Vector.__concat = function(a, b) return tostring(a) .. tostring(b) end
Vector.__call = function(self, k) return self[k] end
Vector.__close = function(self) print("closing " .. tostring(self)) end
local function vector(x, y) return setmetatable({x = x, y = y}, Vector) end
local a, b = vector(1, 2), vector(3, 4)
print(tostring(a + b), a * b, tostring(2 * a), a == vector(1, 2), a < b, a >= b, #a, tostring(-a), a .. b, a("y"))
do
  local resource <close> = vector(7, 7)
  local fixed <const> = 3
  print("inside", fixed)
end

local defaults = setmetatable({}, {__index = function(_, key) return key .. "?" end})
print(defaults.missing, rawget(defaults, "missing"))
local log = {}
local watched = setmetatable({}, {__newindex = function(t, k, v) log[#log + 1] = k .. "=" .. tostring(v); rawset(t, k, v) end})
watched.one, watched.two = 1, 2
watched.one = 3
print(table.concat(log, " "), watched.one, rawlen({1, 2}), rawequal(a, a))
local sealed = setmetatable({}, {__metatable = "locked"})
print(getmetatable(sealed), pcall(setmetatable, sealed, {}))
local counted = setmetatable({}, {__pairs = function() return function(_, k) k = (k or 0) + 1; if k <= 3 then return k, k * k end end end})
for k, v in pairs(counted) do io.write(k, ":", v, " ") end
print()

-- A sieve and a matrix product: plain work on arrays.
local composite, primes = {}, {}
for i = 2, 2000 do
  if not composite[i] then
    primes[#primes + 1] = i
    for j = i * i, 2000, i do composite[j] = true end
  end
end
print(#primes, primes[#primes])
local n, product = 20, 0
local m = {}
for i = 1, n do m[i] = {} for j = 1, n do m[i][j] = (i * j) % 7 end end
for i = 1, n do for j = 1, n do local s = 0 for k = 1, n do s = s + m[i][k] * m[k][j] end product = (product * 33 + s) % 1000003 end end
print(product)

-- Weak tables and finalisers.
local weak = setmetatable({}, {__mode = "k"})
for i = 1, 10 do weak[{}] = i end
local finalised = 0
for i = 1, 50 do setmetatable({}, {__gc = function() finalised = finalised + 1 end}) end
collectgarbage()
collectgarbage()
local left = 0
for _ in pairs(weak) do left = left + 1 end
print(left, finalised, collectgarbage("count") > 10, collectgarbage("isrunning"))
print(collectgarbage("generational"), collectgarbage("incremental"))

-- Growth through every size, and removal while iterating.
local big = {}
for i = 1, 20000 do big[i] = i; big["k" .. i] = i end
local total = 0
for k, v in pairs(big) do total = total + v; if v % 2 == 0 then big[k] = nil end end
local remaining = 0
for _ in pairs(big) do remaining = remaining + 1 end
print(total, remaining, next({}), type(next), #"")
goto done
print("never")
::done::
print("done")
