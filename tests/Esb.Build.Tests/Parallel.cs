// One thread for each processor. Fixtures that look at the whole process are run alone.
[assembly: Parallelizable(ParallelScope.Fixtures)]
