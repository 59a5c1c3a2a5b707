using System.Reflection;
using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;
using Esb.Testing;

namespace Esb.Conventions.Tests;

/// <summary>A task of the built <c>Esb.Build.Tasks.dll</c>.</summary>
/// <param name="Attributes">Names of the attributes on its class.</param>
internal sealed record TaskClass(string Name, bool IsSealed, IReadOnlyList<string> Attributes)
{
    public IReadOnlyList<TaskParameter> Parameters { get; init; } = [];
}

/// <summary>A public property of a task.</summary>
/// <param name="CanBeSet">Whether a target may set it.</param>
internal sealed record TaskParameter(string Name, bool CanBeSet, bool IsOutput);

/// <summary>Reads the tasks' assembly as data: loading it would need MSBuild.</summary>
internal sealed class TaskAssembly : IDisposable
{
    private const string Base = "EsbTask";

    private readonly PEReader _file;
    private readonly MetadataReader _reader;

    public TaskAssembly()
    {
        var path = Path.Combine(
            Repository.Root, "src/Esb.Build.Tasks/bin", Repository.Configuration, "net10.0/Esb.Build.Tasks.dll");
        _file = new(File.OpenRead(path));
        _reader = _file.GetMetadataReader();
    }

    /// <summary>All classes made from <c>EsbTask</c>, with its parameters and their own.</summary>
    public IReadOnlyList<TaskClass> ReadTasks()
    {
        var types = _reader.TypeDefinitions.Select(_reader.GetTypeDefinition).ToList();
        var inherited = Parameters(types.Single(type => Text(type.Name) is Base));
        return
        [
            .. types.Where(IsTask).Select(type => new TaskClass(
                Text(type.Name), type.Attributes.HasFlag(TypeAttributes.Sealed), Attributes(type.GetCustomAttributes()))
            {
                Parameters = [.. Parameters(type), .. inherited],
            }),
        ];
    }

    public void Dispose() => _file.Dispose();

    private bool IsTask(TypeDefinition type) =>
        type.BaseType is { IsNil: false, Kind: HandleKind.TypeDefinition } parent
        && Text(_reader.GetTypeDefinition((TypeDefinitionHandle)parent).Name) is Base;

    private List<TaskParameter> Parameters(TypeDefinition type) =>
    [
        .. type.GetProperties().Select(_reader.GetPropertyDefinition)
            .Where(property => IsPublic(property.GetAccessors().Getter) && Text(property.Name) is not "TaskEnvironment")
            .Select(property => new TaskParameter(
                Text(property.Name),
                IsPublic(property.GetAccessors().Setter),
                Attributes(property.GetCustomAttributes()).Contains("OutputAttribute", StringComparer.Ordinal))),
    ];

    private bool IsPublic(MethodDefinitionHandle method) =>
        !method.IsNil
        && _reader.GetMethodDefinition(method).Attributes is var attributes
        && (attributes & MethodAttributes.MemberAccessMask) == MethodAttributes.Public;

    private List<string> Attributes(CustomAttributeHandleCollection attributes) =>
    [
        .. attributes.Select(handle => _reader.GetCustomAttribute(handle).Constructor)
            .Where(static constructor => constructor.Kind == HandleKind.MemberReference)
            .Select(constructor => _reader.GetMemberReference((MemberReferenceHandle)constructor).Parent)
            .Where(static parent => parent.Kind == HandleKind.TypeReference)
            .Select(parent => Text(_reader.GetTypeReference((TypeReferenceHandle)parent).Name)),
    ];

    private string Text(StringHandle handle) => _reader.GetString(handle);
}
