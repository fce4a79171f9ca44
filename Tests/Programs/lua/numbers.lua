-- Mathematics: integers, floating point, the math library, bitwise operators, random numbers.
print(math.pi, math.huge, -math.huge, math.maxinteger, math.mininteger)
print(math.type(1), math.type(1.0), math.type("1"), 1 == 1.0, math.tointeger(3.0), math.tointeger(3.5))
print(7 // 2, -7 // 2, 7 // -2, 7.5 // 2, -7.5 // 2, 7 % 3, -7 % 3, 7 % -3, 5.5 % -2)
print(2^10, 2^0.5, 1 / 0, -1 / 0, 0 / 0 ~= 0 / 0, 3 / 2, 1e308 * 10)
print(math.maxinteger + 1 == math.mininteger, math.maxinteger * 2, math.abs(math.mininteger))
print(pcall(function() return 1 // 0 end))
print(pcall(function() return 1 % 0 end))
print(1 // 0.0, -1 // 0.0, 1 % math.huge, -1 % math.huge)
print(0xff & 0x0f, 0xf0 | 0x0f, 0xff ~ 0x0f, ~0, 1 << 62, 1 << 63, 1 << 64, -1 >> 60, 1 << -1, 3.0 | 4)
print(pcall(function() return "3" | 1 end), pcall(function() return 1.5 | 1 end))
print(math.floor(-3.5), math.ceil(-3.5), math.floor(2^40 + 0.5), math.fmod(-7, 3), math.fmod(7, -3), math.modf(-3.75))
print(math.max(3, 7, 5), math.min(3, -7, 5), math.abs(-3), math.ult(1, -1), math.sqrt(2))
for _, f in ipairs {"sin", "cos", "tan", "asin", "acos", "atan", "exp", "log"} do
  io.write(string.format("%s=%.12g ", f, math[f](0.75)))
end
print()
print(string.format("%.12g %.12g %.12g %.12g", math.log(8, 2), math.log(1000, 10), math.log(5, 3), math.atan(-1, -1)))
print(string.format("%.14g %.17g %.3f %.0f %.0f", 0.1, 0.1, 2 / 3, 0.5, 1.5))
print(1e15, 1e16, 123456789012345678, 0x7fffffffffffffff, 0xffffffffffffffff, 0x1p4, 1e-7, 5e-324)
print(tonumber("0x1.8p1"), tonumber("1e"), tonumber(""), tonumber("inf"), tonumber("1 2"), tonumber("7fffffffffffffff", 16))
print(9007199254740993, 9007199254740993 + 0.0, 2^53 == 2^53 + 1, math.maxinteger + 0.0 == 2^63, math.maxinteger < 2^63)
for i = 3, 1, -1 do io.write(i, " ") end
for x = 0, 1, 0.25 do io.write(x, " ") end
for i = math.maxinteger - 1, math.maxinteger do io.write(i, " ") end
print(pcall(function() for i = 1, 10, 0 do end end))

math.randomseed(42)
local first = {math.random(100), math.random(100), math.random(5, 9)}
math.randomseed(42)
print(first[1] == math.random(100), first[2] == math.random(100), first[3] == math.random(5, 9))
local inside = true
for i = 1, 1000 do local r = math.random(); inside = inside and r >= 0 and r < 1 end
print(inside, pcall(math.random, 2, 1))

local function fibonacci(n) return n < 2 and n or fibonacci(n - 1) + fibonacci(n - 2) end
print(fibonacci(20))
local sum = 0.0
for i = 1, 100000 do sum = sum + 1 / (i * i) end
print(string.format("%.10f", sum))
local function gcd(a, b) while b ~= 0 do a, b = b, a % b end return a end
print(gcd(1071, 462), gcd(2^40 // 1 | 0, 6^10 // 1 | 0))
local digits, carry = {1}, 0
for i = 2, 40 do
  carry = 0
  for j = 1, #digits do local v = digits[j] * i + carry; digits[j] = v % 10; carry = v // 10 end
  while carry > 0 do digits[#digits + 1] = carry % 10; carry = carry // 10 end
end
print("40! = " .. table.concat(digits):reverse())
