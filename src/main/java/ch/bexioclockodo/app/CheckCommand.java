package ch.bexioclockodo.app;

import ch.bexioclockodo.plan.Json;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/**
 * Tests settings, database and both connections within seconds, and writes nothing to bexio or
 * clockodo.
 */
@Command(
    name = "check",
    description = "Test settings, database and both connections; write nothing.")
final class CheckCommand extends CommonOptions implements Callable<Integer> {

  @Override
  public Integer call() {
    SettingsFile file = open();
    List<Map<String, Object>> findings = Check.run(file);
    boolean ok = findings.stream().allMatch(finding -> Boolean.TRUE.equals(finding.get("ok")));
    if (json) {
      spec.commandLine().getOut().println(Json.write(Map.of("ok", ok, "checks", findings)));
    } else {
      for (Map<String, Object> finding : findings) {
        spec.commandLine()
            .getOut()
            .println(
                (Boolean.TRUE.equals(finding.get("ok")) ? "ok  " : "!   ")
                    + finding.get("check")
                    + ": "
                    + finding.get("text"));
      }
    }
    return ok ? 0 : CommandLineApplication.FAILED;
  }
}
