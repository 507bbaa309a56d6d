package ch.bexioclockodo.console;

import ch.bexioclockodo.console.Work.Job;
import ch.bexioclockodo.run.ConnectorBean;
import ch.bexioclockodo.run.Messages;
import ch.bexioclockodo.run.Progress;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.camel.Variable;

/** Where a person waits for what was asked for; it ends at the plan that was made. */
public final class WorkPage extends ConnectorBean {

  /**
   * What is being done.
   *
   * @param read how many rows were read so far
   */
  record View(long number, String what, long read, String passed) {}

  /** What came of it where no plan was made. */
  record Ended(String what, List<String> problems) {}

  /** Shows how far it is, or sends the browser on. */
  public void show(@Variable(Entrance.VISIT) Visit visit) {
    Job job =
        Background.work(getCamelContext())
            .find(visit.number())
            .orElseThrow(
                () -> new Refused(Refused.NOT_FOUND, Messages.text("console.work.unknown")));
    String what = Messages.text("cli.preview." + job.getKind());
    boolean part = visit.isPart();
    if (job.report().isEmpty()) {
      Progress progress =
          getCamelContext()
              .getRegistry()
              .lookupByNameAndType("bexioClockodoProgress", Progress.class);
      Duration passed = Duration.between(job.since(), clock().instant());
      View view = new View(job.number(), what, progress.now().done(), seconds(passed));
      visit.show(part ? "workpart" : "work", view);
      return;
    }
    Map<String, Object> report = job.report().get();
    if (report.get("plan") instanceof Number plan) {
      forward(visit, "/plan/" + plan.longValue());
      return;
    }
    if (part) {
      forward(visit, "/work/" + job.number());
      return;
    }
    visit.show("ended", new Ended(what, ReportView.problems(report)));
  }

  /** A part of a page cannot be sent elsewhere: the whole page is. */
  static void forward(Visit visit, String page) {
    if (visit.isPart()) {
      visit.header("HX-Redirect", visit.base() + page);
      visit.give("text/plain", "", Map.of());
    } else {
      visit.send(page);
    }
  }

  static String seconds(Duration passed) {
    return String.format("%d:%02d", passed.toMinutes(), passed.toSecondsPart());
  }
}
