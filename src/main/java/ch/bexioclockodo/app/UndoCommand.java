package ch.bexioclockodo.app;

import ch.bexioclockodo.run.Messages;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;

/** Takes an export back. */
@Command(
    name = "undo",
    description =
        "Take an export back: delete the timesheets or invoice drafts that it created, as far as nobody"
            + " has touched them.")
final class UndoCommand extends RunningCommand {

  @Parameters(
      index = "0",
      arity = "0..1",
      paramLabel = "RUN",
      description = "The number of the run, as runs lists it.")
  Long run;

  @Override
  String route() {
    return "bexio-clockodo-undo";
  }

  @Override
  void ask(Map<String, Object> headers) {
    if ((run == null) == (plan == null)) {
      throw new ParameterException(spec.commandLine(), Messages.text("cli.undo-what"));
    }
    if (run != null) {
      headers.put("bexioClockodoRun", run);
    }
  }
}
