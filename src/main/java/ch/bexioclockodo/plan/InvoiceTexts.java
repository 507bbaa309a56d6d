package ch.bexioclockodo.plan;

import ch.bexioclockodo.bexio.WallTime;
import ch.bexioclockodo.clockodo.Entry;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/** What positions and headers say; bexio shows them as HTML (facts: bexio §6.5). */
final class InvoiceTexts {

  private static final DateTimeFormatter DATE = DateTimeFormatter.ofPattern("dd.MM.yyyy");
  private static final String NEXT_LINE = "<br />";
  private static final int SECONDS_PER_MINUTE = 60;

  private final InvoiceLayout layout;
  private final Names names;
  private final Map<Long, String> lumpSumServices;

  InvoiceTexts(InvoiceLayout layout, Names names, Map<Long, String> lumpSumServices) {
    this.layout = layout;
    this.names = names;
    this.lumpSumServices = lumpSumServices;
  }

  /**
   * The text of a position of times.
   *
   * @param times what is charged and at which rate, to its last decimal, where quantity and price
   *     do not say it
   */
  String ofTimes(List<Entry> entries, InvoiceTimes times, PositionAmount amount) {
    List<String> lines = parts(entries);
    BigDecimal rate = times.rate();
    if (!amount.timesRate() && times.charged() > 0) {
      String hours = hours(times.charged());
      lines.add(rate == null ? hours : hours + " à " + PositionAmount.exactly(rate));
    }
    return String.join(NEXT_LINE, lines);
  }

  String ofLumpSum(Entry entry) {
    List<String> lines = new ArrayList<>();
    String name =
        entry.lumpSumServicesId() == null ? null : lumpSumServices.get(entry.lumpSumServicesId());
    if (name != null) {
      lines.add(escaped(name));
    }
    lines.addAll(parts(List.of(entry)));
    if (entry.text() != null && !entry.text().isBlank() && !layout.texts().contains("texts")) {
      lines.add(escaped(entry.text()));
    }
    return String.join(NEXT_LINE, lines);
  }

  /** A title or header, with its first and last date, its customer and its project. */
  String filled(String template, List<Entry> entries, String customer, String project) {
    return template
        .replace("[from]", DATE.format(first(entries)))
        .replace("[to]", DATE.format(last(entries)))
        .replace("[customer]", customer)
        .replace("[project]", project == null ? "" : project)
        .strip();
  }

  LocalDate first(List<Entry> entries) {
    return dates(entries).stream().min(Comparator.naturalOrder()).orElseThrow();
  }

  LocalDate last(List<Entry> entries) {
    return dates(entries).stream().max(Comparator.naturalOrder()).orElseThrow();
  }

  static String escaped(String text) {
    return text.replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replaceAll("\r?\n|\r", NEXT_LINE);
  }

  private List<String> parts(List<Entry> entries) {
    List<String> lines = new ArrayList<>();
    for (String part : layout.texts()) {
      Set<String> said =
          switch (part) {
            case "project" -> named(entries, entry -> names.project(entry.projectsId()));
            case "service" -> named(entries, entry -> names.service(entry.servicesId()));
            case "user" -> named(entries, entry -> names.user(entry.usersId()));
            case "period" -> Set.of(period(entries));
            default -> texts(entries);
          };
      if (!said.isEmpty()) {
        lines.add(said.stream().map(InvoiceTexts::escaped).collect(Collectors.joining(", ")));
      }
    }
    return lines;
  }

  private static Set<String> named(
      List<Entry> entries, Function<Entry, Map<String, Object>> thing) {
    Set<String> said = new LinkedHashSet<>();
    entries.stream()
        .map(thing)
        .filter(Objects::nonNull)
        .forEach(named -> said.add(String.valueOf(named.get("name"))));
    return said;
  }

  private static Set<String> texts(List<Entry> entries) {
    Set<String> said = new LinkedHashSet<>();
    entries.stream()
        .map(Entry::text)
        .filter(text -> text != null && !text.isBlank())
        .forEach(text -> said.add(text.strip()));
    return said;
  }

  private String period(List<Entry> entries) {
    LocalDate first = first(entries);
    LocalDate last = last(entries);
    return first.equals(last) ? DATE.format(first) : DATE.format(first) + " – " + DATE.format(last);
  }

  private List<LocalDate> dates(List<Entry> entries) {
    WallTime wallTime = layout.wallTime();
    return entries.stream().map(entry -> wallTime.at(entry.timeSince()).toLocalDate()).toList();
  }

  /** Hours and minutes, and seconds where there are any. */
  private static String hours(long seconds) {
    long minutes = seconds / SECONDS_PER_MINUTE;
    long rest = seconds % SECONDS_PER_MINUTE;
    String whole = minutes / 60 + ":" + String.format("%02d", minutes % 60);
    return (rest == 0 ? whole : whole + ":" + String.format("%02d", rest)) + " h";
  }
}
