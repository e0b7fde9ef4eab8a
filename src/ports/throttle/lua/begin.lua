#!lua
-- Reserves an attempt. KEYS: the counter.
-- ARGV: now, attempts that lock, end of a lock that begins now, window, time to live.
-- Answers how many remain, or nil and the end of the lock.
local f = redis.call('HMGET', KEYS[1], 'n', 'last', 'until')
local now, most = tonumber(ARGV[1]), tonumber(ARGV[2])
local n, ends = tonumber(f[1] or 0), f[3] and tonumber(f[3])
if ends and now < ends then return {false, ends} end
if ends or (f[2] and now - tonumber(f[2]) >= tonumber(ARGV[4])) then n = 0 end
n = n + 1
redis.call('HSET', KEYS[1], 'n', n, 'last', ARGV[1])
if n >= most then
  redis.call('HSET', KEYS[1], 'until', ARGV[3])
else
  redis.call('HDEL', KEYS[1], 'until')
end
redis.call('PEXPIRE', KEYS[1], ARGV[5])
return {math.max(most - n, 0), 0}
