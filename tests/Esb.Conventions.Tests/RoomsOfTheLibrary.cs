using System.Text.RegularExpressions;
using Esb.Build.Diagnostics;

namespace Esb.Conventions.Tests;

internal sealed partial class RoomsOfTheLibrary
{
    [Test]
    public void HaveARank() => Violations.AreNone(
        Sources.In(Rooms.Folder, ".cs").Select(static f => f.Path.Split('/')[2])
            .Where(static room => !Rooms.Ranks.ContainsKey(room)),
        "Every folder of src/Esb.Build is a room. Give it a rank in Rooms.cs and its one sentence in docs/architecture.md:");

    [Test]
    public void NameOnlyRoomsOfLowerRank() => Violations.AreNone(
        from file in Sources.In(Rooms.Folder, ".cs")
        let room = file.Path.Split('/')[2]
        from use in RoomName().Matches(file.Text)
        where !Rooms.MayUse(room, use.Groups["name"].Value)
        select $"{file.Path}: {use.Value}",
        "A room uses only rooms of lower rank (Rooms.cs). Move the code down, or hand the value in:");

    // What the compiler made of it: finds uses without a using, such as `var x = other.Member`.
    [Test]
    public void UseOnlyRoomsOfLowerRank() => Violations.AreNone(
        from type in typeof(Rules).Assembly.GetTypes()
        let room = Rooms.Of(type.Namespace)
        where room.Length > 0
        from used in TypeUses.Of(type)
        let other = used.Assembly == type.Assembly ? Rooms.Of(used.Namespace) : ""
        where other.Length > 0 && !Rooms.MayUse(room, other)
        select $"{type.FullName} uses {used.FullName}",
        "A room uses only rooms of lower rank (Rooms.cs). Move the code down, or hand the value in:");

    [Test]
    public void KnowNothingOfMSBuild() => Violations.AreNone(
        typeof(Rules).Assembly.GetReferencedAssemblies().Select(static a => a.Name!)
            .Where(static name => name.StartsWith("Microsoft.Build", StringComparison.Ordinal)),
        "The library has no reference to MSBuild: what needs it is a task's.");

    [Test]
    public void StartProcessesInOnePlace() => Violations.AreNone(
        Sources.In("src", ".cs").Where(static f => f.Path is not "src/Esb.Build/Processes/SystemCommandRunner.cs")
            .SelectMany(static f => f.LinesWhere(static line => ProcessStart().IsMatch(line))),
        "Only SystemCommandRunner starts processes: it gives them folder and environment, masks secrets and ends them. Take an ICommandRunner:");

    [Test]
    public void AreThereWhereTasksUseThem() => Violations.AreNone(
        Sources.In("src/Esb.Build.Tasks", ".cs").SelectMany(static f => RoomName().Matches(f.Text)
            .Where(static m => !Rooms.Ranks.ContainsKey(m.Groups["name"].Value)).Select(m => $"{f.Path}: {m.Value}")),
        "The tasks name a room that does not exist:");

    [GeneratedRegex(@"\bEsb\.Build\.(?!Tasks\b)(?<name>[A-Z]\w*)", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex RoomName();

    [GeneratedRegex(@"\bProcessStartInfo\b|\bProcess\.Start\(|\bnew Process\b", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex ProcessStart();
}
