using Esb.Build.Definitions;
using Esb.Build.Diagnostics;
using Esb.Build.Files;
using Esb.Build.Images;

namespace Esb.Build.Plans;

/// <summary>
/// Where build secrets come from. BuildKit takes a missing variable for an empty secret and tells of a missing file
/// only in the middle of the build, so both are checked here.
/// </summary>
internal static class Secrets
{
    private const string VariablePrefix = "env:";

    public static IReadOnlyList<SecretSource> Parse(ItemCheck check)
    {
        var secrets = new List<SecretSource>(check.Item.Secrets.Count);
        foreach (var entry in check.Item.Secrets)
        {
            if (ParseOne(check, entry) is { } secret)
                secrets.Add(secret);
        }

        return secrets;
    }

    /// <summary>The id of the secret whose file need not be named.</summary>
    public static string RootCertificateOf(ItemCheck check) => $"{check.Scope.Brand}_root_ca";

    private static SecretSource? ParseOne(ItemCheck check, string entry)
    {
        var text = entry.Trim();
        if (text.Equals(RootCertificateOf(check), StringComparison.Ordinal))
            return RootCertificate(check, text);
        if (text.StartsWith("id=", StringComparison.Ordinal) || text.StartsWith("type=", StringComparison.Ordinal))
            return FromBuildKitForm(check, text);
        if (!NameValues.TrySplit(text, out var id, out var source) || source is "" or VariablePrefix)
        {
            check.Report(Rules.BadSecret, entry);
            return null;
        }

        return source.StartsWith(VariablePrefix, StringComparison.Ordinal)
            ? FromVariable(check, id, source[VariablePrefix.Length..])
            : FromFile(check, id, source);
    }

    // id=token,env=TOKEN or id=ca,src=ca.crt, as people have it from docker build --secret.
    private static SecretSource? FromBuildKitForm(ItemCheck check, string text)
    {
        string id = "", file = "", variable = "";
        var isLegal = true;
        foreach (var field in CsvFields.TryParse(text) ?? [""])
        {
            NameValues.TrySplit(field, out var name, out var value);
            switch (name)
            {
                case "id": id = value; break;
                case "src" or "source": file = value; break;
                case "env": variable = value; break;
                case "type": break;
                default: isLegal = false; break;
            }
        }

        if (isLegal && id.Length > 0 && variable.Length > 0)
            return FromVariable(check, id, variable);
        if (isLegal && id.Length > 0 && file.Length > 0)
            return FromFile(check, id, file);

        check.Report(Rules.BadSecret, text);
        return null;
    }

    private static SecretSource? RootCertificate(ItemCheck check, string id)
    {
        var variable = check.Scope.Brand.Variable("CERT_DIR");
        var folder = check.Scope.Settings.CertDirectory is { Length: > 0 } given
            ? given
            : check.Scope.Settings.Environment.GetValueOrDefault(variable, "");
        if (folder.Length > 0)
            return FromFile(check, id, Path.Combine(folder, "rootCA.crt"));

        check.Report(Rules.MissingCertificateFolder, id, variable);
        return null;
    }

    private static SecretSource FromVariable(ItemCheck check, string id, string variable)
    {
        if (!check.Scope.Settings.Environment.ContainsKey(variable))
            check.Report(Rules.MissingSecretVariable, id, variable);
        return new(id, "", variable);
    }

    private static SecretSource FromFile(ItemCheck check, string id, string path)
    {
        var file = check.Absolute(path);
        if (SecretFile.Read(file).Problem is { Length: > 0 } problem)
            check.Report(Rules.MissingSecretFile, id, file, problem);
        return new(id, file, "");
    }
}
