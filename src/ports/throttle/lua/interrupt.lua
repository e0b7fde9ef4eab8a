#!lua flags=allow-oom
-- Begins the row of attempts anew; a lock that runs stays. KEYS: the counter.
if redis.call('EXISTS', KEYS[1]) == 1 then
  redis.call('HSET', KEYS[1], 'row', 0)
  redis.call('HDEL', KEYS[1], 'closed')
end
