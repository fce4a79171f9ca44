-- Coroutines: generators, producers and consumers, errors inside, wrapping, closing.
local function range(n) return coroutine.wrap(function() for i = 1, n do coroutine.yield(i) end end) end
for i in range(5) do io.write(i, " ") end
print()

local co = coroutine.create(function(a, b)
  print("start", a, b)
  local c = coroutine.yield(a + b)
  print("resumed with", c)
  local d, e = coroutine.yield(c * 2)
  print("resumed with", d, e)
  return "finished", d + e
end)
print(coroutine.status(co), coroutine.resume(co, 3, 4))
print(coroutine.status(co), coroutine.resume(co, 10))
print(coroutine.resume(co, 5, 6))
print(coroutine.status(co), coroutine.resume(co))

local function permutations(list)
  local function generate(n)
    if n == 1 then coroutine.yield(table.concat(list)) end
    for i = 1, n do
      list[i], list[n] = list[n], list[i]
      generate(n - 1)
      list[i], list[n] = list[n], list[i]
    end
  end
  return coroutine.wrap(function() generate(#list) end)
end
for p in permutations {"a", "b", "c"} do io.write(p, " ") end
print()

local producer = coroutine.create(function() for _, item in ipairs {"iron", "copper", "gold"} do coroutine.yield(item) end end)
local filter = coroutine.create(function()
  while true do
    local ok, item = coroutine.resume(producer)
    if not item then return end
    coroutine.yield(item:upper() .. "!")
  end
end)
while true do
  local ok, item = coroutine.resume(filter)
  if not item then break end
  io.write(item, " ")
end
print(coroutine.status(producer), coroutine.status(filter))

local failing = coroutine.create(function() coroutine.yield(1); error({code = 7}) end)
print(coroutine.resume(failing))
local ok, problem = coroutine.resume(failing)
print(ok, type(problem), problem.code, coroutine.status(failing))
print(pcall(coroutine.wrap(function() error("inside", 0) end)))
print(coroutine.isyieldable(), select(2, coroutine.running()))
print(select(2, pcall(coroutine.yield, 1)))

-- Yield across pcall, metamethods and iterators.
local across = coroutine.wrap(function()
  local ok, value = pcall(function() local v = coroutine.yield("in pcall"); error("v=" .. v, 0) end)
  coroutine.yield(value)
  local object = setmetatable({}, {__add = function(_, n) return coroutine.yield("in __add") + n end, __index = function(_, k) return coroutine.yield("in __index " .. k) end})
  local total = object + 5
  coroutine.yield(total)
  coroutine.yield(object.field)
  for i in function(_, i) i = (i or 0) + 1; coroutine.yield("iterating"); if i < 3 then return i end end do coroutine.yield(i) end
  return "end"
end)
print(across(), across("x"), across(), across(100), across(), across("field value"))
print(across(), across(), across(), across(), across(), across())

local closed = coroutine.create(function()
  local guard <close> = setmetatable({}, {__close = function() print("guard closed") end})
  coroutine.yield()
end)
coroutine.resume(closed)
print(coroutine.close(closed), coroutine.status(closed))

-- Many at a time: a round-robin scheduler.
local tasks, order = {}, {}
for id = 1, 50 do
  tasks[id] = coroutine.create(function() for step = 1, id % 5 + 1 do order[#order + 1] = id * 10 + step; coroutine.yield() end end)
end
local alive = #tasks
while alive > 0 do
  for id = 1, #tasks do
    if tasks[id] then
      coroutine.resume(tasks[id])
      if coroutine.status(tasks[id]) == "dead" then tasks[id] = false; alive = alive - 1 end
    end
  end
end
local sum = 0
for i, v in ipairs(order) do sum = (sum * 7 + v) % 1000003 end
print(#order, sum)

-- Deep: a coroutine inside a coroutine, a hundred levels down.
local function deep(n)
  if n == 0 then return "bottom" end
  return select(2, coroutine.resume(coroutine.create(function() return deep(n - 1) end)))
end
print(deep(100))
