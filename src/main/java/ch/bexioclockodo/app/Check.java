package ch.bexioclockodo.app;

import ch.bexioclockodo.bexio.BexioHttpClient;
import ch.bexioclockodo.bexio.BexioLimits;
import ch.bexioclockodo.bexio.CompanyProfile;
import ch.bexioclockodo.bexio.ProjectState;
import ch.bexioclockodo.clockodo.ClockodoHttpClient;
import ch.bexioclockodo.clockodo.ListPage;
import ch.bexioclockodo.plan.BookableStates;
import ch.bexioclockodo.plan.ImportRules;
import ch.bexioclockodo.run.FailureText;
import ch.bexioclockodo.run.Settings;
import ch.bexioclockodo.run.SettingsException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.camel.Exchange;
import org.apache.camel.ProducerTemplate;
import org.apache.camel.support.DefaultExchange;

/**
 * Asks both systems everything that a run would need, all at once and without patience, and says
 * what it found.
 */
final class Check {

  private static final long PATIENCE_MILLIS = 2_000;
  private static final long MOST_SKEW_SECONDS = 60;

  private static final long BREAKING_OFF_MILLIS = 500;

  private final List<Map<String, Object>> findings = new ArrayList<>();
  private final List<CompletableFuture<Exchange>> asked = new ArrayList<>();

  private Check() {}

  static List<Map<String, Object>> run(SettingsFile file) {
    Check check = new Check();
    check.all(file);
    return check.findings;
  }

  private void all(SettingsFile file) {
    Settings settings = file.settings();
    try {
      settings.check();
    } catch (SettingsException wrong) {
      add("settings", false, wrong.getMessage());
      return;
    }
    add("settings", true, file.path().toString());
    Connector connector;
    try {
      connector = Connector.start(file, false, Duration.ofMillis(PATIENCE_MILLIS / 2));
    } catch (ConfigurationException broken) {
      add("database", false, broken.getMessage());
      return;
    }
    try (connector) {
      findings(connector, settings);
      hangUp(connector);
    }
  }

  /** Whoever has not answered by now would only keep the shutdown waiting. */
  private void hangUp(Connector connector) {
    connector.bean("bexioClockodoBexioHttpClient", BexioHttpClient.class).close();
    connector.bean("bexioClockodoClockodoHttpClient", ClockodoHttpClient.class).close();
    CompletableFuture.allOf(asked.toArray(CompletableFuture[]::new))
        .completeOnTimeout(null, BREAKING_OFF_MILLIS, TimeUnit.MILLISECONDS)
        .join();
  }

  private void findings(Connector connector, Settings settings) {
    add("database", true, "opened, schema up to date");
    add("zone", true, "bexio's wall time is " + settings.zone());
    both(connector, settings);
  }

  private void both(Connector connector, Settings settings) {
    long deadline = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(PATIENCE_MILLIS);
    CompletableFuture<Exchange> company = ask(connector, "bexio-company-profile", null);
    CompletableFuture<Exchange> me = ask(connector, "clockodo-me", null);
    CompletableFuture<Exchange> projects =
        ask(connector, "bexio-list-projects", new OnePage("limit=1"));
    CompletableFuture<Exchange> contacts =
        ask(connector, "bexio-list-contacts", new OnePage("limit=1"));
    CompletableFuture<Exchange> states = ask(connector, "bexio-list-project-states", null);
    boolean fromItems = settings.importRules().servicesFrom() == ImportRules.ServicesFrom.ITEMS;
    CompletableFuture<Exchange> items =
        fromItems ? ask(connector, "bexio-list-items", new OnePage("limit=1")) : null;
    CompletableFuture<Exchange> activities =
        ask(connector, "bexio-list-business-activities", new OnePage("limit=1"));
    CompletableFuture<Exchange> users = ask(connector, "bexio-list-users", new OnePage("limit=1"));
    CompletableFuture<Exchange> timesheets = ask(connector, "bexio-newest-timesheet", null);
    CompletableFuture<Exchange> customers =
        ask(connector, "clockodo-list-customers", new OnePage("page=1&items_per_page=1"));
    boolean bexio = finding("bexio company", company, deadline, Check::company);
    if (bexio) {
      finding("bexio contacts", contacts, deadline, answer -> "readable");
      finding("bexio activities", activities, deadline, answer -> "readable");
      finding("bexio users", users, deadline, answer -> "readable");
      finding("bexio projects", projects, deadline, answer -> "readable");
      finding(
          "bexio project states",
          states,
          deadline,
          answer -> bookable(answer, settings.bookableStates()));
      if (fromItems) {
        finding("bexio items", items, deadline, answer -> "readable");
      }
      finding("bexio time tracking", timesheets, deadline, answer -> "readable");
      clock("bexio clock", company);
      BexioLimits limits = connector.bean("bexioClockodoBexioLimits", BexioLimits.class);
      add(
          "bexio budget",
          true,
          limits.remaining() == null ? "not told" : limits.remaining() + " calls left this minute");
    }
    if (finding("clockodo user", me, deadline, Check::user)) {
      finding("clockodo customers", customers, deadline, answer -> "readable");
      clock("clockodo clock", me);
      rights(me);
    }
  }

  /** A list of one page, for routes that read lists. */
  public record OnePage(String query) {
    public String getQuery() {
      return query;
    }
  }

  private CompletableFuture<Exchange> ask(Connector connector, String call, OnePage page) {
    Exchange exchange = new DefaultExchange(connector.context());
    exchange.setVariable("bexioClockodoImpatient", true);
    exchange.setVariable("bexioClockodoList", page);
    ProducerTemplate template = connector.context().createProducerTemplate();
    CompletableFuture<Exchange> answer =
        template.asyncSend("direct:bexio-clockodo-call-" + call, exchange);
    asked.add(answer);
    return answer;
  }

  private boolean finding(
      String name,
      CompletableFuture<Exchange> asked,
      long deadline,
      Function<Exchange, String> read) {
    try {
      Exchange answer = asked.get(Math.max(1, deadline - System.nanoTime()), TimeUnit.NANOSECONDS);
      if (answer.getException() != null) {
        add(name, false, FailureText.of(answer.getException()).text());
        return false;
      }
      try {
        add(name, true, read.apply(answer));
        return true;
      } catch (ConfigurationException wrong) {
        add(name, false, wrong.getMessage());
        return false;
      }
    } catch (TimeoutException e) {
      add(
          name,
          false,
          "no answer within " + PATIENCE_MILLIS / 1000 + " s; check the address and the network");
    } catch (ExecutionException e) {
      add(name, false, FailureText.of(e.getCause()).text());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    return false;
  }

  private static String company(Exchange answer) {
    List<?> profiles = answer.getMessage().getBody(List.class);
    if (profiles.isEmpty()) {
      throw new ConfigurationException("bexio names no company for this token");
    }
    return ((CompanyProfile) profiles.get(0)).name()
        + " ("
        + ((CompanyProfile) profiles.get(0)).id()
        + ")";
  }

  /** The project states as read, and in which of them time may be booked. */
  private static String bookable(Exchange answer, BookableStates bookable) {
    List<ProjectState> states = new ArrayList<>();
    for (Object state : answer.getMessage().getBody(List.class)) {
      states.add((ProjectState) state);
    }
    if (bookable.every()) {
      return BookableStates.describe(states) + "; time may be booked in each";
    }
    try {
      Set<Integer> ids = bookable.resolveStrictly(states);
      return states.stream()
          .map(
              state ->
                  BookableStates.describe(List.of(state))
                      + (ids.contains(state.id()) ? " (bookable)" : ""))
          .collect(Collectors.joining(", "));
    } catch (IllegalArgumentException unknown) {
      throw new ConfigurationException(
          unknown.getMessage() + " (bexio-clockodo.import.project-states)");
    }
  }

  private static String user(Exchange answer) {
    ListPage.Me me = answer.getMessage().getBody(ListPage.Me.class);
    return me.data().name() + " (" + me.data().id() + "), role " + me.data().role();
  }

  private void rights(CompletableFuture<Exchange> me) {
    boolean owner = me.join().getMessage().getBody(ListPage.Me.class).data().seesEverything();
    add(
        "clockodo rights",
        owner,
        owner
            ? "sees everybody's entries"
            : "may not see everybody's entries; use the key of an owner");
  }

  /** The servers' clocks beside ours; a difference is told, not refused. */
  private void clock(String name, CompletableFuture<Exchange> asked) {
    String date = asked.join().getMessage().getHeader("Date", String.class);
    if (date == null) {
      return;
    }
    long skew = ClockSkew.seconds(date);
    add(
        name,
        true,
        Math.abs(skew) <= MOST_SKEW_SECONDS
            ? "within " + MOST_SKEW_SECONDS + " s of this machine's"
            : "differs from this machine's by " + skew + " s; set this machine's clock");
  }

  private void add(String check, boolean ok, String text) {
    Map<String, Object> finding = new LinkedHashMap<>();
    finding.put("check", check);
    finding.put("ok", ok);
    finding.put("text", text);
    findings.add(finding);
  }
}
