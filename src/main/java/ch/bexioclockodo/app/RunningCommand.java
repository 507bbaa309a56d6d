package ch.bexioclockodo.app;

import ch.bexioclockodo.run.Progress;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicReference;
import picocli.CommandLine.Option;

/**
 * What import and export have in common: they call an entry route, show progress, print the report,
 * and end with its status.
 */
abstract class RunningCommand extends CommonOptions implements Callable<Integer> {

  @Option(names = "--preview", description = "Only make and show the plan; write nothing.")
  boolean preview;

  @Option(
      names = "--plan",
      paramLabel = "N",
      description = "Apply (or show again, with --preview) the stored plan N.")
  Long plan;

  /** The name of the entry route. */
  abstract String route();

  /** Adds the headers of this command's own options. */
  abstract void ask(Map<String, Object> headers);

  /** Whether all rows of the report are wanted. */
  boolean wantsRows() {
    return json || preview;
  }

  /** Does with the report what this command's own options say. */
  void afterwards(Map<String, Object> report) {}

  @Override
  public Integer call() {
    Map<String, Object> headers = new HashMap<>();
    headers.put("bexioClockodoConnection", connection);
    headers.put("bexioClockodoPreview", preview);
    headers.put("bexioClockodoRows", true);
    headers.put("bexioClockodoStartedBy", System.getProperty("user.name", "somebody"));
    if (plan != null) {
      headers.put("bexioClockodoPlan", plan);
    }
    ask(headers);
    SettingsFile file = open();
    AtomicReference<Connector> started = new AtomicReference<>();
    Signals.whenTold(() -> Optional.ofNullable(started.get()).ifPresent(Connector::requestStop));
    try (Connector connector = Connector.start(file, false)) {
      started.set(connector);
      if (Signals.told()) {
        connector.requestStop();
      }
      Map<String, Object> report;
      Progress progress = connector.bean("bexioClockodoProgress", Progress.class);
      ProgressBar bar = ProgressBar.on(terminal(), progress, json);
      try {
        report = connector.call(route(), headers);
      } finally {
        bar.stop();
      }
      ReportPrinter.print(terminal(), report, file.settings().zone(), json, wantsRows());
      afterwards(report);
      return ReportPrinter.exitStatus(report);
    }
  }
}
