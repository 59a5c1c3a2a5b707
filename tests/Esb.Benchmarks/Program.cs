using Esb.Benchmarks;

// ./build.sh bench [rounds]: prints one table and writes it as JSON.
var rounds = args.Length > 0 ? int.Parse(args[0], System.Globalization.CultureInfo.InvariantCulture) : 10;
var rows = StartUp.Measure(rounds);
Report.Print(rows);
Report.Write(rows);
