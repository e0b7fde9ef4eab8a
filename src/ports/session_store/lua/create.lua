#!lua
-- Begins a session. KEYS: the session, the account's index.
-- ARGV: prefix of session keys, now, record, id, digest, idle, absolute end, epoch, most sessions.
local prefix, now, member = ARGV[1], tonumber(ARGV[2]), ARGV[4] .. ':' .. ARGV[5]
local idle, left = tonumber(ARGV[6]), tonumber(ARGV[7]) - now
redis.call('HSET', KEYS[1], 'r', ARGV[3], 'id', ARGV[4], 'seen', ARGV[2],
  'idle', ARGV[6], 'abs', ARGV[7], 'epoch', ARGV[8])
redis.call('PEXPIRE', KEYS[1], math.min(idle, left))
redis.call('ZREMRANGEBYSCORE', KEYS[2], '-inf', ARGV[2])
redis.call('ZADD', KEYS[2], ARGV[7], member)
if redis.call('PTTL', KEYS[2]) < left then redis.call('PEXPIRE', KEYS[2], left) end

local most = tonumber(ARGV[9])
if redis.call('ZCARD', KEYS[2]) <= most then return end
local others = {}
for _, other in ipairs(redis.call('ZRANGE', KEYS[2], 0, -1)) do
  -- A member is 32 hex digits of the id, a colon and the digest.
  local f = redis.call('HMGET', prefix .. other:sub(34), 'seen', 'idle')
  if not f[1] or now >= tonumber(f[1]) + tonumber(f[2]) then
    redis.call('UNLINK', prefix .. other:sub(34))
    redis.call('ZREM', KEYS[2], other)
  elseif other ~= member then
    others[#others + 1] = other
  end
end
-- Members begin with a UUIDv7: the smallest are the oldest.
table.sort(others)
for i = 1, #others + 1 - most do
  redis.call('UNLINK', prefix .. others[i]:sub(34))
  redis.call('ZREM', KEYS[2], others[i])
  redis.call('PUBLISH', 'portico:sessions', prefix:match('{(%x+)}') .. ' one ' .. others[i]:sub(1, 32))
end
