package ch.bexioclockodo.app;

import ch.bexioclockodo.check.Finding;
import ch.bexioclockodo.plan.Json;
import java.io.PrintWriter;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicBoolean;
import picocli.CommandLine.Command;

/**
 * Tests settings, database and both connections within seconds, and writes nothing to bexio,
 * clockodo or the database (but a token that had to be renewed).
 */
@Command(
    name = "check",
    description = "Test settings, database and both connections; write nothing.")
final class CheckCommand extends CommonOptions implements Callable<Integer> {

  @Override
  public Integer call() {
    AtomicBoolean ok = new AtomicBoolean();
    Checking.run(
        open(),
        findings -> {
          ok.set(findings.stream().allMatch(Finding::ok));
          print(findings, ok.get());
        });
    return ok.get() ? 0 : CommandLineApplication.FAILED;
  }

  private void print(List<Finding> findings, boolean ok) {
    PrintWriter out = spec.commandLine().getOut();
    if (json) {
      List<Map<String, Object>> checks = findings.stream().map(Finding::asMap).toList();
      out.println(Json.write(Map.of("ok", ok, "checks", checks)));
    } else {
      for (Finding finding : findings) {
        String found = finding.check() + ": " + Terminal.oneLine(finding.text());
        out.println((finding.ok() ? "ok  " : "!   ") + found);
        if (finding.remedy() != null) {
          out.println("    → " + finding.remedy());
        }
      }
    }
    out.flush();
  }
}
