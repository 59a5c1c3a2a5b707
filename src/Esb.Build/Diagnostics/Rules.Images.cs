namespace Esb.Build.Diagnostics;

/// <summary>
/// What a project says of its images. Value 0 is the item's name in every rule that is about an item.
/// </summary>
public static partial class Rules
{
    /// <summary>1: what is legal.</summary>
    public static Rule BadImageName { get; } = Error("ESB2001",
        "EsbImage '{0}' is no image name: use {1}.");

    public static Rule BadKind { get; } = Error("ESB2002",
        "EsbImage '{0}' has Kind=\"{1}\": use one of {2}, or leave Kind out for a service.");

    public static Rule UnknownMode { get; } = Error("ESB2003",
        "EsbImage '{0}' has the mode '{1}': this project's modes are {2}. Correct it, or add the mode to the property EsbModes.");

    public static Rule MissingContext { get; } = Error("ESB2004",
        "EsbImage '{0}': its context '{1}' is no folder. Correct Context; it is relative to the project file.");

    public static Rule MissingDockerfile { get; } = Error("ESB2005",
        "EsbImage '{0}': there is no Dockerfile at {1}. Make it, or name it with Dockerfile=\"…\", relative to the context or to the project file.");

    public static Rule MissingNamedContext { get; } = Error("ESB2006",
        "EsbImage '{0}': the named context '{1}' is '{2}', which is no folder. Correct it in Contexts; it is relative to the project file.");

    public static Rule BadNamedContext { get; } = Error("ESB2007",
        "EsbImage '{0}': Contexts has '{1}'. Write name=folder, name=docker-image://image:tag or name=target:image, with a lower-case name.");

    public static Rule ReservedContext { get; } = Error("ESB2008",
        "EsbImage '{0}': the named context '{1}' is Esb.Sdk's own (it holds version.json). Give yours another name.");

    public static Rule UnknownBaseImage { get; } = Error("ESB2009",
        "EsbImage '{0}' is built from '{1}', which is no EsbImage of this project. Correct BaseImages or Contexts, or say which image it is: BaseImages=\"{1}=registry/image:tag\".");

    public static Rule BaseImageNotInMode { get; } = Error("ESB2010",
        "EsbImage '{0}' is built from '{1}', which is made for the modes {2} and not for '{3}'. Give both the same Modes.");

    public static Rule BaseImageCycle { get; } = Error("ESB2011",
        "EsbImage '{0}' is built from itself: {1}. Take one of them out of BaseImages.");

    public static Rule BadReference { get; } = Error("ESB2012",
        "EsbImage '{0}': {1} '{2}' is not legal: use {3}.");

    public static Rule BadNameValue { get; } = Error("ESB2013",
        "EsbImage '{0}': {1} has '{2}'. Write NAME=value, entries separated by ';' (a ';' inside a value is %3B).");

    public static Rule BadPlatform { get; } = Error("ESB2014",
        "EsbImage '{0}': '{1}' is no platform: use {2}.");

    public static Rule BadNetwork { get; } = Error("ESB2015",
        "EsbImage '{0}' has Network=\"{1}\": use default, host or none.");

    public static Rule BadBoolean { get; } = Error("ESB2016",
        "EsbImage '{0}' has {1}=\"{2}\": use true or false.");

    public static Rule BadSecret { get; } = Error("ESB2017",
        "EsbImage '{0}': Secrets has '{1}'. Write id=path/of/file, or id=env:VARIABLE to take it from an environment variable.");

    public static Rule MissingSecretFile { get; } = Error("ESB2018",
        "EsbImage '{0}': the file of the secret '{1}', '{2}', {3}. Make it before the build, or correct Secrets; a path is relative to the project file.");

    public static Rule MissingSecretVariable { get; } = Error("ESB2019",
        "EsbImage '{0}': the secret '{1}' comes from the environment variable {2}, which is not set. Set it before the build.");

    public static Rule MissingCertificateFolder { get; } = Error("ESB2020",
        "EsbImage '{0}': the secret '{1}' is the root CA in {2}, which is not set. Set it to the folder that holds rootCA.crt, or write Secrets=\"{1}=path/of/rootCA.crt\".");

    public static Rule BadSsh { get; } = Error("ESB2021",
        "EsbImage '{0}': Ssh has '{1}'. Write default for the running SSH agent, or id=path/of/key of a file that exists, without a comma; a path is relative to the project file.");

    public static Rule BadOutput { get; } = Error("ESB2022",
        "EsbImage '{0}': Outputs has '{1}'. Write it as BuildKit does: type=docker, type=registry, type=local,dest=folder, type=tar,dest=file.tar …");

    public static Rule TargetCollision { get; } = Error("ESB2023",
        "EsbImage '{0}' and '{1}' both become the bake target '{2}'. Give one another name.");

    public static Rule GroupCollision { get; } = Error("ESB2024",
        "EsbImage '{0}': the name '{1}' is a group's and an image's. Bake would silently take the group: give one another name.");

    public static Rule BadGroup { get; } = Error("ESB2025",
        "EsbImage '{0}': '{1}' is no group name: use letters, digits, '_' and '-', not beginning with '-', and none of Esb.Sdk's own (default, base-images, functions, services, control-images-…).");

    public static Rule ReferenceCollision { get; } = Error("ESB2026",
        "EsbImage '{0}' and '{1}' both get the reference '{2}', so one would overwrite the other. Change Repository or Tags of one.");

    /// <summary>1: value, 2: what is legal.</summary>
    public static Rule BadCache { get; } = Error("ESB2027",
        "EsbImage '{0}' has Cache=\"{1}\": use {2}.");

    public static Rule CacheRegistryRequired { get; } = Error("ESB2028",
        "EsbImage '{0}': a registry is to hold its cache, and none is named. Set EsbCacheRegistry or EsbRegistry, for example -p:EsbCacheRegistry=registry.example.com/cache");

    public static Rule LoginInContext { get; } = Error("ESB2029",
        "EsbImage '{0}': the context '{1}' has a login in its address, which the bake file and the image's history would show. Leave it out; for a Git repository add it as a secret: Secrets=\"GIT_AUTH_TOKEN=env:VARIABLE\".");

    /// <summary>0: property, 1: value, 2: what is legal.</summary>
    public static Rule BadProperty { get; } = Error("ESB2030",
        "The property {0} is '{1}': use {2}.");

    /// <summary>0: mode, 1: environment variable.</summary>
    public static Rule RegistryRequired { get; } = Error("ESB2031",
        "The mode '{0}' needs a registry that the nodes pull from. Set the property EsbRegistry or the environment variable {1}, for example {1}=127.0.0.1:5010/.");

    /// <summary>0: pattern, 1: what there is.</summary>
    public static Rule NothingSelected { get; } = Error("ESB2032",
        "EsbOnly has '{0}', which is no image, target or group here and matches none. Use one of these, or a pattern: {1}.");
}
