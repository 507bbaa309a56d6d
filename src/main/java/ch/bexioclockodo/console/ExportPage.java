package ch.bexioclockodo.console;

import ch.bexioclockodo.run.ConnectorBean;
import ch.bexioclockodo.run.Kind;
import ch.bexioclockodo.run.Messages;
import ch.bexioclockodo.run.RunRequest;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.apache.camel.Exchange;
import org.apache.camel.Variable;

/** Where a person says which times are to go to bexio, and gets a preview of them. */
public final class ExportPage extends ConnectorBean {

  private static final int UNPROCESSABLE = 422;
  private static final String HEADER = "bexioClockodo";
  private static final String LAST_MONTH = "last";
  private static final String THIS_MONTH = "this";

  /**
   * The form, with what was filled in.
   *
   * @param problem what is wrong with it, or null
   * @param lastMonth which dates that preset means
   */
  record View(
      Map<String, String> fields,
      String problem,
      String lastMonth,
      String thisMonth,
      List<String> grouping,
      boolean drafts) {

    String field(String name) {
      return fields.getOrDefault(name, "");
    }

    boolean is(String name, String value) {
      return field(name).equals(value);
    }
  }

  /** Shows the form. */
  public void show(@Variable(Entrance.VISIT) Visit visit) {
    visit.show("export", view(Map.of("period", LAST_MONTH), null));
  }

  /** Takes the form; the preview is made in the background. */
  public void ask(Exchange exchange, @Variable(Entrance.VISIT) Visit visit) {
    Map<String, String> fields = new LinkedHashMap<>();
    for (String name :
        List.of(
            "period", "from", "to", "customer", "project", "service", "user", "billable", "as")) {
      fields.put(name, visit.field(name));
    }
    Map<String, Object> asked = new LinkedHashMap<>();
    try {
      fill(asked, fields);
      RunRequest.of(Kind.EXPORT, asked);
    } catch (RunRequest.WrongRequest wrong) {
      visit.show(UNPROCESSABLE, "export", view(fields, wrong.getMessage()));
      return;
    }
    Background.begin(getCamelContext(), exchange, visit, Kind.EXPORT.word(), asked);
  }

  private void fill(Map<String, Object> asked, Map<String, String> fields) {
    asked.put(HEADER + "Preview", true);
    period(fields, asked);
    for (String filter : List.of("Customer", "Project", "Service", "User", "Billable", "As")) {
      String value =
          fields.get(filter.substring(0, 1).toLowerCase(Locale.ROOT) + filter.substring(1));
      if (!value.isEmpty()) {
        asked.put(HEADER + filter, value);
      }
    }
  }

  private void period(Map<String, String> fields, Map<String, Object> asked) {
    LocalDate today = LocalDate.ofInstant(clock().instant(), settings().zone());
    String from = fields.get("from");
    String to = fields.get("to");
    switch (fields.get("period")) {
      case LAST_MONTH -> {
        from = lastMonth(today).toString();
        to = today.withDayOfMonth(1).minusDays(1).toString();
      }
      case THIS_MONTH -> {
        from = today.withDayOfMonth(1).toString();
        to = today.toString();
      }
      default -> {
        if (from.isEmpty() || to.isEmpty()) {
          throw new RunRequest.WrongRequest(Messages.text("console.period.both"));
        }
      }
    }
    asked.put(HEADER + "From", from);
    asked.put(HEADER + "To", to);
  }

  private View view(Map<String, String> fields, String problem) {
    LocalDate today = LocalDate.ofInstant(clock().instant(), settings().zone());
    LocalDate month = today.withDayOfMonth(1);
    return new View(
        fields,
        problem,
        Swiss.date(lastMonth(today)) + " – " + Swiss.date(month.minusDays(1)),
        Swiss.date(month) + " – " + Swiss.date(today),
        settings().grouping().stream().map(GroupTotals::word).toList(),
        settings().invoices());
  }

  private static LocalDate lastMonth(LocalDate today) {
    return today.withDayOfMonth(1).minusMonths(1);
  }
}
