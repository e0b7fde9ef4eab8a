#!lua flags=allow-oom
-- The live session with an id, and its sign of life. KEYS: the account's index. ARGV: prefix of session keys, now, id,
-- 'peek' where there is none.
-- The interval is SessionRecord::touch_interval.
for _, member in ipairs(redis.call('ZRANGE', KEYS[1], 0, -1)) do
  if member:sub(1, 32) == ARGV[3] then
    local key = ARGV[1] .. member:sub(34)
    local f = redis.call('HMGET', key, 'r', 'seen', 'epoch', 'idle', 'abs')
    if not f[1] then return false end
    local now, seen, idle, abs = tonumber(ARGV[2]), tonumber(f[2]), tonumber(f[4]), tonumber(f[5])
    if now >= seen + idle or now >= abs then
      redis.call('UNLINK', key)
      redis.call('ZREM', KEYS[1], member)
      return false
    end
    if not ARGV[4] and now - seen > math.min(math.floor(idle / 10), 60000) then
      redis.call('HSET', key, 'seen', ARGV[2])
      redis.call('PEXPIRE', key, math.min(idle, abs - now))
      f[2] = ARGV[2]
    end
    return {f[1], f[2], f[3]}
  end
end
return false
