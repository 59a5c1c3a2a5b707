using Esb.Benchmarks;

// ./build.sh bench [arguments]: prints one table and writes it as JSON.
Arguments arguments;
try
{
    arguments = Arguments.Parse(args);
}
catch (FormatException e)
{
    Console.Error.WriteLine(e.Message);
    return 2;
}

var rows = new List<Row>();
foreach (var part in arguments.Parts)
{
    rows.AddRange(part switch
    {
        "start-up" => StartUp.Measure(arguments.Rounds),
        "images" => ImageBuilds.Measure(arguments),
        "functions" => FunctionBuilds.Measure(arguments.Rounds, arguments.Functions),
        "progress" => ProgressBuilds.Measure(arguments.Rounds, Arguments.ImagesOfProgress, arguments.Lines),
        _ => ManyFiles.Measure(arguments.Rounds),
    });
}

Report.Write(rows);
return 0;
