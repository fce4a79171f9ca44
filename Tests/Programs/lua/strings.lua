-- Strings: methods, patterns, formatting, packing, UTF-8.
local function show(...)
  local parts = table.pack(...)
  for i = 1, parts.n do parts[i] = tostring(parts[i]) end
  print(table.concat(parts, " | "))
end

show(("Library OS"):upper(), ("Library OS"):lower(), ("abc"):reverse(), #"twelve bytes")
show(("ab"):rep(4, "-"), ("x"):rep(0), ("hello"):sub(2, -2), ("hello"):sub(-3), ("hello"):byte(1, -1))
show(string.char(72, 105), ("a,b,,c"):find(",", 1, true), ("a+b"):find("+", 1, true))
show(("key = value"):match("^(%w+)%s*=%s*(%w+)$"))
show(("2026-11-23T08:30"):match("(%d+)-(%d+)-(%d+)T(%d+):(%d+)"))
show(("  trim me  "):match("^%s*(.-)%s*$") .. "!")
show(("f(a(b)c)d"):match("%b()"), ("THE (quick) fox"):find("%((%a+)%)"))
show(("hello world"):gsub("o", "0"), ("hello"):gsub("", "-"))
show(("$name is $age"):gsub("%$(%w+)", {name = "Ada", age = 36}))
show(("abc"):gsub("%w", function(c) return c:byte() .. ";" end))
show(("one two  three"):gsub("(%w+) (%w+)", "%2 %1", 1))
show(("THE (quick) fox"):gsub("%f[%a]%a+", string.len))
for word, number in ("x=1, y=22, z=333"):gmatch("(%w)=(%d+)") do io.write(word, ":", number, " ") end
print()

show(string.format("%5d|%-5d|%05d|%+d|%x|%X|%#o", 42, 42, 42, 42, 255, 255, 8))
show(string.format("%8.3f|%-8.2e|%g|%g|%a", math.pi, 12345.678, 1e20, 0.1, 1.0))
show(string.format("%q|%s|%10s|%-10s|%.3s|%c|%%|%i", 'say "hi"\n\0', true, "right", "left", "cut me", 65, 7))
show(string.format("%q %q %q", 1 / 3, math.mininteger, 10))
show(pcall(string.format, "%d", 1.5))
show(pcall(string.rep, "x", 1 << 40))
show(tostring(1e15), tostring(1e100), tostring(-0.0), tostring(2^53), 10 // 3, 10.0 // 3, 7 % -3, -7 % 3)
show("10" + 5, "0x10" * 2, 10 .. 20, tonumber("  12  "), tonumber("1e1"), tonumber("z", 36), tonumber("12x"))
show("a" < "b", "a" < "B", "" < "a", "abc" < "abd", "Z" < "a")

local packed = string.pack("<i4 >I2 z s1 d", -2, 513, "zero", "short", 1.5)
show(#packed, packed:byte(1, 6))
show(string.unpack("<i4 >I2 z s1 d", packed))
show(string.packsize("i4 i8 !8 d"), pcall(string.unpack, "i4", "abc"))

show(utf8.char(72, 228, 8364, 128512), utf8.len("Häuser€"), #"Häuser€")
for position, code in utf8.codes("aä€") do io.write(position, "=", code, " ") end
print(utf8.codepoint("ä€", 1, -1))
show(utf8.len("\xff"), utf8.offset("aä€", 3), utf8.charpattern == "[\0-\x7F\xC2-\xFD][\x80-\xBF]*")

local lines = {}
for i = 1, 200 do lines[#lines + 1] = string.format("%03d:%s", i, ("x"):rep(i % 7)) end
local text = table.concat(lines, "\n")
local sum = 0
for i = 1, #text do sum = (sum * 31 + text:byte(i)) % 1000000007 end
show(#text, sum)
show([[long
string]], [==[with ]] inside]==], "tab\tnewline\\n \x41\u{20AC}\65\z
      joined")
