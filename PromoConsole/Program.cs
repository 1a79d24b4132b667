using PromoConsole.CommandLine;

return await CommandRunner.RunAsync(CommandParser.Parse(args));

/// <summary>The program; tests start the host through it.</summary>
public partial class Program;
