package ch.bexioclockodo.app;

import ch.bexioclockodo.run.DecisionRefused;
import ch.bexioclockodo.run.SettingsException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.TypeConversionException;

/** The command line: one command a capability; {@code serve} when none is named. */
@Command(
    name = "bexio-clockodo",
    description =
        "Keeps bexio and clockodo together: master data one way, recorded times the other.",
    versionProvider = CommandLineApplication.Version.class,
    subcommands = {
      ServeCommand.class,
      CheckCommand.class,
      ConnectCommand.class,
      DisconnectCommand.class,
      HashPasswordCommand.class,
      ImportCommand.class,
      ExportCommand.class,
      RunsCommand.class,
      ShowCommand.class,
      UndoCommand.class,
      LedgerCommand.class,
      LinksCommand.class,
      LinkCommand.class,
      UnlinkCommand.class
    })
public final class CommandLineApplication extends Serving {

  /** Something is wrong with the settings, the connection or the call; nothing was written. */
  static final int FAILED = 2;

  @Option(
      names = {"-V", "--version"},
      versionHelp = true,
      description = "Show the version.")
  boolean version;

  /** The version out of the jar's manifest. */
  static final class Version implements CommandLine.IVersionProvider {
    @Override
    public String[] getVersion() {
      String version = Main.class.getPackage().getImplementationVersion();
      return new String[] {"bexio-clockodo " + (version == null ? "(not packaged)" : version)};
    }
  }

  static int run(String[] args) {
    return run(
        new PrintWriter(
            new java.io.FileOutputStream(java.io.FileDescriptor.out), true, StandardCharsets.UTF_8),
        new PrintWriter(
            new java.io.FileOutputStream(java.io.FileDescriptor.err), true, StandardCharsets.UTF_8),
        args);
  }

  static int run(PrintWriter out, PrintWriter err, String... args) {
    CommandLine commandLine = new CommandLine(new CommandLineApplication());
    commandLine.setOut(out);
    commandLine.setErr(err);
    commandLine.setCaseInsensitiveEnumValuesAllowed(true);
    commandLine.registerConverter(LocalDate.class, CommandLineApplication::date);
    commandLine.setParameterExceptionHandler(CommandLineApplication::wrongCall);
    commandLine.setExecutionExceptionHandler(CommandLineApplication::failed);
    return commandLine.execute(args);
  }

  private static LocalDate date(String text) {
    try {
      return LocalDate.parse(text);
    } catch (DateTimeParseException wrong) {
      throw new TypeConversionException("\"" + text + "\" is no date; write 2026-09-30");
    }
  }

  private static int wrongCall(ParameterException wrong, String[] args) {
    CommandLine command = wrong.getCommandLine();
    PrintWriter err = command.getErr();
    err.println("error: " + wrong.getMessage());
    if (!CommandLine.UnmatchedArgumentException.printSuggestions(wrong, err)) {
      err.println("see: " + command.getCommandSpec().qualifiedName() + " --help");
    }
    return FAILED;
  }

  private static int failed(
      Exception failure, CommandLine command, CommandLine.ParseResult parsed) {
    String sentence =
        failure instanceof SettingsException
                || failure instanceof ConfigurationException
                || failure instanceof DecisionRefused
            ? failure.getMessage()
            : "unexpected: " + Connector.root(failure);
    command.getErr().println("error: " + sentence);
    return FAILED;
  }
}
