#!lua
-- Reserves an attempt. KEYS: the counter.
-- ARGV: now, attempts that lock, end of a lock that begins now, window, attempts in a row that close, how long these are
-- remembered, how long the counter is kept at least.
-- Answers how many remain; or nil and the end of the lock, 0 where only somebody's deed ends it.
local f = redis.call('HMGET', KEYS[1], 'n', 'last', 'until', 'row')
local now, most, closing = tonumber(ARGV[1]), tonumber(ARGV[2]), tonumber(ARGV[5])
local n, ends, row = tonumber(f[1] or 0), f[3] and tonumber(f[3]), tonumber(f[4] or 0)
local idle = f[2] and now - tonumber(f[2]) or 0
if idle >= tonumber(ARGV[6]) then row = 0 end
if row >= closing then return {false, 0} end
if ends and now < ends then return {false, ends} end
if ends or idle >= tonumber(ARGV[4]) then n = 0 end
n, row = n + 1, row + 1
redis.call('HSET', KEYS[1], 'n', n, 'last', ARGV[1], 'row', row)
if n >= most then
  redis.call('HSET', KEYS[1], 'until', ARGV[3])
else
  redis.call('HDEL', KEYS[1], 'until')
end
if row >= closing then redis.call('HSET', KEYS[1], 'closed', 1) end
-- A row is remembered the longer, the longer it is: one guess at a portal ID that was made up must not cost a year.
redis.call('PEXPIRE', KEYS[1], math.max(tonumber(ARGV[7]), math.ceil(tonumber(ARGV[6]) * row / closing)))
return {math.max(math.min(most - n, closing - row), 0), 0}
