-- Sends one document, cycling over the callers of a file: a line each with host and cookie.
-- Prints one line of JSON at the end.
local requests, turn = {}, 0

function init()
  local file = assert(io.open(os.getenv("LOAD_BODY")))
  local body = file:read("*a")
  file:close()
  for line in io.lines(os.getenv("LOAD_CALLERS")) do
    local host, cookie = line:match("^(%S+) (%S+)$")
    local headers = { ["Host"] = host, ["Cookie"] = cookie, ["Content-Type"] = "application/json",
                      ["Accept"] = "application/graphql-response+json" }
    requests[#requests + 1] = wrk.format("POST", os.getenv("LOAD_ROUTE"), headers, body)
  end
end

function request()
  turn = turn % #requests + 1
  return requests[turn]
end

function done(summary, latency)
  local e = summary.errors
  io.write(string.format(
    '{"requests":%d,"bytes":%d,"microseconds":%d,"failed":%d,"p50":%.3f,"p99":%.3f}\n',
    summary.requests, summary.bytes, summary.duration, e.connect + e.read + e.write + e.status + e.timeout,
    latency:percentile(50) / 1000, latency:percentile(99) / 1000))
end
