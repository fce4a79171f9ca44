-- Files: reading and writing in every mode, positions, buffering, lines, temporary files, removal.
local path = "/tmp/specialise-lua-test.txt"
os.remove(path)
local f = assert(io.open(path, "w"))
print(io.type(f), io.type(io.stdout), io.type(42))
f:write("first line\n", 42, " ", 3.5, "\nthird\n\nfifth without end")
print(f:seek("cur"), f:seek("end"), f:seek("set", 3))
f:close()
print(io.type(f), pcall(f.write, f, "x"))

for line in io.lines(path) do io.write("[", line, "]") end
print()
for line in io.lines(path, "L") do io.write(#line, " ") end
print()
for a, b in io.lines(path, 1, 2) do io.write(a, "-", b, " ") break end
print()

f = assert(io.open(path))
print(f:read("l"), f:read("n"), f:read("n"), f:read("n"))
print(f:read("L"), f:read(0), f:read(4), f:read("a"), f:read("a"), f:read("l"), f:read(0))
f:seek("set")
print(#f:read("a"), f:seek("set", 6), f:read(4), f:seek("end", -3), f:read("a"))
print(f:seek("set", 1000), f:read(1), pcall(f.seek, f, "set", -1))
f:close()

f = assert(io.open(path, "a+"))
f:write("\nappended")
f:seek("set", 0)
print(f:read("l"))
f:close()
f = assert(io.open(path, "r+"))
f:write("FIRST")
f:seek("cur", 0)
print(f:read("l"))
f:close()
f = assert(io.open(path, "rb"))
local all = f:read("a")
f:close()
print(#all, all:sub(1, 10), all:sub(-8))

print(io.open("/no/such/folder/file", "w"))
print(io.open("/no/such/file"))
print(pcall(io.open, path, "invalid"))
print(pcall(io.lines, "/no/such/file"))
print(os.rename(path, path .. ".renamed"), io.open(path))
print(os.rename("/no/such", "/tmp/other"))
print(os.remove(path .. ".renamed"), os.remove(path .. ".renamed"))

f = assert(io.open(path, "w"))
print(f:setvbuf("full", 64))
for i = 1, 1000 do f:write(i, i % 10 == 0 and "\n" or ",") end
print(f:setvbuf("no"), f:flush() == f)
f:write("tail")
f:close()
local lines, sum = 0, 0
for line in io.lines(path) do
  lines = lines + 1
  for n in line:gmatch("%d+") do sum = sum + n end
end
print(lines, sum)

local binary = {}
for i = 0, 255 do binary[#binary + 1] = string.char(i) end
local blob = table.concat(binary):rep(300)
f = assert(io.open(path, "wb"))
f:write(blob)
f:close()
f = assert(io.open(path, "rb"))
local back = {}
while true do
  local block = f:read(1000)
  if not block then break end
  back[#back + 1] = block
end
f:close()
print(#back, table.concat(back) == blob)

local t = io.tmpfile()
t:write("temporary")
t:seek("set")
print(t:read("a"))
t:close()
local name = os.tmpname()
print(name:match("^/tmp/lua_") ~= nil, io.open(name) ~= nil, os.remove(name))

io.output(path)
io.write("through the default output")
io.close()
io.output(io.stdout)
io.input(path)
print(io.read("a"))
io.close(io.input())
io.input(io.stdin)
print(io.read("l"), io.read("n"), io.read("n"), io.read("L"), io.read("a"), io.read("l"))
for line in io.lines("/data/poem.txt") do print(#line, line) end
print(os.remove(path))
