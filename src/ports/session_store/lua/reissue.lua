#!lua
-- Gives a live session another record and a new digest. KEYS: the session, its new key, the account's index.
-- ARGV: now, old digest, new digest, the record as it was read, the record as it shall be.
-- 1: done. 0: it was changed meanwhile, or is no more.
local f = redis.call('HMGET', KEYS[1], 'r', 'seen', 'idle', 'abs', 'id')
if not f[1] then
  -- The call is repeated where the answer was lost with the connection: nobody else knows the new digest.
  return redis.call('EXISTS', KEYS[2])
end
local now, idle, abs = tonumber(ARGV[1]), tonumber(f[3]), tonumber(f[4])
if f[1] ~= ARGV[4] or now >= tonumber(f[2]) + idle or now >= abs then return 0 end
redis.call('RENAME', KEYS[1], KEYS[2])
redis.call('HSET', KEYS[2], 'r', ARGV[5], 'seen', ARGV[1])
redis.call('PEXPIRE', KEYS[2], math.min(idle, abs - now))
redis.call('ZREM', KEYS[3], f[5] .. ':' .. ARGV[2])
redis.call('ZADD', KEYS[3], f[4], f[5] .. ':' .. ARGV[3])
redis.call('PUBLISH', 'portico:sessions', KEYS[1]:match('{(%x+)}') .. ' renewed ' .. f[5])
return 1
