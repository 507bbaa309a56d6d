package ch.bexioclockodo.check;

import ch.bexioclockodo.bexio.BexioLimits;
import ch.bexioclockodo.plan.ImportRules;
import ch.bexioclockodo.run.BexioAccess;
import ch.bexioclockodo.run.Connections;
import ch.bexioclockodo.run.Due;
import ch.bexioclockodo.run.Kind;
import ch.bexioclockodo.run.Messages;
import ch.bexioclockodo.run.OnePage;
import ch.bexioclockodo.run.Settings;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.apache.camel.CamelContext;

/**
 * Everything that a run needs of the settings, of bexio and of clockodo, checked in one go through
 * the routes that runs use; nothing is written.
 */
public final class Checks {

  private static final OnePage ONE = new OnePage("limit=1");
  static final OnePage ALL = new OnePage("limit=2000");
  static final String USERS = "bexio-list-users";
  private static final String RIGHT = "check.remedy.right";
  static final String MODULE = "check.remedy.module";

  private final CamelContext context;
  private final Settings settings;
  private final Connections connections;
  private final Calls calls;

  private Checks(CamelContext context, Duration patience) {
    this.context = context;
    settings = Settings.of(context);
    connections = bean("bexioClockodoConnections", Connections.class);
    calls = new Calls(context, bean("bexioClockodoBexioAccess", BexioAccess.class), patience);
  }

  /**
   * Checks everything, and calls back with all findings; returns when nothing is under way any
   * more, which may be later.
   *
   * @param patience how long both systems may take for all of it
   */
  public static void run(
      CamelContext context, Duration patience, Consumer<List<Finding>> whenFound) {
    Checks checks = new Checks(context, patience);
    try {
      whenFound.accept(checks.find());
    } finally {
      checks.calls.letRenewalEnd();
      checks.calls.end();
    }
  }

  private List<Finding> find() {
    List<List<Check>> places = List.of(here(), bexio(), clockodo());
    places.forEach(place -> place.forEach(check -> check.ask(calls)));
    List<Finding> findings = new ArrayList<>();
    for (List<Check> place : places) {
      for (Check check : place) {
        Finding finding = find(check);
        findings.add(finding);
        if (!finding.ok() && check.isEntrance()) {
          // Whoever does not let us in would only say so again and again.
          break;
        }
      }
    }
    return findings;
  }

  private Finding find(Check check) {
    try {
      return check.find(calls);
    } catch (Problem problem) {
      String remedy =
          problem.isWithheld() && check.whenWithheld() != null
              ? Messages.text(check.whenWithheld(), check.name())
              : problem.remedy();
      return Finding.problem(check.name(), problem.getMessage(), remedy);
    }
  }

  private List<Check> here() {
    Clock clock = Clock.systemUTC();
    Due due = bean("bexioClockodoDue", Due.class);
    return List.of(
        new ZoneCheck(settings.zone(), clock.instant().atZone(settings.zone())),
        new ScheduleCheck(Kind.IMPORT, settings, due, connections),
        new ScheduleCheck(Kind.EXPORT, settings, due, connections));
  }

  private List<Check> bexio() {
    List<Check> checks = new ArrayList<>();
    checks.add(new ConnectionCheck(connections));
    checks.add(new ScopesCheck(connections));
    checks.add(new CompanyCheck(connections));
    checks.add(new ListCheck("bexio contacts", "bexio-list-contacts", ONE, RIGHT));
    checks.add(new ListCheck("bexio activities", "bexio-list-business-activities", ONE, RIGHT));
    // The largest page that bexio gives: whoever is set to write drafts must be on it.
    checks.add(new ListCheck("bexio users", USERS, settings.invoices() ? ALL : ONE, RIGHT));
    checks.add(new ListCheck("bexio projects", "bexio-list-projects", ONE, MODULE));
    checks.add(new ProjectStatesCheck(settings.bookableStates()));
    if (settings.importRules().servicesFrom() == ImportRules.ServicesFrom.ITEMS) {
      checks.add(new ListCheck("bexio items", "bexio-list-items", ONE, RIGHT));
    }
    checks.add(new ListCheck("bexio time tracking", "bexio-newest-timesheet", null, MODULE));
    checks.add(new TimesheetStatusesCheck(settings.exportStatus(), settings.lockedStatuses()));
    if (settings.invoices()) {
      checks.addAll(InvoiceChecks.of(settings.invoiceSettings()));
    }
    checks.add(new ClockCheck("bexio clock", CompanyCheck.CALL, Clock.systemUTC()));
    checks.add(new BexioBudgetCheck(bean("bexioClockodoBexioLimits", BexioLimits.class)));
    return checks;
  }

  private List<Check> clockodo() {
    return List.of(
        new ClockodoUserCheck(connections),
        new ListCheck(
            "clockodo customers",
            "clockodo-list-customers",
            new OnePage("page=1&items_per_page=1"),
            RIGHT),
        new ClockodoRightsCheck(),
        new ApplicationCheck(settings.clockodoApplication()),
        new ClockCheck("clockodo clock", ClockodoUserCheck.CALL, Clock.systemUTC()),
        new ClockodoBudgetCheck(settings.clockodoWindows()));
  }

  private <T> T bean(String name, Class<T> type) {
    return context.getRegistry().lookupByNameAndType(name, type);
  }
}
