using Esb.Testing;
using Microsoft.Build.Utilities;

namespace Esb.Build.Tasks.Tests;

/// <summary>Values of secrets are read only to be masked.</summary>
public sealed class SecretsInTheLog
{
    [Test]
    public void AreThoseOfFilesAndVariablesThatAreThere()
    {
        using var folder = new TemporaryFolder();
        var item = new TaskItem("gateway");
        item.SetMetadata(
            "SecretFiles",
            $"{folder.Write("ca.crt", "certificate")};{folder["missing"]};{folder.Write("empty", " \n")}");
        item.SetMetadata("SecretVariables", "TOKEN;MISSING");
        var environment = new Dictionary<string, string>(StringComparer.Ordinal) { ["TOKEN"] = "hunter2" };
        Assert.That(SecretValues.Read([item, item], environment), Is.EquivalentTo(new[] { "certificate", "hunter2" }));
    }
}
