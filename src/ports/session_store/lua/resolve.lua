#!lua flags=allow-oom
-- The live session, and its sign of life. KEYS: the session. ARGV: now, 'peek' where there is none.
-- The interval is SessionRecord::touch_interval.
local f = redis.call('HMGET', KEYS[1], 'r', 'seen', 'epoch', 'idle', 'abs')
if not f[1] then return false end
local now, seen, idle, abs = tonumber(ARGV[1]), tonumber(f[2]), tonumber(f[4]), tonumber(f[5])
if now >= seen + idle or now >= abs then
  redis.call('UNLINK', KEYS[1])
  return false
end
if not ARGV[2] and now - seen > math.min(math.floor(idle / 10), 60000) then
  redis.call('HSET', KEYS[1], 'seen', ARGV[1])
  redis.call('PEXPIRE', KEYS[1], math.min(idle, abs - now))
  f[2] = ARGV[1]
end
return {f[1], f[2], f[3]}
