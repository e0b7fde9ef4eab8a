#!lua
-- Moves a live session to a new digest. KEYS: the session, its new key, the account's index.
-- ARGV: now, old digest, new digest, the account's epoch.
local f = redis.call('HMGET', KEYS[1], 'r', 'seen', 'epoch', 'idle', 'abs', 'id')
if not f[1] then
  -- The call is repeated where the answer was lost with the connection: nobody else knows the new digest.
  local moved = redis.call('HMGET', KEYS[2], 'r', 'seen', 'epoch')
  return moved[1] and moved
end
local now, idle, abs = tonumber(ARGV[1]), tonumber(f[4]), tonumber(f[5])
if now >= tonumber(f[2]) + idle or now >= abs then return false end
local epoch = tonumber(f[3]) < tonumber(ARGV[4]) and ARGV[4] or f[3]
redis.call('RENAME', KEYS[1], KEYS[2])
redis.call('HSET', KEYS[2], 'seen', ARGV[1], 'epoch', epoch)
redis.call('PEXPIRE', KEYS[2], math.min(idle, abs - now))
redis.call('ZREM', KEYS[3], f[6] .. ':' .. ARGV[2])
redis.call('ZADD', KEYS[3], f[5], f[6] .. ':' .. ARGV[3])
redis.call('PUBLISH', 'portico:sessions', KEYS[1]:match('{(%x+)}') .. ' renewed ' .. f[6])
return {f[1], ARGV[1], epoch}
