package ch.bexioclockodo.console;

import ch.bexioclockodo.run.Settings;
import java.util.Map;
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
    Work.Opened opened = work(context).open(kind, asked, who(context), visit.language());
    if (opened.begins()) {
      exchange.setVariable(Work.VARIABLE, opened.job());
    }
    visit.send("/work/" + opened.job().number());
  }

  /** Who is signed in, or whoever sits at this machine. */
  static String who(CamelContext context) {
    String user = Settings.of(context).httpUser();
    return user.isEmpty() ? "console" : user;
  }
}
