#!lua flags=allow-oom
-- Gives an attempt back, and lifts the lock it may have begun. KEYS: the counter.
local n = tonumber(redis.call('HGET', KEYS[1], 'n') or 0)
if n > 1 then
  redis.call('HSET', KEYS[1], 'n', n - 1)
  redis.call('HDEL', KEYS[1], 'until')
else
  redis.call('UNLINK', KEYS[1])
end
