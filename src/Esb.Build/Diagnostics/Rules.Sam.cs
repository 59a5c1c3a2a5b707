namespace Esb.Build.Diagnostics;

/// <summary>What a SAM template says, and the items that speak of it.</summary>
public static partial class Rules
{
    /// <summary>0: what is wrong and what to do, a part of a sentence with its full stop.</summary>
    public static Rule TemplateSyntax { get; } = Error("ESB2201",
        "The template cannot be read: {0} Correct it at this place.");

    /// <summary>0: what is too much, a part of a sentence.</summary>
    public static Rule TemplateTooLarge { get; } = Error("ESB2202",
        "The template {0}, more than any deployment takes. Make it smaller, or several templates of it.");

    /// <summary>0: key, 1: line of the first.</summary>
    public static Rule DuplicateKey { get; } = Error("ESB2203",
        "'{0}' stands here a second time; the first is in line {1}. Delete one of them, or give it another name.");

    /// <summary>0: tag, 1: those that there are.</summary>
    public static Rule UnknownTag { get; } = Error("ESB2204",
        "'{0}' is no function of CloudFormation. Correct it, or use one of {1}.");

    /// <summary>0: what, 1: what it must be.</summary>
    public static Rule WrongShape { get; } = Error("ESB2205",
        "{0} must be {1}. Correct the value, or its indentation.");

    public static Rule NoResources { get; } = Error("ESB2206",
        "The template has no Resources, so it has no functions. Name another file, or write `Resources:` with the functions below it.");

    /// <summary>0: key.</summary>
    public static Rule UnsupportedResources { get; } = Error("ESB2207",
        "{0} is not worked out here, so the functions that it makes would be missing. Write them one by one, or name the template that it makes of them.");

    /// <summary>0: parameter, 1: those that there are.</summary>
    public static Rule UnknownParameter { get; } = Error("ESB2210",
        "EsbSamParameter '{0}' is no parameter of the project's templates. Correct the name; there are: {1}.");

    /// <summary>0: who needs it, 1: parameter.</summary>
    public static Rule MissingParameter { get; } = Error("ESB2211",
        "{0} needs the parameter '{1}', which has no value. Give it a Default, or add to the project: <EsbSamParameter Include=\"{1}\" Value=\"…\" />");

    /// <summary>0: parameter, 1: value, 2: what is allowed.</summary>
    public static Rule ParameterNotAllowed { get; } = Error("ESB2212",
        "The parameter '{0}' is '{1}', which its AllowedValues do not have. Use one of {2}.");

    /// <summary>0: who needs it, 1: why it is unknown, a sentence.</summary>
    public static Rule UnresolvedValue { get; } = Error("ESB2213",
        "{0} is known only after deployment: {1} Write the value itself, or make it a parameter and give its value with EsbSamParameter.");

    /// <summary>0: who needs it, 1: what is wrong, a sentence.</summary>
    public static Rule BrokenFunction { get; } = Error("ESB2214",
        "{0} cannot be worked out: {1} Correct this call, or what it names.");

    /// <summary>0: function or layer, 1: property, 2: an example.</summary>
    public static Rule MissingProperty { get; } = Error("ESB2220",
        "{0} has no {1}. Add it, for example {1}: {2}, or set it for all functions in Globals.");

    /// <summary>0: function, 1: runtime, 2: what is legal.</summary>
    public static Rule UnknownRuntime { get; } = Error("ESB2221",
        "{0} has the runtime '{1}', for which there is no image. Use one of {2}, or make it a function with PackageType: Image.");

    /// <summary>0: function or layer, 1: path as written, 2: what it should be.</summary>
    public static Rule MissingCode { get; } = Error("ESB2222",
        "{0}: '{1}' is no {2}. Correct the path; it is relative to the template.");

    /// <summary>0: function, 1: property.</summary>
    public static Rule CodeElsewhere { get; } = Error("ESB2223",
        "{0}: its {1} names code that is not in the repository. Make it a path relative to the template.");

    /// <summary>0: function, 1: path as written.</summary>
    public static Rule BadCodeFile { get; } = Error("ESB2224",
        "{0}: a Dockerfile cannot copy the file '{1}' by this name. Give it a name without * ? [ ] $ \\ and quotes.");

    /// <summary>0: function.</summary>
    public static Rule MissingImageUri { get; } = Error("ESB2225",
        "{0} is an image, and the template does not say which. Add ImageUri, or Metadata with DockerContext and Dockerfile.");

    /// <summary>0: what, 1: reference, 2: what is legal.</summary>
    public static Rule BadSamImage { get; } = Error("ESB2226",
        "{0}: '{1}' is no image. Use {2}.");

    /// <summary>0: function, 1: layer.</summary>
    public static Rule LayerElsewhere { get; } = Warning("ESB2227",
        "{0} has the layer '{1}', which is not in this template, so its image lacks it. Make it a layer of the template, or put it into the base image (EsbLambdaBase).");

    /// <summary>0: function or layer, 1: method, 2: what is legal.</summary>
    public static Rule UnsupportedBuildMethod { get; } = Error("ESB2228",
        "{0} has BuildMethod: {1}, which is not done here (known: {2}). Build it before and name the result, or make it a function with PackageType: Image and a Dockerfile.");

    /// <summary>0: function, 1: its name, 2: what is legal.</summary>
    public static Rule BadFunctionName { get; } = Error("ESB2229",
        "{0}: its name '{1}' gives no image name. Use letters and digits; an image name is {2}.");

    /// <summary>0 and 1: functions, 2: image name.</summary>
    public static Rule FunctionCollision { get; } = Error("ESB2230",
        "Functions '{0}' and '{1}' both become the image '{2}'. Give one another FunctionName.");

    /// <summary>0: item type, 1: item, 2: what there is.</summary>
    public static Rule UnknownSamItem { get; } = Error("ESB2231",
        "{0} '{1}' is for nothing here. Correct its name; there are: {2}.");

    /// <summary>0: path as written.</summary>
    public static Rule MissingTemplate { get; } = Error("ESB2232",
        "EsbSamTemplate '{0}' is no file. Correct the path; it is relative to the project.");
}
