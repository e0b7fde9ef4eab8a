#!lua flags=allow-oom
-- Forgets the attempts. KEYS: the counter. ARGV: now. Answers whether it was locked.
local ends = redis.call('HGET', KEYS[1], 'until')
redis.call('UNLINK', KEYS[1])
return (ends and tonumber(ARGV[1]) < tonumber(ends)) and 1 or 0
