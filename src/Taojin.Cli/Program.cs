using Taojin.Cli;
using Taojin.Mining.Learning;

NativeThreads.WaitPassively();
return await CommandLine.RunAsync(args);
