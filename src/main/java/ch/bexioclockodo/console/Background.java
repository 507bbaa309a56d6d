package ch.bexioclockodo.console;

import ch.bexioclockodo.console.Work.Job;
import ch.bexioclockodo.run.Settings;
import java.util.Map;
import java.util.Optional;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;

/** Hands what a person asks for over to the background, once. */
final class Background {

  private Background() {}

  static Work work(CamelContext context) {
    return context.getRegistry().lookupByNameAndType("bexioClockodoWork", Work.class);
  }

  /** Sends the browser to the page of the job, and the job to its route unless it is under way. */
  static void begin(
      CamelContext context,
      Exchange exchange,
      Visit visit,
      String kind,
      Map<String, Object> asked) {
    Work work = work(context);
    Optional<Job> begun = work.begun(kind, asked);
    Job job = begun.orElseGet(() -> work.open(kind, asked, who(context), visit.language()));
    if (begun.isEmpty()) {
      exchange.setVariable(Work.VARIABLE, job);
    }
    visit.send("/work/" + job.number());
  }

  /** Who is signed in, or whoever sits at this machine. */
  static String who(CamelContext context) {
    String user = Settings.of(context).httpUser();
    return user.isEmpty() ? "console" : user;
  }
}
