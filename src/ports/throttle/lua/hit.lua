#!lua
-- Counts a hit in a sliding log. KEYS: the log, the latest first. ARGV: now, most, window.
-- Answers how many remain, or nil and how long until the next may be counted.
local now, most, window = tonumber(ARGV[1]), tonumber(ARGV[2]), tonumber(ARGV[3])
local oldest = redis.call('LINDEX', KEYS[1], -1)
while oldest and tonumber(oldest) + window <= now do
  redis.call('RPOP', KEYS[1])
  oldest = redis.call('LINDEX', KEYS[1], -1)
end
local used = redis.call('LLEN', KEYS[1])
if used >= most then
  -- As many as are too many must leave first, should the limit have been lowered meanwhile.
  local frees = redis.call('LINDEX', KEYS[1], most - used - 1)
  return {false, (frees and tonumber(frees) or now) + window - now}
end
redis.call('LPUSH', KEYS[1], ARGV[1])
redis.call('PEXPIRE', KEYS[1], ARGV[3])
return {most - used - 1, 0}
