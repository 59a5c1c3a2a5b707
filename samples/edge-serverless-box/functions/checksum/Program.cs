// The checksum of a text, {"text": "abc"}, as a runtime of its own: takes events from Lambda's service and answers them.
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

var service = Environment.GetEnvironmentVariable("AWS_LAMBDA_RUNTIME_API");
// No time limit: the next event may take days.
using var client = new HttpClient { Timeout = Timeout.InfiniteTimeSpan };
client.BaseAddress = new Uri($"http://{service}/2018-06-01/runtime/invocation/");
while (true)
{
    using var next = await client.GetAsync("next");
    var id = next.Headers.GetValues("Lambda-Runtime-Aws-Request-Id").Single();
    var (verb, answer) = Answer(await next.Content.ReadAsByteArrayAsync());
    using var sent = await client.PostAsync($"{id}/{verb}", new ByteArrayContent(answer));
    sent.EnsureSuccessStatusCode();
}

static (string Verb, byte[] Answer) Answer(byte[] request)
{
    try
    {
        using var json = JsonDocument.Parse(request);
        var text = json.RootElement.GetProperty("text").GetString() ?? "";
        return ("response", Json(("sha256", Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text))))));
    }
    // Whatever is wrong with one event, the next one may be right.
    catch (Exception e)
    {
        return ("error", Json(("errorMessage", e.Message), ("errorType", e.GetType().Name)));
    }
}

static byte[] Json(params (string Key, string Value)[] members)
{
    using var buffer = new MemoryStream();
    using (var writer = new Utf8JsonWriter(buffer))
    {
        writer.WriteStartObject();
        foreach (var (key, value) in members)
            writer.WriteString(key, value);
        writer.WriteEndObject();
    }

    return buffer.ToArray();
}
