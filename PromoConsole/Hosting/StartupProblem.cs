namespace PromoConsole.Hosting;

/// <summary>Something outside the program keeps it from working; its message is one sentence for the operator, who sees nothing else of it.</summary>
internal sealed class StartupProblem(string sentence, Exception? cause = null) : Exception(sentence, cause);
