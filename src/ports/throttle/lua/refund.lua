#!lua flags=allow-oom
-- Gives an attempt back, and lifts the lock it may have begun. KEYS: the counter.
local f = redis.call('HMGET', KEYS[1], 'n', 'row')
local n, row = tonumber(f[1] or 0), math.max(tonumber(f[2] or 0) - 1, 0)
if n < 1 then return end
if n == 1 and row == 0 then
  redis.call('UNLINK', KEYS[1])
else
  redis.call('HSET', KEYS[1], 'n', n - 1, 'row', row)
  redis.call('HDEL', KEYS[1], 'until', 'closed')
end
