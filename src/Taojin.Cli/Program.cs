using Taojin.Cli;
using Taojin.Cli.Screens;
using Taojin.Mining.Learning;

NativeThreads.WaitPassively();
ParentWatch.Start();
return await CommandLine.RunAsync(args);
