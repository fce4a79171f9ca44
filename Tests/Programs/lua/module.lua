-- A module that closures.lua loads.
local module = {}

function module.area(radius)
  return string.format("%.3f", math.pi * radius ^ 2)
end

function module.describe(list)
  return #list .. " elements"
end

return module
