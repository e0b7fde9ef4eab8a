#!lua flags=allow-oom
-- The live sessions of an account. KEYS: its index. ARGV: prefix of session keys, now.
redis.call('ZREMRANGEBYSCORE', KEYS[1], '-inf', ARGV[2])
local now, live = tonumber(ARGV[2]), {}
for _, member in ipairs(redis.call('ZRANGE', KEYS[1], 0, -1)) do
  local key = ARGV[1] .. member:sub(34)
  local f = redis.call('HMGET', key, 'r', 'seen', 'epoch', 'idle')
  if f[1] and now < tonumber(f[2]) + tonumber(f[4]) then
    live[#live + 1] = {f[1], f[2], f[3]}
  else
    redis.call('UNLINK', key)
    redis.call('ZREM', KEYS[1], member)
  end
end
return live
