#!lua flags=allow-oom
-- A live session of an account by its id, with the digest of its value. KEYS: the account's index.
-- ARGV: prefix of session keys, now, id.
local now = tonumber(ARGV[2])
for _, member in ipairs(redis.call('ZRANGE', KEYS[1], 0, -1)) do
  if member:sub(1, 32) == ARGV[3] then
    local f = redis.call('HMGET', ARGV[1] .. member:sub(34), 'r', 'seen', 'epoch', 'idle', 'abs')
    if not f[1] or now >= tonumber(f[2]) + tonumber(f[4]) or now >= tonumber(f[5]) then return false end
    return {member:sub(34), f[1], f[2], f[3]}
  end
end
return false
