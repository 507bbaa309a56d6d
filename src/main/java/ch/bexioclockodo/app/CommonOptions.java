package ch.bexioclockodo.app;

import ch.bexioclockodo.run.Messages;
import java.nio.file.Path;
import java.util.Locale;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The options that every command has. */
@Command
abstract class CommonOptions {

  @Spec CommandSpec spec;

  @Option(
      names = "--json",
      description = "Print the report as JSON on standard output; logs go to standard error.")
  boolean json;

  @Option(names = "--lang", paramLabel = "LANG", description = "Language of all texts: en or de.")
  String language;

  @Option(
      names = "--connection",
      paramLabel = "NAME",
      description = "The connection; there is one, default.")
  String connection = "default";

  @Option(
      names = "--config",
      paramLabel = "FILE",
      description = "The settings file; else application.properties beside the jar.")
  Path config;

  @Option(
      names = {"-h", "--help"},
      usageHelp = true,
      description = "Show this help.")
  boolean help;

  /** Takes the language and finds the settings. */
  SettingsFile open() {
    Messages.language(language());
    if (!"default".equals(connection)) {
      throw new ParameterException(
          spec.commandLine(),
          "there is no connection \"" + connection + "\"; there is one, default");
    }
    return SettingsFile.read(config);
  }

  private Locale language() {
    String chosen = language == null ? Locale.getDefault().getLanguage() : language;
    if (language != null && !("de".equals(language) || "en".equals(language))) {
      throw new ParameterException(
          spec.commandLine(), "there is no language \"" + language + "\"; there are en and de");
    }
    return "de".equals(chosen) ? Locale.GERMAN : Locale.ENGLISH;
  }

  Terminal terminal() {
    return new Terminal(spec.commandLine().getOut(), spec.commandLine().getErr());
  }
}
