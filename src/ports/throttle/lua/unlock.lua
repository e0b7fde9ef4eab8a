#!lua flags=allow-oom
-- Forgets the attempts. KEYS: the counter. ARGV: now. Answers whether it was locked.
local f = redis.call('HMGET', KEYS[1], 'until', 'closed')
redis.call('UNLINK', KEYS[1])
return (f[2] or (f[1] and tonumber(ARGV[1]) < tonumber(f[1]))) and 1 or 0
