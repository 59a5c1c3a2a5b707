using System.Text.Json;
using Esb.Testing;

namespace Esb.Docker.Tests.Samples;

public sealed partial class EdgeServerlessBox
{
    private static readonly Uri Invocations = new("/2015-03-31/functions/function/invocations", UriKind.Relative);

    [TestCase("hello", """{"name": "Ada", "language": "de"}""", "message", "Hallo, Ada!")]
    [TestCase("hello", """{"language": "tlh"}""", "errorType", "ValueError")]
    [TestCase("summary", """{"readings": [{"celsius": 20}, {"fahrenheit": 71.6}]}""", "mean", "21.0")]
    [TestCase("report", """{"readings": [{"sensor": "<a>", "celsius": 20}]}""", "statusCode", "200")]
    [TestCase("checksum", """{"text": ""}""", "sha256", "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855")]
    [TestCase("checksum", """{}""", "errorType", "KeyNotFoundException")]
    public void AnswersWithAFunction(string name, string request, string key, string value)
    {
        var answer = Invoke(_box.Image(name), request);
        Assert.That(answer.TryGetProperty(key, out var found) ? found.ToString() : $"{answer}", Is.EqualTo(value));
    }

    [Test]
    public void AnswersWhereAHandlerIsNotThere() => Assert.That(
        Invoke(_box.Image("hello"), "{}", "other.handler").GetProperty("errorType").GetString(),
        Is.EqualTo("ModuleNotFoundError"));

    [TestCase("hello")]
    [TestCase("report")]
    [TestCase("checksum")]
    public void RunsItsFunctionsAsNobodySpecial(string name) => Assert.That(
        DockerEngine.Inspect(_box.Image(name)).GetProperty("Config").GetProperty("User").GetString(),
        Is.EqualTo("1000:1000"));

    [Test]
    public void SaysWhichImageAFunctionIs() => Assert.That(
        _box.Files.Read("obj/esb/edge-serverless-box.esbproj/functions.yml"),
        Does.StartWith($"functions:\n- name: \"hello\"\n  image: \"{_box.Image("hello")}\"\n  timeout: 10\n"));

    /// <summary>Starts a function's image, asks it once, and takes it away.</summary>
    private JsonElement Invoke(string image, string request, params string[] command)
    {
        var container = DockerEngine.Must(
            ["run", "--detach", "--pull", "never", "--publish", "127.0.0.1::8080", image, .. command]);
        try
        {
            using var client = new HttpClient();
            client.BaseAddress = new Uri("http://" + DockerEngine.Must("port", container, "8080/tcp"));
            JsonElement answer = default;
            Patience.Until($"{image} answers", () => TryInvoke(client, request, out answer), TimeSpan.FromSeconds(60));
            return answer;
        }
        finally
        {
            DockerEngine.Must("rm", "--force", container);
        }
    }

    // Docker takes connections before the program in the container does.
    private static bool TryInvoke(HttpClient client, string request, out JsonElement answer)
    {
        answer = default;
        using var message = new HttpRequestMessage(HttpMethod.Post, Invocations);
        message.Content = new StringContent(request);
        try
        {
            using var response = client.Send(message);
            using var document = JsonDocument.Parse(response.EnsureSuccessStatusCode().Content.ReadAsStream());
            answer = document.RootElement.Clone();
            return true;
        }
        catch (HttpRequestException)
        {
            return false;
        }
    }
}
