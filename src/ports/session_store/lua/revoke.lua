#!lua flags=allow-oom
-- Ends sessions of an account and stamps the raised epoch onto those that stay. KEYS: the account's index.
-- ARGV: prefix of session keys, now, 'one' | 'others' | 'all', the one or the one that stays, raised epoch.
-- Announced in the same instant, also where there was nothing to end: see ends.rs.
local now, which, id, epoch = tonumber(ARGV[2]), ARGV[3], ARGV[4], tonumber(ARGV[5])
local ended = 0
for _, member in ipairs(redis.call('ZRANGE', KEYS[1], 0, -1)) do
  local key = ARGV[1] .. member:sub(34)
  local f = redis.call('HMGET', key, 'seen', 'idle', 'abs', 'epoch')
  local live = f[1] and now < tonumber(f[1]) + tonumber(f[2]) and now < tonumber(f[3])
  local ends = which == 'all' or (member:sub(1, 32) == id) == (which == 'one')
  if ends or not live then
    redis.call('UNLINK', key)
    redis.call('ZREM', KEYS[1], member)
    if live then ended = ended + 1 end
  elseif tonumber(f[4]) == epoch - 1 then
    -- Only from the epoch before: what is older was revoked by an earlier raise.
    redis.call('HSET', key, 'epoch', ARGV[5])
  end
end
redis.call('PUBLISH', 'portico:sessions', ARGV[1]:match('{(%x+)}') .. ' ' .. which .. ' ' .. (id or ''))
return ended
